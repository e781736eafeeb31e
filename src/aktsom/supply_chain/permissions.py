"""Why an actor may not do something with a chain, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.members import permissions
from aktsom.members.roles import Permission, permissions_of
from aktsom.sharing.audiences import member_key, team_key
from aktsom.suppliers.models import SupplierRole
from aktsom.suppliers.permissions import judges_for
from aktsom.supply_chain.models import Declaration, Site
from aktsom.supply_chain.states import DECLARATION


def answers(actor: Actor, supplier_id: int) -> bool:
    """One of the supplier's own people."""
    return supplier_id in actor.supplier_ids


def fill_in(actor: Actor, declaration: Declaration) -> Refusal | None:
    if not answers(actor, declaration.supplier_id):
        return Refusal(_("Bare de som svarer for leverandøren, kan fylle ut dette."))
    return DECLARATION.refusal(declaration.state, "submit")


def submit(actor: Actor, declaration: Declaration) -> Refusal | None:
    """Asked of the table, since the actor's roles do not say for which supplier one approves."""
    if (refusal := fill_in(actor, declaration)) is not None:
        return refusal
    if approves(actor, declaration.supplier_id):
        return None
    return Refusal(_("Den som godkjenner for leverandøren, må sende inn. Alt du har skrevet, er lagret."))


def approves(actor: Actor, supplier_id: int) -> bool:
    return SupplierRole.objects.filter(
        supplier_id=supplier_id, person_id=actor.person_id or 0, role="supplier_approver", person__is_active=True
    ).exists()


def ask(actor: Actor, member_id: int) -> Refusal | None:
    """For one's own contracts; a team asks under its mandate (`teams.actions.chains`)."""
    if permissions.has(actor, Permission.KEEP_REGISTER, member_id):
        return None
    return Refusal(_("Bare avtaleeier og kontraktsforvalter kan be leverandøren om dette."))


def checks_for(actor: Actor) -> frozenset[int]:
    """Members for which the actor may write down what has been seen of a link."""
    return frozenset(
        member for member, role in actor.held if Permission.KEEP_REGISTER in permissions_of(frozenset({role}))
    )


def keep_sites(actor: Actor) -> Refusal | None:
    """Taking in public lists of places, and adding to them."""
    if permissions.keeps_network(actor):
        return None
    return Refusal(_("Bare sekretariatet kan legge til produksjonssteder."))


def keep_site(actor: Actor, site: Site) -> Refusal | None:
    """Correcting one that the actor sees. A place that a supplier has told of is kept by those whose contracts lead to
    it: who keeps the register or leads the follow-up, and the team that has a mandate."""
    if permissions.keeps_network(actor):
        return None
    if not (judges_for(actor) or actor.team_ids):
        return Refusal(
            _(
                "Bare sekretariatet, de som holder et avtaleregister, og de som sitter i en kategorigruppe, "
                "kan endre produksjonssteder."
            )
        )
    own = {member_key(id_) for id_ in judges_for(actor)} | {team_key(id_) for id_ in actor.team_ids}
    if own & site.seen_by:
        return None
    return Refusal(
        _(
            "Ingen avtale hos dem du handler for, leder hit. "
            "Sekretariatet eller en som har en slik avtale, kan gjøre det."
        )
    )


def judge_sites(actor: Actor, one: Site, other: Site) -> Refusal | None:
    """Whether two records that the actor sees are one place, and undoing what was judged."""
    first = keep_site(actor, one)
    return first and keep_site(actor, other)
