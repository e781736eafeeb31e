"""What home tells of mandates: requests to answer, and mandates that end soon."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.teams.queries.own_mandates import Lapsing, lapsing
from aktsom.teams.queries.requests import WaitingRequest, requests_waiting
from aktsom.web.base.jinja import write_date, write_number
from aktsom.web.home.words import Row
from aktsom.web.mandates.words import team_names


def rows(actor: Actor, today: date) -> list[Row]:
    """For the band of what needs a decision. Who cannot answer is not told that it waits."""
    mine = [waiting for waiting in requests_waiting(actor, today) if waiting.refusal is None]
    ending = lapsing(actor, today)
    name = team_names() if ending else str
    return [*answer_rows(mine, today), *(_lapsing_row(one, name(one.group_id)) for one in ending)]


def answer_rows(waiting: Iterable[WaitingRequest], today: date) -> list[Row]:
    found = list(waiting)
    name = team_names() if found else str
    return [_answer_row(one, name(one.group_id), today) for one in found]


def _answer_row(waiting: WaitingRequest, team: str, today: date) -> Row:
    late = waiting.answer_by is not None and waiting.answer_by < today
    return Row(
        title=_("%(team)s ber om fullmakt") % {"team": team},
        text=_("For %(contracts)s i %(member)s. Sanksjoner er aldri med.")
        % {"contracts": _contracts(waiting.contracts), "member": waiting.member},
        href=reverse("mandates_answer", kwargs={"public_id": waiting.public_id}),
        due=(_("Fristen var %(day)s") if late else _("Innen %(day)s")) % {"day": write_date(waiting.answer_by, "short")}
        if waiting.answer_by
        else "",
        act=_("Svar") if waiting.refusal is None else _("Se spørsmålet"),
    )


def _lapsing_row(one: Lapsing, team: str) -> Row:
    href = (
        reverse("mandates_team", kwargs={"public_id": one.team_id}) + "?vis=lapsing"
        if one.leads
        else reverse("mandates_ours") + "?vis=lapsing"
    )
    return Row(
        title=_("Fullmakten til %(team)s går ut") % {"team": _inside(team)},
        text=_("For %(contracts)s i %(member)s.") % {"contracts": _contracts(one.contracts), "member": one.member},
        href=href,
        due=write_date(one.ends_on, "short"),
        act=_("Be om ny") if one.leads else _("Se fullmaktene"),
    )


def _inside(text: str) -> str:
    """A name as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def _contracts(count: int) -> str:
    return ngettext("%(count)s avtale", "%(count)s avtaler", count) % {"count": write_number(count)}
