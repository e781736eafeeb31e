"""Decisions, and what they set in motion, for tests of suspensions, replacements and terminations."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from aktsom.core.errors import stop_if
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions import seams
from aktsom.sanctions.actions import exits, replacements, suspensions, terminations
from aktsom.sanctions.models import Replacement, SanctionDecision, Suspension, Termination
from aktsom.sanctions.rules.suspensions import Result
from aktsom.sharing.audiences import member_key
from tests.cast import NOON, actor, member, person
from tests.factories.chains import FACTORY, LATEX, sent

TODAY = NOON.date()
DAY = timedelta(days=1)
WHY = "Gebyrene er ikke betalt tilbake, og fristen er ute."
GLOVES = "Undersøkelseshansker"


def drafted(one: FollowUp, step: str, owner: str = "oslo", at: datetime = NOON) -> SanctionDecision:
    """What an owner has begun to write for its contract, straight from the table."""
    person("nora"), person("aksel")
    contract = one.covered.get(member=member(owner)).contract
    return SanctionDecision.objects.create(
        contract=contract, owner=contract.member, follow_up=one, supplier=one.supplier, step=step, begun_at=at,
        answer="other_step", reason=WHY, seen_by=frozenset({member_key(contract.member_id)}),
    )  # fmt: skip


def exit_written(decision: SanctionDecision, by: str = "olga", at: datetime = NOON, **told: Any) -> None:
    said = {
        "workers": "De kan miste arbeid i høst, og fabrikken har andre kunder.",
        "tried": "Møte, plan og ny frist er prøvd.",
        "left_open": "Fabrikken betaler resten over seks måneder, og vi spør hver måned.",
    }
    exits.write_exit_assessment(
        by=actor(by), at=at, decision_id=decision.public_id, said=exits.ExitSaid(**{**said, **told})
    )


def decided(decision: SanctionDecision, by: str = "olga", at: datetime = NOON) -> SanctionDecision:
    """As if its preconditions were met, whatever they are."""
    with transaction.atomic():
        one = SanctionDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        stop_if(seams.stopped(one))
        one.state, one.decided_at, one.decided_by_id = "decided", at, person(by).pk
        one.save()
        seams.follow(one, actor(by), at)
    return one


def suspension_drafted(
    one: FollowUp, at: datetime = NOON, *, owner: str = "oslo", by: str = "olga", whole: bool = False, **told: Any
) -> Suspension:
    decision = drafted(one, "suspension-full" if whole else "suspension-partial", owner, at)
    usual: dict[str, Any] = {
        "whole": whole, "starts_on": at.date(), "ends_on": at.date() + 90 * DAY, "products": () if whole else (GLOVES,),
        "lift_test": "Uavhengig revisjon viser at gebyrene er betalt tilbake.",
    }  # fmt: skip
    said = suspensions.SuspensionSaid(**{**usual, **told})
    return suspensions.draft_suspension(by=actor(by), at=at, decision_id=decision.public_id, said=said)


def part_written(decision: SanctionDecision, at: datetime = NOON, by: str = "olga") -> Suspension:
    """With a draft that was begun as people begin it: what is stopped, and what it does to the workers."""
    said = suspensions.SuspensionSaid(
        False, at.date(), at.date() + 90 * DAY, "Uavhengig revisjon viser at gebyrene er betalt.", (GLOVES,)
    )
    exit_written(decision, by, at)
    return suspensions.draft_suspension(by=actor(by), at=at, decision_id=decision.public_id, said=said)


def suspended(one: FollowUp, at: datetime = NOON, *, by: str = "olga", **told: Any) -> Suspension:
    made = suspension_drafted(one, at, by=by, **told)
    exit_written(made.decision, by, at)
    decided(made.decision, by, at)
    made.refresh_from_db()
    return made


def judged(one: Suspension, result: Result = Result.MET, at: datetime = NOON, by: str = "olga") -> Suspension:
    return suspensions.judge_test(
        by=actor(by), at=at, suspension_id=one.public_id, revision=one.revision, result=result,
        rests_on="Revisjonsrapporten fra 20. november.", reason=WHY,
    )  # fmt: skip


def demanded(one: FollowUp, at: datetime = NOON, *, by: str = "olga", **told: Any) -> Replacement:
    """Of the factory that the supplier has told of, which Rajana delivers to."""
    version = sent(FACTORY, LATEX, at=at)
    site = version.links.get(to_supplier__isnull=False).from_site
    assert site is not None
    decision = drafted(one, "replace-subsupplier", at=at)
    usual: dict[str, Any] = {"place": site.public_id, "due_on": at.date() + 60 * DAY, "wanted": "Ingen gebyrer."}
    said = replacements.ReplacementSaid(**{**usual, **told})
    made = replacements.draft_replacement(by=actor(by), at=at, decision_id=decision.public_id, said=said)
    exit_written(decision, by, at)
    decided(decision, by, at)
    made.refresh_from_db()
    return made


def proposed(one: Replacement, by: str = "nora", at: datetime = NOON, **told: Any) -> Replacement:
    usual = {"name": "Nilam Gloves", "country": "MY", "town": "Klang", "text": "Ingen formidlere og egen fagforening."}
    replacements.propose_place(
        by=actor(by), at=at, replacement_id=one.public_id, revision=one.revision,
        said=replacements.PlaceSaid(**{**usual, **told}),
    )  # fmt: skip
    one.refresh_from_db()
    return one


def weighed(one: Replacement, at: datetime = NOON) -> Replacement:
    replacements.weigh_place(
        by=actor("olga"), at=at, replacement_id=one.public_id, revision=one.revision,
        weighed="Vi har sett revisjonen, og risikoen for gebyrer er mindre.",
    )  # fmt: skip
    one.refresh_from_db()
    return one


def confirmed(one: Replacement, at: datetime = NOON, day: date | None = None) -> Replacement:
    return replacements.confirm_place(
        by=actor("olga"), at=at, replacement_id=one.public_id, revision=one.revision, delivers_from=day or at.date()
    )


def terminated(one: FollowUp, at: datetime = NOON, **told: Any) -> Termination:
    decision = drafted(one, "termination", at=at)
    usual: dict[str, Any] = {"from_on": at.date() + 30 * DAY, "followed_how": "Vi spør hver måned til alt er betalt."}
    made = terminations.draft_termination(
        by=actor("olga"), at=at, decision_id=decision.public_id, said=terminations.TerminationSaid(**{**usual, **told})
    )
    exit_written(decision, at=at)
    decided(decision, at=at)
    made.refresh_from_db()
    return made
