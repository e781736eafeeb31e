"""The address of a person's own calendar."""

from dataclasses import dataclass

from aktsom.core.actor import Actor
from aktsom.members.models import CalendarLink
from aktsom.members.secrets import calendar_secret_of, hash_of


@dataclass(frozen=True, slots=True)
class OwnLink:
    """`secret` is empty where it can no longer be told, because the platform's signing secret has been changed; the
    address that the person has kept goes on working."""

    link: CalendarLink
    secret: str


def own_link(viewer: Actor) -> OwnLink | None:
    link = CalendarLink.objects.filter(person_id=viewer.person_id or 0).first()
    if link is None:
        return None
    secret = calendar_secret_of(link.public_id, link.made_at)
    return OwnLink(link, secret if hash_of(secret) == link.secret_hash else "")
