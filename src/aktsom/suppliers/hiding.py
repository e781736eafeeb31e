"""Records of suppliers that not everybody may know of: areas above say so here, since this one knows none of them."""

from collections.abc import Callable, Collection

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered
from aktsom.members.permissions import keeps_network
from aktsom.suppliers.models import Supplier

# From a viewer and ids of records to those among them that the viewer may not know of. Asked with the wall lowered.
Hides = Callable[[Actor, Collection[int]], set[int]]
_hides: list[Hides] = []
BATCH = 500


def hides_suppliers(function: Hides) -> Hides:
    _hides.append(function)
    return function


def invited_alone(ids: Collection[int] | None = None) -> set[int]:
    """Records that are there because another supplier invited them, and that nobody has a contract with. Invitations
    and contracts lie in areas above this one and are asked through the relations."""
    found = Supplier.objects.filter(invitations__for_tier__isnull=False, contracts__isnull=True)
    with lowered():
        if ids is None:
            return set(found.values_list("id", flat=True))
        wanted = sorted(set(ids))
        parts = [wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH)]
        return {id_ for part in parts for id_ in found.filter(pk__in=part).values_list("id", flat=True)}


def hidden_from(viewer: Actor, ids: Collection[int]) -> set[int]:
    if viewer.is_platform or keeps_network(viewer):
        return set()
    with lowered():
        return {id_ for function in _hides for id_ in function(viewer, ids)}
