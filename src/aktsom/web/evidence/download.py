"""The file itself: always to be saved, never shown by the browser as a page of ours."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_safe

from aktsom.core.errors import stop_if
from aktsom.follow_up.actions.evidence import StoreAway
from aktsom.follow_up.file_words import download_name
from aktsom.follow_up.files import place
from aktsom.follow_up.permissions.evidence import download
from aktsom.follow_up.queries.evidence import seen_evidence
from aktsom.follow_up.storage.places import NotThere, PlaceAway
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.evidence.ranges import Span, span

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stored:
    """A file in its place: `key` there, `size` in bytes, `name` for whoever saves it."""

    public_id: str
    key: str
    sha256: str
    size: int
    name: str
    content_type: str


@signed_in
@require_safe
def file(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = seen_evidence(request.actor, public_id)
    stop_if(download(one))
    name = download_name(one.file_name, one.content_type)
    return given_out(request, Stored(one.public_id, one.key, one.sha256, one.size, name, one.content_type))


def given_out(request: SignedInRequest, one: Stored) -> HttpResponse:
    """Whole, or the part that is asked for."""
    etag = f'"{one.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers={"ETag": etag})
    asked = request.headers.get("Range", "") if request.method == "GET" else ""
    part = span(asked, request.headers.get("If-Range", ""), etag=etag, size=one.size)
    response = _answer(one, part, with_content=request.method == "GET" and part.status != 416)
    for name, value in _headers(one, etag).items():
        response.headers[name] = value
    if part.status != 200:
        response.headers["Content-Range"] = part.content_range(one.size)
    return cast(HttpResponse, response)  # one that streams is handed on like any other


def _answer(one: Stored, part: Span, *, with_content: bool) -> HttpResponseBase:
    length = {"Content-Length": str(part.length)}
    if not with_content:
        return HttpResponse(status=part.status, headers=length if part.status != 416 else {})
    try:
        chunks: Iterable[bytes] = place().read(one.key, part.start, part.length)
    except (PlaceAway, NotThere) as error:
        if isinstance(error, NotThere):
            log.error("the file of %s is not where it should be", one.public_id)
        raise StoreAway from error
    return StreamingHttpResponse(chunks, status=part.status, headers=length)


def _headers(one: Stored, etag: str) -> dict[str, str]:
    return {
        "Content-Type": one.content_type,
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=one.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        # Should a browser show it all the same, it may run nothing, load nothing and is of no site.
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Cache-Control": "private, no-store",
    }
