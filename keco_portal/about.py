"""Pages about the portal itself: what it is, what its numbers mean, and what it keeps."""

from django.views.generic import TemplateView

from keco_portal.feedback.floods import OF_A_CLIENT, OF_ALL
from keco_portal.models import COMMENT_AT_MOST, DAYS_KEPT


class AboutPrivacy(TemplateView):
    template_name = "about/privacy.html"
    extra_context = {
        "years_kept": DAYS_KEPT // 365,
        "comment_at_most": COMMENT_AT_MOST,
        "of_a_client": OF_A_CLIENT,
        "of_all": OF_ALL,
    }
