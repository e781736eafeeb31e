"""Reads of one's own ways in: factors, sessions, the latest sign-ins. Each person sees only its own."""

from datetime import datetime
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Person, SignIn

LATEST = 10


class Passkey(NamedTuple):
    id: int
    name: str
    made_at: datetime
    used_at: datetime | None


class OpenSession(NamedTuple):
    id: int
    browser: str
    place: str
    since: datetime
    seen_at: datetime
    is_this: bool


class OwnFactors(NamedTuple):
    totp: Authenticator | None
    passkeys: list[Passkey]
    codes_left: int | None  # None when no codes have been made
    providers: list[str]

    @property
    def has_second(self) -> bool:
        return bool(self.totp or self.passkeys)


def own_factors(viewer: Actor) -> OwnFactors:
    held = list(Authenticator.objects.filter(user_id=viewer.person_id).order_by("created_at"))
    by_type = {factor.type: factor for factor in held}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return OwnFactors(
        totp=by_type.get(Authenticator.Type.TOTP),
        passkeys=[
            Passkey(factor.pk, factor.wrap().name, factor.created_at, factor.last_used_at)
            for factor in held
            if factor.type == Authenticator.Type.WEBAUTHN
        ],
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
        providers=list(SocialAccount.objects.filter(user_id=viewer.person_id).values_list("provider", flat=True)),
    )


def own_passkey(viewer: Actor, factor_id: int) -> Authenticator:
    found = Authenticator.objects.filter(
        pk=factor_id, user_id=viewer.person_id, type=Authenticator.Type.WEBAUTHN
    ).first()
    if found is None:
        raise NotVisible
    return found


def passkeys_of(person_id: int) -> int:
    held: int = Authenticator.objects.filter(user_id=person_id, type=Authenticator.Type.WEBAUTHN).count()
    return held


def second_factors(viewer: Actor) -> set[str]:
    """The kinds held, "totp" and "webauthn"; recovery codes only stand in for one of them."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    held = Authenticator.objects.filter(user_id=viewer.person_id, type__in=kinds)
    return set(held.values_list("type", flat=True))


def open_sessions(viewer: Actor, this: str | None, since: datetime) -> list[OpenSession]:
    """Those seen after `since`, newest first, this one on top; older ones ended by themselves."""
    rows = UserSession.objects.filter(user_id=viewer.person_id, last_seen_at__gte=since).order_by("-last_seen_at")
    found = [
        OpenSession(row.pk, row.user_agent, row.ip, row.created_at, row.last_seen_at, row.session_key == this)
        for row in rows
        if row.exists()
    ]
    return sorted(found, key=lambda session: not session.is_this)


def latest_sign_ins(viewer: Actor) -> list[SignIn]:
    return list(SignIn.objects.filter(person_id=viewer.person_id or 0).order_by("-at", "-id")[:LATEST])


def person_of_address(address: str) -> Person | None:
    """Whose sign-in journal a wrong try belongs in."""
    return Person.objects.filter(email=address.strip().lower()).first()


def signs_in_elsewhere(person: Person) -> str:
    """The provider through which alone the person signs in; empty when there is a password or no provider."""
    if person.has_usable_password():
        return ""
    linked = SocialAccount.objects.filter(user=person).first()
    return linked.provider if linked else ""


def has_way_in(person_id: int) -> bool:
    """A passkey, or an identity provider that the person came through before."""
    passkey = Authenticator.objects.filter(user_id=person_id, type=Authenticator.Type.WEBAUTHN)
    return bool(passkey.exists() or SocialAccount.objects.filter(user_id=person_id).exists())


def own_totp(viewer: Actor) -> Authenticator:
    found = Authenticator.objects.filter(user_id=viewer.person_id, type=Authenticator.Type.TOTP).first()
    if found is None:
        raise NotVisible
    return found


def own_codes(viewer: Actor) -> list[str]:
    """The unused recovery codes, for the page that shows them once."""
    held = Authenticator.objects.filter(user_id=viewer.person_id, type=Authenticator.Type.RECOVERY_CODES).first()
    return list(held.wrap().get_unused_codes()) if held else []
