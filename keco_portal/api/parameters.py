"""The parameters of lists as OpenAPI describes them, made from the filters of the pages."""

from keco_portal.api.asked import CURSOR, PAGE_SIZE, PAGE_SIZE_AT_MOST, ROWS_BY_PAGE
from keco_portal.api.resources import RESOURCES
from programs.models.years import FIRST_YEAR, LAST_YEAR
from programs.parameters import VALUES_AT_MOST, Keys, Order, Texts, TextsField, Words, Years

KEYS_AT_MOST = 300  # of a table whose keys the description tells; of others it tells their form
PATTERNS = {"iso3": r"^[A-Z]{3}$", "key": r"^[a-z0-9:-]{1,120}$"}
OTHER_PATTERN = r"^[a-z0-9-]{1,120}$"

PAGING = [
    {
        "name": "page",
        "description": (
            f"Which page, from 1. Pages go as deep as {ROWS_BY_PAGE:,} rows; deeper ones are 404, "
            "and the last one's `next` goes on by cursor. With `sort` a list ends there: `next` is "
            "null although `count` may say more, for a cursor follows the keys."
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
            "row. Rows then come in the order of keys, whatever `sort` says, and `count` is null."
        ),
        "allowEmptyValue": True,
        "schema": {"type": "string", "pattern": f"^{CURSOR}$"},
    },
]


def parameters_of_list(resource):
    """The parameters of the list of a resource, each as OpenAPI has them."""
    filters = resource.filterset.base_filters.items()
    return [{"in": "query", **one} for one in [*(of_filter(*f) for f in filters), *PAGING]]


def known_keys():
    """((resource, parameter), its keys) of the filters by key, where these are few; as a tuple."""
    asked, found = {}, []
    for resource in RESOURCES.values():
        for name, one in resource.filterset.base_filters.items():
            if isinstance(one, Keys):
                rows = one.rows()
                if rows.model not in asked:
                    keys = rows.order_by(one.key).values_list(one.key, flat=True)
                    asked[rows.model] = tuple(keys[: KEYS_AT_MOST + 1])
                if 0 < len(asked[rows.model]) <= KEYS_AT_MOST:
                    found.append(((resource.name, name), asked[rows.model]))
    return tuple(found)


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
            return {"type": "string", "pattern": PATTERNS.get(one.key, OTHER_PATTERN)}
        case Words():
            return {"type": "string", "enum": [value for value, _ in one.extra["choices"]]}
        case Years():
            return {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
        case Texts():
            return {"type": "string", "pattern": r"\S", "maxLength": TextsField.LENGTH}
