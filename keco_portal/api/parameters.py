"""The parameters of lists as OpenAPI describes them, made from the filters of the pages."""

from keco_portal.api.asked import CURSOR, PAGE_SIZE, PAGE_SIZE_AT_MOST, ROWS_BY_PAGE
from programs.models.years import FIRST_YEAR, LAST_YEAR
from programs.parameters import VALUES_AT_MOST, Keys, Order, Texts, TextsField, Words, Years

KEYS = {
    "iso3": (r"^[A-Z]{3}$", "IDN"),
    "key": (r"^[a-z0-9:-]{1,120}$", ""),
}
OTHER_KEYS = (r"^[a-z0-9-]{1,120}$", "")

PAGING = [
    {
        "name": "page",
        "description": (
            f"Which page, from 1. Pages go as deep as {ROWS_BY_PAGE:,} rows; deeper ones are 404, "
            "and the last one's `next` goes on by cursor."
        ),
        "schema": {"type": "integer", "minimum": 1, "maximum": ROWS_BY_PAGE, "default": 1},
    },
    {
        "name": "page_size",
        "description": "How many rows at once.",
        "schema": {
            "type": "integer",
            "minimum": 1,
            "maximum": PAGE_SIZE_AT_MOST,
            "default": PAGE_SIZE,
        },
    },
    {
        "name": "cursor",
        "description": (
            "For taking everything: begin with an empty `cursor=` and follow `next` until it is "
            "null. It is the key after which to go on, so what changes meanwhile moves no other "
            "row. Not together with `page` or `sort`; `count` is then null."
        ),
        "allowEmptyValue": True,
        "schema": {"type": "string", "pattern": f"^{CURSOR}$"},
    },
]


def parameters_of_list(resource):
    """The parameters of the list of a resource, each as OpenAPI has them."""
    filters = resource.filterset.base_filters.items()
    return [{"in": "query", **one} for one in [*(of_filter(*f) for f in filters), *PAGING]]


def path_parameters():
    """The parameters of a row: its key."""
    schema = {"type": "string", "minLength": 1}
    said = "Its key, as in the addresses of the pages."
    return [{"in": "path", "name": "key", "required": True, "description": said, "schema": schema}]


def of_filter(name, one):
    """A parameter of a filter by its sort."""
    if isinstance(one, Order):
        values = [value for value, _label in one.extra["choices"]]
        words = ", ".join(f"{value}: {label}" for value, label in one.extra["choices"])
        said = f"The order; that of keys where it is left out. {words}."
        return {"name": name, "description": said, "schema": {"type": "string", "enum": values}}
    return {
        "name": name,
        "description": f"{one.label}. {meaning(one)} Given several times it means either.",
        "style": "form",
        "explode": True,
        "schema": {
            "type": "array",
            "items": items(one),
            "minItems": 1,
            "maxItems": VALUES_AT_MOST,
        },
    }


def meaning(one):
    match one:
        case Keys():
            return f"Keys of {one.rows().model._meta.verbose_name_plural}."
        case Words():
            return " ".join(f"{value}: {label}." for value, label in one.extra["choices"])
        case Years():
            return "Years that it touches; an open end goes on."
        case Texts():
            return "Words to look for, in both languages."


def items(one):
    match one:
        case Keys():
            pattern, _example = KEYS.get(one.key, OTHER_KEYS)
            return {"type": "string", "pattern": pattern}
        case Words():
            return {"type": "string", "enum": [value for value, _ in one.extra["choices"]]}
        case Years():
            return {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
        case Texts():
            return {"type": "string", "pattern": r"\S", "maxLength": TextsField.LENGTH}
