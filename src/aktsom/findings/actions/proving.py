"""The supplier shows what it has done; somebody else says whether it is enough; days are moved by decisions alone."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.findings.actions.keeping import stop_if_named
from aktsom.findings.actions.plans import act_of, has_not_held, is_done, plan_for_change, saved
from aktsom.findings.models import ActionPlan, Extension, Finding, Measure, Proof
from aktsom.findings.permissions import plans as permissions
from aktsom.findings.states import MEASURE, PLAN, PlanState
from aktsom.follow_up.actions.evidence import Said, Whose, finish_upload
from aktsom.follow_up.states import EvidenceKind, Method
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sharing.audiences import Audience
from aktsom.suppliers.queries.identity import records
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_PROOF = 4_000


def prove(
    *, by: Actor, at: datetime, measure_id: str, revision: int, text: str, upload_id: str = "", looked: str = ""
) -> Proof:
    """By the supplier, with a file or in words alone. The file is put in its place before anything is written, so that
    whoever is stopped in between does the same again. Raises Stale, Wrong and LookAgain."""
    said = text_in("text", text, LONGEST_PROOF, needed=_("Skriv hva dere har gjort."))
    with transaction.atomic():
        row = measure_for_change(by, measure_id, revision)
        stop_if(permissions.measure(by, row, "prove"))
        stop_if_unlooked({"text": said}, looked)
    file = finish_upload(by=by, at=at, upload_id=upload_id, said=_brought(by, row)) if upload_id else None
    with transaction.atomic():
        row = measure_for_change(by, measure_id, revision)
        stop_if(permissions.measure(by, row, "prove"))
        return _proved(by, at, row, Proof(text=said, evidence=file))


def _proved(by: Actor, at: datetime, row: Measure, made: Proof) -> Proof:
    made.measure, made.given_at, made.given_by_id = row, at, by.person_id
    made.save()
    _moved(row, "prove")
    saved(row.plan, by, at, act_of("proof_given", row.plan, measure=row.public_id))
    tell("proof_given", row.plan.public_id, at)
    return made


def _brought(by: Actor, row: Measure) -> Said:
    """For those who follow up and those who have a contract with the supplier; given by the record of it that the
    person answers for."""
    supplier = row.plan.supplier
    answered = [each for each in records(supplier.identity_id) if each.pk in by.supplier_ids]
    return Said(
        kind=EvidenceKind.OTHER,
        title=row.text,
        whose=Whose(owner_id=row.plan.owner.public_id, supplier_id=(answered or [supplier])[0].public_id),
        audience=Audience.LINKED_BUYERS,
    )


@transaction.atomic
def judge_proof(
    *, by: Actor, at: datetime, measure_id: str, revision: int, sufficient: bool, reason: str, checked_how: Method,
    looked: str = "",
) -> Proof:  # fmt: skip
    """By those who follow up, never by the supplier itself: whether what was shown last is enough, and how that was
    checked. Raises Stale, Wrong and LookAgain."""
    row = measure_for_change(by, measure_id, revision)
    stop_if(permissions.measure(by, row, "find_sufficient" if sufficient else "find_insufficient"))
    proof = row.proofs.filter(sufficient__isnull=True).order_by("-id").first()
    if proof is None:
        raise Stale
    if proof.given_by_id is not None and proof.given_by_id == by.person_id:
        raise Refused(Refusal(_("Den som har vist det, kan ikke vurdere det selv. La en annen gjøre det.")))
    why = reason_in("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    stop_if_named(by, row.plan.follow_up, day_of(at), {"reason": why})
    proof.sufficient, proof.reason, proof.checked_how = sufficient, why, checked_how
    proof.judged_at, proof.judged_by_id = at, by.person_id
    proof.save()
    _moved(row, "find_sufficient" if sufficient else "find_insufficient")
    acts = [act_of("proof_judged", row.plan, measure=row.public_id, sufficient=sufficient, how=checked_how)]
    if is_done(row.plan):
        row.plan.state = PLAN.after(row.plan.state, "end")
        acts.append(act_of("plan_ended", row.plan))
    saved(row.plan, by, at, *acts)
    tell("plan_answered", row.plan.public_id, at, did="judged")
    return proof


@transaction.atomic
def extend(
    *, by: Actor, at: datetime, measure_id: str, revision: int, due_on: date, reason: str, looked: str = ""
) -> Extension:
    """A later day, by a decision with a reason; the old day stands beside it."""
    row = measure_for_change(by, measure_id, revision)
    stop_if(permissions.extend(by, row))
    if due_on <= max(row.due_on, day_of(at)):
        raise Wrong("due_on", _("Den nye dagen må være etter den gamle, og etter i dag."))
    why = reason_in("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    stop_if_named(by, row.plan.follow_up, day_of(at), {"reason": why})
    made = Extension.objects.create(
        measure=row, before=row.due_on, after=due_on, reason=why, at=at, person_id=by.person_id
    )
    row.due_on, row.reminded_on, row.escalated_on = due_on, None, None
    row.revision += 1
    row.save()
    told = {"measure": row.public_id, "before": str(made.before), "after": str(made.after)}
    saved(row.plan, by, at, act_of("measure_extended", row.plan, **told))
    tell("plan_answered", row.plan.public_id, at, did="extended")
    return made


@transaction.atomic
def block(
    *, by: Actor, at: datetime, measure_id: str, revision: int, reason: str, alternative: str, looked: str = ""
) -> Measure:
    """It cannot be done or checked now: why, and what control stands in meanwhile. Its day stands."""
    row = measure_for_change(by, measure_id, revision)
    stop_if(permissions.measure(by, row, "block"))
    row.blocked_reason, row.alternative = reason_in("reason", reason), reason_in("alternative", alternative)
    told = {"reason": row.blocked_reason, "alternative": row.alternative}
    stop_if_unlooked(told, looked)
    stop_if_named(by, row.plan.follow_up, day_of(at), told)
    _moved(row, "block")
    saved(row.plan, by, at, act_of("measure_blocked", row.plan, measure=row.public_id))
    tell("plan_answered", row.plan.public_id, at, did="blocked")
    return row


@transaction.atomic
def unblock(*, by: Actor, at: datetime, measure_id: str, revision: int) -> Measure:
    """Why it was blocked stands in the story."""
    row = measure_for_change(by, measure_id, revision)
    stop_if(permissions.measure(by, row, "unblock"))
    _moved(row, "unblock")
    saved(row.plan, by, at, act_of("measure_unblocked", row.plan, measure=row.public_id))
    return row


@transaction.atomic
def doubt(*, by: Actor, at: datetime, measure_id: str, revision: int, reason: str, looked: str = "") -> Measure:
    """What was found to be enough has not held; the supplier shows it anew."""
    row = measure_for_change(by, measure_id, revision)
    stop_if(permissions.measure(by, row, "doubt"))
    why = reason_in("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    stop_if_named(by, row.plan.follow_up, day_of(at), {"reason": why})
    _moved(row, "doubt")
    if row.plan.state == PlanState.ENDED:
        row.plan.state = PLAN.after(row.plan.state, "resume")
    has_not_held(row, at, why)
    saved(row.plan, by, at, act_of("proof_doubted", row.plan, measure=row.public_id))
    tell("plan_answered", row.plan.public_id, at, did="doubted")
    return row


def measure_for_change(by: Actor, measure_id: str, revision: int | None = None) -> Measure:
    """Its plan locked. Raises NotVisible, Refused and Stale."""
    plan_id = ActionPlan.objects.filter(measures__public_id=measure_id).values_list("public_id", flat=True).first()
    if plan_id is None:
        raise NotVisible
    plan = plan_for_change(by, plan_id)
    row = plan.measures.select_related("finding").get(public_id=measure_id)
    if revision is not None and row.revision != revision:
        raise Stale
    row.plan = plan
    return row


def _moved(row: Measure, verb: str) -> None:
    row.state, row.escalated_on = MEASURE.after(row.state, verb), None
    row.revision += 1
    row.save()
    Finding.objects.filter(pk=row.finding_id).update(escalated_on=None)
