"""What everybody reads, without an account. Asked with the viewer like everything else; nobody (None) is the public."""

from collections.abc import Iterable

from django.db.models import QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.findings.models import PublicArea, PublicResult
from aktsom.findings.rules.colour import Colour
from aktsom.sharing.keys import may_see


def standing_results(viewer: Actor | None) -> QuerySet[PublicResult]:
    """Those that are out and neither corrected nor withdrawn."""
    rows = PublicResult.objects.filter(may_see(viewer), corrected_at__isnull=True, withdrawn_at__isnull=True)
    return rows.order_by("-published_at", "-id")


def found_results(
    viewer: Actor | None, *, words: str = "", group_id: str = "", colour: str = ""
) -> QuerySet[PublicResult]:
    """By words in the supplier's name, group and colour; what is no colour or group finds nothing."""
    rows = standing_results(viewer)
    for word in words.split()[:8]:
        rows = rows.filter(supplier_name__icontains=word)
    if group_id:
        rows = rows.filter(group_id=group_id)
    return rows.filter(colour=colour) if colour else rows


def groups_told(viewer: Actor | None) -> list[str]:
    return sorted(set(standing_results(viewer).values_list("group_id", flat=True)))


def colours_told() -> Iterable[Colour]:
    return tuple(Colour)


def result(viewer: Actor | None, page: str, number: int | None = None) -> tuple[PublicResult, list[PublicResult]]:
    """The version asked for, the newest where none is, and all of the page, the newest first. Of what is withdrawn the
    notice is all there is, whichever version is asked for. Raises NotVisible."""
    rows = list(PublicResult.objects.filter(may_see(viewer), page=page).order_by("-number"))
    if rows and rows[0].withdrawn_at is not None:
        return rows[0], rows[:1]
    found = next((row for row in rows if number in (None, row.number)), None)
    if found is None:
        raise NotVisible
    return found, rows


def withdrawn_results(viewer: Actor | None) -> QuerySet[PublicResult]:
    """Their notices, for those who have kept what was there."""
    rows = PublicResult.objects.filter(may_see(viewer), withdrawn_at__isnull=False)
    return rows.order_by("-withdrawn_at", "-id")


def areas_told(viewer: Actor | None) -> list[PublicArea]:
    return list(PublicArea.objects.filter(may_see(viewer)).order_by("group_id", "country", "region"))
