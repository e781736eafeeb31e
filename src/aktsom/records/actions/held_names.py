"""A name that is kept back in one document of a request is looked for in all of them: what a person has kept back once
would else be given out by the next document. Each place is shown to be decided on, and given only with a reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from aktsom.core.errors import Refusal, Refused
from aktsom.records.actions.suggesting import names_in
from aktsom.records.models import AccessRequest, Passage, RequestedDocument
from aktsom.records.rules.passages import holds_one_of, names_held_back, names_within, places_of_each
from aktsom.records.states import Outcome, PassageKind, PassageState

Held = Mapping[str, Sequence[Passage]]  # a name, and the passages that keep it back


def held_in(documents: Iterable[RequestedDocument], known: Sequence[str]) -> Held:
    """Names that are kept back in these documents."""
    found: dict[str, list[Passage]] = {}
    for document in documents:
        kept = [each for each in document.passages.all() if each.state == PassageState.KEPT_BACK]
        within = names_within(document.text, known) if kept else []
        for each in kept:
            for name in names_held_back(document.text, each.starts, each.ends, PassageKind(each.kind), within):
                found.setdefault(name, []).append(each)
    return found


def kept_elsewhere(one: AccessRequest, document: RequestedDocument) -> set[int]:
    """Ids of the passages of this document in which a name stands that is kept back in another passage of the
    request."""
    held = held_in(one.documents.prefetch_related("passages"), names_in(one))
    return {
        each.pk
        for each in document.passages.all()
        if holds_one_of(
            document.text[each.starts : each.ends],
            [name for name, kept in held.items() if any(other.pk != each.pk for other in kept)],
        )
    }


def spread(one: AccessRequest, at: datetime) -> int:
    """Returns how many places there are now to take a stand on that were not before. A document with such a place is
    to be decided on anew."""
    fresh = 0
    documents = list(one.documents.prefetch_related("passages"))
    held = held_in(documents, names_in(one))
    for document in documents:
        opened = list(_open(document, held, at))
        for each in opened:
            each.save()
        if opened and document.outcome in (Outcome.FULL, Outcome.PARTLY):
            document.outcome, document.given_sha256, document.given_size = "", "", 0
            document.save(update_fields=["outcome", "given_sha256", "given_size"])
        fresh += len(opened)
    return fresh


def stop_if_open(one: AccessRequest, documents: Sequence[RequestedDocument]) -> None:
    """Raises Refused where a document is given with a name that is kept back in another, and nobody has said why."""
    held = held_in(documents, names_in(one))
    for document in documents:
        given = document.outcome in (Outcome.FULL, Outcome.PARTLY)
        if given and next(_open(document, held, one.registered_at), None) is not None:
            raise Refused(
                Refusal(
                    _("Et navn som holdes tilbake i ett dokument, står i «%(title)s». Lagre stedene der på nytt først.")
                    % {"title": document.title}
                )
            )


def _open(document: RequestedDocument, held: Held, at: datetime) -> Iterator[Passage]:
    """Unsaved: new passages, and those that were given without a word of why. What nobody has decided on stays."""
    passages = list(document.passages.all())
    for name, start, end in places_of_each(document.text, held):
        if any(_stands(each, start, end) for each in passages):
            continue
        within = [each for each in passages if start <= each.starts and each.ends <= end]
        given = next((each for each in within if each.state == PassageState.GIVEN), None)
        source = held[name][0]
        opened = given or Passage(
            document=document, starts=start, ends=end, kind=source.kind, ground=source.ground, told_at=at
        )
        opened.state, opened.told_at = PassageState.SUGGESTED, at
        passages.append(opened)
        yield opened


def _stands(each: Passage, start: int, end: int) -> bool:
    """Whether this passage is the stand that is taken on the place, or is still to be taken."""
    if each.state == PassageState.SUGGESTED:
        return each.starts < end and start < each.ends
    if each.state == PassageState.KEPT_BACK:
        return each.starts <= start and end <= each.ends
    return bool(each.reason) and start <= each.starts and each.ends <= end
