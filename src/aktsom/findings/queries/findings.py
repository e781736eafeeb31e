"""Reads of findings: one with what was said and decided of it, and those of a follow-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.core.wall import lowered
from aktsom.findings.models import Finding, FindingComment, FindingDecision, Measure
from aktsom.findings.states import FindingKind, FindingState, MeasureState
from aktsom.follow_up.methods import held, seen
from aktsom.follow_up.models import CoveredContract, Evidence, FollowUp
from aktsom.terms.models import Obligation
from aktsom.terms.queries import obligations


def findings_for(viewer: Actor) -> QuerySet[Finding]:
    """Without their follow-up, which the supplier does not see."""
    return Finding.objects.filter(seen(viewer)).select_related("owner", "team", "supplier")


def finding(viewer: Actor, public_id: str) -> Finding:
    """Raises NotVisible."""
    found = findings_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def said_of_it_now() -> QuerySet[FindingComment]:
    """To be asked of each finding: what the supplier has said since it was shown what the finding says now."""
    since = {"said_at__gte": OuterRef("shown_at")}
    return FindingComment.objects.filter(finding=OuterRef("pk"), **since).filter(said_at__gte=OuterRef("written_at"))


def is_answered(one: Finding) -> bool:
    """Whether the supplier has said something of what the finding says now."""
    if one.shown_at is None:
        return False
    return one.comments.filter(said_at__gte=max(one.shown_at, one.written_at)).exists()


def is_heard(one: Finding, today: date) -> bool:
    """The supplier has answered, or let its day pass."""
    return is_answered(one) or (one.hear_by is not None and one.hear_by < today)


def findings_of(viewer: Actor, ones: Iterable[FollowUp]) -> list[Finding]:
    """Of all of them together, what is open and grave first; `said` and `disputed` are what the supplier says of each:
    it follows the finding everywhere."""
    said = FindingComment.objects.filter(finding=OuterRef("pk"))
    found = findings_for(viewer).filter(follow_up__in=list(ones))
    rows = list(found.annotate(said=Exists(said), disputed=Exists(said.filter(corrects=True))))
    order = list(FindingState)
    return sorted(rows, key=lambda one: (order.index(FindingState(one.state)), -_gravity(one), -one.pk))


def _gravity(one: Finding) -> int:
    return one.severity.whole if one.severity else 0


def findings_shown_to(viewer: Actor) -> list[Finding]:
    """For the supplier's own list: what it has been shown, what it is to answer first; `answered` is whether it has
    answered what it says now."""
    rows = findings_for(viewer).filter(supplier_id__in=viewer.supplier_ids, shown_at__isnull=False)
    rows = rows.annotate(answered=Exists(said_of_it_now()))
    return list(rows.order_by("closed_at", "hear_by", "-id"))


def heard_and_waiting(viewer: Actor, today: date) -> list[Finding]:
    """Those the viewer has a part in, which the supplier has answered or let the day pass: it is decided whether they
    stand."""
    said = Exists(said_of_it_now())
    rows = findings_for(viewer).filter(held(viewer), Q(hear_by__lt=today) | said, state=FindingState.HEARING)
    return list(rows.exclude(supplier_id__in=viewer.supplier_ids).order_by("hear_by", "id"))


def being_heard(viewer: Actor, today: date) -> list[Finding]:
    """Those the viewer has a part in, which the supplier has until a day to answer."""
    said = Exists(said_of_it_now())
    rows = findings_for(viewer).filter(held(viewer), ~said, state=FindingState.HEARING, hear_by__gte=today)
    return list(rows.exclude(supplier_id__in=viewer.supplier_ids).order_by("hear_by", "id"))


def put_right() -> Q:
    """Deviations of which all that was agreed to put them right has been found to be enough."""
    agreed = Measure.objects.filter(finding=OuterRef("pk"), preventive=False, agreed_at__isnull=False)
    left = agreed.exclude(state=MeasureState.SUFFICIENT)
    return Q(Exists(agreed), ~Exists(left), kind=FindingKind.DEVIATION)


def stalled(viewer: Actor) -> list[Finding]:
    """What the managers have been told that nobody does anything with, in a case that the viewer sees. What the
    supplier has been heard on is among what waits to be decided."""
    stands, noted = Q(state=FindingState.STANDS), Q(state=FindingState.NOTED, stopped_at__isnull=True)
    rows = findings_for(viewer).filter(noted | stands & (Q(measures__isnull=True) | put_right()))
    rows = rows.filter(escalated_on__isnull=False).exclude(supplier_id__in=viewer.supplier_ids)
    return list(rows.order_by("escalated_on", "id").distinct())


@dataclass(frozen=True)
class FindingView:
    """As the viewer may see it. `duties` are the point in each of the covered contracts' term sets that have it, one of
    each wording; `files` are the evidence of decisions that the viewer may open; `protected`: whether it may know why
    the finding is stopped; `before` and `again` the same thing found earlier and later, where the viewer sees that."""

    finding: Finding
    comments: list[FindingComment]
    decisions: list[FindingDecision]
    files: dict[int, Evidence]
    duties: list[tuple[Obligation, tuple[str, ...]]]
    protected: bool
    before: Finding | None
    again: list[Finding]


def finding_view(viewer: Actor, one: Finding) -> FindingView:
    decisions = list(one.decisions.all())
    cited = [each.evidence_id for each in decisions if each.evidence_id]
    files = {each.pk: each for each in Evidence.objects.visible_to(viewer).filter(pk__in=cited)}
    ours = one.team_id in viewer.case_team_ids or (one.team_id is None and one.owner_id in viewer.member_ids)
    seen_ = findings_for(viewer)
    return FindingView(
        one, list(one.comments.all()), decisions, files, _duties(one), ours or viewer.is_platform,
        before=seen_.filter(pk=one.earlier_id).first() if one.earlier_id else None,
        again=list(seen_.filter(earlier=one).order_by("id")),
    )  # fmt: skip


def comments_of(findings: Iterable[Finding]) -> dict[int, list[FindingComment]]:
    """{finding's key: what the supplier has said of it}, for whoever sees the findings; in one question."""
    told: dict[int, list[FindingComment]] = {}
    for each in FindingComment.objects.filter(finding__in=[one.pk for one in findings]):
        told.setdefault(each.finding_id, []).append(each)
    return told


def decided_on_files(viewer: Actor, findings: Iterable[Finding]) -> set[Evidence]:
    """The evidence that decisions on these rest on, as far as the viewer may open it."""
    rest = FindingDecision.objects.filter(finding__in=[one.pk for one in findings], evidence__isnull=False)
    return set(Evidence.objects.visible_to(viewer).filter(pk__in=rest.values("evidence_id")))


def term_sets_of(follow_up_id: int) -> list[str]:
    """Of the contracts that it covers, in their order; told to all who see something of it, as its points are read by
    them."""
    with lowered():
        rows = CoveredContract.objects.filter(follow_up_id=follow_up_id, left_at__isnull=True)
        found = set(rows.values_list("contract__term_set_id", flat=True))
    return sorted(code for code in found if code)


def points_of(one: FollowUp) -> dict[str, Obligation]:
    """{number: duty} of the contracts' term sets, the newest wording of each; of all sets where no contract names its
    terms."""
    known = obligations()
    sets = term_sets_of(one.pk) or sorted(known)
    return {duty.number: duty for code in sets for duty in known.get(code, ())}


def _duties(one: Finding) -> list[tuple[Obligation, tuple[str, ...]]]:
    known, found = obligations(), dict[str, tuple[Obligation, tuple[str, ...]]]()
    for code in term_sets_of(one.follow_up_id):
        duty = next((each for each in known.get(code, ()) if each.number == one.number), None)
        if duty is not None:
            first, sets = found.get(duty.text_nb, (duty, ()))
            found[duty.text_nb] = (first, (*sets, code))
    return list(found.values())
