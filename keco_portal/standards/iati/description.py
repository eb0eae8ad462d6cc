"""What the source says of a program, and what no code of the standard can say."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutes.language import ENGLISH, KOREAN, in_language, text_in
from keco_portal.standards.iati.codes import GENERAL, OTHER_DESCRIPTION, TARGET_GROUPS
from keco_portal.standards.iati.element import element, tell, tell_text, tell_words
from programs.models.kind import Recurrence, State
from programs.models.partner import PartnershipRole

STATE_NOT_STATED = gettext_lazy(
    "How far it is, the source does not say. The standard asks for a status: the one that stands "
    "here is not the source’s."
)
# They are no organisations that carry the program out, and the standard has no other role.
IN_WORDS_ONLY = {PartnershipRole.DESIGNATING, PartnershipRole.OVERSEEN}


def add_descriptions(parent, program):
    general = element(parent, "description", type=GENERAL)
    if program.summary_en or program.summary_ko:
        tell_text(general, program, "summary")
    else:
        tell_text(general, program, "name")
    for one in program.partnerships.all():
        if one.role == PartnershipRole.PARTICIPANT:
            tell(element(parent, "description", type=TARGET_GROUPS), *name_of(one))
    for words in others(program):
        tell_words(element(parent, "description", type=OTHER_DESCRIPTION), words)
    if program.source_note or program.source_note_ko:
        tell_text(element(parent, "description", type=OTHER_DESCRIPTION), program, "source_note")


def name_of(partnership):
    """The partner's name in English and Korean, or the source's words for it."""
    if partnership.partner:
        return tuple(text_in(partnership.partner, "name", one) for one in (ENGLISH, KOREAN))
    return partnership.as_printed, partnership.as_printed_ko


def others(program):
    """Functions that say something in the language that is active."""
    if program.state == State.NOT_STATED:
        yield lambda: STATE_NOT_STATED
    if program.as_printed:
        yield lambda: _("Name as printed: %(words)s") % {"words": program.as_printed}
    if program.recurrence != Recurrence.NOT_STATED:
        yield lambda: _("Recurrence: %(words)s.") % {"words": program.get_recurrence_display()}
    for partnership in program.partnerships.all():
        if partnership.role in IN_WORDS_ONLY:
            yield lambda one=partnership: part_of(one)
    for edition in program.editions.all():
        yield lambda one=edition: words_of(one)


def part_of(partnership):
    """Such as “designating body: WHO”."""
    partner = partnership.partner
    name = in_language(partner, "name") if partner else in_language(partnership, "as_printed")
    return _("%(role)s: %(name)s") % {"role": partnership.get_role_display(), "name": name}


def words_of(edition):
    """Such as “2014, planned: The training. Host country: Korea.”"""
    said = _("%(year)s, %(state)s: %(title)s.") % {
        "year": edition.year,
        "state": edition.get_state_display(),
        "title": in_language(edition, "title"),
    }
    if not edition.host_country:
        return said
    host = {"country": in_language(edition.host_country, "name")}
    return " ".join([said, _("Host country: %(country)s.") % host])
