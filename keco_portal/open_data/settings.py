"""Settings of the open data, a part of `keco_portal.settings`; read from the environment."""

import os

# Under which licence the data may be used. Where it is not set no format names one, and the pages
# say so. DATA_LICENCE is its address, DATA_LICENCE_NAME what people call it.
DATA_LICENCE = os.environ.get("DATA_LICENCE", "").strip()
DATA_LICENCE_NAME = os.environ.get("DATA_LICENCE_NAME", "").strip()

# The identifier under which the portal is registered as a publisher of IATI; none is invented.
IATI_PUBLISHER = os.environ.get("IATI_PUBLISHER", "").strip()

# Whom to tell of a fault in the security of the portal: an address such as mailto:…
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "").strip()
