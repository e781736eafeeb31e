"""Who sees what a supplier has told of its chain, as keys."""

from collections.abc import Collection

from aktsom.sharing.audiences import PUBLIC_KEY, Audience, keys_carried, member_key, supplier_key


def declaration_keys(
    *,
    owner_id: int | None,
    linked_ids: Collection[int],
    further: Collection[int],
    supplier_id: int,
    customer_id: int | None,
    hides: bool,
    submitted: bool,
) -> frozenset[int]:
    """Of a declaration and of the links in it. The buyers that it answers for see it, and so does the supplier itself;
    the owner too, when its contract has ended, but not (None) when it was never with this company.
    `further` are keys of others who read for these buyers (teams with a mandate). The customer in between, who invited
    the supplier to answer, sees it once it is sent, unless the supplier hides it from the customer."""
    keys = frozenset({*map(member_key, linked_ids), supplier_key(supplier_id), *further})
    if owner_id is not None:
        keys |= keys_carried(Audience.LINKED_BUYERS, owner_id=owner_id)
    if customer_id is not None and submitted and not hides:
        keys |= {supplier_key(customer_id)}
    return keys


def site_keys(naming: Collection[frozenset[int]], *, public: bool) -> frozenset[int]:
    """A place is seen by whoever sees something that names it, and by all when it stands in a public list."""
    keys = frozenset().union(*naming)
    return keys | {PUBLIC_KEY} if public else keys
