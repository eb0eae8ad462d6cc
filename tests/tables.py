"""The models of the portal, by what fills their tables."""

from django.apps import apps

APPS = ("institutes", "programs", "participants")


def facts():
    """Models of what the portal knows: the fixtures fill them, staff edit them."""
    of_staff = {"membership", "proposal", "question", "sentfile"}
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if model._meta.model_name not in of_staff
        and not model._meta.proxy
        and not hasattr(model, "pgh_tracked_model")
    ]
