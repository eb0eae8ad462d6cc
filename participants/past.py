"""What an address was of once: where that is now, or when and why it was withdrawn."""

from django.db.models import Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.encoding import iri_to_uri

from institutes.refusals import Gone
from participants.models import Figure, Proposal
from participants.models.proposal import Act, Decision
from programs.models import Program
from programs.models.publication import Publication


class LastingAddress:
    """A page of a program or a figure whose former addresses lead to it for ever."""

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            version = last_public(self.model, **{self.slug_field: kwargs[self.slug_url_kwarg]})
            if not version:
                raise
        row = self.model.objects.published().filter(pk=version.pgh_obj_id).first()
        if not row:
            raise withdrawal(version)
        query = iri_to_uri(request.META.get("QUERY_STRING", ""))
        address = row.get_absolute_url()
        # Browsers ask anew: some day the row may be called as before, and this lead the other way.
        return HttpResponsePermanentRedirect(
            f"{address}?{query}" if query else address, headers={"Cache-Control": "no-cache"}
        )


def last_public(model, **narrow):
    """The last version of a program or a figure that the public saw, or None."""
    return model.objects.once_public().filter(**narrow).order_by("-pgh_id").first()


def withdrawal(version):
    """A Gone that says when and why the row of `version`, the last public one, was withdrawn."""
    if version.pgh_tracked_model is Program:
        return _withdrawal(version, "program")
    figure = Figure.objects.filter(pk=version.pgh_obj_id).first()
    if not figure or figure.publication != Publication.PUBLISHED:
        return _withdrawal(version, "figure")
    of_program = last_public(Program, pgh_obj=figure.program_id)
    return _withdrawal(of_program, "program", with_whole=True) if of_program else Gone()


def _withdrawal(version, noun, **said):
    end = (
        type(version)
        .objects.filter(pgh_obj=version.pgh_obj_id, pgh_id__gt=version.pgh_id)
        .filter(~Q(publication=Publication.PUBLISHED) | Q(pgh_label="delete"))
        .order_by("pgh_id")
        .first()
    )
    approved = (
        Proposal.objects.filter(**{noun: version.pgh_obj_id}, act=Act.WITHDRAW)
        .filter(decision=Decision.APPROVED, decided_at__gt=version.pgh_created_at)
        .order_by("-decided_at")
        .values("reason", "reason_ko")
        .first()
    )
    return Gone(on=end and end.pgh_created_at, **approved or {}, **said)
