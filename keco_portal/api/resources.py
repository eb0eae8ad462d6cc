"""What the API has: each resource with its serializer, its public rows and its filter."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import override

from institutes.language import KOREAN
from keco_portal.open_data.address import absolute
from keco_portal.open_data.tables import TABLES
from participants.filters import FigureFilter
from participants.serializers import FigureSerializer, MeasureSerializer, WholeProgramSerializer
from programs.filtering import PublicFilterSet
from programs.filters import ProgramFilter
from programs.parameters import Keys
from programs.serializers import (
    CountrySerializer,
    FrameworkSerializer,
    InstituteSerializer,
    PartnerSerializer,
    ProgramSerializer,
    RegionSerializer,
    SourceSerializer,
    ThemeSerializer,
)
from programs.serializing import TableSerializer


@dataclass(frozen=True)
class Resource:
    """A table as the API has it: a list, and each row under its key.

    `whole` says more of a row than `serializer` does in the list. `page` is the name of the address
    of a row's page; what has none is explained where it is used.
    """

    serializer: type[TableSerializer]
    page: str = ""
    filterset: type[PublicFilterSet] = PublicFilterSet
    whole: type[TableSerializer] | None = None

    @property
    def model(self):
        return self.serializer.table._meta.model

    @property
    def name(self):
        """What the list is called, such as figures."""
        return self.serializer.table.stem()

    @property
    def model_name(self):
        """What its rows are called, in the language of the page."""
        return capfirst(self.model._meta.verbose_name_plural)

    @property
    def key_field(self):
        """The field of the model that is the key."""
        return next(iter(self.serializer.columns().values())).plain.name

    def published(self):
        """The public rows in the order of their keys."""
        return TABLES[self.name].published().order_by(self.key_field)


RESOURCES = {
    one.name: one
    for one in (
        Resource(InstituteSerializer, "institute"),
        Resource(ProgramSerializer, "program", ProgramFilter, WholeProgramSerializer),
        Resource(CountrySerializer, "country"),
        Resource(RegionSerializer, "region"),
        Resource(PartnerSerializer, "partner"),
        Resource(FrameworkSerializer, "framework"),
        Resource(ThemeSerializer),
        Resource(MeasureSerializer),
        Resource(FigureSerializer, "figure", FigureFilter),
        Resource(SourceSerializer, "source"),
    )
}


def context():
    """What serializers are told of the addresses here."""
    return {"addresses": addresses, "lists": lists}


def addresses(model):
    """Where rows of `model` are, each address without the key: (API, page, Korean page)."""
    return _addresses(model, settings.PUBLIC_ADDRESS)


def lists(model):
    """{name: address before the key} of the lists that a row of `model` can narrow."""
    return _lists(model, settings.PUBLIC_ADDRESS)


@cache
def _addresses(model, _portal):
    one = next((one for one in RESOURCES.values() if one.model is model), None)
    if not one:
        return None, None, None
    pages = [None, None]
    if one.page:
        pages = [before_key(one.page)]
        with override(KOREAN):
            pages.append(before_key(one.page))
    return before_key(f"api-{one.name}-row"), *pages


def before_key(name):
    return absolute(reverse(name, args=["KEY"])).partition("KEY")[0]


@cache
def _lists(model, _portal):
    found = {}
    for one in RESOURCES.values():
        for parameter, field in one.filterset.base_filters.items():
            of_it = parameter == model._meta.model_name
            if isinstance(field, Keys) and of_it and field.rows().model is model:
                found[one.name] = f"{absolute(reverse(f'api-{one.name}'))}?{parameter}="
    return found
