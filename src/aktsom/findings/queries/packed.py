"""What a package of a follow-up tells of findings and measures."""

from collections.abc import Collection, Iterable, Mapping

from aktsom.core.actor import Actor
from aktsom.findings.models import Finding, FindingComment, Measure
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.queries.plans import plans_for
from aktsom.follow_up.queries.packages import tells_in_packages


@tells_in_packages
def told_of(viewer: Actor, follow_ups: Collection[int]) -> Iterable[tuple[int, str]]:
    for rows in (findings_for(viewer), plans_for(viewer)):
        yield from rows.filter(follow_up__in=follow_ups).order_by().values_list("follow_up_id", "public_id")


def measures_told(viewer: Actor, follow_up: int) -> list[Measure]:
    """The first day first, of findings that the viewer sees."""
    rows = Measure.objects.filter(plan__in=plans_for(viewer).filter(follow_up=follow_up).order_by())
    seen = findings_for(viewer).filter(follow_up=follow_up).order_by()
    return list(rows.filter(finding__in=seen).select_related("finding").order_by("due_on", "id"))


def said_of(findings: Collection[Finding]) -> Mapping[int, str]:
    """{finding's key: what the supplier has said of it, the first first}."""
    found: dict[int, list[str]] = {}
    rows = FindingComment.objects.filter(finding__in=[one.pk for one in findings]).order_by("id")
    for key, text in rows.values_list("finding_id", "text"):
        found.setdefault(key, []).append(text)
    return {key: "\n".join(texts) for key, texts in found.items()}
