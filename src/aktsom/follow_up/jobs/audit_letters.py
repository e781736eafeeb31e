"""Letters about audits: to contract owners who are asked, to the auditor, to those who follow up, and to the supplier.
Nothing of what was found: e-mail is a postcard."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.letters import page_address
from aktsom.follow_up.audit_states import AuditState, ConsentState
from aktsom.follow_up.jobs.method_letters import Told, by_whom, day, runners, suppliers_people, writes
from aktsom.follow_up.models import Audit, AuditReport
from aktsom.members.models import Person
from aktsom.teams.queries.owners import owners_of

Letters = Iterable[tuple[Person, Callable[[], Told]]]


def _audit(payload: dict[str, Any]) -> Audit | None:
    found = Audit.objects.select_related("owner", "team", "supplier", "follow_up")
    return found.filter(public_id=payload["id"]).first()


def _report(payload: dict[str, Any]) -> AuditReport | None:
    found = AuditReport.objects.select_related("audit__owner", "audit__team", "audit__supplier")
    return found.filter(public_id=payload["id"]).first()


def _page(one: Audit) -> str:
    return page_address("audits_one", public_id=one.public_id)


def _report_page(one: AuditReport) -> str:
    return page_address("audits_report", report_id=one.public_id)


@writes("audit_consent")
def consent_asked(payload: dict[str, Any]) -> Letters:
    one = _audit(payload)
    if one is None or one.state != AuditState.CONSENT:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name}
        return Told(
            _("%(by)s vil bestille revisjon av %(supplier)s") % who,
            (_("%(by)s spør om å bruke retten til revisjon i avtalen deres med %(supplier)s.") % who,),
            _("Les bestillingen og svar her:"),
            _page(one),
        )

    asked = one.consents.filter(state=ConsentState.ASKED).values_list("member_id", flat=True)
    owners = owners_of(set(asked), timezone.localdate())
    return [(person, write) for person in {p.pk: p for people in owners.values() for p in people}.values()]


@writes("audit_assigned")
def assigned(payload: dict[str, Any]) -> Letters:
    one = _audit(payload)
    if one is None or one.state != AuditState.ORDERED:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "day": day(one.due_on)}
        return Told(
            _("Nytt oppdrag fra %(by)s") % who,
            (_("%(by)s har bestilt en revisjon av deg. Rapporten skal være inne %(day)s.") % who,),
            _("Se oppdraget her:"),
            _page(one),
        )

    return [(person, write) for person in Person.objects.filter(pk=one.auditor_id or 0, is_active=True)]


@writes("audit_reported")
def reported(payload: dict[str, Any]) -> Letters:
    one = _report(payload)
    if one is None:
        return []

    def write() -> Told:
        line, who = _("Rapporten fra revisjonen er levert."), {"supplier": one.audit.supplier.name}
        return Told(
            _("En revisjonsrapport om %(supplier)s er levert") % who,
            (line,),
            _("Les rapporten her:"),
            _report_page(one),
        )

    return [(person, write) for person in runners(one.audit.team_id, one.audit.owner_id)]


@writes("audit_stopped")
def stopped(payload: dict[str, Any]) -> Letters:
    one = _report(payload)
    if one is None or one.blocked_at is None:
        return []

    def write() -> Told:
        line = _("Ingen utenfor de som følger opp, ser rapporten nå. Snakk ikke med leverandøren om den.")
        return Told(_("En revisjonsrapport er stanset"), (line,), _("Se hvorfor her:"), _report_page(one))

    return [(person, write) for person in runners(one.audit.team_id, one.audit.owner_id) if one.handed_in_at]


@writes("audit_shown")
def shown(payload: dict[str, Any]) -> Letters:
    one = _report(payload)
    if one is None or one.shown_at is None:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.audit.team, one.audit.owner)}
        line = _("%(by)s har delt rapporten fra en revisjon med dere.")
        return Told(
            _("En revisjonsrapport fra %(by)s") % who, (line % who,), _("Les rapporten her:"), _report_page(one)
        )

    return [(person, write) for person in suppliers_people(one.audit.supplier)]
