"""The names that a product of the high-risk list may be written with."""

from collections.abc import Iterable

from aktsom.categories.queries import current_catalogue
from aktsom.interop.chains.rows import Known
from aktsom.interop.chains.words import LANGUAGES, folded


def known_products() -> Known:
    names: dict[str, str] = {}
    for id_, product in current_catalogue().product.items():
        for word in (*(product.name.in_language(language) for language in LANGUAGES), id_):
            names.setdefault(folded(word), id_)
    return Known(names)


def product_names(ids: Iterable[str], language: str) -> dict[str, str]:
    """By id, asking for the list once; one that it no longer has is called by its id."""
    wanted = {id_ for id_ in ids if id_}
    listed = current_catalogue().product if wanted else {}
    return {id_: listed[id_].name.in_language(language) if id_ in listed else id_ for id_ in wanted}
