"""What a person's calendar holds, each day with its words and the page that it leads to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.calendar import follow_ups_between, wheel_for
from aktsom.follow_up.rules.wheel import months, told_on
from aktsom.interop.calendar.writing import Event
from aktsom.members.roles import Permission, permissions_of
from aktsom.risk.queries.home import DueKind, DueRow, due_days
from aktsom.risk.queries.reviews import list_review, risk_reviews
from aktsom.teams.queries.own_mandates import lapsing
from aktsom.teams.queries.requests import requests_waiting
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.wheel import act_of, review_page, review_source, review_title
from aktsom.web.cases.words import METHODS, by_whom
from aktsom.web.home.requests import requests_to
from aktsom.web.mandates.words import team_names
from aktsom.web.teams.words import group_namer

BEFORE, AHEAD = timedelta(days=180), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Day:
    """`code` names it for good: a calendar that has it already knows it again. `href` is a page of ours."""

    code: str
    on: date
    title: str
    text: str = ""
    href: str = ""


def span(today: date) -> tuple[date, date]:
    """First and last day: what was, for those who look back, and a year ahead."""
    return today - BEFORE, today + AHEAD


def held(viewer: Actor, today: date, first: date, last: date) -> list[Day]:
    """By day. Holds nothing that the viewer's own pages do not tell it, and no prices. Reads the active language."""
    found = [
        *_wheel(viewer, max(first, today.replace(day=1)), last),
        *_follow_ups(viewer, first, last),
        *_due(viewer, today, first, last),
        *_reviews(viewer, today),
        *_mandates(viewer, today),
        *_asked(viewer, today),
    ]
    return sorted((day for day in found if first <= day.on <= last), key=lambda day: (day.on, day.code))


def event(day: Day) -> Event:
    host = str(settings.SITE).partition("://")[2].partition(":")[0] or "aktsom"
    address = f"{settings.SITE}{day.href}" if day.href else ""
    text = "\n".join(filter(None, (day.text, address)))
    return Event(uid=f"{day.code}@{host}", on=day.on, title=day.title, text=text, url=address)


def _wheel(viewer: Actor, first: date, last: date) -> Iterator[Day]:
    rows = wheel_for(viewer, translation.get_language() or "nb")
    for year, month in months(first, last):
        for row in rows:
            if row.month == month:
                href, _act = act_of(row.code, viewer)
                source = _("Fra årshjulet, som er et forslag.")
                yield Day(f"wheel-{year}-{month:02}-{row.code}", told_on(year, month), row.activity, source, href)


def _follow_ups(viewer: Actor, first: date, last: date) -> Iterator[Day]:
    name = group_namer()
    for one in follow_ups_between(viewer, first, last):
        href = reverse("cases_follow_up", kwargs={"public_id": one.public_id})
        text = _about(one, name(one.group_id))
        supplier = {"name": one.supplier.name}
        yield Day(f"{one.public_id}-begins", one.starts_on, _("Oppfølging begynner: %(name)s") % supplier, text, href)
        yield Day(
            f"{one.public_id}-ends", one.ends_on, _("Oppfølging skal være ferdig: %(name)s") % supplier, text, href
        )


def _about(one: FollowUp, name: str) -> str:
    methods = ", ".join(str(METHODS[method]) for method in one.methods)
    days = f"{write_date(one.starts_on)} – {write_date(one.ends_on)}"
    return "\n".join(filter(None, (by_whom(one, name), methods, days)))


def _due(viewer: Actor, today: date, first: date, last: date) -> Iterator[Day]:
    """For those who read the register: it is theirs to know when a contract ends."""
    if Permission.READ_REGISTER not in permissions_of(viewer.roles):
        return
    for row in due_days(viewer, today, first, last):
        href = reverse("contracts_contract", kwargs={"public_id": row.contract})
        yield Day(f"{row.contract}-{row.kind}", row.on, _due_words(row), row.supplier, href)


def _due_words(row: DueRow) -> str:
    said = {"title": row.title}
    match row.kind:
        case DueKind.OPTION:
            return _("Siste dag for opsjonen: %(title)s") % said
        case DueKind.ENDS:
            return _("Avtalen går ut: %(title)s") % said
        case DueKind.SELF_REPORT:
            return (
                _("Egenrapport ventes: %(title)s") if row.expected else _("Frist for egenrapport: %(title)s")
            ) % said


def _reviews(viewer: Actor, today: date) -> Iterator[Day]:
    """What the risk area says is to be looked at again: contracts by their own day, and the list that it rests on."""
    if Permission.READ_REGISTER in permissions_of(viewer.roles):
        for day in risk_reviews(viewer, today):
            yield Day(f"risk-{day.on.isoformat()}", day.on, review_title(day), review_source(), review_page(day))
    if listed := list_review(viewer):
        yield Day(
            f"list-{listed.edition}-review",
            listed.on,
            _("Se over høyrisikolisten: utgave %(edition)s") % {"edition": listed.edition},
            _("Et år etter dagen den er datert. Et forslag, ikke et krav."),
            reverse("catalogue_browse"),
        )


def _mandates(viewer: Actor, today: date) -> Iterator[Day]:
    ending, waiting = lapsing(viewer, today), requests_waiting(viewer, today)
    name = team_names() if ending or waiting else str
    for one in ending:
        yield Day(
            f"{one.team_id}-lapsing-{one.ends_on.isoformat()}-{'leads' if one.leads else 'gives'}",
            one.ends_on,
            _("Fullmakt går ut: %(team)s") % {"team": name(one.group_id)},
            f"{_contracts(one.contracts)}, {one.member}",
            reverse("mandates_team", kwargs={"public_id": one.team_id}) if one.leads else reverse("mandates_ours"),
        )
    for asked in waiting:
        if asked.answer_by and asked.refusal is None:
            yield Day(
                f"{asked.public_id}-{asked.member_id}-answer",
                asked.answer_by,
                _("Svar på fullmakt: %(team)s") % {"team": name(asked.group_id)},
                f"{_contracts(asked.contracts)}, {asked.member}",
                reverse("mandates_answer", kwargs={"public_id": asked.public_id}),
            )


def _contracts(count: int) -> str:
    return ngettext("%(num)s avtale", "%(num)s avtaler", count) % {"num": count}


def _asked(viewer: Actor, today: date) -> Iterable[Day]:
    """What customers have asked a supplier and wait for."""
    if not viewer.supplier_ids:
        return []
    return [
        Day(f"asked-{one.href.strip('/').replace('/', '-')}", one.answer_by, one.title, one.who, one.href)
        for one in requests_to(viewer, today)
        if one.open and one.answer_by
    ]
