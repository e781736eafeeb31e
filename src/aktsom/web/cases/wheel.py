"""The yearly wheel as a reminder: each activity with the page on which it is done, for whoever does it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aktsom.core.actor import Actor
from aktsom.follow_up.queries.beginning import teams_of
from aktsom.follow_up.queries.calendar import wheel_for
from aktsom.follow_up.tables import WheelRow
from aktsom.members.roles import Permission, permissions_of
from aktsom.risk.queries.reviews import ReviewDay, risk_reviews
from aktsom.sharing.viewing import sees_network
from aktsom.web.base.jinja import locale, write_date
from aktsom.web.home.words import Row

Address = Callable[[Actor], str]


def _named(name: str) -> Address:
    return lambda _actor: reverse(name)


def _choosing(actor: Actor) -> str:
    reads = Permission.READ_REGISTER in permissions_of(actor.roles)
    return reverse("contracts_portfolio") if reads else reverse("network_overview")


def _year(actor: Actor) -> str:
    """The year of one's team; whoever sits in several chooses among them in the list of cases."""
    teams = teams_of(actor)
    return reverse("cases_year", kwargs={"team_id": teams[0].public_id}) if len(teams) == 1 else reverse("cases_list")


def _account(actor: Actor) -> str:
    """A supplier tells where its account stands; a member publishes its own elsewhere."""
    return reverse("home") if actor.supplier_ids else ""


# By the code of the activity: where it is done, and what the way there is called.
ACTS: Mapping[str, tuple[Address, str | Promise]] = {
    "choose": (_choosing, gettext_lazy("Se risikoen")),
    "plan": (_year, gettext_lazy("Planlegg året")),
    "send": (_named("cases_list"), gettext_lazy("Se sakene")),
    "remind": (_named("cases_list"), gettext_lazy("Se sakene")),
    "verify": (_named("cases_list"), gettext_lazy("Se sakene")),
    "agree_plans": (_named("cases_list"), gettext_lazy("Se sakene")),
    "publish_account": (_account, gettext_lazy("Oppgi lenken")),
    "fetch_accounts": (_named("suppliers_list"), gettext_lazy("Se leverandørene")),
    "review_documents": (_named("evidence_list"), gettext_lazy("Se dokumentasjonen")),
    "audit_first": (_named("cases_list"), gettext_lazy("Se sakene")),
    "audit": (_named("cases_list"), gettext_lazy("Se sakene")),
    "check_plans": (_named("cases_list"), gettext_lazy("Se sakene")),
    "decide": (_named("contracts_list"), gettext_lazy("Se avtalene")),
    "share": (_named("memos_list"), gettext_lazy("Skriv et notat")),
    "report": (_named("contracts_portfolio"), gettext_lazy("Se oversikten")),
}


def act_of(code: str, actor: Actor) -> tuple[str, str]:
    """(address, what the way there is called); empty where the activity has no page for this person."""
    known = ACTS.get(code)
    if known is None or (code != "publish_account" and not sees_network(actor)):
        return "", ""
    address, words = known
    href = address(actor)
    return (href, str(words)) if href else ("", "")


def reminders(actor: Actor, today: date) -> list[Row]:
    """What the month holds for the person, as rows of home. They remind and wait for nothing."""
    rows = [row for row in wheel_for(actor, translation.get_language() or "nb") if row.month == today.month]
    return [_row(row, actor) for row in rows] + _reviews(actor, today)


def _reviews(actor: Actor, today: date) -> list[Row]:
    """Contracts whose risk is to be looked at again by the end of the month, those of earlier months with them."""
    if Permission.READ_REGISTER not in permissions_of(actor.roles):
        return []
    month = (today.year, today.month)
    due = [day for day in risk_reviews(actor, today) if (day.on.year, day.on.month) <= month]
    if not due:
        return []
    whole = ReviewDay(due[0].on, [one for day in due for one in day.contracts])
    return [
        Row(
            title=review_title(whole),
            text=review_source(),
            href=review_page(whole),
            act=_("Se risikoen"),
            when=_("siden %(day)s") % {"day": write_date(whole.on, "medium")} if whole.on <= today else
            write_date(whole.on, "medium"),
        )
    ]  # fmt: skip


def review_title(day: ReviewDay) -> str:
    if len(day.contracts) == 1:
        return _("Se på risikoen igjen: %(title)s") % {"title": day.contracts[0][1]}
    return ngettext(
        "Se på risikoen igjen for %(num)s avtale", "Se på risikoen igjen for %(num)s avtaler", len(day.contracts)
    ) % {"num": len(day.contracts)}


def review_source() -> str:
    return _("Risikoen i avtalene ses over hvert år (DFØ, beste praksis for kontraktsoppfølging).")


def review_page(day: ReviewDay) -> str:
    """The contract where it is one alone, else the view of them all."""
    if len(day.contracts) == 1:
        return reverse("contracts_contract", kwargs={"public_id": day.contracts[0][0]})
    return reverse("contracts_portfolio")


def _row(row: WheelRow, actor: Actor) -> Row:
    href, act = act_of(row.code, actor)
    return Row(
        title=row.activity,
        text=_("Et forslag, ikke et krav."),
        href=href,
        act=act,
        when=locale().months["format"]["wide"][row.month],
    )


def here(rows: list[Row], path: str) -> list[Row]:
    """The rows as they stand on the page of that path: no row leads to where one is."""
    return [replace(row, href="", act="") if row.href == path else row for row in rows]
