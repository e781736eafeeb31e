"""One delivery: as it was told, and what somebody else has seen of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Refusal
from aktsom.members.models import Member, Person
from aktsom.sharing.audiences import member_key
from aktsom.supply_chain import permissions
from aktsom.supply_chain.models import ChainLink, LinkCheck
from aktsom.supply_chain.queries.links import LinkRow, link_rows
from aktsom.supply_chain.states import Confidence


@dataclass(frozen=True)
class CheckRow:
    """`refusal` is why the viewer may not take it back."""

    public_id: str
    confidence: Confidence
    confirmed_by: str
    document: str
    on: date
    note: str
    member: str
    person: str
    at: datetime
    undone_at: datetime | None
    undone_person: str
    undone_why: str
    refusal: Refusal | None


@dataclass(frozen=True)
class LinkView:
    """`members` for whom the viewer may write down a check, as (public id, name)."""

    link: LinkRow
    checks: list[CheckRow]
    members: list[tuple[str, str]]


def told_link(viewer: Actor, public_id: str) -> ChainLink:
    """As it was told: a link that a check laid leads to what was checked, while that counts. Raises NotVisible."""
    seen = ChainLink.objects.visible_to(viewer).select_related("said_by")
    found = seen.filter(public_id=public_id).first()
    told = seen.filter(checks__link=found, ended_at__isnull=True).first() if found else None
    if found is None:
        raise NotVisible
    return told or found


def link_view(viewer: Actor, public_id: str) -> LinkView:
    found = told_link(viewer, public_id)
    [row] = link_rows(viewer, [found])
    checking = permissions.checks_for(viewer)
    concerned = {id_ for id_ in checking if member_key(id_) in found.seen_by} or checking
    members = Member.objects.filter(pk__in=concerned).order_by("name").values_list("public_id", "name")
    return LinkView(row, _checks(viewer, found), list(members))


def checks_of(found: ChainLink) -> QuerySet[LinkCheck]:
    """Also of the same delivery as the supplier told it before: what was checked stands."""
    ends = ("from_site_id", "from_supplier_id", "to_site_id", "to_supplier_id", "stage")
    return LinkCheck.objects.filter(**{f"link__{name}": getattr(found, name) for name in ends})


def _checks(viewer: Actor, found: ChainLink) -> list[CheckRow]:
    seen = ChainLink.objects.visible_to(viewer)
    rows = list(checks_of(found).filter(link__in=seen).select_related("link", "member").order_by("-id"))
    people = {id_ for row in rows for id_ in (row.person_id, row.undone_person_id) if id_}
    names = dict(Person.objects.filter(pk__in=people).values_list("id", "name"))
    return [
        CheckRow(
            row.public_id, Confidence(row.link.confidence), row.link.confirmed_by, row.link.source_words, row.on,
            row.note, row.member.name if row.member else "", names.get(row.person_id or 0, ""), row.at, row.undone_at,
            names.get(row.undone_person_id or 0, ""), row.undone_why, permissions.ask(viewer, row.member_id or 0),
        )
        for row in rows
    ]  # fmt: skip
