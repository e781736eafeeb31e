"""Recommendations, what owners decide, and letters, as the search finds them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from aktsom.core.actor import Actor
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.knowledge.sources.base import Read, Source, Told, covered_keys, in_order
from aktsom.sanctions.letter_states import LetterState
from aktsom.sanctions.letter_tables import letter_kinds
from aktsom.sanctions.models import Letter, Recommendation, SanctionDecision
from aktsom.sanctions.queries.decisions import decisions_for
from aktsom.sanctions.queries.letters import letters_among
from aktsom.sanctions.queries.recommendations import recommendations_for
from aktsom.sanctions.tables import step_names
from aktsom.sharing.viewing import sees_network

LANGUAGES = ("nb", "nn", "en")


def _step_words(step: str) -> str:
    return " ".join(step_names(language).get(step, "") for language in LANGUAGES) if step else ""


def _every_letter(after: str) -> Iterator[str]:
    return in_order(Letter.objects.all(), after)


def _title_of(one: Letter) -> str:
    """With the number, which is what a letter is looked for by."""
    subject = one.subject or letter_kinds()[one.kind].names["nb"]
    return f"{one.number} {subject}".strip()


def _text_of(one: Letter) -> str:
    """What it says; of a draft what the owner has written of it so far."""
    said = [block["text"] for block in one.blocks] or [text for text in one.said.values() if isinstance(text, str)]
    called = " ".join(letter_kinds()[one.kind].names.values())
    return "\n".join([one.supplier.name if one.supplier else "", *said, called])


def _tell_letters(ids: Collection[str]) -> Iterator[Told]:
    rows = list(Letter.objects.filter(public_id__in=ids).select_related("supplier", "decision"))
    shared = {one.pk for one in rows if one.state != LetterState.DRAFT and one.decision and one.decision.shared}
    covered = covered_keys(one.follow_up_id for one in rows if one.pk in shared)
    for one in rows:
        keys = one.seen_by
        if one.pk in shared and one.decision is not None:
            keys = keys | one.decision.seen_by | covered[one.follow_up_id]
        yield Told(FoundKind.LETTER, one.public_id, _title_of(one), _text_of(one), keys, one.sent_at or one.written_at)


def _read_letters(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    for one in letters_among(viewer, ids):
        own, at = one.owner_id in viewer.member_ids, one.sent_at or one.written_at
        yield Read(FoundKind.LETTER, one.public_id, _title_of(one), _text_of(one), own, at, one)


def _every_decision(after: str) -> Iterator[str]:
    return in_order(SanctionDecision.objects.all(), after)


def _decided(one: SanctionDecision) -> tuple[str, str]:
    """Title and text."""
    reasons: Iterable[Any] = (one.reason, *one.written.values(), *one.aside.values(), one.clause_text)
    said = [text for text in reasons if isinstance(text, str)]
    return one.contract.title, "\n".join([*said, one.supplier.name, _step_words(one.step)])


def _tell_decisions(ids: Collection[str]) -> Iterator[Told]:
    rows = list(SanctionDecision.objects.filter(public_id__in=ids).select_related("contract", "supplier"))
    covered = covered_keys(one.follow_up_id for one in rows if one.shared)
    for one in rows:
        keys = one.seen_by | (covered[one.follow_up_id] if one.shared else set())
        yield Told(FoundKind.DECISION, one.public_id, *_decided(one), keys, one.decided_at or one.begun_at)


def _read_decisions(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    if not sees_network(viewer):
        return
    of = SanctionDecision.objects.filter(public_id__in=ids).values_list("follow_up_id", flat=True)
    for one in decisions_for(viewer, list(of)).filter(public_id__in=ids):
        own, at = one.owner_id in viewer.member_ids, one.decided_at or one.begun_at
        yield Read(FoundKind.DECISION, one.public_id, *_decided(one), own, at, one)


def _every_recommendation(after: str) -> Iterator[str]:
    return in_order(Recommendation.objects.all(), after)


def _recommended(one: Recommendation) -> tuple[str, str]:
    """Title and text."""
    said = (one.reasons, one.proportionality, one.workers_interest, _step_words(one.step))
    return one.supplier.name, "\n".join(said)


def _tell_recommendations(ids: Collection[str]) -> Iterator[Told]:
    rows = list(Recommendation.objects.filter(public_id__in=ids).select_related("supplier"))
    covered = covered_keys(one.follow_up_id for one in rows)
    for one in rows:
        keys = one.seen_by | covered[one.follow_up_id]
        yield Told(FoundKind.RECOMMENDATION, one.public_id, *_recommended(one), keys, one.made_at)


def _read_recommendations(viewer: Actor, ids: Collection[str], _today: date) -> Iterator[Read]:
    if not sees_network(viewer):
        return
    of = Recommendation.objects.filter(public_id__in=ids).values_list("follow_up_id", flat=True)
    for one in recommendations_for(viewer, list(of)).filter(public_id__in=ids):
        own = one.team_id in viewer.team_ids
        yield Read(FoundKind.RECOMMENDATION, one.public_id, *_recommended(one), own, one.made_at, one)


LETTERS = Source(("ltr",), (FoundKind.LETTER,), _every_letter, _tell_letters, _read_letters)
DECISIONS = Source(("sde",), (FoundKind.DECISION,), _every_decision, _tell_decisions, _read_decisions)
RECOMMENDATIONS = Source(
    ("rcm",), (FoundKind.RECOMMENDATION,), _every_recommendation, _tell_recommendations, _read_recommendations
)
