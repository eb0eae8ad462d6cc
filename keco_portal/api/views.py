"""The answers of the API: what there is, a list, a row."""

from hashlib import blake2b

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag, urlencode
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from keco_portal.api import listing
from keco_portal.api.asked import Asked, Invalid
from keco_portal.api.parameters import known_keys
from keco_portal.api.resources import RESOURCES, Resource, context
from keco_portal.api.schema import described
from keco_portal.open_data.address import address_of
from keco_portal.open_data.licence import licence
from keco_portal.open_data.version import current_version
from participants.past import last_public, withdrawal


def etag_of(body):
    return quote_etag(blake2b(body, digest_size=16).hexdigest())


class ReadOnly(APIView):
    """A view that is read by GET and HEAD, answers JSON, and knows when nothing has changed."""

    resource: Resource = None
    http_method_names = ["get", "head", "options"]

    def options(self, request, *args, **kwargs):
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    def answer(self, request, said, version):
        """`said` as JSON, or 304. The ETag is of what is sent; the time is told when it is sure."""
        body = JSONRenderer().render(said)
        headers = {"ETag": etag_of(body), "Cache-Control": "no-cache"}
        changed_at = version.changed_at if version.is_settled else None
        if changed_at:
            headers["Last-Modified"] = http_date(changed_at.timestamp())
        response = HttpResponse(body, content_type="application/json", headers=headers)
        return get_conditional_response(
            request,
            etag=headers["ETag"],
            last_modified=changed_at and int(changed_at.timestamp()),
            response=response,
        )


class ResourceList(ReadOnly):
    def get(self, request):
        version = current_version()
        asked = Asked(self.resource, request.GET)
        if asked.cursor is None:
            part = listing.page(self.resource, asked, version)
        else:
            part = listing.after_cursor(self.resource, asked)
        said = {
            "count": part.count,
            "next": self.address(asked, part.next),
            "previous": self.address(asked, part.previous),
            "results": self.resource.serializer(context=context()).said(part.rows),
        }
        return self.answer(request, said, version)

    def address(self, asked, part):
        """The address of a part beside this one; None where there is none."""
        if not part:
            return None
        pairs = [*asked.filterset.pairs()]
        if "page_size" in asked.data:
            pairs.append(("page_size", asked.page_size))
        return f"{address_of(f'api-{self.resource.name}')}?{urlencode([*pairs, *part.items()])}"


class ResourceRow(ReadOnly):
    def get(self, request, key):
        if request.GET:
            sentence = "A single thing takes no parameters."
            raise Invalid({name[:50]: [sentence] for name in request.GET})
        if "\0" in key:  # PostgreSQL stores no NUL, so nothing has a key with one.
            raise Http404
        version = current_version()
        serializer = self.resource.whole or self.resource.serializer
        rows = list(serializer.values(self.under(key)))
        if not rows:
            return self.elsewhere(request, key)
        [said] = serializer(context=context()).said(rows)
        return self.answer(request, said, version)

    def under(self, key):
        return self.resource.published().filter(**{self.resource.key_field: key})

    def elsewhere(self, request, key):
        """A redirect to what the key is now. Raises Gone or Http404."""
        name, model = f"api-{self.resource.name}-row", self.resource.model
        if self.resource.name == "countries" and self.under(key.upper()).exists():
            return HttpResponsePermanentRedirect(reverse(name, args=[key.upper()]))
        if not hasattr(model.objects, "once_public"):
            raise Http404
        version = last_public(model, **{self.resource.key_field: key})
        if not version:
            raise Http404
        row = self.resource.published().filter(pk=version.pgh_obj_id).first()
        if not row:
            raise withdrawal(version)
        address = reverse(name, args=[getattr(row, self.resource.key_field)])
        # As of pages: some day the row may be called as before, and this lead the other way.
        return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})


class Description(ReadOnly):
    """The API in OpenAPI 3.1: a file that stays the same until there are other keys."""

    schema = None  # it does not describe itself

    def get(self, request):
        body = described(known_keys(), settings.PUBLIC_ADDRESS, licence())
        etag = etag_of(body)
        headers = {"ETag": etag, "Cache-Control": "public, max-age=3600"}
        response = HttpResponse(body, content_type="application/json", headers=headers)
        return get_conditional_response(request, etag=etag, response=response)


class Root(ReadOnly):
    """What there is."""

    def get(self, request):
        resources = {name: address_of(f"api-{name}") for name in RESOURCES}
        known = licence()
        said = {
            "resources": resources,
            "description": address_of("api-schema"),
            "documentation": address_of("api"),
        }
        if known:
            said["licence"] = {"name": known.name, "url": known.url}
        return self.answer(request, said, current_version())
