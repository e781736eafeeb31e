"""Those who follow up write down what was found, let the supplier be heard, and say when it stands and is closed."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.findings.actions.colours import lock, note_colours
from aktsom.findings.actions.finding_said import FindingSaid, take_in, told_in
from aktsom.findings.actions.keeping import stop_if_naming, stop_if_told_of_kept
from aktsom.findings.actions.plans import end_if_done, take_up_again
from aktsom.findings.models import Finding
from aktsom.findings.permissions import findings as permissions
from aktsom.findings.queries.corrections import shown_to_be_right, turns_colour
from aktsom.findings.queries.findings import finding, is_heard
from aktsom.findings.states import FINDING, FindingKind, FindingState
from aktsom.findings.tables import finding_limit
from aktsom.follow_up.actions.method_start import begun
from aktsom.follow_up.methods import body_of, held, runner_keys, supplier_keys
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import own
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.teams.actions.loading import note_activity
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong


@transaction.atomic
def note_finding(*, by: Actor, at: datetime, follow_up_id: str, said: FindingSaid, rests_on: str = "") -> Finding:
    """Known to those who follow up alone. `rests_on` is the code of what it was proposed from; a second press of the
    button makes no second finding. Raises Stale, Wrong and LookAgain."""
    locked = FollowUp.objects.select_for_update(of=("self",), no_key=True).select_related("team", "member", "supplier")
    one = locked.filter(own(by), public_id=follow_up_id).first()
    if one is None:
        raise NotVisible
    stop_if(permissions.note(by, one))
    if rests_on and one.findings.filter(rests_on=rests_on).exclude(state=FindingState.WITHDRAWN).exists():
        raise Stale(_("Noen har skrevet dette ned som funn allerede."))
    made = Finding(
        follow_up=one, owner_id=body_of(by, one), team=one.team, supplier=one.supplier, seen_by=runner_keys(one),
        rests_on=rests_on, made_at=at, written_at=at, made_by_id=by.person_id,
    )  # fmt: skip
    take_in(by, made, said, day_of(at))
    made.save()
    _note(made, by, at)
    record(by=by, at=at, acts=[act_of("finding_noted", made, follow_up=one.public_id)])
    return made


@transaction.atomic
def change_finding(*, by: Actor, at: datetime, finding_id: str, revision: int, said: FindingSaid) -> Finding:
    """Until it stands. The kind is changed by a decision of its own, with what it rests on. Where the supplier is being
    heard, it is heard on what the finding says now: what it said of another text is no answer, and it gets a day
    anew."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.change(by, one))
    if said.kind != one.kind:
        raise Wrong("kind", _("Avgjør hva funnet er med en begrunnelse og det som viser det."))
    before = told_in(one)
    take_in(by, one, said, day_of(at))
    if one.shown_at is not None:
        stop_if_naming(by, one, day_of(at))
    if told_in(one) != before:
        one.written_at, one.escalated_on = at, None
        if one.state == FindingState.HEARING:
            one.shown_at = at
            one.hear_by = max(one.hear_by or day_of(at), day_of(at) + timedelta(days=finding_limit("hear_days")))
    saved(one, by, at, act_of("finding_changed", one))
    if one.shown_at is not None:
        tell("finding_shown", one.public_id, at)
    return one


@transaction.atomic
def show_to_supplier(
    *, by: Actor, at: datetime, finding_id: str, revision: int, hear_by: date | None = None
) -> Finding:
    """The supplier corrects facts and comments until the day, and is written to. Nobody else sees it before; what
    stands unheard because it was stopped is shown without a day."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.show(by, one))
    stop_if_naming(by, one, day_of(at))
    if one.state == FindingState.NOTED:
        one.state = FINDING.after(one.state, "hear")
        one.hear_by = hear_by or day_of(at) + timedelta(days=finding_limit("hear_days"))
        if one.hear_by <= day_of(at):
            raise Wrong("hear_by", _("Gi leverandøren minst én dag."))
    one.shown_at, one.escalated_on, one.seen_by = at, None, one.seen_by | supplier_keys(one.follow_up)
    saved(one, by, at, *begun(one.follow_up), act_of("finding_shown", one))
    tell("finding_shown", one.public_id, at)
    return one


@transaction.atomic
def let_stand(
    *, by: Actor, at: datetime, finding_id: str, revision: int, unheard: str = "", looked: str = ""
) -> Finding:
    """Once the supplier has been heard: it has commented, or the day has gone. `unheard` says why it stands before the
    supplier is heard, which only danger to workers is a ground for. Those who have a contract covered see it now,
    unless it is stopped. Raises Refused, Wrong and LookAgain."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.move(by, one, "stand"))
    if one.state == FindingState.NOTED and one.stopped_at is None:
        raise Refused(Refusal(_("Leverandøren skal få se funnet og svare først.")))
    if one.state == FindingState.HEARING and not is_heard(one, day_of(at)):
        raise Refused(Refusal(_("Leverandøren har ikke svart ennå, og fristen er ikke gått.")))
    if one.state == FindingState.NOTED:
        one.unheard_reason = reason_in("unheard", unheard)
        stop_if_unlooked({"unheard": one.unheard_reason}, looked)
    one.state, one.stood_at, one.escalated_on = FINDING.after(one.state, "stand"), at, None
    if one.stopped_at is None:
        one.shared_at = at
    saved(one, by, at, act_of("finding_stands", one))
    if one.shared_at is not None:
        tell("finding_stands", one.public_id, at)
    return one


@transaction.atomic
def close_finding(*, by: Actor, at: datetime, finding_id: str, revision: int, reason: str, looked: str = "") -> Finding:
    """A deviation is closed on proof that it has been put right, never on a promise, and on the day on which what was
    enough came in; an observation or an allegation with the reason why no more is done."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.move(by, one, "close"))
    one.closed_on = day_of(at)
    if one.kind == FindingKind.DEVIATION:
        shown = shown_to_be_right(one)
        if shown is None:
            raise DomainError(
                _("Et avvik lukkes når det er vist at det er rettet: ved bevis dere godtar, eller ny revisjon.")
            )
        one.closed_on = max(shown, one.found_on)
    one.closed_reason, one.closed_at = reason_in("reason", reason), at
    stop_if_unlooked({"reason": one.closed_reason}, looked)
    stop_if_told_of_kept(by, one, day_of(at), {"reason": one.closed_reason})
    one.state = FINDING.after(one.state, "close")
    saved(one, by, at, act_of("finding_closed", one, on=str(one.closed_on)))
    end_if_done(one.follow_up_id, by, at)
    return one


@transaction.atomic
def reopen_finding(
    *, by: Actor, at: datetime, finding_id: str, revision: int, reason: str, looked: str = ""
) -> Finding:
    """What was put right has not held: it takes new proof, or a later re-audit. What was said when it was closed stands
    in the journal."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.move(by, one, "reopen"))
    why = reason_in("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    stop_if_told_of_kept(by, one, day_of(at), {"reason": why})
    before = {"closed_on": str(one.closed_on), "closed_reason": one.closed_reason}
    one.reopened_reason = why
    one.closed_on, one.closed_at, one.closed_reason, one.escalated_on = None, None, "", None
    one.state = FINDING.after(one.state, "reopen")
    saved(one, by, at, act_of("finding_reopened", one, **before), *take_up_again(one, at, why))
    if one.shown_at is not None:
        tell("finding_changed", one.public_id, at)
    return one


@transaction.atomic
def withdraw_finding(
    *, by: Actor, at: datetime, finding_id: str, revision: int, reason: str, looked: str = ""
) -> Finding:
    """It was wrong. Whoever has been shown it sees that, and why."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.move(by, one, "withdraw"))
    one.withdrawn_reason = reason_in("reason", reason)
    stop_if_unlooked({"reason": one.withdrawn_reason}, looked)
    stop_if_told_of_kept(by, one, day_of(at), {"reason": one.withdrawn_reason})
    one.state = FINDING.after(one.state, "withdraw")
    saved(one, by, at, act_of("finding_withdrawn", one))
    end_if_done(one.follow_up_id, by, at)
    if one.shown_at is not None:
        tell("finding_changed", one.public_id, at)
    return one


def finding_for_change(by: Actor, finding_id: str, revision: int | None = None) -> Finding:
    """Locked. Raises NotVisible, Refused for whoever is only shown it, and Stale."""
    lock(finding(by, finding_id).follow_up_id)
    rows = Finding.objects.select_for_update(of=("self",)).select_related("owner", "team", "supplier")
    one = rows.filter(held(by), public_id=finding_id).first()
    if one is None:
        raise Refused(Refusal(_("Bare de som følger opp, kan gjøre dette.")))
    if revision is not None and one.revision != revision:
        raise Stale
    return one


def saved(one: Finding, by: Actor, at: datetime, *acts: Act) -> None:
    one.revision += 1
    one.save()
    _note(one, by, at)
    record(by=by, at=at, acts=acts)
    if turns_colour(one) and (one.kind == FindingKind.DEVIATION or one.decisions.exists()):
        note_colours(one.follow_up_id, at)


def act_of(verb: str, one: Finding, **told: object) -> Act:
    """Never what it says: others read the journal too."""
    return Act(verb, one.public_id, one.owner_id, changes={"state": one.state, "kind": one.kind, **told})


def _note(one: Finding, by: Actor, at: datetime) -> None:
    if one.team is not None and one.team_id in by.team_ids and not by.is_platform:
        note_activity(one.team, by=by, at=at)
