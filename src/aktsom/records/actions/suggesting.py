"""What in a document should be looked at before it is given out: found in its text, and asked for by the supplier. What
the supplier has marked is never lost for something else that was found in the same place."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from aktsom.findings.queries.publication_facts import names_to_look_for
from aktsom.records.models import AccessRequest, Consultation, Passage, RequestedDocument
from aktsom.records.rules.objections import more_is_asked
from aktsom.records.rules.passages import Suggested, graver, suggested
from aktsom.records.states import Outcome, PassageState
from aktsom.records.tables import passage_grounds, record_limit


def names_in(one: AccessRequest) -> list[str]:
    """Of sub-suppliers, places and people of the case that the request is about."""
    return names_to_look_for(one.follow_up_id) if one.follow_up_id else []


def suggest(
    document: RequestedDocument, *, at: datetime, names: Sequence[str] = (), secrets: Sequence[str] = ()
) -> int:
    """Passages that nobody has looked at yet; returns how many. One that meets what is there already is left out,
    unless the supplier has marked it: then they become one. Of the rest, so many as a person looks through come at a
    time."""
    found = suggested(document.text, names=names, secrets=secrets)
    there = list(document.passages.all())
    marked = [one for one in found if one.marked and _meeting(one, there)]
    loose = [one for one in found if not _meeting(one, there)]
    others, most = [one for one in loose if not one.marked], record_limit("passages_most")
    document.more_found = max(0, len(others) - most)
    fresh = sum(_mark(document, one, at) for one in marked)
    shown = [one for one in loose if one.marked] + others[:most]
    fresh += len(Passage.objects.bulk_create([_new(document, one, at) for one in shown]))
    if fresh and document.outcome in (Outcome.FULL, Outcome.PARTLY):
        document.outcome = ""  # there is more to look at
    document.save(update_fields=["outcome", "more_found"])
    return fresh


def _meeting(one: Suggested, there: Iterable[Passage]) -> list[Passage]:
    return [each for each in there if each.starts < one.ends and one.starts < each.ends]


def _new(document: RequestedDocument, one: Suggested, at: datetime) -> Passage:
    return Passage(
        document=document, starts=one.starts, ends=one.ends, kind=one.kind, marked=one.marked, told_at=at,
        ground=passage_grounds()[one.kind],
    )  # fmt: skip


def _mark(document: RequestedDocument, one: Suggested, at: datetime) -> bool:
    """Whether there is something new to decide on. What one passage holds whole is marked in it, and is to be decided
    on anew where it was to be given; else all that meet become one that nobody has decided on."""
    meeting = _meeting(one, document.passages.all())
    whole = next((each for each in meeting if each.starts <= one.starts and one.ends <= each.ends), None)
    if whole is None:
        starts, ends = min(one.starts, *(p.starts for p in meeting)), max(one.ends, *(p.ends for p in meeting))
        kind = graver(one.kind, *(each.kind for each in meeting))
        document.passages.filter(pk__in=[each.pk for each in meeting]).delete()
        _new(document, Suggested(starts, ends, kind, marked=True), at).save()
        return True
    if whole.marked:
        return False
    whole.marked = True
    if whole.state == PassageState.GIVEN:
        whole.state = PassageState.SUGGESTED
    whole.save()
    return whole.state == PassageState.SUGGESTED


def take_in(document: RequestedDocument, asked: Consultation | None, at: datetime) -> None:
    """What the supplier has answered: its passages as suggestions, and where it wants more kept back than that, the
    document is to be decided on again."""
    if asked is None or asked.answered_at is None:
        return
    given = document.outcome in (Outcome.FULL, Outcome.PARTLY)
    names = names_in(document.request) if document.more_found else ()  # else what waits would be lost sight of
    suggest(document, names=names, secrets=asked.passages, at=at)
    if given and more_is_asked(document.text, asked.objection, asked.passages):
        document.outcome, document.reason = "", ""
        document.save(update_fields=["outcome", "reason"])
