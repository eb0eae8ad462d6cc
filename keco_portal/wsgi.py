"""The door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keco_portal.settings")

application = get_wsgi_application()

# Python looks for rings of garbage whenever 700 objects are new. An import makes a million that
# are no garbage, and a tenth of its time went into looking.
gc.set_threshold(50_000)
