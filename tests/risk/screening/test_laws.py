"""Laws that hold for any text: what a batch relies on, and what must never calm the reader."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from aktsom.categories.catalogue import read_catalogue
from aktsom.risk.screening import Purchase, Screener, Where

SCREENER = Screener(read_catalogue())
CATALOGUE = SCREENER.catalogue

_GOODS = [word.word for word in (*CATALOGUE.keywords, *CATALOGUE.group_keywords)]
_CONTEXT = [word.word for word in CATALOGUE.context_words]
_OTHERS = [
    "Nordvika",
    "kommune",
    "2025",
    "skrive-",
    "arbeids-",
    "vernehanskr",
    "mobler",
    "kjoretoy",
    "reprasjon",
    "-konvolutter",
    "PC-er",
    "hanskerom",
    "epletre",
    "blå",
]
_ENDINGS = ["", "", "", "er", "ene", "pakke", "vask", "deler", "s"]
_MARKS = [" ", " ", " ", " ", ", ", " – ", ". ", ": ", "/", " (", ") ", "\n", " - "]

words = st.builds(
    lambda word, ending, capital: (word.capitalize() if capital else word) + ending,
    st.one_of(st.sampled_from(_GOODS), st.sampled_from(_CONTEXT), st.sampled_from(_OTHERS)),
    st.sampled_from(_ENDINGS),
    st.booleans(),
)
texts = st.lists(st.tuples(words, st.sampled_from(_MARKS)), max_size=12).map(
    lambda pairs: "".join(word + mark for word, mark in pairs)
)
titles = st.lists(st.sampled_from(_GOODS), min_size=1, max_size=4)

SCREENER.match_text("oppvarming", Where.TITLE)  # makes the table of misspellings, so that no example is timed with it


@given(texts)
@settings(max_examples=300)
def test_a_reduced_text_says_the_same(text: str) -> None:
    reduced = SCREENER.reduce(text)
    assert SCREENER.match_text(reduced, Where.TITLE) == SCREENER.match_text(text, Where.TITLE)
    assert SCREENER.reduce(reduced) == reduced


@given(st.text(max_size=80))
def test_any_text_at_all_can_be_read(text: str) -> None:
    SCREENER.match_text(SCREENER.reduce(text), Where.TITLE)


@given(texts, st.lists(st.sampled_from([rule.code for rule in CATALOGUE.cpv_rules]), max_size=2))
def test_a_purchase_is_what_its_parts_combine_to(text: str, cpv: list[str]) -> None:
    whole = SCREENER.screen(Purchase(text, cpv=tuple(cpv)))
    codes = [SCREENER.match_code(code) for code in cpv]
    assert SCREENER.combine(codes, [SCREENER.match_text(text, Where.TITLE)]) == whole


@given(titles, st.randoms(use_true_random=False))
def test_the_order_of_goods_does_not_matter(names: list[str], random: object) -> None:
    mixed = list(names)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random
    one, other = (SCREENER.screen(Purchase("", products=tuple(order))) for order in (names, mixed))
    assert (one.verdict, one.groups, one.products, one.levels) == (
        other.verdict,
        other.groups,
        other.products,
        other.levels,
    )


@given(st.lists(st.sampled_from(CATALOGUE.products), min_size=1, max_size=4))
def test_one_more_product_never_lowers_a_level(products: list[object]) -> None:
    codes = {rule.product_id: rule.code for rule in CATALOGUE.cpv_rules if len(rule.prefix) > 3}
    cpv = [codes[product.id] for product in products if product.id in codes]  # type: ignore[attr-defined]  # Product
    for end in range(1, len(cpv)):
        fewer, more = (SCREENER.screen(Purchase("", cpv=tuple(cpv[:n]))) for n in (end, end + 1))
        if fewer.products and set(fewer.products) <= set(more.products):
            assert all(more.levels[stage].caution >= level.caution for stage, level in fewer.levels.items())


@given(texts)
def test_case_does_not_matter_to_a_single_line(text: str) -> None:
    line = re.sub(r"[^\w\s]", " ", text).lower().split()
    low = SCREENER.match_text(" ".join(line[:1]), Where.TITLE)
    high = SCREENER.match_text(" ".join(line[:1]).upper(), Where.TITLE)
    assert [word.match.product_id for word in low.matches] == [word.match.product_id for word in high.matches]
