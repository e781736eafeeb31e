"""What hours may be written down on, by its public id: which case it belongs to, whose it is, and what is usually done
there. Whatever has pages of its own may say so here with `@subject_of`."""

from collections.abc import Callable
from dataclasses import dataclass

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.effects.effort_states import Activity
from aktsom.findings.models import ActionPlan, Finding
from aktsom.findings.queries.findings import finding
from aktsom.findings.queries.inquiries import inquiry
from aktsom.findings.queries.plans import plan
from aktsom.follow_up.models import Audit, DocumentReview, Meeting, SelfReport
from aktsom.follow_up.queries.audits import audit
from aktsom.follow_up.queries.document_reviews import review
from aktsom.follow_up.queries.meetings import meeting
from aktsom.follow_up.queries.planning import follow_up
from aktsom.follow_up.states import ReportState
from aktsom.sanctions.models import Recommendation
from aktsom.sanctions.queries.decisions import decision
from aktsom.sanctions.queries.recommendations import recommendation


@dataclass(frozen=True, slots=True)
class Subject:
    """`activity` is what is usually done there by a buyer, `of_supplier` by the supplier, none where it does nothing
    there. `team_id` is the team's whose case it is, else `member_id` the member's; both may be none."""

    public_id: str
    activity: Activity
    name: str = ""
    follow_up_id: int | None = None
    team_id: int | None = None
    member_id: int | None = None
    supplier_id: int | None = None
    of_supplier: Activity | None = None


Find = Callable[[Actor, str], Subject]
_HangingOn = Meeting | DocumentReview | Audit | Finding | ActionPlan | Recommendation
_known: dict[str, Find] = {}


def subject_of(prefix: str) -> Callable[[Find], Find]:
    """The function finds what has public ids of this kind, and raises NotVisible."""

    def known(function: Find) -> Find:
        _known[prefix] = function
        return function

    return known


def subject(viewer: Actor, public_id: str) -> Subject:
    """Raises NotVisible."""
    find = _known.get(public_id.split("-", maxsplit=1)[0])
    if find is None:
        raise NotVisible
    return find(viewer, public_id)


@subject_of("fol")
def _follow_up(viewer: Actor, public_id: str) -> Subject:
    one = follow_up(viewer, public_id)
    return Subject(public_id, Activity.PLANNING, one.supplier.name, one.pk, one.team_id, one.member_id, one.supplier_id)


@subject_of("srp")
def _self_report(viewer: Actor, public_id: str) -> Subject:
    """Its follow-up is not read: the supplier does not see it."""
    one = SelfReport.objects.visible_to(viewer).filter(public_id=public_id).select_related("supplier").first()
    if one is None:
        raise NotVisible
    usual = Activity.ASKING if one.state in (ReportState.ASKED, ReportState.WITHDRAWN) else Activity.READING
    return Subject(
        public_id, usual, one.supplier.name, one.follow_up_id, one.team_id,
        None if one.team_id else one.owner_id, one.supplier_id, Activity.ANSWERING,
    )  # fmt: skip


@subject_of("mee")
def _meeting(viewer: Actor, public_id: str) -> Subject:
    return _method(meeting(viewer, public_id), Activity.MEETING, Activity.MEETING)


@subject_of("dor")
def _review(viewer: Actor, public_id: str) -> Subject:
    return _method(review(viewer, public_id), Activity.DOCUMENT_REVIEW, Activity.ANSWERING)


@subject_of("aud")
def _audit(viewer: Actor, public_id: str) -> Subject:
    return _method(audit(viewer, public_id), Activity.AUDIT, None)


@subject_of("fnd")
def _finding(viewer: Actor, public_id: str) -> Subject:
    return _method(finding(viewer, public_id), Activity.FINDING, None)


@subject_of("apl")
def _plan(viewer: Actor, public_id: str) -> Subject:
    return _method(plan(viewer, public_id), Activity.PLAN, None)


@subject_of("rcm")
def _recommendation(viewer: Actor, public_id: str) -> Subject:
    return _method(recommendation(viewer, public_id), Activity.SANCTION, None)


@subject_of("sde")
def _decision(viewer: Actor, public_id: str) -> Subject:
    """The contract owner's own, also where the case is a team's."""
    one = decision(viewer, public_id)
    return Subject(
        public_id, Activity.SANCTION, one.supplier.name, one.follow_up_id, None, one.owner_id, one.supplier_id
    )


@subject_of("inq")
def _inquiry(viewer: Actor, public_id: str) -> Subject:
    one = inquiry(viewer, public_id)
    return Subject(public_id, Activity.INQUIRY, one.title, team_id=one.team_id)


def _method(one: _HangingOn, usual: Activity, of_supplier: Activity | None) -> Subject:
    """Of what hangs on a follow-up, with its `team` or else its `owner`, and the supplier that it concerns."""
    return Subject(
        one.public_id,
        usual,
        one.supplier.name,
        one.follow_up_id,
        one.team_id,
        None if one.team_id else one.owner_id,
        one.supplier_id,
        of_supplier,
    )
