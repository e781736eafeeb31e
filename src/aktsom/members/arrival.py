"""What is to become of somebody whom an identity provider vouches for. Plain values in, decision out.

A provider is believed for the domains it is mapped to and for no others: one member's provider must not be able to
speak for another member's people. Who once came in keeps the link to the provider's own number for the person
(`sub`), since an address may later be given to somebody else.
"""

from dataclasses import dataclass
from enum import StrEnum


class Arrival(StrEnum):
    LINKED = "linked"  # came in this way before
    LINK = "link"  # known by the address, comes in this way for the first time
    MAKE = "make"  # unknown, of a domain that the provider vouches for
    NO_ADDRESS = "no_address"
    NOT_VERIFIED = "not_verified"
    DOMAIN_NOT_MAPPED = "domain_not_mapped"
    OTHER_LINK = "other_link"  # the address belongs to somebody whom the provider knows under another number
    NOT_IN_USE = "not_in_use"

    @property
    def is_refusal(self) -> bool:
        return self not in (Arrival.LINKED, Arrival.LINK, Arrival.MAKE)


@dataclass(frozen=True)
class Known:
    """A person as far as the decision needs: `domain` of the address, `linked` to this provider under some number."""

    domain: str
    in_use: bool
    linked: bool


def domain_of(address: str) -> str:
    """Lower case; empty for what is no address."""
    name, at, domain = address.strip().lower().rpartition("@")
    return domain if name and at else ""


def arrival(  # noqa: PLR0911  a line a reason
    *,
    address: str,
    verified: bool | None,
    authoritative: bool,
    mapped: frozenset[str],
    by_number: Known | None,
    by_address: Known | None,
) -> Arrival:
    """`verified` is what the provider says of the address, None when it says nothing: then it is enough that the
    provider is authoritative for its domains. `mapped` are the provider's domains."""
    if not domain_of(address):
        return Arrival.NO_ADDRESS
    if verified is not True and not (verified is None and authoritative):
        return Arrival.NOT_VERIFIED
    known = by_number or by_address
    if domain_of(address) not in mapped or (known and known.domain not in mapped):
        return Arrival.DOMAIN_NOT_MAPPED
    if known and not known.in_use:
        return Arrival.NOT_IN_USE
    if by_number:
        return Arrival.LINKED
    if by_address:
        return Arrival.OTHER_LINK if by_address.linked else Arrival.LINK
    return Arrival.MAKE
