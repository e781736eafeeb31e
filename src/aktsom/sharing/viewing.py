"""What an actor's roles let it see of money, before asking whose it is."""

from aktsom.core.actor import Actor
from aktsom.members.roles import Permission, permissions_of


def sees_values(viewer: Actor) -> bool:
    """Whether the viewer sees values at all, its own exactly and others' as bands; the secretariat does not."""
    return viewer.is_platform or Permission.READ_REGISTER in permissions_of(viewer.roles)


def sees_network(viewer: Actor) -> bool:
    """Whether the viewer takes part in the cooperation: holds a role for any member that reads facts of the network."""
    return viewer.is_platform or Permission.READ_NETWORK in permissions_of(viewer.roles)
