"""What a form was sent with: its fields, and which state of the record the page showed."""

from django.http import HttpRequest, QueryDict

from aktsom.core.errors import Stale


def revision_of(request: HttpRequest) -> int:
    """Raises Stale for a form that does not say."""
    return _number(request.POST.get("revision", ""))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Stale
    return int(text)


def chosen_in(request: HttpRequest) -> list[tuple[str, int]]:
    """Rows picked from a list, as (public id, revision) from boxes of the form "con-1:7". Raises Stale for others."""
    picked = [text.rpartition(":") for text in request.POST.getlist("chosen")]
    return [(public_id, _number(revision)) for public_id, _colon, revision in picked]


def sent(request: HttpRequest) -> QueryDict | None:
    """The fields of a form that was sent, also when it was empty."""
    return request.POST if request.method == "POST" else None
