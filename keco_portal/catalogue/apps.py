"""The catalogue as a Django app: the archives that it keeps."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "keco_portal.catalogue"
    default_auto_field = "django.db.models.BigAutoField"
