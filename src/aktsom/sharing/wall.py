"""Which wall an actor stands behind: the same plain facts that `sharing.audiences` decides by, as settings that the
database's policies compare columns with."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered, raised
from aktsom.members.permissions import runs_people_of
from aktsom.members.roles import Permission, permissions_of
from aktsom.sharing.audiences import keys_held

__all__ = ["behind", "lowered", "settings_of"]


@contextmanager
def behind(actor: Actor | None) -> Iterator[None]:
    """Everything asked of the database meanwhile is asked as this actor; nobody (None) sees what is public."""
    if actor is not None and actor.is_platform:
        with lowered():
            yield
    else:
        network = actor is not None and Permission.READ_NETWORK in permissions_of(actor.roles)
        with raised(settings_of(actor), network=network):
            yield


def settings_of(actor: Actor | None) -> dict[str, str]:
    if actor is None:
        return {"keys": _array(keys_held(None))}
    return {
        "person": str(actor.person_id),
        "members": _array(actor.member_ids),
        "represented": _array(actor.represented),
        "teams": _array(actor.team_ids),
        "suppliers": _array(actor.supplier_ids),
        "keys": _array(keys_held(actor)),
        "people_of": _array(runs_people_of(actor)),
        "keeps_network": "on" if Permission.KEEP_NETWORK in permissions_of(actor.roles) else "",
    }


def _array(ids: Iterable[int]) -> str:
    return "{" + ",".join(map(str, sorted(set(ids)))) + "}"
