"""Why an actor may not do something with a publication, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.findings.models import Publication, PublicationVersion
from aktsom.findings.states import IN_WORK, VERSION, VersionState
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.follow_up.states import FollowUpState
from aktsom.members.roles import Permission, permissions_of
from aktsom.sharing.audiences import supplier_key
from aktsom.sharing.viewing import sees_network


def decides(actor: Actor) -> bool:
    """Whether the actor is of the secretariat, which lets out and takes back."""
    return Permission.KEEP_NETWORK in permissions_of(actor.roles)


def draft(actor: Actor, one: FollowUp) -> Refusal | None:
    if not sees_network(actor):
        return Refusal(_("Bare de som følger opp, kan gjøre dette."))
    if refusal := begin(actor, one.team, one.member_id or 0):
        return refusal
    if one.state in (FollowUpState.PLANNED, FollowUpState.DROPPED):
        return Refusal(_("Det er ingenting å publisere før oppfølgingen er varslet."))
    return None


def runs(actor: Actor, one: Publication) -> Refusal | None:
    if not sees_network(actor):
        return Refusal(_("Bare de som følger opp, kan gjøre dette."))
    if one.supplier_id in actor.supplier_ids:
        return Refusal(_("Du svarer for leverandøren, og kan ikke følge den opp."))
    return begin(actor, one.team, one.follow_up.member_id or 0)


def over(one: Publication) -> Refusal | None:
    """What everybody reads is that it is withdrawn: nothing of it gets out again."""
    return Refusal(_("Dette er trukket.")) if one.withdrawn_at is not None else None


def write(actor: Actor, one: PublicationVersion) -> Refusal | None:
    """What has been shown is taken back first, so that the supplier sees each wording before it gets out."""
    if refusal := runs(actor, one.publication) or over(one.publication):
        return refusal
    if one.state == VersionState.DRAFT:
        return None
    return Refusal(_("Ta utkastet tilbake før dere endrer det. Leverandøren får se den nye teksten."))


def move(actor: Actor, one: PublicationVersion, verb: str) -> Refusal | None:
    """`verb` is one of those that are the team's in the table of versions."""
    return runs(actor, one.publication) or over(one.publication) or VERSION.refusal(one.state, verb)


def decide(actor: Actor, one: PublicationVersion, verb: str) -> Refusal | None:
    """`verb` is one of the secretariat's. Nobody decides on what they have set up themselves."""
    if refusal := secretariat(actor) or over(one.publication):
        return refusal
    if runs(actor, one.publication) is None:
        return Refusal(_("Den som følger opp saken, avgjør ikke om den publiseres."))
    return VERSION.refusal(one.state, verb)


def secretariat(actor: Actor) -> Refusal | None:
    if decides(actor):
        return None
    return Refusal(_("Sekretariatet avgjør hva som publiseres."))


def correct(actor: Actor, one: Publication) -> Refusal | None:
    if refusal := runs(actor, one):
        return refusal
    if one.published_at is None or one.withdrawn_at is not None:
        return Refusal(_("Bare det som er publisert, kan rettes."))
    if one.versions.filter(state__in=IN_WORK).exists():
        return Refusal(_("En ny utgave er under arbeid allerede."))
    return None


def answers_for(actor: Actor, one: PublicationVersion) -> bool:
    """Whether the actor is of the supplier that has been shown it."""
    return any(supplier_key(id_) in one.seen_by for id_ in actor.supplier_ids)


def answer(actor: Actor, one: PublicationVersion) -> Refusal | None:
    if not answers_for(actor, one):
        return Refusal(_("Bare leverandøren svarer her."))
    if refusal := over(one.publication):
        return refusal
    if one.state in (VersionState.SHOWN, VersionState.PROPOSED):
        return None
    return Refusal(_("Det er ikke til uttalelse nå."))
