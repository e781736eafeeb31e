"""What members ask of a supplier and what has been done towards it, as far as the reader may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.findings.queries.colours import colours_now
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.beginning import groups_alone
from aktsom.follow_up.queries.cases import follow_ups_of_supplier
from aktsom.follow_up.states import LIVE
from aktsom.members.roles import Permission, permissions_of
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import ids_called
from aktsom.supply_chain.queries.asked import Buyer
from aktsom.supply_chain.queries.contracts import own_with
from aktsom.supply_chain.queries.questions import Question, questions_to
from aktsom.teams.queries.reaching import FollowingTeam
from aktsom.teams.queries.touched import follow_ups
from aktsom.web.base.act_words import act_words
from aktsom.web.base.jinja import write_date
from aktsom.web.findings import words as finding_words
from aktsom.web.memos.words import group_name
from aktsom.web.suppliers.words import in_a_row


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the supplier, in words: who asks, when, for whom, and whether it is answered."""

    who: str
    readers: str
    on: date
    state: str
    state_text: str
    note: str
    href: str


def followed(actor: Actor, supplier: Supplier, teams: list[FollowingTeam], today: date) -> dict[str, Any]:
    """`next_acts` are those that somebody like the reader can do now, as (text, href); `colours` of each follow-up, as
    far as the reader may know them."""
    ids = ids_called(supplier.public_id)
    done, cases = follow_ups(actor, ids), follow_ups_of_supplier(actor, supplier.public_id)
    return {
        "follow_ups": cases,
        "colours": colours_now(actor, cases),
        "finding_words": finding_words,
        "asked": [_asked(one, today) for one in questions_to(actor, ids)],
        "steps": done.steps,
        "tasks": done.tasks,
        "next_acts": [*_next(actor, supplier, teams, today), *_alone(actor, supplier, teams, cases, today)],
        "act_words": act_words(),
        "group_name": group_name,
    }


def _asked(one: Question, today: date) -> Asked:
    state, text = ("ok", _("Besvart %(day)s") % {"day": _day(one)}) if not one.open else ("wait", _("Ikke svart"))
    if not one.open and one.answered_at is None:
        state, text = "none", _("Lagt bort uten svar")
    if one.late(today):
        state = "late"
    return Asked(
        who=in_a_row(one.askers) or _("Spurt som ledd i en annens kjede"),
        readers=in_a_row([_reader(reader) for reader in one.readers]),
        on=one.asked_at.date(),
        state=state,
        state_text=text,
        note=_note(one, today),
        href=reverse("chain_declaration", kwargs={"public_id": one.declaration})
        if one.answered_at
        else reverse("chain_behind", kwargs={"public_id": one.supplier}),
    )


def _day(one: Question) -> str:
    return write_date(one.answered_at, "medium") if one.answered_at else ""


def _note(one: Question, today: date) -> str:
    if not one.open or one.answer_by is None:
        return ""
    days = (today - one.answer_by).days
    if days > 0:
        return ngettext("%(num)s dag over fristen", "%(num)s dager over fristen", days) % {"num": days}
    return _("Frist %(day)s") % {"day": write_date(one.answer_by, "medium")}


def _reader(reader: Buyer) -> str:
    return f"{reader.name} ({', '.join(reader.contracts)})" if reader.contracts else reader.name


def _alone(
    actor: Actor, supplier: Supplier, teams: list[FollowingTeam], cases: list[FollowUp], today: date
) -> list[tuple[str, str]]:
    """Ways to follow up for oneself, in categories that no team and nobody of the reader's own takes care of."""
    begun = {one.group_id for one in cases if one.state in LIVE and one.member_id in actor.member_ids}
    taken = begun | {team.group_id for team in teams}
    return [
        (
            _("Følg opp selv: {group}").format(group=group_name(group)),
            reverse("cases_plan_own", kwargs={"group_id": group, "supplier_id": supplier.public_id}),
        )
        for group in groups_alone(actor, supplier, today)
        if group not in taken
    ]


def _next(actor: Actor, supplier: Supplier, teams: list[FollowingTeam], today: date) -> list[tuple[str, str]]:
    found = []
    if Permission.KEEP_REGISTER in permissions_of(actor.roles) and own_with(actor, supplier, today):
        found.append((_("Spør om kjeden"), reverse("chain_ask", kwargs={"public_id": supplier.public_id})))
    for team in teams:
        if team.leads:
            here = reverse("mandates_step", kwargs={"public_id": team.public_id})
            found.append((_("Før et steg gruppen har gjort"), f"{here}?leverandor={supplier.public_id}"))
    return found
