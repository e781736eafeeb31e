"""Results that everybody reads and that are no longer what the case says, for those who can do something about it."""

from collections.abc import Collection, Iterable

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered
from aktsom.findings.models import ColourChange, Publication, PublicationVersion
from aktsom.findings.permissions.publications import correct, decides
from aktsom.findings.queries.publications import publications_for
from aktsom.findings.states import IN_WORK, VersionState


def differs(out: PublicationVersion, now: ColourChange) -> bool:
    told = out.facts["outcome"]
    return (told["colour"], sorted(told["flags"])) != (now.colour, sorted(now.flags))


def outdated_of(ones: Collection[Publication]) -> set[int]:
    """Keys of those whose colour has changed since they got out. Read past the wall, since the secretariat does not
    see how a colour comes about; that it is another is all that is given out."""
    with lowered():
        out = {
            row.publication_id: row
            for row in PublicationVersion.objects.filter(publication__in=ones, state=VersionState.PUBLISHED)
        }
        changes = ColourChange.objects.filter(follow_up__in=[one.follow_up_id for one in ones]).order_by("id")
        now = {(row.follow_up_id, row.term_set_id): row for row in changes}
    return {one.pk for one in ones if _is_outdated(out.get(one.pk), now.get((one.follow_up_id, one.term_set_id)))}


def _is_outdated(out: PublicationVersion | None, now: ColourChange | None) -> bool:
    """A change from before it got out was in it already."""
    if out is None or now is None or out.published_at is None:
        return False
    return now.at >= out.published_at and differs(out, now)


def to_correct(viewer: Actor) -> list[Publication]:
    """By those who follow up, that nobody has begun to correct."""
    found = _out(viewer)
    ours = [
        one
        for one in found
        if one.team_id in viewer.team_ids or (one.team_id is None and one.owner_id in viewer.member_ids)
    ]
    return [one for one in _outdated(ours) if correct(viewer, one) is None]


def standing_wrong(viewer: Actor) -> list[Publication]:
    """For the secretariat, which can take it back."""
    return _outdated(_out(viewer)) if decides(viewer) else []


def _out(viewer: Actor) -> list[Publication]:
    rows = publications_for(viewer).filter(published_at__isnull=False, withdrawn_at__isnull=True)
    in_work = PublicationVersion.objects.filter(state__in=IN_WORK).values("publication_id")
    return list(rows.exclude(pk__in=in_work).order_by("id"))


def _outdated(ones: Iterable[Publication]) -> list[Publication]:
    found = list(ones)
    wrong = outdated_of(found) if found else set()
    return [one for one in found if one.pk in wrong]
