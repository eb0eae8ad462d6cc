"""Cells that name other rows: one, several, countries, countries with their roles.

All cells of a column are looked up together, in one query.
"""

from collections import Counter, defaultdict
from difflib import get_close_matches

from django.utils.translation import gettext as _

from institutes.among import Among
from institutes.language import in_language
from programs.cells.text import Code, cell_text, folded
from programs.models import Region

LISTED_AT_MOST = 5000  # rows of another table, in a template
GUESSED_AT_MOST = 100  # unknown names of a column; each is compared with all there are


class OneOf(Code):
    """The key of one row of `model`, by its field `field`; blank for none.

    `theirs` narrows a queryset to what the person who sends the file may name.
    """

    def __init__(self, model, field):
        super().__init__()
        self.model, self.field = model, field

    def lookup(self, cells, theirs=None):
        keys = {key for cell in cells for key in self.keys(cell_text(cell))}
        rows = self.model.objects.filter(Among(self.field, keys))
        return Known(
            {getattr(row, self.field): row for row in (theirs(rows) if theirs else rows)},
            _("“{key}” is no {kind} that you may name here.")
            if theirs
            else _("“{key}” is no {kind} of this portal."),
            self.model,
        )

    def allowed(self, theirs=None):
        rows = self.model.objects.order_by(self.field)
        rows = (theirs(rows) if theirs else rows)[:LISTED_AT_MOST]
        return [(getattr(row, self.field), str(row)) for row in rows]

    def keys(self, text):
        return [text] if text else []

    def read(self, cell, lookup=None):
        key = super().read(cell)
        return lookup.one(key) if key else None


class Known:
    """The rows that the cells of a column may name, by key."""

    def __init__(self, rows, unknown, model):
        self.rows, self.unknown, self.model = rows, unknown, model

    def one(self, key):
        """The row of `key`; one that is somebody else's is as unknown as one that is not there."""
        if key not in self.rows:
            raise ValueError(self.unknown.format(key=key, kind=self.model._meta.verbose_name))
        return self.rows[key]


class SeveralOf(OneOf):
    """Keys of several rows of `model`, joined by `|`; blank for none."""

    def keys(self, text):
        return self.split(text)

    def read(self, cell, lookup=None):
        return [lookup.one(key) for key in self.pieces(Code.read(self, cell))]

    @staticmethod
    def pieces(text):
        """The texts between the `|` of a cell; ValueError where one stands there twice."""
        pieces = SeveralOf.split(text)
        for piece, number in Counter(pieces).items():
            if number > 1:
                raise ValueError(_("“{piece}” stands in the cell twice.").format(piece=piece))
        return pieces

    @staticmethod
    def split(text):
        return [piece.strip() for piece in text.split("|")] if text else []


class OneCountry(OneOf):
    """A country by its ISO 3166-1 code, or by its name in either language."""

    def __init__(self, model):
        super().__init__(model, "iso3")

    def lookup(self, cells, theirs=None):
        return KnownCountries(self.model)

    def allowed(self, theirs=None):
        countries = self.model.objects.all()
        return sorted((in_language(country, "name"), country.iso3) for country in countries)

    def read(self, cell, lookup=None):
        text = cell_text(cell)
        return lookup.one(text) if text else None


class KnownCountries:
    """All countries by their codes and names, as they are compared."""

    def __init__(self, model):
        self.model, self.by_name = model, defaultdict(set)
        self.guesses_left = GUESSED_AT_MOST
        regions = Region.objects.values_list("name_en", "name_ko")
        self.regions = {folded(name) for names in regions for name in names if name}
        for country in model.objects.all():
            names = (country.iso3, country.iso2, country.name_en, country.name_ko)
            for name in (*names, *country.other_names.split("\n")):
                if name:
                    self.by_name[folded(name)].add(country)

    def one(self, text):
        found = self.by_name.get(folded(text), ())
        if len(found) == 1:
            return next(iter(found))
        if found:
            codes = ", ".join(sorted(country.iso3 for country in found))
            words = _("“{text}” may be several countries: {codes}. Write the code.")
            raise ValueError(words.format(text=text, codes=codes))
        if folded(text) in self.regions:
            words = _("“{text}” is no country but a region; a country is left blank then.")
            raise ValueError(words.format(text=text))
        near = self.near(text)
        if near and len(self.by_name[near[0]]) == 1:
            [country] = self.by_name[near[0]]
            words = _("“{text}” is no country of this portal. Is it {name}, {code}?")
            raise ValueError(words.format(text=text, name=country.name_en, code=country.iso3))
        words = _("“{key}” is no {kind} of this portal.")
        raise ValueError(words.format(key=text, kind=self.model._meta.verbose_name))

    def near(self, text):
        """The name that is most like `text`, in a list, as long as there are few to guess."""
        self.guesses_left -= 1
        if self.guesses_left < 0:
            return []
        return get_close_matches(folded(text), self.by_name, n=1, cutoff=0.8)


class CountriesWithRoles(SeveralOf):
    """Countries and their roles, as `CHN:partner|KOR:host`: pairs of a country and a role."""

    def __init__(self, model, roles):
        super().__init__(model, "iso3")
        self.roles = roles

    def lookup(self, cells, theirs=None):
        return KnownCountries(self.model)

    def allowed(self, theirs=None):
        return [(role, str(label)) for role, label in self.roles.choices]

    def read(self, cell, lookup=None):
        pairs = []
        for piece in self.pieces(Code.read(self, cell)):
            name, _colon, role = piece.rpartition(":")
            if role not in self.roles.values:
                raise ValueError(
                    _(
                        "“{pair}” is not a country with a role such as CHN:partner; "
                        "the roles are {roles}."
                    ).format(pair=piece, roles=", ".join(self.roles.values))
                )
            pairs.append((lookup.one(name), role))
        return pairs
