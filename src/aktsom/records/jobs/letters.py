"""E-mail about requests for access and what suppliers are asked of them. Never who asks, nor what for: e-mail is a
postcard."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.letters import page_address
from aktsom.follow_up.jobs.method_letters import Told, day, suppliers_people, writes
from aktsom.members.models import Person
from aktsom.records.models import AccessRequest, Consultation
from aktsom.records.queries.requests import WAITING
from aktsom.teams.queries.owners import owners_of

Letters = Iterable[tuple[Person, Callable[[], Told]]]


def _handlers(one: AccessRequest) -> list[Person]:
    """Whoever took it down, and those who decide for the member."""
    people = owners_of([one.member_id], timezone.localdate())[one.member_id]
    wrote = Person.objects.filter(pk=one.registered_by_id or 0, is_active=True)
    wrote = wrote.filter(memberships__member_id=one.member_id).distinct()
    return list({person.pk: person for person in [*wrote, *people]}.values())


@writes("access_due")
def due(payload: dict[str, Any]) -> Letters:
    """Before the last day; with {"late": true} when it has gone."""
    one = AccessRequest.objects.select_related("member").filter(public_id=payload["id"]).first()
    if one is None or one.state not in WAITING:
        return []
    late = bool(payload.get("late"))

    def write() -> Told:
        who = {"member": one.member.name, "day": day(one.answer_by)}
        if late:
            subject = _("Fristen for å svare på et innsynskrav er gått ut")
            line = _("%(member)s skulle svart på et krav om innsyn senest %(day)s.") % who
        else:
            subject = _("Et innsynskrav skal besvares senest %(day)s") % who
            line = _("%(member)s har et krav om innsyn som skal besvares senest %(day)s.") % who
        return Told(subject, (line,), _("Gå til saken:"), page_address("access_one", public_id=one.public_id))

    return [(person, write) for person in _handlers(one)]


@writes("consultation_asked")
def asked(payload: dict[str, Any]) -> Letters:
    one = Consultation.objects.select_related("supplier").filter(public_id=payload["id"]).first()
    if one is None or one.answered_at is not None:
        return []

    def write() -> Told:
        who = {"supplier": one.supplier.name, "day": day(one.answer_by)}
        lines = (
            _("Noen har bedt om innsyn i et dokument fra eller om %(supplier)s.") % who,
            _("Si senest %(day)s om noe i det er en forretningshemmelighet. Dere svarer én gang for alle.") % who,
        )
        page = page_address("access_consultation", public_id=one.public_id)
        return Told(_("Spørsmål om innsyn i et dokument"), lines, _("Se dokumentet og svar her:"), page)

    return [(person, write) for person in suppliers_people(one.supplier)]


@writes("consultation_answered")
def answered(payload: dict[str, Any]) -> Letters:
    """To those who handle each of the requests that wait for it."""
    one = Consultation.objects.select_related("supplier").filter(public_id=payload["id"]).first()
    if one is None or one.answered_at is None:
        return []
    return [
        (person, _answered(one, row.request))
        for row in one.consulted_for.select_related("request__member").order_by("id")
        if row.request.state in WAITING
        for person in _handlers(row.request)
    ]


def _answered(one: Consultation, request: AccessRequest) -> Callable[[], Told]:
    def write() -> Told:
        who = {"supplier": one.supplier.name}
        line = _("%(supplier)s har svart på om noe i dokumentet må holdes tilbake.") % who
        page = page_address("access_one", public_id=request.public_id)
        return Told(_("Svar fra leverandøren om innsyn"), (line,), _("Se svaret her:"), page)

    return write
