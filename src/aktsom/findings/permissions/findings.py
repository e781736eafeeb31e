"""Why an actor may not do something with a finding, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.findings.models import Finding, Inquiry
from aktsom.findings.queries.inquiries import ALLEGED
from aktsom.findings.states import FINDING, KIND, OVER, FindingKind, FindingState
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.follow_up.queries.kept_places import kept_places
from aktsom.follow_up.states import FollowUpState
from aktsom.sharing.audiences import supplier_key
from aktsom.sharing.viewing import sees_network

MAY_BE_CHANGED = (FindingState.NOTED, FindingState.HEARING)  # afterwards it is what was decided on


def answers_for(actor: Actor, one: Finding) -> bool:
    """Whether the actor is of the supplier that has been shown it."""
    return any(supplier_key(id_) in one.seen_by for id_ in actor.supplier_ids)


def held_back(one: Finding) -> bool:
    """Whether it was written from an inquiry in which no supplier is to be asked for now."""
    code = one.rests_on.removeprefix(ALLEGED) if one.rests_on.startswith(ALLEGED) else ""
    return bool(code) and Inquiry.objects.filter(public_id=code, held_at__isnull=False).exists()


def note(actor: Actor, one: FollowUp) -> Refusal | None:
    """Also when the follow-up is concluded: what was found then is put right after it."""
    if refusal := begin(actor, one.team, one.member_id or 0):
        return refusal
    if one.state in (FollowUpState.PLANNED, FollowUpState.DROPPED):
        return Refusal(_("Funn skrives i en oppfølging som er varslet."))
    return None


def runs(actor: Actor, one: Finding) -> Refusal | None:
    """Nobody who answers for the supplier, whatever else they are: else the supplier would judge itself."""
    if not sees_network(actor):  # who does not see the follow-up itself
        return Refusal(_("Bare de som følger opp, kan gjøre dette."))
    if one.supplier_id in actor.supplier_ids or answers_for(actor, one):
        return Refusal(_("Du svarer for leverandøren, og kan ikke følge den opp."))
    return begin(actor, one.team, one.follow_up.member_id or 0)


def move(actor: Actor, one: Finding, verb: str) -> Refusal | None:
    """`verb` is one of the table of findings."""
    if refusal := runs(actor, one) or FINDING.refusal(one.state, verb):
        return refusal
    if verb == "withdraw" and one.state == FindingState.STANDS and one.kind == FindingKind.DEVIATION:
        return Refusal(_("Et avvik som står, trekkes ikke. Avgjør først hva det er, med det som viser det."))
    return None


def keeps_place(one: Finding) -> Refusal | None:
    """Whether it is about a place that a tier behind the supplier keeps from it."""
    if one.site_key not in kept_places(one.follow_up, [one.site_key]):
        return None
    if one.state not in MAY_BE_CHANGED:
        told = _(
            "Leverandøren får ikke vite om dette stedet: leddet bak har holdt det for seg selv. Skriv et nytt funn som "
            "gjelder leverandøren som helhet, uten navnet på stedet."
        )
        return Refusal(told)
    return Refusal(
        _(
            "Leverandøren får ikke vite om dette stedet: leddet bak har holdt det for seg selv. La funnet gjelde "
            "leverandøren som helhet, og skriv det uten navnet på stedet."
        )
    )


def show(actor: Actor, one: Finding) -> Refusal | None:
    """To the supplier: before it stands, and afterwards where it could not be shown then."""
    if refusal := runs(actor, one):
        return refusal
    if one.stopped_at is not None:
        return Refusal(_("Leverandøren får ikke se dette nå: det kan sette arbeidere i fare."))
    if held_back(one):
        return Refusal(_("Undersøkelsen det bygger på, er holdt tilbake: det kan sette den som varslet, i fare."))
    if refusal := keeps_place(one):
        return refusal
    if one.state == FindingState.STANDS and one.shown_at is None:
        return None
    return FINDING.refusal(one.state, "hear")


def change(actor: Actor, one: Finding) -> Refusal | None:
    """What it says: until it stands. What the supplier has been shown is shown again when it is changed."""
    if refusal := runs(actor, one):
        return refusal
    if one.state in MAY_BE_CHANGED:
        return None
    return Refusal(_("Funnet står, og teksten endres ikke. Skriv en vurdering av hva det er, eller et nytt funn."))


def decide_kind(actor: Actor, one: Finding, verb: str = "") -> Refusal | None:
    """`verb` is one of the table of kinds, none for any of them."""
    if refusal := runs(actor, one):
        return refusal
    if one.state in OVER:
        return Refusal(_("Funnet er avsluttet."))
    return KIND.refusal(one.kind, verb) if verb else None


def comment(actor: Actor, one: Finding) -> Refusal | None:
    if not answers_for(actor, one):
        return Refusal(_("Bare leverandøren kommenterer her."))
    if one.state in (FindingState.HEARING, FindingState.STANDS):
        return None
    return Refusal(_("Funnet er avsluttet."))


def stop(actor: Actor, one: Finding) -> Refusal | None:
    if refusal := runs(actor, one):
        return refusal
    return Refusal(_("Det er stanset allerede.")) if one.stopped_at is not None else None


def lift(actor: Actor, one: Finding) -> Refusal | None:
    if refusal := runs(actor, one):
        return refusal
    return Refusal(_("Det er ikke stanset.")) if one.stopped_at is None else None
