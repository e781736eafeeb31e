"""A suspension: drafted with its decision, begun when that is made, and lifted by a decision on its test alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Stale, stop_if
from aktsom.findings.actions.keeping import stop_if_named
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions.actions.step_loading import (
    draft_for_change,
    not_before,
    owner_keys,
    places_in,
    products_in,
    saved,
    step_for_change,
    stop_if_kept,
    with_supplier,
)
from aktsom.sanctions.models import SanctionDecision, Suspension, SuspensionStep
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.steps import suspensions_for
from aktsom.sanctions.rules.suspensions import Result, lifts
from aktsom.sanctions.step_states import SUSPENSION, Dropped
from aktsom.sanctions.step_tables import step_limit
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_TEST = 2_000


@dataclass(frozen=True)
class SuspensionSaid:
    """`products` are lines of the contract and `places` keys of `queries.judged_sites`: none of one is all of it, and
    some of either is a part. `lift_test` is what must be shown."""

    whole: bool
    starts_on: date
    ends_on: date
    lift_test: str
    products: Sequence[str] = ()
    places: Sequence[str] = ()
    looked: str = ""


@transaction.atomic
def draft_suspension(
    *, by: Actor, at: datetime, decision_id: str, said: SuspensionSaid, revision: int | None = None
) -> Suspension:
    """With a decision that is a draft; what is there already is written over. Raises Stale, Wrong and LookAgain."""
    decision = draft_for_change(by, decision_id)
    stop_if(permissions.draft(by, decision))
    one = Suspension.objects.select_for_update().filter(decision=decision).first()
    if (one.revision if one else 0) != (revision or 0):
        raise Stale
    made = one or Suspension(
        decision=decision, contract=decision.contract, contract_title=decision.contract.title, owner=decision.owner,
        supplier=decision.supplier, seen_by=owner_keys(decision),
    )  # fmt: skip
    _parts(by, made, said, day_of(at))
    _days(made, said.starts_on, said.ends_on, day_of(at))
    made.lift_test = text_in("lift_test", said.lift_test, LONGEST_TEST, needed=_("Skriv hva som må være vist."))
    stop_if_unlooked({"lift_test": made.lift_test}, said.looked)
    stop_if_named(by, decision.follow_up, day_of(at), {"lift_test": made.lift_test})
    saved(made, by, at, "suspension_drafted")
    return made


def _parts(by: Actor, made: Suspension, said: SuspensionSaid, today: date) -> None:
    made.whole = said.whole
    if said.whole:
        made.products, made.places = [], []
        return
    made.products = products_in("products", made.contract, said.products)
    made.places = places_in("places", said.places, made.decision, by, today)
    if not made.products and not made.places:
        raise Wrong("products", _("Velg hvilke varer eller steder stansen gjelder."))


def _days(made: Suspension, starts_on: date, ends_on: date, today: date) -> None:
    not_before("starts_on", starts_on, today)
    if ends_on < starts_on:
        raise Wrong("ends_on", _("Siste dag må være etter første dag."))
    if ends_on > starts_on + timedelta(days=step_limit("suspension_longest_days")):
        raise Wrong("ends_on", _("En midlertidig stans varer høyst ett år om gangen. Den kan forlenges."))
    made.starts_on, made.ends_on = starts_on, ends_on


def begin_suspension(one: Suspension, by: Actor, at: datetime) -> None:
    """In the transaction of its decision, which is locked. A first day that has gone while it was written is today."""
    today = day_of(at)
    if one.ends_on < today:
        raise Wrong("ends_on", _("Siste dag av stansen er gått. Velg nye dager."))
    stop_if_kept("places", [place["key"] for place in one.places], one.decision)
    one.state, one.starts_on = SUSPENSION.after(one.state, "begin"), max(one.starts_on, today)
    one.seen_by = with_supplier(one)
    saved(one, by, at, "suspension_begun", since=str(one.starts_on), until=str(one.ends_on), whole=one.whole)
    tell("suspension_begun", one.public_id, at)


@transaction.atomic
def judge_test(
    *, by: Actor, at: datetime, suspension_id: str, revision: int, result: Result, rests_on: str, reason: str,
    looked: str = "",
) -> Suspension:  # fmt: skip
    """The decision that lifts it, or finds that it stands. Raises Stale, Wrong and LookAgain."""
    one = step_for_change(by, suspensions_for(by), suspension_id, revision)
    verb = "lift" if lifts(result) else "find_short"
    stop_if(permissions.suspension(by, one, verb, day_of(at)))
    made = SuspensionStep(
        kind=verb, result=result, rests_on=text_in("rests_on", rests_on, needed=_("Skriv hva dere bygger på.")),
        text=reason_in("reason", reason),
    )  # fmt: skip
    told = {"rests_on": made.rests_on, "reason": made.text}
    stop_if_unlooked(told, looked)
    stop_if_named(by, one.decision.follow_up, day_of(at), told)
    one.state = SUSPENSION.after(one.state, verb)
    _step(one, made, by, at)
    saved(one, by, at, "suspension_lifted" if lifts(result) else "suspension_test_judged", result=result)
    tell("suspension_answered", one.public_id, at, did="lifted" if lifts(result) else "short")
    return one


@transaction.atomic
def prolong(
    *, by: Actor, at: datetime, suspension_id: str, revision: int, until: date, reason: str, looked: str = ""
) -> Suspension:
    """A later last day, by a decision with its reason; also when the period has run out, from today."""
    one = step_for_change(by, suspensions_for(by), suspension_id, revision)
    stop_if(permissions.suspension(by, one, "prolong", day_of(at)))
    if until <= max(one.ends_on, day_of(at)):
        raise Wrong("until", _("Den nye dagen må være etter den gamle, og etter i dag."))
    if until > max(one.ends_on, day_of(at)) + timedelta(days=step_limit("suspension_longest_days")):
        raise Wrong("until", _("En midlertidig stans varer høyst ett år om gangen. Den kan forlenges."))
    made = SuspensionStep(kind="prolong", text=reason_in("reason", reason), before=one.ends_on, after=until)
    stop_if_unlooked({"reason": made.text}, looked)
    stop_if_named(by, one.decision.follow_up, day_of(at), {"reason": made.text})
    one.state = SUSPENSION.after(one.state, "prolong")
    one.ends_on, one.warned_on, one.told_over_on = until, None, None
    _step(one, made, by, at)
    saved(one, by, at, "suspension_prolonged", before=str(made.before), after=str(until))
    tell("suspension_answered", one.public_id, at, did="prolonged")
    return one


@transaction.atomic
def end_suspension(
    *, by: Actor, at: datetime, suspension_id: str, revision: int, reason: str, looked: str = ""
) -> Suspension:
    """After its last day, without the test having been met. Raises Refused before."""
    one = step_for_change(by, suspensions_for(by), suspension_id, revision)
    stop_if(permissions.suspension(by, one, "end", day_of(at)))
    made = SuspensionStep(kind="end", text=reason_in("reason", reason))
    stop_if_unlooked({"reason": made.text}, looked)
    stop_if_named(by, one.decision.follow_up, day_of(at), {"reason": made.text})
    one.state = SUSPENSION.after(one.state, "end")
    _step(one, made, by, at)
    saved(one, by, at, "suspension_ended", until=str(one.ends_on))
    tell("suspension_answered", one.public_id, at, did="ended")
    return one


def show_lines(one: Suspension, text: str, evidence: Evidence | None, by: Actor, at: datetime) -> SuspensionStep:
    """What the supplier shows, of a suspension that is locked and may be shown to."""
    one.state = SUSPENSION.after(one.state, "show")
    made = _step(one, SuspensionStep(kind="show", by_supplier=True, text=text, evidence=evidence), by, at)
    saved(one, by, at, "suspension_test_shown")
    tell("suspension_shown", one.public_id, at)
    return made


def drop_suspension(one: Suspension, by: Actor, at: datetime, why: Dropped) -> None:
    """In the transaction in which its decision is withdrawn, or another one takes its place."""
    was_known = one.state != "drafted"
    one.state = SUSPENSION.after(one.state, "drop")
    _step(one, SuspensionStep(kind="drop", text=why), by, at)
    saved(one, by, at, "suspension_dropped")
    if was_known:
        tell("suspension_answered", one.public_id, at, did="dropped")


def suspension_of(decision: SanctionDecision) -> Suspension | None:
    """Locked; the decision is locked before it."""
    rows = Suspension.objects.select_for_update(of=("self",)).select_related("owner", "supplier")
    return rows.filter(decision=decision).first()


def _step(one: Suspension, made: SuspensionStep, by: Actor, at: datetime) -> SuspensionStep:
    made.suspension, made.at, made.person_id = one, at, by.person_id
    made.save()
    return made
