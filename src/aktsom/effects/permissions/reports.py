"""Why an actor may not write or adopt a report, or nothing. Who keeps the register writes a member's, and the contract
owner adopts it; a team's is written by its seats and adopted by its lead; the cooperation's is the secretariat's."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.effects.models import Report
from aktsom.effects.report_states import REPORT
from aktsom.members.permissions import has, keeps_network
from aktsom.members.roles import Permission


def write_for(actor: Actor, member_id: int | None, team_id: int | None) -> Refusal | None:
    if member_id is not None:
        if has(actor, Permission.KEEP_REGISTER, member_id):
            return None
        return Refusal(_("Bare de som holder registeret til virksomheten, kan skrive rapporten."))
    if team_id is not None:
        sits = actor.is_platform or team_id in actor.team_ids
        return None if sits else Refusal(_("Bare de som sitter i gruppen, kan skrive rapporten."))
    return None if keeps_network(actor) else Refusal(_("Bare sekretariatet kan skrive årsrapporten."))


def write(actor: Actor, one: Report) -> Refusal | None:
    if (refusal := REPORT.refusal(one.state, "drop")) is not None:
        return refusal
    return write_for(actor, one.member_id, one.team_id)


def adopt(actor: Actor, one: Report) -> Refusal | None:
    return REPORT.refusal(one.state, "adopt") or _adopts(actor, one)


def correct(actor: Actor, one: Report) -> Refusal | None:
    return REPORT.refusal(one.state, "replace") or write_for(actor, one.member_id, one.team_id)


def _adopts(actor: Actor, one: Report) -> Refusal | None:
    if one.member_id is not None:
        if has(actor, Permission.GIVE_MANDATES, one.member_id):
            return None
        return Refusal(_("Bare en avtaleeier kan vedta rapporten."))
    if one.team_id is not None:
        leads = actor.is_platform or one.team_id in actor.led_team_ids
        return None if leads else Refusal(_("Bare lederen eller nestlederen i gruppen kan vedta rapporten."))
    return None if keeps_network(actor) else Refusal(_("Bare sekretariatet kan vedta årsrapporten."))
