"""Finding one's way in the list: products by name, word, CPV code, country or right. Pure."""

from __future__ import annotations

from collections.abc import Callable

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.entries import Product

SHORTEST_CODE = 2


def find_products(catalogue: Catalogue, text: str, country_name: Callable[[str], str]) -> tuple[Product, ...]:
    """Products that every word of the text fits: in a name of the product or its group in any language, in a word
    that finds the product, in a country or right of it, or a CPV code that begins like it. All when there is no text.
    """
    words = text.casefold().split()
    return tuple(product for product in catalogue.products if _fits(catalogue, product, words, country_name))


def _fits(catalogue: Catalogue, product: Product, words: list[str], country_name: Callable[[str], str]) -> bool:
    if not words:
        return True
    texts = [text.casefold() for text in _texts(catalogue, product, country_name)]
    codes = [rule.code for rule in catalogue.cpv_rules if rule.product_id == product.id]
    return all(_is_code(word, codes) or any(word in text for text in texts) for word in words)


def _is_code(word: str, codes: list[str]) -> bool:
    return len(word) >= SHORTEST_CODE and word.isdigit() and any(code.startswith(word) for code in codes)


def _texts(catalogue: Catalogue, product: Product, country_name: Callable[[str], str]) -> list[str]:
    names = [product.name, catalogue.group[product.group_id].name]
    rights = {code for risk in product.stages.values() for code in risk.rights}
    names += [catalogue.right[code].name for code in rights]
    found = [text for name in names for text in (name.nb, name.nn, name.en)]
    found += [keyword.word for keyword in catalogue.keywords if keyword.product_id == product.id]
    return found + [country_name(code) for code in product.countries]
