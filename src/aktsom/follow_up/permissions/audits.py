"""Why an actor may not do something with an audit or its report, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.audit_states import AUDIT, CONSENT, AuditState, ReportState
from aktsom.follow_up.models import Audit, AuditConsent, AuditReport
from aktsom.follow_up.permissions.follow_ups import run
from aktsom.sharing.audiences import supplier_key
from aktsom.sharing.viewing import sees_network
from aktsom.teams.permissions.mandates import give


def is_auditor(actor: Actor, one: Audit) -> bool:
    """Whether it is the actor's assignment, while it is an auditor there still."""
    engaged = (one.owner_id, "auditor") in actor.held
    return engaged and actor.person_id is not None and one.auditor_id == actor.person_id


def answers_for(actor: Actor, report: AuditReport) -> bool:
    return any(supplier_key(id_) in report.seen_by for id_ in actor.supplier_ids)


def runs(actor: Actor, one: Audit) -> Refusal | None:
    if not sees_network(actor) or is_auditor(actor, one):  # who does not see the follow-up itself
        return Refusal(_("Bare de som følger opp, kan gjøre dette."))
    return run(actor, one.follow_up)


def move(actor: Actor, one: Audit, verb: str) -> Refusal | None:
    """`verb` is one of the table of audits."""
    return runs(actor, one) or AUDIT.refusal(one.state, verb)


def write(actor: Actor, one: Audit) -> Refusal | None:
    """Scope, offers and cost: until contract owners are asked."""
    if refusal := runs(actor, one):
        return refusal
    if one.state == AuditState.DRAFT:
        return None
    return Refusal(_("Bestillingen endres ikke etter at avtaleeierne er spurt."))


def send_link(actor: Actor, one: Audit) -> Refusal | None:
    """A new link to an auditor that has not come in."""
    if refusal := runs(actor, one):
        return refusal
    if one.state == AuditState.ORDERED and one.auditor_id is None:
        return None
    return Refusal(_("Revisoren har tatt imot oppdraget, eller har det ikke ennå."))


def answer(actor: Actor, consent: AuditConsent, verb: str) -> Refusal | None:
    """Only the contract's owner, and until it is ordered."""
    if refusal := give(actor, consent.member_id):
        return refusal
    if consent.audit.state != AuditState.CONSENT:
        return Refusal(_("Revisjonen er bestilt eller avlyst. Svaret endres ikke."))
    return CONSENT.refusal(consent.state, verb)


def write_report(actor: Actor, report: AuditReport) -> Refusal | None:
    """The auditor, or for a report that is carried over those who follow up; until it is handed in."""
    if report.state != ReportState.DRAFT:
        return Refusal(_("Rapporten er levert, og endres ikke."))
    if report.scheme:
        return runs(actor, report.audit)
    if is_auditor(actor, report.audit):
        return None
    return Refusal(_("Bare revisoren skriver rapporten."))


def block(actor: Actor, report: AuditReport) -> Refusal | None:
    """Whoever writes it or reads it as one of those who follow up may stop it."""
    if report.blocked_at is not None:
        return Refusal(_("Rapporten er stanset allerede."))
    return None if is_auditor(actor, report.audit) else runs(actor, report.audit)


def lift(actor: Actor, report: AuditReport) -> Refusal | None:
    if report.blocked_at is None:
        return Refusal(_("Rapporten er ikke stanset."))
    return None if is_auditor(actor, report.audit) else runs(actor, report.audit)


def confirm(actor: Actor, report: AuditReport) -> Refusal | None:
    """That the auditor itself stands by a report that came through the seller."""
    if refusal := runs(actor, report.audit):
        return refusal
    if not report.through_seller or report.state != ReportState.HANDED_IN or report.confirmed_at is not None:
        return Refusal(_("Rapporten trenger ingen bekreftelse nå."))
    return None


def show(actor: Actor, report: AuditReport) -> Refusal | None:
    """To the supplier."""
    if refusal := runs(actor, report.audit):
        return refusal
    if report.state != ReportState.HANDED_IN:
        return Refusal(_("Rapporten er ikke levert ennå."))
    if report.blocked_at is not None:
        return Refusal(_("Rapporten er stanset fordi det nå kan sette arbeidere i fare."))
    if report.through_seller and report.confirmed_at is None:
        return Refusal(_("Revisoren må bekrefte rapporten først. Den kom gjennom selgeren."))
    return Refusal(_("Leverandøren har fått se rapporten.")) if report.shown_at is not None else None
