"""Reads of findings: one with what was said and decided of it, and those of a follow-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.findings.models import Finding, FindingComment, FindingDecision
from aktsom.findings.states import FindingState
from aktsom.follow_up.methods import held, seen
from aktsom.follow_up.models import Evidence, FollowUp
from aktsom.follow_up.queries.planning import covered_contracts
from aktsom.terms.models import Obligation
from aktsom.terms.queries import obligations


def findings_for(viewer: Actor) -> QuerySet[Finding]:
    rows = Finding.objects.filter(seen(viewer))
    return rows.select_related("owner", "team", "supplier", "follow_up__team", "follow_up__member", "earlier")


def finding(viewer: Actor, public_id: str) -> Finding:
    """Raises NotVisible."""
    found = findings_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def findings_of(viewer: Actor, ones: Iterable[FollowUp]) -> list[Finding]:
    """Of all of them together, what is open and grave first."""
    rows = list(findings_for(viewer).filter(follow_up__in=list(ones)))
    order = list(FindingState)
    return sorted(rows, key=lambda one: (order.index(FindingState(one.state)), -_gravity(one), -one.pk))


def _gravity(one: Finding) -> int:
    return one.severity.whole if one.severity else 0


def findings_shown_to(viewer: Actor) -> list[Finding]:
    """For the supplier's own list: what it has been shown, what it is to answer first; `answered` is whether it has."""
    rows = findings_for(viewer).filter(supplier_id__in=viewer.supplier_ids, shown_at__isnull=False)
    rows = rows.annotate(answered=Exists(FindingComment.objects.filter(finding=OuterRef("pk"))))
    return list(rows.order_by("closed_at", "hear_by", "-id"))


def heard_and_waiting(viewer: Actor, today: date) -> list[Finding]:
    """Those the viewer has a part in, which the supplier has answered or let the day pass: it is decided whether they
    stand."""
    said = Exists(FindingComment.objects.filter(finding=OuterRef("pk")))
    rows = findings_for(viewer).filter(held(viewer), Q(hear_by__lt=today) | said, state=FindingState.HEARING)
    return list(rows.exclude(supplier_id__in=viewer.supplier_ids).order_by("hear_by", "id"))


@dataclass(frozen=True)
class FindingView:
    """As the viewer may see it. `duties` are the point in each of the covered contracts' term sets that have it, one of
    each wording; `files` are the evidence of decisions that the viewer may open; `protected`: whether it may know why
    the finding is stopped."""

    finding: Finding
    comments: list[FindingComment]
    decisions: list[FindingDecision]
    files: dict[int, Evidence]
    duties: list[tuple[Obligation, tuple[str, ...]]]
    protected: bool


def finding_view(viewer: Actor, one: Finding) -> FindingView:
    decisions = list(one.decisions.all())
    cited = [each.evidence_id for each in decisions if each.evidence_id]
    files = {each.pk: each for each in Evidence.objects.visible_to(viewer).filter(pk__in=cited)}
    ours = one.team_id in viewer.case_team_ids or one.follow_up.member_id in viewer.member_ids
    return FindingView(one, list(one.comments.all()), decisions, files, _duties(one), ours or viewer.is_platform)


def term_sets_of(one: FollowUp) -> list[str]:
    """Of the contracts that it covers, in their order."""
    found = {row.contract.term_set_id for row in covered_contracts(one)}
    return sorted(code for code in found if code)


def points_of(one: FollowUp) -> dict[str, Obligation]:
    """{number: duty} of the contracts' term sets, the newest wording of each; of all sets where no contract names its
    terms."""
    known = obligations()
    sets = term_sets_of(one) or sorted(known)
    return {duty.number: duty for code in sets for duty in known.get(code, ())}


def _duties(one: Finding) -> list[tuple[Obligation, tuple[str, ...]]]:
    known, found = obligations(), dict[str, tuple[Obligation, tuple[str, ...]]]()
    for code in term_sets_of(one.follow_up):
        duty = next((each for each in known.get(code, ()) if each.number == one.number), None)
        if duty is not None:
            first, sets = found.get(duty.text_nb, (duty, ()))
            found[duty.text_nb] = (first, (*sets, code))
    return list(found.values())
