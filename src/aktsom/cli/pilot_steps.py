"""What one contract owner of the demo stops meanwhile, on the ground of a grave violation: a part of a delivery, with
what lifts it and what it does to the workers. The supplier has shown something that waits to be judged."""

from datetime import timedelta
from typing import TYPE_CHECKING

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor
from aktsom.cli.pilot_letters import send_letter_of

if TYPE_CHECKING:
    from aktsom.follow_up.models import FollowUp
    from aktsom.sanctions.actions.drafting import DecisionSaid
    from aktsom.sanctions.models import SanctionDecision, Suspension

GURI, SUPPLIES = "guri@sykehus.example", "vera@tindholt.example"
DAYS = 75
WHY = "Gebyrene er svært alvorlige, og vi stanser nye bestillinger av denne delen til de er betalt tilbake."
WEIGHED = "Vi stanser bare den delen bruddet gjelder. Resten av leveransen går som før."
GROUND = "Bruddet rammer friheten til dem som har betalt. Vi kan ikke bestille mer mens planens frister løper."
TEST = "Uavhengig revisjon viser at alle som har betalt gebyr, har fått pengene igjen."
WORKERS = "Linjen har arbeid til andre kunder i høst. Fabrikken har lovet at ingen mister jobben i stansen."
TRIED = "Påpekt brudd og en tiltaksplan er prøvd først."
LEFT_OPEN = "Kravet om tilbakebetaling står i tiltaksplanen, og følges opp hver måned også under stansen."
SHOWN = "De første har fått gebyrene tilbake. Kvitteringene ligger hos revisoren."


def load_steps(one: "FollowUp") -> None:
    """Left out where nothing grave stands, or the contract's terms give no right to it."""
    with ago(1):
        stopped = _stopped(one)
    if stopped is not None:
        _shown(stopped)


def _stopped(one: "FollowUp") -> "Suspension | None":
    decision = _begun(one)
    if decision is None:
        return None
    from aktsom.sanctions.actions.deciding import decide
    from aktsom.sanctions.actions.drafting import write_decision
    from aktsom.sanctions.actions.exits import ExitSaid, write_exit_assessment
    from aktsom.sanctions.actions.suspensions import SuspensionSaid, draft_suspension

    by, now, id_ = actor(GURI), clock(), decision.public_id
    kept = write_decision(by=by, at=now, decision_id=id_, revision=decision.revision, said=_said())
    today, goods = clock().date(), decision.contract.products.split("\n")[:1]
    products = [line for line in goods if line] or ["Arbeidstøy fra fabrikken der gebyrene ble funnet"]
    stops = SuspensionSaid(False, today, today + timedelta(days=DAYS), TEST, products)
    draft_suspension(by=by, at=now, decision_id=id_, said=stops)
    write_exit_assessment(by=by, at=now, decision_id=id_, said=ExitSaid(WORKERS, TRIED, LEFT_OPEN))
    done = decide(by=by, at=now, decision_id=id_, revision=kept.revision, said=_said())
    send_letter_of(done, by)
    return done.suspension


def _shown(stopped: "Suspension") -> None:
    from aktsom.sanctions.actions.showing import show_test

    by = actor(SUPPLIES)
    show_test(by=by, at=clock(), suspension_id=stopped.public_id, revision=stopped.revision, text=SHOWN)


def _said() -> "DecisionSaid":
    from aktsom.sanctions.actions.drafting import DecisionSaid
    from aktsom.sanctions.states import Answer

    written = dict.fromkeys(("proportionality-noted", "worker-harm-weighed"), WEIGHED)
    return DecisionSaid(Answer.OTHER_STEP, "suspension-partial", WHY, written, {"plan-not-met": GROUND}, is_grave=True)


def _begun(one: "FollowUp") -> "SanctionDecision | None":
    """For the last of Guri's contracts whose terms give the right, if something grave stands."""
    from aktsom.sanctions.actions.drafting import begin_decision
    from aktsom.sanctions.models import SanctionDecision
    from aktsom.sanctions.queries.known import allows, gravity
    from aktsom.sanctions.seams import Case

    by, now = actor(GURI), clock()
    known = SanctionDecision.objects.filter(follow_up=one, owner_id__in=by.member_ids, step="notice-of-breach")
    known = known.exclude(contract__in=SanctionDecision.objects.filter(answer="decline").values("contract"))
    for each in known.select_related("contract").order_by("-id"):
        case = Case(by, one, each.contract, None, None, "suspension-partial", clock().date())
        if any(True for _tick in gravity(case)) and list(allows(case)):
            return begin_decision(by=by, at=now, follow_up_id=one.public_id, contract_id=each.contract.public_id)
    return None
