"""Why an actor may not bring, replace or remove evidence, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.audit_states import AuditState
from aktsom.follow_up.models import Audit, Evidence
from aktsom.follow_up.permissions.audits import is_auditor
from aktsom.follow_up.states import ScanState
from aktsom.members.permissions import has
from aktsom.members.roles import Permission, permissions_of


def send_files(actor: Actor) -> Refusal | None:
    """To begin an upload at all: whoever could bring something somewhere."""
    keeps = Permission.KEEP_REGISTER in permissions_of(actor.roles)
    if actor.is_platform or keeps or actor.team_ids or actor.supplier_ids or "auditor" in actor.roles:
        return None
    return Refusal(_("Rollen din kan ikke laste opp dokumentasjon."))


def bring_for(actor: Actor, member_id: int) -> Refusal | None:
    """For the member itself, outside a team."""
    if has(actor, Permission.KEEP_REGISTER, member_id):
        return None
    return Refusal(_("Bare de som holder registeret hos medlemmet, kan laste opp dokumentasjon for det."))


def bring_for_assignment(actor: Actor, audit: Audit) -> Refusal | None:
    if is_auditor(actor, audit) and audit.state == AuditState.ORDERED:
        return None
    return Refusal(_("Bare revisoren legger ved dokumentasjon her, til rapporten er levert."))


def change(actor: Actor, evidence: Evidence) -> Refusal | None:
    """To replace or remove it: the side that brought it."""
    if actor.is_platform:
        return None
    if evidence.from_supplier:
        own = evidence.supplier_id in actor.supplier_ids
        return None if own else Refusal(_("Leverandøren la dette fram, og er den som kan erstatte eller fjerne det."))
    if evidence.team_id is not None:
        own = evidence.team_id in actor.team_ids
        return None if own else Refusal(_("Bare kategorigruppen kan erstatte eller fjerne dette."))
    return bring_for(actor, evidence.owner_id)


def download(evidence: Evidence) -> Refusal | None:
    """Whether the file is given out, to anybody who sees it."""
    if evidence.scan_state == ScanState.INFECTED:
        return Refusal(_("Det er funnet skadelig programvare i filen. Den gis ikke ut."))
    if evidence.scan_state == ScanState.WAITING:
        return Refusal(_("Filen undersøkes for skadelig programvare. Prøv igjen om litt."))
    return None
