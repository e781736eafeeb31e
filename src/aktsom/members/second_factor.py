"""Who has to prove themselves in two ways, and what counts as having done so. Plain values in, decision out."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import Refusal
from aktsom.members.roles import ROLES

# What the sign-in library writes of each proof that was given in a session.
CODES = frozenset({"totp", "recovery_codes", "webauthn"})
FIRST = frozenset({"password", "socialaccount", "invitation"})


def needs_second_factor(roles: Collection[str]) -> bool:
    return any(code in ROLES and ROLES[code].second_factor for code in roles)


def proven_twice(proofs: Collection[Mapping[str, Any]]) -> bool:
    """A passkey counts for two, having and being (or knowing); so does a provider that says it asked for two.
    Otherwise it takes a first proof and one of another kind."""
    kinds = {str(p.get("type")) for p in proofs if p.get("method") == "mfa" and p.get("type") in CODES}
    if any(p.get("passwordless") or p.get("two_factors") for p in proofs):
        return True
    return bool(kinds) and any(p.get("method") in FIRST for p in proofs)


def remove_factor(roles: Collection[str], others: int) -> Refusal | None:
    """`others` are the second factors that would be left. Recovery codes are none: they only stand in for one."""
    if others or not needs_second_factor(roles):
        return None
    return Refusal(_("Rollen din krever to måter å vise hvem du er. Legg til en annen før du fjerner denne."))
