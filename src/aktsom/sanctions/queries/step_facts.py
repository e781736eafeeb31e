"""What a letter says of what its decision sets in motion, as the owner has written it there: nobody writes it twice."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from aktsom.sanctions.letter_tables import LIFTING
from aktsom.sanctions.letter_words import (
    country_words,
    everything_words,
    from_day_words,
    lifted_words,
    period_words,
    replaced_words,
    those_places_words,
)
from aktsom.sanctions.models import Replacement, SanctionDecision, Suspension, SuspensionStep, Termination
from aktsom.sanctions.queries.letter_facts import offers_fields
from aktsom.sanctions.step_states import SuspensionState

SUSPENSIONS = ("suspension-partial", "suspension-full")
REPLACE, TERMINATE = "replace-subsupplier", "termination"


@offers_fields
def of_suspension(decision: SanctionDecision, kind: str) -> Mapping[str, str]:
    """Only of the kind that is written: a draft for a part says nothing of the whole."""
    one = Suspension.objects.filter(decision=decision).first() if kind in (*SUSPENSIONS, LIFTING) else None
    if one is None or (kind != LIFTING and one.whole != (kind == "suspension-full")):
        return {}
    said = {
        "products": _products(one),
        "sites": "; ".join(_place(place["name"], place["country"]) for place in one.places),
        "lift_test": one.lift_test,
    }
    if kind == LIFTING:
        return {**said, **_lifted(one)}
    return {**said, "period": period_words(one.starts_on, one.ends_on)}


@offers_fields
def of_replacement(decision: SanctionDecision, kind: str) -> Mapping[str, str]:
    one = Replacement.objects.filter(decision=decision).first() if kind == REPLACE else None
    if one is None:
        return {}
    said = replaced_words(_place(one.old_name, one.old_country), _lines(one.products))
    return {"sub_supplier": said, "wanted": one.wanted}


@offers_fields
def of_termination(decision: SanctionDecision, kind: str) -> Mapping[str, str]:
    one = Termination.objects.filter(decision=decision).first() if kind == TERMINATE else None
    return {"period": from_day_words(one.from_on), "followed_how": one.followed_how} if one is not None else {}


def lifted_by(one: Suspension) -> SuspensionStep | None:
    """The decision that its test is met; none while it stands, or where it ended in another way."""
    return one.steps.filter(kind="lift").last() if one.state == SuspensionState.LIFTED else None


def _lifted(one: Suspension) -> dict[str, str]:
    step = lifted_by(one)
    if step is None:
        return {}
    reasons = lifted_words(step.text, step.rests_on)
    return {"reasons": reasons, "period": from_day_words(timezone.localdate(step.at))}


def _products(one: Suspension) -> str:
    if one.whole:
        return everything_words()
    return _lines(one.products) or those_places_words()


def _lines(products: Iterable[str]) -> str:
    return ", ".join(products)


def _place(name: str, country: str) -> str:
    return ", ".join(part for part in (name, country_words(country)) if part)
