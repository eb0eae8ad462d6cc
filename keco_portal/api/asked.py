"""What an address asks of a list: which rows, which part of them; and what is wrong with it."""

import re
from functools import lru_cache

from programs.parameters import VALUES_AT_MOST

PAGE_SIZE = 100
PAGE_SIZE_AT_MOST = 200
ROWS_BY_PAGE = 10_000  # so deep pages go; a cursor goes on from there
CURSOR = r"[A-Za-z0-9:-]{0,120}"
PAGING = ("page", "page_size", "cursor")


@lru_cache(maxsize=1024)
def only(filterset, names):
    """`filterset` with the filters that are asked for; building the fields of all takes longer.

    `names` may have others.
    """
    filters = {name: one for name, one in filterset.base_filters.items() if name in names}
    return type(filterset.__name__, (filterset,), {"get_filters": classmethod(lambda cls: filters)})


class Invalid(Exception):
    """400: what is wrong with parameters, {name: sentences}."""

    def __init__(self, errors):
        super().__init__(errors)
        self.errors = errors


class Asked:
    """The parameters of a list of `resource`, read from a QueryDict. Raises Invalid.

    `cursor` is None where a page is asked for by its number; otherwise the rows after that key
    are, in the order of keys, or the first ones where it is empty.
    """

    def __init__(self, resource, data):
        self.data, self.errors = data, {}
        self.known = [*resource.filterset.base_filters, *PAGING]
        chosen = only(resource.filterset, frozenset(data).intersection(self.known))
        self.filterset = chosen(data, queryset=resource.published())
        for name, values in data.lists():
            self.check(name, values)
        self.page = self.whole_number("page", 1, ROWS_BY_PAGE)
        self.page_size = self.whole_number("page_size", PAGE_SIZE, PAGE_SIZE_AT_MOST)
        self.cursor = data.get("cursor")
        if not self.filterset.is_valid():
            for name, messages in self.filterset.errors.items():
                for message in messages:
                    self.add(name, str(message))
        if self.errors:
            raise Invalid(self.errors)

    def add(self, name, sentence):
        sentences = self.errors.setdefault(name, [])
        if sentence not in sentences:
            sentences.append(sentence)

    def check(self, name, values):
        """What holds for every parameter."""
        if name not in self.known:
            return self.add(name[:50], f"Unknown parameter. Known are: {', '.join(self.known)}.")
        if name not in self.filterset.narrowing and len(values) > 1:
            self.add(name, "Give it once.")
        if len(values) > VALUES_AT_MOST:
            self.add(name, f"Choose at most {VALUES_AT_MOST} of these.")
        # A program that leaves a value out hardly means the whole list.
        if name != "cursor" and not all(value.strip() for value in values):
            self.add(name, "Give a value, or leave the parameter out.")
        if name == "cursor":
            self.check_cursor(values[-1])
        return None

    def check_cursor(self, cursor):
        if not re.fullmatch(CURSOR, cursor):
            self.add("cursor", "Take it from “next” of the answer before.")

    def whole_number(self, name, default, at_most):
        if name not in self.data:
            return default
        text = self.data[name]
        if re.fullmatch(r"[0-9]{1,9}", text) and 1 <= int(text) <= at_most:
            return int(text)
        self.add(name, f"Give a whole number from 1 to {at_most}.")
        return default
