"""Reads of publications for those with a part in them: who follows up, the supplier, buyers, the secretariat."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.findings.models import EmbargoLimit, Publication, PublicationPassage, PublicationVersion
from aktsom.findings.permissions.publications import decides
from aktsom.findings.rules.published import Buyers, Outcome, PassageKind, PublicFields, Told
from aktsom.findings.states import IN_WORK, OPEN_TO_ALL, VersionState
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.keys import may_see


def seen(viewer: Actor) -> Q:
    """Publications and versions: by key, and what has been proposed to whoever decides."""
    return may_see(viewer) | (Q(proposed_at__isnull=False) if decides(viewer) else Q(pk__in=()))


def publications_for(viewer: Actor) -> QuerySet[Publication]:
    """Without their follow-up, which the supplier does not see: behind the wall a join would hide the row itself."""
    return Publication.objects.filter(seen(viewer)).select_related("owner", "team", "supplier")


def publication(viewer: Actor, public_id: str) -> Publication:
    """Raises NotVisible."""
    found = publications_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


def versions_of(viewer: Actor, one: Publication) -> list[PublicationVersion]:
    """Those that the viewer may read, the newest first."""
    rows = list(one.versions.filter(seen(viewer)).order_by("-number").prefetch_related("passages"))
    for row in rows:
        row.publication = one
    return rows


def passages_of(viewer: Actor, version: PublicationVersion) -> list[PublicationPassage]:
    """Also what is left out, for those who may know it."""
    rows = version.passages.all()
    if decides(viewer) and version.proposed_at is not None:
        return list(rows)
    return list(rows.filter(may_see(viewer)))


def fields_of(version: PublicationVersion) -> PublicFields:
    """What the page holds of this version, and no more."""
    facts, rows = version.facts, list(version.passages.all())
    said = [row for row in rows if not row.ground]

    def told(kind: PassageKind) -> tuple[Told, ...]:
        return tuple(Told(kind=kind, text=row.text, **row.facts) for row in said if row.kind == kind)

    out = facts["outcome"]
    return PublicFields(
        supplier=facts["supplier"],
        audited_on=facts["audited_on"],
        risk_area=facts["risk_area"],
        sample_product=tuple(facts["sample_product"]),
        buyers=Buyers(tuple(facts["buyers"]), version.buyers_year),
        outcome=Outcome(
            term_set=out["term_set"], colour=out["colour"], flags=tuple(out["flags"]), since=out["since"],
            history=tuple((day, colour) for day, colour in out["history"]),
            conclusions=told(PassageKind.CONCLUSION), deviations=told(PassageKind.DEVIATION),
            left_out=_left_out(version, rows), statement=version.statement, next_step=version.next_step,
            comment=version.comment,
        ),
    )  # fmt: skip


def _left_out(version: PublicationVersion, rows: Iterable[PublicationPassage]) -> int:
    """How many; the number is stored with the version's facts, since not every reader sees the passages."""
    seen_here = sum(bool(row.ground) for row in rows)
    return max(seen_here, int(version.facts.get("left_out", 0)))


def publications_of(viewer: Actor, ones: Iterable[FollowUp]) -> list[Publication]:
    """With the newest version that the viewer may read as `newest`."""
    rows = publications_for(viewer).filter(follow_up__in=list(ones), dropped_at__isnull=True)
    return with_newest(viewer, rows)


def published_in(viewer: Actor, follow_up_id: int) -> list[tuple[Publication, list[PublicationVersion]]]:
    """With the versions that the viewer may read, the first first."""
    found = {one.pk: one for one in publications_for(viewer).filter(follow_up=follow_up_id, dropped_at__isnull=True)}
    versions: dict[int, list[PublicationVersion]] = {id_: [] for id_ in found}
    for version in PublicationVersion.objects.filter(seen(viewer), publication__in=list(found)).order_by("number"):
        versions[version.publication_id].append(version)
    return [(one, versions[id_]) for id_, one in found.items() if versions[id_]]


def with_newest(
    viewer: Actor, rows: QuerySet[Publication], states: Iterable[VersionState] = tuple(VersionState)
) -> list[Publication]:
    """Those that the viewer sees a version of in one of the states, with the newest of them."""
    found = list(rows)
    newest: dict[int, PublicationVersion] = {}
    versions = PublicationVersion.objects.filter(seen(viewer), publication__in=found, state__in=list(states))
    for version in versions.order_by("number"):
        newest[version.publication_id] = version
    for one in found:
        one.__dict__["newest"] = newest.get(one.pk)
    return [one for one in found if one.pk in newest]


def shown_to_supplier(viewer: Actor) -> list[Publication]:
    rows = publications_for(viewer).filter(supplier_id__in=viewer.supplier_ids)
    return with_newest(viewer, rows)


def waiting_for_secretariat(viewer: Actor) -> list[Publication]:
    if not decides(viewer):
        return []
    rows = publications_for(viewer).filter(versions__state=VersionState.PROPOSED)
    return with_newest(viewer, rows.distinct())


def let_out(viewer: Actor) -> list[Publication]:
    """Everything that has been published, also what has been withdrawn; each by the version that is out or was last,
    whatever is being written beside it."""
    if not decides(viewer):
        return []
    rows = publications_for(viewer).filter(published_at__isnull=False)
    return with_newest(viewer, rows, (*OPEN_TO_ALL, VersionState.WITHDRAWN))


def limits_set(viewer: Actor) -> list[EmbargoLimit]:
    return list(EmbargoLimit.objects.all()) if decides(viewer) else []


@dataclass(frozen=True)
class Doors:
    """Of one publication: what is being written, and what is out."""

    in_work: PublicationVersion | None
    out: PublicationVersion | None
    earlier: tuple[PublicationVersion, ...]


def doors(versions: Iterable[PublicationVersion]) -> Doors:
    rows = list(versions)
    work = next((row for row in rows if row.state in IN_WORK), None)
    out = next((row for row in rows if row.state == VersionState.PUBLISHED), None)
    earlier = tuple(row for row in rows if row.state in OPEN_TO_ALL and row is not out)
    return Doors(work, out, earlier)


def to_propose(viewer: Actor, today: date) -> list[Publication]:
    """Shown by those the viewer works with; the supplier has answered, or its day is past."""
    free = Q(answered_at__isnull=False) | Q(answer_by__lt=today)
    ready = PublicationVersion.objects.filter(free, may_see(viewer), state=VersionState.SHOWN)
    rows = publications_for(viewer).filter(pk__in=ready.values("publication_id"), team_id__in=viewer.team_ids)
    return with_newest(viewer, rows)
