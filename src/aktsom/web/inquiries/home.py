"""Signals and inquiries on Home: alerts before everything else."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.actor import Actor
from aktsom.findings.models import InquiryMember
from aktsom.findings.queries.inquiries import alerts_waiting, answers_waiting, touched_waiting
from aktsom.findings.queries.signals import waiting_count, waiting_senders
from aktsom.members.permissions import keeps_network
from aktsom.web.base.jinja import write_number, write_quoted
from aktsom.web.home.words import Row


def rows(actor: Actor, _today: date) -> list[Row]:
    """Nothing of what a signal says, and of an alert its title alone."""
    alerts = alerts_waiting(actor)
    told = {row.inquiry_id for row in alerts}
    found = [_alert(row) for row in alerts]
    if keeps_network(actor) or actor.team_ids:
        found += _signals(actor)
    found += [_touched(row) for row in touched_waiting(actor) if row.inquiry_id not in told]
    return found + [
        Row(
            title=_("Svar i undersøkelsen %(title)s") % {"title": write_quoted(one.title)},
            text=_("En leverandør har svart."),
            href=_page(one.public_id),
            act=_("Les svaret"),
        )
        for one in (answers_waiting(actor) if actor.team_ids else [])
    ]


def _page(public_id: str) -> str:
    return reverse("inquiries_one", kwargs={"public_id": public_id})


def _alert(row: InquiryMember) -> Row:
    return Row(
        title=_("Nulltoleranse: %(title)s") % {"title": row.inquiry.title},
        text=_("Gjelder %(member)s. Les varselet og kvitter for at dere har sett det.") % {"member": row.member.name},
        href=_page(row.inquiry.public_id),
        act=_("Les og kvitter"),
        state="late",
        state_text=_("Haster"),
    )


def _touched(row: InquiryMember) -> Row:
    return Row(
        title=_("En undersøkelse berører %(member)s") % {"member": row.member.name},
        text=row.inquiry.title,
        href=_page(row.inquiry.public_id),
        act=_("Se hvorfor, og si hva dere gjør"),
    )


def _signals(actor: Actor) -> list[Row]:
    def row(told: str, text: str, count: int) -> list[Row]:
        title = told % {"count": write_number(count)}
        return [Row(title=title, text=text, href=reverse("signals_inbox"), act=_("Se"))] if count else []

    new, again = waiting_count(actor), waiting_senders(actor)
    told = ngettext("%(count)s varsel venter", "%(count)s varsler venter", new)
    spoke = ngettext("%(count)s som sa fra, har skrevet igjen", "%(count)s som sa fra, har skrevet igjen", again)
    return [
        *row(told, _("Se på dem, og svar den som sa fra."), new),
        *row(spoke, _("Varselet er behandlet. Svar den som sa fra."), again),
    ]
