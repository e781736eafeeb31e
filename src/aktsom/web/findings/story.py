"""Findings, plan and colour in the one story of a follow-up: each event with who else reads it."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.findings.queries.story import COLOUR, Found, Reader
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.story import Event
from aktsom.web.findings import words


def events(found: Iterable[Found], *, to_supplier: bool = False) -> list[Event]:
    """The newest first. Who did it is in the words; who else reads it stands under them."""
    told = _seen_beside_supplier if to_supplier else seen
    return [Event(one.at, _text(one), href=_href(one), seen=told(one.readers)) for one in found]


def seen(readers: Collection[Reader]) -> str:
    """Who reads it besides those who follow up, in as few words as it can be said."""
    supplier, covered = Reader.SUPPLIER in readers, Reader.COVERED in readers
    if Reader.BUYERS in readers:
        return _("også leverandøren og alle som kjøper av den")
    if supplier and covered:
        return _("også leverandøren og avtaleeierne")
    if covered:
        return _("også avtaleeierne, ikke leverandøren")
    return _("også leverandøren") if supplier else _("bare de som følger opp")


def _seen_beside_supplier(readers: Collection[Reader]) -> str:
    if Reader.BUYERS in readers:
        return _("også alle som kjøper av dere")
    return _("også avtaleeierne") if Reader.COVERED in readers else _("bare dere og de som følger opp")


def _href(one: Found) -> str:
    if one.about.startswith("apl"):
        return reverse("plans_one", kwargs={"public_id": one.about})
    return reverse("findings_one", kwargs={"public_id": one.about}) if one.about and one.count == 1 else ""


def _text(one: Found) -> str:
    if one.what == COLOUR:
        return _("%(colour)s, etter %(terms)s") % {
            "colour": words.COLOURS[one.said("colour")],
            "terms": one.said("terms"),
        }
    if one.what == "measure_extended":
        days = {name: write_date(date.fromisoformat(one.said(name)), "medium") for name in ("before", "after")}
        return _("Fristen for et tiltak ble flyttet fra %(before)s til %(after)s") % days
    if one.what == "proof_judged":
        return _judged(one.said("sufficient") == "True", one.count)
    if one.what == "finding_decided":
        kinds = {name: str(words.KINDS[one.said(key)]).lower() for name, key in (("old", "before"), ("new", "kind"))}
        return _titled(_("Fra %(old)s til %(new)s") % kinds, one)
    if one.what in _COUNTED:
        return _titled(_COUNTED[one.what](one.count) % {"num": one.count}, one)
    return str(_SAID[one.what]())


def _titled(text: str, one: Found) -> str:
    return f"{text}: {one.title}" if one.title else text


def _judged(enough: bool, count: int) -> str:
    if enough:
        return ngettext(
            "%(num)s tiltak er vist at er gjort", "%(num)s tiltak er vist at er gjort", count
        ) % {"num": count}  # fmt: skip
    return ngettext(
        "%(num)s tiltak er ikke vist godt nok", "%(num)s tiltak er ikke vist godt nok", count
    ) % {"num": count}  # fmt: skip


_COUNTED: dict[str, Callable[[int], str]] = {
    "finding_noted": lambda num: ngettext("Funn skrevet ned", "%(num)s funn skrevet ned", num),
    "finding_shown": lambda num: ngettext(
        "Leverandøren fikk funnet til uttalelse", "Leverandøren fikk %(num)s funn til uttalelse", num
    ),
    "finding_commented": lambda num: ngettext(
        "Leverandøren uttalte seg", "Leverandøren uttalte seg %(num)s ganger", num
    ),
    "finding_stands": lambda num: ngettext("Funnet står", "%(num)s funn står", num),
    "finding_closed": lambda num: ngettext("Funnet er avsluttet", "%(num)s funn er avsluttet", num),
    "finding_reopened": lambda num: ngettext("Funnet er åpnet igjen", "%(num)s funn er åpnet igjen", num),
    "finding_withdrawn": lambda num: ngettext("Ett funn er trukket", "%(num)s funn er trukket", num),
    "finding_stopped": lambda num: ngettext(
        "Funnet er stanset for å verne arbeidere", "%(num)s funn er stanset for å verne arbeidere", num
    ),
    "finding_lifted": lambda num: ngettext(
        "Funnet er ikke lenger stanset", "%(num)s funn er ikke lenger stanset", num
    ),
    "deviation_escalated": lambda num: ngettext(
        "Avtaleeierne fikk vite at avviket blir liggende", "Avtaleeierne fikk vite at %(num)s avvik blir liggende", num
    ),
    "finding_escalated": lambda num: ngettext(
        "De som leder, fikk vite at funnet blir liggende", "De som leder, fikk vite at %(num)s funn blir liggende", num
    ),
    "proof_given": lambda num: ngettext(
        "Leverandøren viste hva som er gjort", "Leverandøren viste hva som er gjort, %(num)s tiltak", num
    ),
    "remedy_said": lambda num: ngettext(
        "Skrevet hva mennesker har krav på", "Skrevet hva mennesker har krav på, %(num)s tall", num
    ),
    "remedy_paid": lambda num: ngettext("En betaling er skrevet ned", "%(num)s betalinger er skrevet ned", num),
    "remedy_confirmed": lambda num: ngettext("En betaling er bekreftet", "%(num)s betalinger er bekreftet", num),
    "remedy_payment_replaced": lambda num: ngettext("En betaling er rettet", "%(num)s betalinger er rettet", num),
    "remedy_confirmation_replaced": lambda num: ngettext(
        "En bekreftelse er rettet", "%(num)s bekreftelser er rettet", num
    ),
    "remedy_total_stated": lambda num: ngettext("En sum er oppgitt", "%(num)s summer er oppgitt", num),
}  # fmt: skip
_SAID: dict[str, Callable[[], str]] = {
    "plan_asked_for": lambda: _("Leverandøren ble bedt om en tiltaksplan"),
    "plan_proposed": lambda: _("Leverandøren foreslo en tiltaksplan"),
    "plan_taken_back": lambda: _("Leverandøren tok planen tilbake"),
    "plan_sent_back": lambda: _("Leverandøren ble bedt om å endre planen"),
    "plan_accepted": lambda: _("Tiltaksplanen er godtatt"),
    "plan_ended": lambda: _("Tiltaksplanen er gjennomført"),
    "plan_resumed": lambda: _("Tiltaksplanen er tatt opp igjen"),
    "plan_escalated": lambda: _("Avtaleeierne fikk vite at planen blir liggende"),
    "measure_blocked": lambda: _("Et tiltak kan ikke gjøres nå"),
    "measure_unblocked": lambda: _("Et tiltak kan gjøres igjen"),
    "proof_doubted": lambda: _("Et tiltak har ikke holdt"),
}
