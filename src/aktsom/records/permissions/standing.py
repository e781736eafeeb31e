"""Whether what a request has taken up still stands in the case. A request keeps a text as it read that day; what has
been stopped or sealed since, to protect a worker or for another reason, is given to nobody out of it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from aktsom.core.errors import Refusal, Refused
from aktsom.records.documents import CaseDocument, lost
from aktsom.records.models import RequestedDocument


def give(document: RequestedDocument, now: Iterable[CaseDocument]) -> Refusal | None:
    """`now` are the case's documents as whoever acts sees them in this moment."""
    found = next((one for one in now if one.id == document.subject), None)
    if found is None:
        return _away()
    if lost(document.text, found):
        return Refusal(
            _("Noe i dokumentet står ikke lenger i saken slik du ser den. Ta det bort fra kravet, og finn det på nytt.")
        )
    return None


def _away() -> Refusal:
    return Refusal(_("Dokumentet er ikke lenger i saken slik du ser den, og kan ikke gis ut. Ta det bort fra kravet."))


def is_there(document: RequestedDocument, now: Iterable[CaseDocument]) -> bool:
    return any(one.id == document.subject for one in now)


def stop_if_gone(documents: Iterable[RequestedDocument], now: Iterable[CaseDocument]) -> None:
    """Raises Refused. Which of them it is is not said: its title may be what is protected, and the page of the request
    tells it."""
    known = list(now)
    for document in documents:
        if (refusal := give(document, known)) is not None:
            raise Refused(refusal)


def stop_if_away(documents: Iterable[RequestedDocument], now: Iterable[CaseDocument]) -> None:
    """As `stop_if_gone`, of documents alone and not of what they say: of a letter that has been sent already, what it
    says can no longer be mended. Raises Refused."""
    known = list(now)
    for document in documents:
        if not is_there(document, known):
            raise Refused(_away())
