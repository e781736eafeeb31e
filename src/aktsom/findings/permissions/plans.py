"""Why an actor may not do something with an action plan or a measure in it, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.findings.models import ActionPlan, Measure
from aktsom.findings.states import MEASURE, PLAN, FindingState, PlanState
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.follow_up.states import TOLD
from aktsom.sharing.audiences import supplier_key
from aktsom.sharing.viewing import sees_network

BY_SUPPLIER = ("propose", "take_back", "prove")


def answers_for(actor: Actor, one: ActionPlan) -> bool:
    return any(supplier_key(id_) in one.seen_by for id_ in actor.supplier_ids)


def ask(actor: Actor, one: FollowUp) -> Refusal | None:
    if refusal := begin(actor, one.team, one.member_id or 0):
        return refusal
    return None if one.state in TOLD else Refusal(_("Varsle oppfølgingen først."))


def runs(actor: Actor, one: ActionPlan) -> Refusal | None:
    if not sees_network(actor):  # who does not see the follow-up itself
        return Refusal(_("Bare de som følger opp, kan gjøre dette."))
    if one.supplier_id in actor.supplier_ids or answers_for(actor, one):  # else the supplier would judge itself
        return Refusal(_("Du svarer for leverandøren, og kan ikke følge den opp."))
    return begin(actor, one.team, one.follow_up.member_id or 0)


def move(actor: Actor, one: ActionPlan, verb: str) -> Refusal | None:
    """`verb` is one of the table of plans."""
    return _of_whom(actor, one, verb) or PLAN.refusal(one.state, verb)


def rewrite(actor: Actor, one: Measure) -> Refusal | None:
    """One that has been agreed is changed by decisions of its own alone: its day is never moved in passing."""
    if refusal := write(actor, one.plan):
        return refusal
    if one.agreed_at is None:
        return None
    return Refusal(_("Tiltaket er avtalt, og endres ikke her. De som følger opp, kan flytte fristen."))


def write(actor: Actor, one: ActionPlan) -> Refusal | None:
    """The measures: the supplier's, while it is the supplier's move."""
    if not answers_for(actor, one):
        return Refusal(_("Leverandøren skriver tiltakene."))
    if one.state in (PlanState.WANTED, PlanState.CHANGES):
        return None
    return Refusal(_("Planen er sendt, og endres ikke nå."))


def measure(actor: Actor, one: Measure, verb: str) -> Refusal | None:
    """`verb` is one of the table of measures; they are carried out under a plan that has been accepted."""
    if refusal := _of_whom(actor, one.plan, verb):
        return refusal
    if one.agreed_at is None:
        return Refusal(_("Planen er ikke godtatt ennå."))
    if one.finding.state != FindingState.STANDS and verb != "doubt":
        return Refusal(_("Funnet er avsluttet."))
    return MEASURE.refusal(one.state, verb)


def extend(actor: Actor, one: Measure) -> Refusal | None:
    if refusal := runs(actor, one.plan):
        return refusal
    if one.agreed_at is None:
        return Refusal(_("Planen er ikke godtatt ennå."))
    if one.finding.state != FindingState.STANDS:
        return Refusal(_("Funnet er avsluttet."))
    return None if MEASURE.owners[one.state] else Refusal(_("Tiltaket er ferdig."))


def _of_whom(actor: Actor, one: ActionPlan, verb: str) -> Refusal | None:
    if verb in BY_SUPPLIER:
        return None if answers_for(actor, one) else Refusal(_("Bare leverandøren kan gjøre dette."))
    return runs(actor, one)
