"""Texts for tenders: what is proposed for a purchase, and what was chosen, by one's own members alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.knowledge.models import ChosenRequirement, RequirementChoice
from aktsom.knowledge.queries.risk_of_purchase import Purchase
from aktsom.knowledge.rules.requirements import Proposal, propose
from aktsom.knowledge.tables import requirement_rules, requirement_texts
from aktsom.members.models import Member, Person
from aktsom.members.permissions import has
from aktsom.members.roles import Permission


@dataclass(frozen=True)
class ChoiceRow:
    choice: RequirementChoice
    count: int
    by: str


@dataclass(frozen=True)
class ChoicePage:
    """`later` is the choice that continues this one, if there is any; `outdated` are texts whose table has a newer
    version than the one chosen, or has them no more."""

    choice: RequirementChoice
    texts: list[ChosenRequirement]
    by: str
    later: RequirementChoice | None
    outdated: frozenset[str]


def proposals(purchase: Purchase, today: date, kept: Collection[str] = ()) -> list[Proposal]:
    """Of the texts whose rule of law holds that day, and of those that were chosen before (by code), whatever the rule:
    whoever goes on from a choice decides what goes out of it."""
    rules = requirement_rules()
    texts = (text for text in requirement_texts().values() if text.code in kept or rules[text.rule].holds(today))
    return propose(texts, purchase.risk)


def may_keep_for(viewer: Actor) -> list[Member]:
    """The members that the viewer may keep a choice for, by name."""
    ids = [id_ for id_ in viewer.member_ids if has(viewer, Permission.KEEP_REGISTER, id_)]
    return list(Member.objects.filter(pk__in=ids).order_by("name"))


def choices_of(viewer: Actor) -> list[ChoiceRow]:
    """The newest of those that continue one another, newest first."""
    found = (
        RequirementChoice.objects.filter(member_id__in=viewer.member_ids, continued__isnull=True)
        .select_related("member")
        .annotate(count=Count("texts"))
        .order_by("-made_at", "-id")
    )
    rows = list(found)
    names = _names({row.made_by_id for row in rows})
    return [ChoiceRow(row, row.count, names.get(row.made_by_id or 0, "")) for row in rows]


def choice(viewer: Actor, public_id: str) -> ChoicePage:
    """Raises NotVisible for another member's."""
    mine = RequirementChoice.objects.filter(member_id__in=viewer.member_ids).select_related("member", "contract")
    found = mine.filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    texts, known = list(found.texts.all()), requirement_texts()
    outdated = frozenset(
        text.code for text in texts if text.code not in known or known[text.code].version != text.version
    )
    by = _names({found.made_by_id}).get(found.made_by_id or 0, "")
    return ChoicePage(found, texts, by, mine.filter(continues=found).first(), outdated)


def _names(ids: set[int | None]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=[id_ for id_ in ids if id_]).values_list("pk", "name"))
