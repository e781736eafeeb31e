"""Why an actor may not do something with a letter or a template of letters, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members.permissions import run_people
from aktsom.sanctions.letter_states import LETTER, LetterState
from aktsom.sanctions.letter_tables import LIFTING, letter_kinds
from aktsom.sanctions.models import Letter, LetterSignature, Replacement, SanctionDecision, Suspension, Termination
from aktsom.sanctions.permissions.decisions import keeps, owns
from aktsom.sanctions.rules.ladder import Decider
from aktsom.sanctions.states import DecisionState
from aktsom.sanctions.step_states import SuspensionState
from aktsom.sanctions.tables import step_called
from aktsom.sharing.audiences import supplier_key


def writes_for(actor: Actor, member_id: int) -> Refusal | None:
    if keeps(actor, member_id):
        return None
    return Refusal(_("Bare avtaleeieren og kontraktsforvalteren skriver brev for virksomheten."))


def write(actor: Actor, one: SanctionDecision, kind: str = "") -> Refusal | None:
    """Also while it is not decided yet, so that the letter can be read before; that a suspension is lifted is written
    only when it is."""
    if refusal := writes_for(actor, one.owner_id):
        return refusal
    if not (one.state == DecisionState.DRAFT or _goes_out(one, kind)):
        return Refusal(_("Avgjørelsen gjelder ikke lenger."))
    if kind == LIFTING and not Suspension.objects.filter(decision=one, state=SuspensionState.LIFTED).exists():
        return Refusal(_("Stansen er ikke opphevet."))
    return None


def _goes_out(one: SanctionDecision, kind: str) -> bool:
    """A suspension stands on, and is lifted, also where its owner has decided on something milder since."""
    if kind == LIFTING:
        return one.state in (DecisionState.DECIDED, DecisionState.SUPERSEDED)
    return one.state == DecisionState.DECIDED and not _has_given_way(one)


def _has_given_way(one: SanctionDecision) -> bool:
    """What it set in motion went when another was decided that holds all it held."""
    moved = (Suspension, Replacement, Termination)
    return any(kept._default_manager.filter(decision=one, state="dropped").exists() for kept in moved)


def signs(actor: Actor, member_id: int, kind: str) -> Refusal | None:
    """A contract manager signs the letters of the steps that the table lets a manager decide; the others are the
    contract owner's."""
    step = letter_kinds()[kind].step
    by_manager = bool(step) and Decider.MANAGER in step_called(step).decided_by
    if owns(actor, member_id) or (by_manager and keeps(actor, member_id)):
        return None
    return Refusal(_("Bare avtaleeieren kan undertegne dette brevet."))


def change(actor: Actor, one: Letter) -> Refusal | None:
    if refusal := writes_for(actor, one.owner_id):
        return refusal
    return None if one.state == LetterState.DRAFT else Refusal(_("Brevet er sendt, og endres ikke."))


def send(actor: Actor, one: Letter) -> Refusal | None:
    if refusal := signs(actor, one.owner_id, one.kind) or LETTER.refusal(one.state, "send"):
        return refusal
    if one.decision is not None and not _goes_out(one.decision, one.kind):
        if one.decision.state == DecisionState.DRAFT:
            return Refusal(_("Ta avgjørelsen først. Brevet sendes etterpå."))
        return Refusal(_("Avgjørelsen gjelder ikke lenger."))
    if one.signatures.filter(signed_at__isnull=True).exists():
        return Refusal(_("Alle som står som avsendere, må undertegne før brevet sendes."))
    return None


def sign(actor: Actor, one: Letter, signature: LetterSignature) -> Refusal | None:
    if refusal := signs(actor, signature.member_id, one.kind):
        return refusal
    if one.state != LetterState.DRAFT:
        return Refusal(_("Brevet er sendt, og endres ikke."))
    return Refusal(_("Virksomheten har undertegnet.")) if signature.signed_at is not None else None


def owners(actor: Actor, one: Letter, verb: str) -> Refusal | None:
    """`verb` is one of the table of letters that the contract owner does."""
    refusal = signs(actor, one.owner_id, one.kind) if verb == "withdraw" else writes_for(actor, one.owner_id)
    if refusal is None and verb == "note_answer" and one.state == LetterState.SENT:
        return Refusal(_("Før først inn at brevet er mottatt. Fristene regnes fra den dagen."))
    return refusal or LETTER.refusal(one.state, verb)


def answers_for(actor: Actor, one: Letter) -> bool:
    """Whether the actor is of the supplier that the letter was sent to."""
    return any(supplier_key(id_) in one.seen_by for id_ in actor.supplier_ids)


def suppliers(actor: Actor, one: Letter, verb: str) -> Refusal | None:
    if not answers_for(actor, one):
        return Refusal(_("Bare leverandøren gjør dette."))
    if verb == "answer" and one.state == LetterState.SENT:
        return Refusal(_("Bekreft først at dere har mottatt brevet."))
    return LETTER.refusal(one.state, verb)


def edit_templates(actor: Actor, member_id: int) -> Refusal | None:
    return run_people(actor, member_id)
