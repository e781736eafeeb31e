"""What has happened with the findings, the plan and the colour of one follow-up, as far as the viewer may know it: one
story for all, in which each event says who else reads it. The same number of questions however long it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.models import JournalEntry
from aktsom.core.wall import lowered
from aktsom.findings.models import ActionPlan, ColourChange, Finding
from aktsom.findings.queries.findings import findings_for
from aktsom.findings.queries.plans import plans_for
from aktsom.sharing.keys import may_see

COLOUR = "colour"  # beside the verbs of the journal


class Reader(StrEnum):
    TEAM = "team"
    SUPPLIER = "supplier"
    COVERED = "covered"  # those who have a contract covered
    BUYERS = "buyers"  # all who buy from the supplier in the category


TOLD = frozenset({
    "finding_noted", "finding_shown", "finding_commented", "finding_stands", "finding_decided", "finding_closed",
    "finding_reopened", "finding_withdrawn", "deviation_escalated", "remedy_said", "remedy_paid", "remedy_confirmed",
    "remedy_payment_replaced", "remedy_confirmation_replaced", "remedy_total_stated", "plan_asked_for", "plan_proposed",
    "plan_taken_back", "plan_sent_back", "plan_accepted", "plan_ended", "plan_resumed", "plan_escalated",
    "measure_extended", "measure_blocked", "measure_unblocked", "proof_given", "proof_judged", "proof_doubted",
})  # fmt: skip
# What those who follow up keep to themselves, also of a finding that others see.
TOLD_WITHIN = TOLD | {"finding_stopped", "finding_lifted", "finding_escalated"}


@dataclass(frozen=True, slots=True)
class Found:
    """`what` is a verb of the journal or COLOUR; `count` of the same on one day, `title` of the finding where it is one
    alone. `changes` is plain: days that were moved, a colour, whether a proof was enough."""

    what: str
    at: datetime
    about: str
    readers: frozenset[Reader]
    title: str = ""
    count: int = 1
    by_supplier: bool = False
    changes: tuple[tuple[str, str], ...] = ()

    def said(self, name: str) -> str:
        return dict(self.changes).get(name, "")


def found_story(viewer: Actor, follow_up_id: int) -> list[Found]:
    """The newest first."""
    findings = {each.public_id: each for each in findings_for(viewer).filter(follow_up=follow_up_id)}
    plan = plans_for(viewer).filter(follow_up=follow_up_id).first()
    within = any(_is_within(viewer, each) for each in findings.values())
    about: dict[str, Finding | ActionPlan] = {**findings, **({plan.public_id: plan} if plan else {})}
    told = _at_once(_journal(about, TOLD_WITHIN if within else TOLD))
    return sorted([*told, *_colours(viewer, follow_up_id)], key=lambda one: one.at)[::-1]


def _is_within(viewer: Actor, one: Finding) -> bool:
    """Whether the viewer follows up, rather than is shown it."""
    return one.team_id in viewer.case_team_ids or (one.team_id is None and one.owner_id in viewer.member_ids)


def _journal(about: Mapping[str, Finding | ActionPlan], verbs: frozenset[str]) -> list[Found]:
    with lowered():  # acts of all sides with things that the viewer sees: verb, day and plain facts
        rows = JournalEntry.objects.filter(subject__in=list(about), verb__in=verbs).order_by("number")
        told = list(rows.values_list("verb", "at", "subject", "changes"))
    return [
        Found(
            verb, at, subject, _readers(verb, about[subject]), getattr(about[subject], "title", ""),
            by_supplier=verb in _BY_SUPPLIER, changes=_plain(verb, changes),
        )
        for verb, at, subject, changes in dict.fromkeys((v, a, s, _frozen(c)) for v, a, s, c in told)
    ]  # fmt: skip


_BY_SUPPLIER = {"finding_commented", "plan_proposed", "plan_taken_back", "proof_given"}
_KEPT = {
    "measure_extended": ("before", "after"), "proof_judged": ("sufficient",), "finding_decided": ("before", "kind"),
}  # fmt: skip


def _frozen(changes: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in (changes or {}).items()))


def _plain(verb: str, changes: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in changes if name in _KEPT.get(verb, ()))


def _readers(verb: str, one: Finding | ActionPlan) -> frozenset[Reader]:
    found = {Reader.TEAM}
    if verb not in TOLD:
        return frozenset(found)
    if isinstance(one, ActionPlan) or one.shown_at is not None:
        found.add(Reader.SUPPLIER)
    if one.shared_at is not None:
        found.add(Reader.COVERED)
    return frozenset(found)


def _at_once(rows: Iterable[Found]) -> list[Found]:
    """The same done with several findings on one day, to be read by the same, is one event."""
    together: dict[tuple[str, date, frozenset[Reader], tuple[tuple[str, str], ...]], list[Found]] = defaultdict(list)
    for row in rows:
        together[row.what, timezone.localdate(row.at), row.readers, row.changes].append(row)
    return [
        same[-1] if len({each.about for each in same}) == 1 and len(same) == 1
        else replace(same[-1], count=len(same), title=_one_title(same))
        for same in together.values()
    ]  # fmt: skip


def _one_title(same: list[Found]) -> str:
    titles = {each.title for each in same}
    return titles.pop() if len(titles) == 1 else ""


def _colours(viewer: Actor, follow_up_id: int) -> list[Found]:
    rows = ColourChange.objects.filter(may_see(viewer), follow_up=follow_up_id).order_by("id")
    return [
        Found(
            COLOUR, row.at, "", frozenset({Reader.SUPPLIER, Reader.TEAM, Reader.BUYERS}),
            changes=(("colour", row.colour), ("terms", row.term_set_id)),
        )
        for row in rows
    ]  # fmt: skip
