"""Who sees what a supplier has told of its chain, as keys."""

from collections.abc import Collection

from aktsom.sharing.audiences import PUBLIC_KEY, Audience, keys_carried, supplier_key


def declaration_keys(
    *,
    owner_id: int,
    linked_ids: Collection[int],
    further: Collection[int],
    supplier_id: int,
    customer_id: int | None,
    hides: bool,
    submitted: bool,
) -> frozenset[int]:
    """Of a declaration and of the links in it. The buyers that it answers for see it, and so does the supplier itself.
    `further` are keys of others who read for these buyers (teams with a mandate). The customer in between, who invited
    the supplier to answer, sees it once it is sent, unless the supplier hides it from the customer."""
    keys = keys_carried(Audience.LINKED_BUYERS, owner_id=owner_id, linked_ids=linked_ids, supplier_id=supplier_id)
    keys |= frozenset(further)
    if customer_id is not None and submitted and not hides:
        keys |= {supplier_key(customer_id)}
    return keys


def site_keys(naming: Collection[frozenset[int]], *, public: bool) -> frozenset[int]:
    """A place is seen by whoever sees something that names it, and by all when it stands in a public list."""
    keys = frozenset().union(*naming)
    return keys | {PUBLIC_KEY} if public else keys
