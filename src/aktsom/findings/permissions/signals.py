"""Why an actor may not do something with a signal or a joint inquiry, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.findings.models import Inquiry, InquiryBranch, InquiryMember, Signal
from aktsom.findings.signal_states import BRANCH, INQUIRY, SIGNAL, InquiryState
from aktsom.members.permissions import has, keeps_network
from aktsom.members.roles import Permission
from aktsom.sharing.audiences import supplier_key
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam
from aktsom.teams.permissions.mandates import work


def takes_in(actor: Actor) -> Refusal | None:
    """Whoever takes in signals at all: the secretariat, and those who sit in a team."""
    if keeps_network(actor) or actor.team_ids:
        return None
    return Refusal(_("Bare sekretariatet og kategorigruppene tar imot varsler."))


def write_in(actor: Actor) -> Refusal | None:
    """What somebody at a buyer has heard: whoever has a role there. To take it in is for others."""
    return (
        None if sees_network(actor) else Refusal(_("Bare de som har en rolle hos en innkjøper, skriver ned varsler."))
    )


def handle(actor: Actor, one: Signal, verb: str = "") -> Refusal | None:
    """`verb` is one of the table of signals, none for what changes no state."""
    if not keeps_network(actor) and one.team_id not in actor.team_ids:
        return Refusal(_("Bare sekretariatet og gruppen som har fått varselet, gjør noe med det."))
    return SIGNAL.refusal(one.state, verb) if verb else None


def give(actor: Actor, one: Signal) -> Refusal | None:
    """To a team: more people read it then, and the secretariat alone decides so."""
    if not keeps_network(actor):
        return Refusal(_("Bare sekretariatet gir et varsel til en gruppe."))
    return handle(actor, one)


def run(actor: Actor, one: Inquiry, verb: str = "") -> Refusal | None:
    if not keeps_network(actor):
        team: CategoryTeam | None = one.team
        if team is None:
            return Refusal(_("Bare sekretariatet gjør dette."))
        if refusal := work(actor, team):
            return refusal
    return INQUIRY.refusal(one.state, verb) if verb else joinable(one)


def joinable(one: Inquiry) -> Refusal | None:
    """Whether anything more comes to it at all."""
    return Refusal(_("Undersøkelsen er avsluttet.")) if one.state == InquiryState.CLOSED else None


def ask(actor: Actor, one: Inquiry) -> Refusal | None:
    if refusal := run(actor, one):
        return refusal
    if one.held_at is not None:
        return Refusal(_("Leverandørene spørres ikke nå: det kan sette den som varslet, i fare."))
    if one.listing_at is not None:
        return Refusal(_("Leverandørene føres opp ennå. Vent litt, og last siden på nytt."))
    return None


def alert(actor: Actor, one: Inquiry) -> Refusal | None:
    if refusal := run(actor, one):
        return refusal
    return Refusal(_("Det er varslet om dette allerede.")) if one.alerted_at is not None else None


def answer_for(actor: Actor, row: InquiryMember) -> Refusal | None:
    """For the body that is touched: those who keep its register."""
    if has(actor, Permission.KEEP_REGISTER, row.member_id):
        return None
    return Refusal(_("Bare de som holder avtaleregisteret, svarer for virksomheten."))


def acknowledge(actor: Actor, row: InquiryMember) -> Refusal | None:
    if row.alerted_at is None:
        return Refusal(_("Det er ikke varslet om nulltoleranse her."))
    if row.acknowledged_at is not None:
        return Refusal(_("Dere har kvittert allerede."))
    return answer_for(actor, row)


def answer(actor: Actor, row: InquiryBranch) -> Refusal | None:
    """By the supplier."""
    if not any(supplier_key(id_) in row.seen_by for id_ in actor.supplier_ids):
        return Refusal(_("Bare leverandøren svarer her."))
    return BRANCH.refusal(row.state, "answer")
