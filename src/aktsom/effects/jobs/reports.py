"""Members that owe a public account of due diligence are reminded of its day, twice, as long as none is adopted."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.actor import PLATFORM
from aktsom.core.letters import page_address
from aktsom.core.outbox import daily
from aktsom.effects.models import AccountDuty
from aktsom.effects.queries.reports import account_clocks
from aktsom.effects.report_tables import report_limit
from aktsom.follow_up.jobs.method_letters import Told, day, writes
from aktsom.follow_up.telling import tell
from aktsom.members.models import Member, Person
from aktsom.teams.queries.owners import owners_of

REMIND, DUE = "effects.accounts_due", "account_due"


@daily(REMIND)
def remind_of_accounts(payload: dict[str, Any]) -> None:
    """Also late, where the worker was down on the day itself; never once the day has gone."""
    today = date.fromisoformat(payload["day"])
    for each in account_clocks(PLATFORM, today):
        left = (each.due_on - today).days
        if each.adopted is None and 0 <= left <= report_limit("remind_first"):
            stage = "last" if left <= report_limit("remind_last") else "first"
            _once(each.member, f"{each.year}:{stage}", each.year)


@transaction.atomic
def _once(member: Member, mark: str, year: int) -> None:
    """Told and kept in one, so that of two workers only the first tells."""
    rows = AccountDuty.objects.filter(member=member, owes=True, superseded_at__isnull=True).exclude(reminded=mark)
    if rows.update(reminded=mark):
        tell(DUE, member.public_id, timezone.now(), year=year)


@writes(DUE)
def account_due(payload: dict[str, Any]) -> Iterable[tuple[Person, Callable[[], Told]]]:
    """To those who adopt it. Nothing where it has been adopted meanwhile."""
    today = timezone.localdate()
    found = [one for one in account_clocks(PLATFORM, today) if one.member.public_id == payload["id"]]
    if not found or found[0].adopted is not None or found[0].year != payload.get("year", found[0].year):
        return []
    each = found[0]

    def write() -> Told:
        said = {"member": each.member.name, "year": each.year, "day": day(each.due_on)}
        line = _("%(member)s skal gi ut redegjørelsen for %(year)s innen %(day)s. Ingen er vedtatt ennå.") % said
        subject = _("Redegjørelsen for %(year)s skal være ute %(day)s") % said
        return Told(subject, (line,), _("Lag et utkast eller vedta det her:"), page_address("reports_list"))

    return [(person, write) for person in owners_of([each.member.pk], today)[each.member.pk]]
