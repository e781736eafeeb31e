"""What the supplier says of a finding, what a finding is decided to be, and the stop that keeps workers safe."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refused, stop_if
from aktsom.findings.actions.finding_said import graded
from aktsom.findings.actions.findings import act_of, finding_for_change, saved
from aktsom.findings.actions.keeping import stop_if_told_of_kept
from aktsom.findings.models import Finding, FindingComment, FindingDecision
from aktsom.findings.permissions import findings as permissions
from aktsom.findings.rules.severity import Severity
from aktsom.findings.states import COUNTS, FINDING, KIND, FindingKind, FindingState
from aktsom.follow_up.queries.conclusions import may_cite
from aktsom.follow_up.telling import tell
from aktsom.follow_up.wording import reason_in, text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sharing.audiences import is_of_supplier
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

LONGEST_COMMENT = 4_000


@transaction.atomic
def comment(
    *, by: Actor, at: datetime, finding_id: str, revision: int, text: str, corrects: bool, looked: str = ""
) -> FindingComment:
    """By the supplier, on what it has read; the comment follows the finding everywhere. Raises Stale when the finding
    is another than the page showed, and LookAgain."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.comment(by, one))
    said = text_in("text", text, LONGEST_COMMENT, needed=_("Skriv hva dere mener om funnet."))
    stop_if_unlooked({"text": said}, looked)
    made = FindingComment.objects.create(finding=one, text=said, corrects=corrects, said_at=at, said_by_id=by.person_id)
    one.escalated_on = None
    saved(one, by, at, act_of("finding_commented", one, corrects=corrects))
    tell("finding_commented", one.public_id, at)
    return made


@transaction.atomic
def decide_kind(
    *, by: Actor, at: datetime, finding_id: str, revision: int, after: FindingKind, reason: str, evidence_id: str = "",
    severity: Severity | None = None, severity_reason: str = "", irremediable_reason: str = "", looked: str = "",
) -> FindingDecision:  # fmt: skip
    """What was alleged has been seen, or what was taken for a breach is none: always by evidence. To become a deviation
    it also takes a point of the terms and how grave it is."""
    one = finding_for_change(by, finding_id, revision)
    verb = next((move.verb for move in KIND.moves if one.kind in move.before and move.after == after), "")
    stop_if(permissions.decide_kind(by, one, verb))
    if not verb:
        raise Refused(KIND.refusal(one.kind, verb))  # type: ignore[arg-type]  # no verb is refused
    why = reason_in("reason", reason)
    texts = {"reason": why, "severity_reason": severity_reason, "irremediable_reason": irremediable_reason}
    stop_if_unlooked(texts, looked)
    stop_if_told_of_kept(by, one, day_of(at), texts)
    evidence = may_cite(by, one.follow_up, evidence_id)
    if evidence is None:
        raise Wrong("evidence", _("Velg dokumentasjonen som viser det."))
    if after == FindingKind.DEVIATION:
        _grave(one, severity, severity_reason, irremediable_reason)
    made = FindingDecision.objects.create(
        finding=one, before=one.kind, after=after, reason=why, evidence=evidence, at=at, person_id=by.person_id
    )
    one.kind = after
    one.positive = one.positive and after == FindingKind.OBSERVATION
    saved(one, by, at, act_of("finding_decided", one, before=made.before))
    if one.shown_at is not None:
        tell("finding_changed", one.public_id, at)
    return made


def _grave(one: Finding, severity: Severity | None, reason: str, irremediable_reason: str) -> None:
    if not one.number:
        raise Wrong("number", _("Funnet må gjelde et punkt i vilkårene før det kan være et avvik."))
    if severity is None:
        raise Wrong("severity", _("Velg hvor alvorlig det er."))
    graded(one, severity, reason, irremediable_reason)


@transaction.atomic
def stop_finding(*, by: Actor, at: datetime, finding_id: str, revision: int, reason: str) -> Finding:
    """Telling the employer now endangers workers: neither the supplier nor other buyers see it, until it is lifted.
    Also when it was shown already: what is read is read, and no more is shown."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.stop(by, one))
    one.stopped_at, one.stopped_reason = at, reason_in("reason", reason)
    one.lifted_at, one.lifted_reason, one.shared_at, one.shown_at = None, "", None, None
    one.seen_by = frozenset(key for key in one.seen_by if not is_of_supplier(key))
    if one.state == FindingState.HEARING:
        one.state, one.hear_by = FINDING.after(one.state, "stop"), None
    saved(one, by, at, act_of("finding_stopped", one))
    return one


@transaction.atomic
def lift_finding(*, by: Actor, at: datetime, finding_id: str, revision: int, reason: str) -> Finding:
    """Those who have a contract covered see it again if it stands; the supplier is shown it by an act of its own. What
    stands though the supplier has never been heard, is to be heard now: it no longer stands until that is done."""
    one = finding_for_change(by, finding_id, revision)
    stop_if(permissions.lift(by, one))
    one.lifted_reason, one.lifted_at, one.stopped_at = reason_in("reason", reason), at, None
    heard = one.hear_by is not None
    if one.state == FindingState.STANDS and not heard:
        one.state, one.stood_at, one.unheard_reason = FINDING.after(one.state, "lift"), None, ""
        one.escalated_on = None
    elif one.state in COUNTS and heard:
        one.shared_at = at
    saved(one, by, at, act_of("finding_lifted", one))
    return one
