"""What home says of the account that a body owes every year (the Transparency Act, section 5)."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.effects.queries.reports import AccountClock, account_clocks
from aktsom.effects.report_tables import report_limit
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.web.base.jinja import write_date
from aktsom.web.home.words import Row


def late_rows(actor: Actor, today: date) -> list[Row]:
    """For those who adopt: accounts whose day is over."""
    return [
        Row(
            title=_title(one),
            text=_("%(member)s: fristen er ute, og ingen er vedtatt.") % {"member": one.member.name},
            href=reverse("reports_list"),
            due=write_date(one.due_on, "short"),
            due_note=_("over fristen"),
            act=_("Lag et utkast eller vedta"),
        )
        for one in _lacking(actor, today)
        if one.due_on < today and has(actor, Permission.GIVE_MANDATES, one.member.pk)
    ]


def due_rows(actor: Actor, today: date) -> list[Row]:
    """For those who read the register: accounts that are due as soon as one is reminded of them."""
    last = today + timedelta(days=report_limit("remind_first"))
    return [
        Row(
            title=_title(one),
            text=one.member.name,
            href=reverse("reports_list"),
            on=one.due_on,
            when=write_date(one.due_on, "short"),
        )
        for one in _lacking(actor, today)
        if today <= one.due_on <= last
    ]


def _lacking(actor: Actor, today: date) -> list[AccountClock]:
    return [one for one in account_clocks(actor, today) if one.adopted is None]


def _title(one: AccountClock) -> str:
    return _("Redegjørelsen for %(year)s") % {"year": one.year}
