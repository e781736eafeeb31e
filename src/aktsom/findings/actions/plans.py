"""A plan is asked for, written by the supplier, accepted or sent back by those who follow up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.findings.actions.colours import lock, note_colours
from aktsom.findings.actions.keeping import stop_if_named
from aktsom.findings.models import ActionPlan, Finding, Measure
from aktsom.findings.models.plans import LONGEST_MEASURE
from aktsom.findings.permissions import plans as permissions
from aktsom.findings.queries.plans import plan, to_put_right, without_measure
from aktsom.findings.states import MEASURE, OVER, PLAN, MeasureState, PlanState
from aktsom.findings.tables import finding_limit
from aktsom.follow_up.methods import body_of, held, runner_keys, supplier_keys
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import own
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import line_in, reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.teams.actions.loading import note_activity
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

MOST_MEASURES = 200


@dataclass(frozen=True)
class MeasureSaid:
    """`finding` is a public id. The root cause and whoever does it are the supplier's own words."""

    finding: str
    text: str
    due_on: date
    cause: str = ""
    who: str = ""
    proof_wanted: str = ""
    preventive: bool = False
    looked: str = ""


@transaction.atomic
def ask_for_plan(
    *, by: Actor, at: datetime, follow_up_id: str, text: str = "", due_on: date | None = None, looked: str = ""
) -> ActionPlan:
    """Of everything that stands as a deviation and the supplier has been shown; the supplier is written to. One that is
    there already is opened for more. Raises Refused where there is nothing to put right."""
    locked = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("team", "member", "supplier")
    one = locked.filter(own(by), public_id=follow_up_id).first()
    if one is None:
        raise NotVisible
    stop_if(permissions.ask(by, one))
    if not without_measure(by, one.pk):
        raise Refused(Refusal(_("Det er ingen avvik uten tiltak som leverandøren har sett og som står.")))
    due = due_on or day_of(at) + timedelta(days=finding_limit("plan_days"))
    if due <= day_of(at):
        raise Wrong("due_on", _("Gi leverandøren minst én dag."))
    known = ActionPlan.objects.select_for_update().filter(follow_up=one).first()
    if known is not None and known.state not in (PlanState.ACCEPTED, PlanState.ENDED):
        raise Stale(_("Leverandøren er spurt om en plan allerede."))
    made = known or ActionPlan(
        follow_up=one, owner_id=body_of(by, one), team=one.team, supplier=one.supplier,
        seen_by=runner_keys(one) | supplier_keys(one), state=PLAN.start,
    )  # fmt: skip
    if known is not None:
        made.state = PLAN.after(made.state, "open")
    made.due_on, made.wanted_text, made.asked_at = due, text_in("text", text), at
    stop_if_unlooked({"text": made.wanted_text}, looked)
    stop_if_named(by, one, day_of(at), {"text": made.wanted_text})
    made.reminded_on = made.escalated_on = None
    saved(made, by, at, act_of("plan_asked_for", made, follow_up=one.public_id))
    tell("plan_asked_for", made.public_id, at)
    return made


@transaction.atomic
def write_measure(
    *, by: Actor, at: datetime, plan_id: str, revision: int, said: MeasureSaid, measure_id: str = ""
) -> Measure:
    """By the supplier, a new one or with `measure_id` one that has not been agreed yet."""
    one = plan_for_change(by, plan_id, revision)
    stop_if(permissions.write(by, one))
    row = _measure(by, one, measure_id) if measure_id else Measure(plan=one)
    if not measure_id and one.measures.count() >= MOST_MEASURES:
        raise DomainError(_("Planen har for mange tiltak."))
    found = {each.public_id: each for each in to_put_right(by, one.follow_up_id)}
    if said.finding not in found:
        raise Wrong("finding", _("Velg hvilket avvik tiltaket retter."))
    if said.due_on < day_of(at):
        raise Wrong("due_on", _("Dagen kan ikke være før i dag."))
    row.finding, row.due_on, row.preventive = found[said.finding], said.due_on, said.preventive
    row.text = line_in("text", said.text, LONGEST_MEASURE, needed=_("Skriv hva dere gjør."))
    row.cause = text_in("cause", said.cause, needed=_("Skriv hva som er årsaken."))
    row.who = line_in("who", said.who, 120, needed=_("Skriv hvem hos dere som har ansvaret."))
    row.proof_wanted = line_in("proof_wanted", said.proof_wanted, LONGEST_MEASURE)
    stop_if_unlooked({"text": row.text, "cause": row.cause, "proof_wanted": row.proof_wanted}, said.looked)
    row.save()
    saved(one, by, at, act_of("measure_written", one, measure=row.public_id))
    return row


@transaction.atomic
def remove_measure(*, by: Actor, at: datetime, plan_id: str, revision: int, measure_id: str) -> None:
    one = plan_for_change(by, plan_id, revision)
    stop_if(permissions.write(by, one))
    row = _measure(by, one, measure_id)
    row.delete()
    saved(one, by, at, act_of("measure_removed", one, measure=measure_id))


@transaction.atomic
def propose_plan(*, by: Actor, at: datetime, plan_id: str, revision: int) -> ActionPlan:
    """Each deviation has a measure that puts it right."""
    one = plan_for_change(by, plan_id, revision)
    stop_if(permissions.move(by, one, "propose"))
    for each in without_measure(by, one.follow_up_id):
        raise DomainError(_("Avviket «{title}» mangler et tiltak som retter det.").format(title=each.title))
    one.state, one.proposed_at, one.proposed_by_id = PLAN.after(one.state, "propose"), at, by.person_id
    one.escalated_on = None
    saved(one, by, at, act_of("plan_proposed", one))
    tell("plan_proposed", one.public_id, at)
    return one


@transaction.atomic
def take_back_plan(*, by: Actor, at: datetime, plan_id: str, revision: int) -> ActionPlan:
    """By the supplier, before anybody has answered it."""
    one = plan_for_change(by, plan_id, revision)
    stop_if(permissions.move(by, one, "take_back"))
    one.state = PLAN.after(one.state, "take_back")
    saved(one, by, at, act_of("plan_taken_back", one))
    return one


@transaction.atomic
def ask_for_changes(
    *, by: Actor, at: datetime, plan_id: str, revision: int, text: str, due_on: date | None = None, looked: str = ""
) -> ActionPlan:
    one = plan_for_change(by, plan_id, revision)
    stop_if(permissions.move(by, one, "ask_changes"))
    one.wanted_text = reason_in("text", text)
    stop_if_unlooked({"text": one.wanted_text}, looked)
    stop_if_named(by, one.follow_up, day_of(at), {"text": one.wanted_text})
    one.due_on = due_on or max(one.due_on, day_of(at) + timedelta(days=finding_limit("plan_days")))
    if one.due_on <= day_of(at):
        raise Wrong("due_on", _("Gi leverandøren minst én dag."))
    one.state, one.reminded_on, one.escalated_on = PLAN.after(one.state, "ask_changes"), None, None
    saved(one, by, at, act_of("plan_sent_back", one))
    tell("plan_asked_for", one.public_id, at)
    return one


@transaction.atomic
def accept_plan(*, by: Actor, at: datetime, plan_id: str, revision: int) -> ActionPlan:
    """From now on its days count, and those who have a contract covered see it. Where all that was to be put right has
    come to an end meanwhile, the plan has too."""
    one = plan_for_change(by, plan_id, revision)
    stop_if(permissions.move(by, one, "accept"))
    proposed = one.measures.filter(agreed_at__isnull=True)
    if proposed.filter(due_on__lt=day_of(at)).exists():
        raise DomainError(_("Et tiltak har en dag som er gått. Be om en ny dag før dere godtar planen."))
    proposed.update(agreed_at=at)
    Finding.objects.filter(measures__plan=one).update(escalated_on=None)
    one.state, one.accepted_at, one.shared_at = PLAN.after(one.state, "accept"), at, at
    one.escalated_on = None
    saved(one, by, at, act_of("plan_accepted", one, measures=one.measures.count()))
    tell("plan_answered", one.public_id, at, did="accepted")
    _end_if_done(one, by, at)
    return one


def plan_for_change(by: Actor, plan_id: str, revision: int | None = None) -> ActionPlan:
    """Locked. Raises NotVisible, Refused for whoever is only shown it, and Stale."""
    lock(plan(by, plan_id).follow_up_id)
    rows = ActionPlan.objects.select_for_update(of=("self",)).select_related("owner", "team", "supplier")
    one = rows.filter(held(by), public_id=plan_id).first()
    if one is None:
        raise Refused(Refusal(_("Bare de som følger opp, og leverandøren, kan gjøre dette.")))
    if revision is not None and one.revision != revision:
        raise Stale
    return one


def saved(one: ActionPlan, by: Actor, at: datetime, *acts: Act) -> None:
    if one.pk is not None:
        one.revision += 1
    one.save()
    if one.team is not None and one.team_id in by.team_ids and not by.is_platform:
        note_activity(one.team, by=by, at=at)
    record(by=by, at=at, acts=acts)
    note_colours(one.follow_up_id, at)


def act_of(verb: str, one: ActionPlan, **told: object) -> Act:
    return Act(verb, one.public_id, one.owner_id, changes={"state": one.state, **told})


def end_if_done(follow_up_id: int, by: Actor, at: datetime) -> None:
    """A finding has been closed or withdrawn: a plan in which nothing is left is over."""
    rows = ActionPlan.objects.select_for_update(of=("self",)).select_related("team")
    one = rows.filter(follow_up=follow_up_id).first()
    if one is not None:
        _end_if_done(one, by, at)


def _end_if_done(one: ActionPlan, by: Actor, at: datetime) -> None:
    if is_done(one):
        one.state = PLAN.after(one.state, "end")
        saved(one, by, at, act_of("plan_ended", one))


def take_up_again(one: Finding, at: datetime, reason: str) -> list[Act]:
    """A deviation has been opened again: what was found to be enough has not held, and is shown anew under a plan that
    goes on. Returns what was done; whoever opens it again saves and tells."""
    rows = ActionPlan.objects.select_for_update(of=("self",)).filter(follow_up=one.follow_up_id)
    plan = rows.first()
    if plan is None:
        return []
    acts = []
    ours = plan.measures.filter(finding=one, preventive=False, agreed_at__isnull=False)
    if plan.state == PlanState.ENDED and ours.exists():
        plan.state = PLAN.after(plan.state, "resume")
        acts.append(act_of("plan_resumed", plan))
    for row in ours.filter(state=MeasureState.SUFFICIENT):
        row.state, row.escalated_on = MEASURE.after(row.state, "doubt"), None
        row.revision += 1
        row.save()
        has_not_held(row, at, reason)
        acts.append(act_of("proof_doubted", plan, measure=row.public_id))
    plan.revision += 1
    plan.save()
    if any(act.verb == "proof_doubted" for act in acts) and one.shown_at is not None:
        tell("plan_answered", plan.public_id, at, did="doubted")
    return acts


def has_not_held(row: Measure, at: datetime, reason: str) -> None:
    """What was found to be enough last; its reader sees that, and why, beside it."""
    proof = row.proofs.filter(sufficient=True).order_by("-id").first()
    if proof is not None:
        proof.doubted_at, proof.doubted_reason = at, reason
        proof.save(update_fields=["doubted_at", "doubted_reason"])


def is_done(one: ActionPlan) -> bool:
    """Each measure has been found to be enough, or what it was to put right is over."""
    left = one.measures.exclude(state=MeasureState.SUFFICIENT).exclude(finding__state__in=OVER)
    return one.state == PlanState.ACCEPTED and not left.exists()


def _measure(by: Actor, one: ActionPlan, public_id: str) -> Measure:
    """Raises NotVisible, and Refused for one that has been agreed."""
    row = one.measures.filter(public_id=public_id).first()
    if row is None:
        raise NotVisible
    row.plan = one
    stop_if(permissions.rewrite(by, row))
    return row
