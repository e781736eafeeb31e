"""Memos as a reader sees them: what is not for the reader is not there, in no number and no gap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Member
from aktsom.sharing.audiences import Audience
from aktsom.sharing.models import Release
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import ids_called
from aktsom.teams.models import Memo, MemoPassage
from aktsom.teams.queries.writing import Seated, seated

PAGE = 50


class MemoRow(NamedTuple):
    public_id: str
    title: str
    group_id: str
    owner: str
    audience: Audience
    written_at: datetime


@dataclass(frozen=True)
class SeenPassage:
    """`number` counts the passages that this reader sees."""

    number: int
    public_id: str
    text: str
    audience: Audience
    owner: str
    ground: str
    review_on: date | None
    is_deviation: bool
    plan_due_on: date | None
    names_sub_supplier: bool
    tells_price: bool
    shown_on: date | None
    revision: int


class SeenRelease(NamedTuple):
    """`reason` is for the team and the buyers, not for the supplier. `withdraws` tells a step back inward."""

    public_id: str
    subject: str
    before: Audience
    after: Audience
    at: datetime
    reason: str
    withdraws: bool
    withdrawn: bool


@dataclass(frozen=True)
class MemoView:
    """`inside`: the reader is of the team, of the owner, of a linked buyer or of the supplier it concerns, and sees
    whom it concerns; others see what was released and nothing around it. `reads_case`: of the team, or of one that was
    closed; `works`: may go on writing."""

    public_id: str
    title: str
    audience: Audience
    group_id: str
    owner: str
    written_at: datetime
    ground: str
    passages: tuple[SeenPassage, ...]
    inside: bool
    reads_case: bool
    works: bool
    leads: bool
    supplier: Supplier | None
    shown_on: date | None
    buyers: tuple[Member, ...]
    team: tuple[Seated, ...]
    endangers_workers: bool
    releases: tuple[SeenRelease, ...]
    revision: int
    memo: Memo


def memos(viewer: Actor | None, *, before: str = "", limit: int = PAGE) -> tuple[list[MemoRow], str]:
    """The newest first, and the memo after which the next page begins, if there is one. Told by its public id: a row's
    number would tell how many there are."""
    return rows_of(Memo.objects.visible_to(viewer), before, limit)


def memos_of_supplier(viewer: Actor, supplier_id: str) -> list[MemoRow]:
    """About the company, under any of its records. Only for those inside: that a memo is about the supplier is not
    released with its title, and that two records are one company opens no memo to anybody."""
    found = Memo.objects.visible_to(viewer).filter(supplier_id__in=ids_called(supplier_id))
    return rows_of(found.filter(is_inside(viewer, found)))[0]


def memos_of_group(viewer: Actor, group_id: str) -> list[MemoRow]:
    return rows_of(Memo.objects.visible_to(viewer).filter(team__group_id=group_id))[0]


def memo(viewer: Actor | None, public_id: str) -> Memo:
    found = Memo.objects.visible_to(viewer).select_related("team", "owner", "supplier").filter(public_id=public_id)
    one = found.first()
    if one is None:
        raise NotVisible
    return one


def memo_view(viewer: Actor | None, public_id: str) -> MemoView:
    one = memo(viewer, public_id)
    buyers = tuple(Member.objects.filter(id__in=one.links.values("member_id")).order_by("name"))
    works = viewer is not None and one.team_id in viewer.team_ids
    reads_case = viewer is not None and one.team_id in viewer.case_team_ids
    inside = reads_case or (viewer is not None and _inside(viewer, one, {buyer.id for buyer in buyers}))
    passages = _passages(viewer, one, reads_case)
    return MemoView(
        public_id=one.public_id,
        title=one.title,
        audience=Audience(one.audience),
        group_id=one.team.group_id,
        owner=one.owner.name,
        written_at=one.written_at,
        ground=one.secrecy_ground,
        passages=passages,
        inside=inside,
        reads_case=reads_case,
        works=works,
        leads=viewer is not None and one.team_id in viewer.led_team_ids,
        supplier=one.supplier if inside else None,
        shown_on=_day(one.supplier_shown_at) if reads_case else None,
        buyers=buyers if inside else (),
        team=seated(one.team_id) if inside else (),
        endangers_workers=one.endangers_workers and works,
        releases=_releases(one, passages, inside, reasons=inside and not _is_supplier_shown(viewer, one)),
        revision=one.revision,
        memo=one,
    )


def passage(viewer: Actor, memo_id: str, passage_id: str) -> tuple[Memo, MemoPassage]:
    one = memo(viewer, memo_id)
    found = MemoPassage.objects.visible_to(viewer).filter(memo=one, public_id=passage_id).first()
    if found is None:
        raise NotVisible
    return one, found


def due_for_review(viewer: Actor, today: date, limit: int = 20) -> list[tuple[str, str, date]]:
    """Passages of the viewer's teams whose day to look again has come: (memo's id, its title, the day)."""
    due = MemoPassage.objects.visible_to(viewer).filter(memo__team_id__in=viewer.team_ids, review_on__lte=today)
    rows = due.order_by("review_on", "id").values_list("memo__public_id", "memo__title", "review_on")
    return [(memo_id, title, on) for memo_id, title, on in rows[:limit] if on is not None]


def is_inside(viewer: Actor, among: QuerySet[Memo]) -> Q:
    """Those linked to the viewer's members are read first: asked for beside the other ways in, each memo would be."""
    members = viewer.member_ids
    linked = list(among.filter(links__member_id__in=members).values_list("id", flat=True))
    return Q(
        Q(team_id__in=viewer.case_team_ids),
        Q(id__in=linked),
        Q(owner_id__in=members),
        Q(supplier_id__in=viewer.supplier_ids, supplier_shown_at__isnull=False),
        _connector=Q.OR,
    )


def _inside(viewer: Actor, one: Memo, linked: set[int]) -> bool:
    return bool(viewer.member_ids & (linked | {one.owner_id})) or _is_supplier_shown(viewer, one)


def _is_supplier_shown(viewer: Actor | None, one: Memo) -> bool:
    """One that reads what is public about itself has not been shown the memo: it is told no more than the public."""
    return viewer is not None and one.supplier_shown_at is not None and one.supplier_id in viewer.supplier_ids


def rows_of(found: QuerySet[Memo], before: str = "", limit: int = PAGE) -> tuple[list[MemoRow], str]:
    if before:
        found = found.filter(id__lt=found.filter(public_id=before).values("id")[:1])
    columns = ("public_id", "title", "team__group_id", "owner__name", "audience", "written_at")
    read = list(found.order_by("-id").values_list(*columns)[: limit + 1])
    rows = [MemoRow(id_, title, group, owner, Audience(a), at) for id_, title, group, owner, a, at in read[:limit]]
    return rows, rows[-1].public_id if len(read) > limit else ""


def _passages(viewer: Actor | None, one: Memo, reads_case: bool) -> tuple[SeenPassage, ...]:
    found = MemoPassage.objects.visible_to(viewer).filter(memo=one).select_related("owner")
    return tuple(_seen(number, passage, reads_case) for number, passage in enumerate(found, start=1))


def _seen(number: int, passage: MemoPassage, reads_case: bool) -> SeenPassage:
    return SeenPassage(
        number=number,
        public_id=passage.public_id,
        text=passage.text,
        audience=Audience(passage.audience),
        owner=passage.owner.name,
        ground=passage.secrecy_ground,
        review_on=passage.review_on,
        is_deviation=passage.is_deviation,
        plan_due_on=passage.plan_due_on,
        names_sub_supplier=passage.names_sub_supplier and reads_case,
        tells_price=passage.tells_price and reads_case,
        shown_on=_day(passage.supplier_shown_at) if reads_case else None,
        revision=passage.revision,
    )


def _releases(one: Memo, passages: Iterable[SeenPassage], inside: bool, *, reasons: bool) -> tuple[SeenRelease, ...]:
    """Decisions on the parts that the reader sees, newest first, for those inside."""
    if not inside:
        return ()
    rows = list(Release.objects.filter(subject__in=[one.public_id, *(passage.public_id for passage in passages)]))
    taken_back = {row.withdraws_id for row in rows}
    return tuple(
        SeenRelease(
            row.public_id,
            row.subject,
            Audience(row.before),
            Audience(row.after),
            row.at,
            row.reason if reasons else "",
            row.withdraws_id is not None or Audience(row.after).width < Audience(row.before).width,
            row.id in taken_back,
        )
        for row in rows
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
