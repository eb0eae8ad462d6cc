"""The API's description in OpenAPI 3.1, made from what the API is made of.

Descriptions are those of the columns, parameters those of the filters, examples are
answers of the seed.
"""

import json
from functools import lru_cache

from django.utils.translation import override
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse, inline_serializer
from rest_framework import serializers

from institutes.language import ENGLISH
from keco_portal.api.examples import examples, own_address
from keco_portal.api.parameters import parameters_of_list, path_parameters
from keco_portal.api.resources import RESOURCES, context
from keco_portal.open_data.address import address_of
from keco_portal.open_data.licence import licence
from keco_portal.problems import PROBLEM

MEANINGS = {
    301: "What it asks for has another key, to which `Location` leads.",
    304: "Nothing has changed since the ETag or the time that was sent.",
    400: "A parameter is not known or cannot be read; `errors` says which and why.",
    404: "Nothing has this key, or there is no such page.",
    405: "Another method than GET, HEAD or OPTIONS.",
    406: "Another format than JSON was asked for.",
    410: "It was public and is withdrawn; when and why is said where it is known.",
    429: "Too many requests of one client in one minute; `Retry-After` says when to go on.",
    500: "A fault of this portal.",
    503: "The database does not answer just now.",
}
OF_LISTS = (400, 404, 405, 406, 429, 500, 503)
OF_ROWS = (400, 404, 405, 406, 410, 429, 500, 503)
ABOUT = """\
The programs, figures and lists of the portal, which shows the international cooperation of six \
Korean environmental institutes, for software: read-only, as JSON, without a key or an account.

Each figure has its source, and `value_status` says why a value is null: missing is never 0. \
Figures of different measures, units or kinds are never added up. A country's figure names the \
country; one without a country is a whole, and no country's share.

Names and texts come in English and in Korean (`…_ko`); what the editors added to the source is \
described as theirs. `links` lead to the other resources, `page` to the page for people.
"""


class ProblemSerializer(serializers.Serializer):
    """Problem details (RFC 9457)."""

    type = serializers.URLField(help_text="What kind of problem it is, with its explanation.")
    title = serializers.CharField(help_text="The same in words.")
    status = serializers.IntegerField(help_text="The status of HTTP.")
    detail = serializers.CharField(help_text="What happened.")
    instance = serializers.CharField(help_text="The address that was asked for.")
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="What is wrong with each parameter, by name.",
    )
    withdrawn_on = serializers.DateField(required=False, help_text="The day of it.")
    reason = serializers.CharField(required=False, help_text="Why it was withdrawn, in English.")
    reason_ko = serializers.CharField(required=False, help_text="The same in Korean.")
    with_program = serializers.BooleanField(
        required=False, help_text="Whether it went with the program that it is of."
    )


class LicenceSerializer(serializers.Serializer):
    """Under what the data may be used."""

    name = serializers.CharField()
    url = serializers.URLField()


class RootSerializer(serializers.Serializer):
    """What there is."""

    resources = serializers.DictField(child=serializers.URLField(), help_text="Lists, by name.")
    description = serializers.URLField(help_text="This description in OpenAPI.")
    documentation = serializers.URLField(help_text="The page for people.")
    licence = LicenceSerializer(
        required=False, help_text="Under what the data may be used, where that is settled."
    )


class Described(AutoSchema):
    """What an operation is, by the resource of its view."""

    @property
    def resource(self):
        return self.view.resource

    @property
    def is_of_one(self):
        return "{key}" in self.path

    def get_operation_id(self):
        if not self.resource:
            return "get_root"
        name = self.resource.model._meta.model_name if self.is_of_one else self.resource.name
        return f"get_{name}" if self.is_of_one else f"list_{name}"

    def get_tags(self):
        return [self.resource.name if self.resource else "root"]

    def get_summary(self):
        if not self.resource:
            return "What there is"
        meta = self.resource.model._meta
        return f"One {meta.verbose_name}" if self.is_of_one else f"All {meta.verbose_name_plural}"

    def get_description(self):
        if not self.resource:
            return "The resources, and where the API is described."
        if not self.is_of_one:
            return (
                f"The public {self.resource.model._meta.verbose_name_plural}, in the order of "
                "their keys, as the filters narrow them."
            )
        if 410 in self.statuses:
            return (
                "By its key. A former key leads to the present one; what was withdrawn answers 410."
            )
        return "By its key."

    def get_auth(self):
        return []

    def get_request_serializer(self):
        return None

    def _get_parameters(self):
        if not self.resource:
            return []
        return path_parameters() if self.is_of_one else parameters_of_list(self.resource)

    @property
    def statuses(self):
        if not self.resource or not self.is_of_one:
            return OF_LISTS
        lasting = hasattr(self.resource.model.objects, "once_public")
        return OF_ROWS if lasting else tuple(one for one in OF_ROWS if one != 410)

    @property
    def leads_on(self):
        """Whether another key may lead to a row: a former one, or a code in small letters."""
        return self.is_of_one and (410 in self.statuses or self.resource.name == "countries")

    def get_response_serializers(self):
        problem = ProblemSerializer()
        leads_on = {301: OpenApiResponse(None, MEANINGS[301])} if self.leads_on else {}
        return {
            (200, "application/json"): OpenApiResponse(self.answered(), "What was asked for."),
            **leads_on,
            304: OpenApiResponse(None, MEANINGS[304]),
            **{
                (status, PROBLEM): OpenApiResponse(problem, MEANINGS[status])
                for status in self.statuses
            },
        }

    def answered(self):
        if not self.resource:
            return RootSerializer()
        if self.is_of_one:
            return (self.resource.whole or self.resource.serializer)(context=context())
        row = self.resource.serializer
        fields = {
            "count": serializers.IntegerField(
                allow_null=True, help_text="Of all rows; null where they are taken by cursor."
            ),
            "next": serializers.URLField(allow_null=True, help_text="The rows after these."),
            "previous": serializers.URLField(allow_null=True, help_text="The page before."),
            "results": row(many=True),
        }
        name = row.__name__.removesuffix("Serializer")
        return inline_serializer(f"{name}Page", fields, context=context())


class LinksAreAddresses(OpenApiSerializerFieldExtension):
    target_class = "programs.serializing.LinksField"

    def map_serializer_field(self, auto_schema, direction):
        address = {"type": "string", "format": "uri"}
        properties = {
            name: {"type": "array", "items": address}
            if several
            else address | {"type": ["string", "null"]}
            for name, _alias, _address, several in self.target.serializer.links
        }
        properties |= dict.fromkeys(self.target.serializer.lists, address)
        return {"type": "object", "properties": properties, "required": list(properties)}


@lru_cache(maxsize=4)
def described(keys, _portal, _licence):
    """The description as bytes of JSON, with the known `keys`; made once while these are the same.

    It names the address of the portal and the licence, so that it is another one for others.
    """

    with override(ENGLISH):
        schema = SchemaGenerator().get_schema(public=True)
    for (resource, name), values in keys:
        parameters = schema["paths"][f"/api/v1/{resource}"]["get"]["parameters"]
        [parameter] = [one for one in parameters if one["name"] == name]
        parameter["schema"]["items"] = {"type": "string", "pattern": f"^({'|'.join(values)})$"}
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":")).encode()


def with_all_around(result, generator, **_kwargs):
    """A hook of drf-spectacular: adds what is about the API as a whole, and the examples."""
    known = licence()
    result["info"] |= {
        "description": ABOUT,
        "contact": {"name": "Environmental Cooperation Portal", "url": address_of("api")},
    }
    if known:
        result["info"]["license"] = {"name": known.name, "url": known.url}
    result["servers"] = [{"url": own_address(), "description": "This portal."}]
    result["tags"] = [{"name": "root", "description": "What there is."}] + [
        {"name": name, "description": f"The {one.model._meta.verbose_name_plural}."}
        for name, one in RESOURCES.items()
    ]
    for component in result["components"]["schemas"].values():
        for said in component["properties"].values():
            said.pop("x-spec-enum-id", None)
    for path, example in examples().items():
        answer = result["paths"][path]["get"]["responses"]["200"]
        answer["content"]["application/json"]["example"] = example
    return result
