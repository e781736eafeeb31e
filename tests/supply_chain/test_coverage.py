"""How well a stage is known. The laws: no order, never less by more links, and claims stay claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.supply_chain.rules.coverage import Cell, LinkFacts, Mapped, SaidUnknown, at_least, covered, mapped
from aktsom.supply_chain.states import Confidence, Known, Stage

PRODUCTS = ("gloves", "masks")
links = st.builds(
    LinkFacts, st.sampled_from(Stage), st.sampled_from(Confidence), st.sampled_from(["", *PRODUCTS, "other"])
)
PLACES = ("", "a", "b", "c")
placed = st.builds(
    LinkFacts,
    st.sampled_from(Stage),
    st.sampled_from(Confidence),
    st.sampled_from(["", *PRODUCTS, "other"]),
    st.sampled_from(PLACES),
    st.sampled_from(PLACES),
)
claims_of_places = placed.filter(lambda one: one.confidence is Confidence.DECLARED)
unknowns = st.builds(SaidUnknown, st.sampled_from(Stage), st.sampled_from(["", *PRODUCTS]))
targets = st.dictionaries(st.sampled_from(Stage), st.none() | st.sampled_from(Known))
Shape = dict[tuple[str, Stage], Cell]


def _by_place(cells: list[Cell]) -> Shape:
    return {(cell.product_id, cell.stage): cell for cell in cells}


@given(st.lists(placed), st.lists(unknowns), targets, st.randoms())
def test_order_does_not_matter(found, said, target, random) -> None:  # type: ignore[no-untyped-def]
    once = covered(PRODUCTS, found, said, target)
    random.shuffle(found)
    random.shuffle(said)
    assert covered(PRODUCTS, found, said, target) == once


@given(st.lists(links), st.lists(unknowns), links)
def test_one_more_link_of_a_place_never_makes_less_known(found, said, more) -> None:  # type: ignore[no-untyped-def]
    before, after = (_by_place(covered(PRODUCTS, each, said, {})) for each in (found, [*found, more]))
    assert all(at_least(after[place].known, cell.known) for place, cell in before.items())


@given(st.lists(placed), st.lists(unknowns), st.lists(placed.filter(lambda one: one.confidence != Confidence.VERIFIED)))
def test_claims_never_add_up_to_verified(found, said, claims) -> None:  # type: ignore[no-untyped-def]
    before, after = (_by_place(covered(PRODUCTS, each, said, {})) for each in (found, [*found, *claims]))
    for place, cell in after.items():
        assert cell.known is not Known.VERIFIED or before[place].known is Known.VERIFIED


@given(st.lists(links), st.lists(unknowns), targets)
def test_every_stage_of_every_product_once_and_gaps_first(found, said, target) -> None:  # type: ignore[no-untyped-def]
    cells = covered(PRODUCTS, found, said, target)
    assert len(_by_place(cells)) == len(cells) == len(PRODUCTS) * len(Stage)
    assert [cell.gap for cell in cells] == sorted((cell.gap for cell in cells), reverse=True)


@given(st.lists(links), st.lists(unknowns))
def test_what_is_said_to_be_unknown_is_a_gap(found, said) -> None:  # type: ignore[no-untyped-def]
    cells = _by_place(covered(PRODUCTS, found, said, dict.fromkeys(Stage, Known.CLAIMED)))
    for one in said:
        for product in PRODUCTS:
            if one.product_id in ("", product):
                assert cells[product, one.stage].gap


def test_said_unknown_and_nothing_else_is_unknown() -> None:
    [*cells] = covered(["gloves"], [], [SaidUnknown(Stage.RAW, "gloves")], {})
    raw = _by_place(cells)["gloves", Stage.RAW]
    assert (raw.known, raw.said, raw.partly) == (Known.UNKNOWN, True, False)


def test_known_in_part_is_told_and_meets_no_target() -> None:
    found = [LinkFacts(Stage.RAW, Confidence.VERIFIED, "gloves")]
    cells = covered(["gloves"], found, [SaidUnknown(Stage.RAW)], {Stage.RAW: Known.CLAIMED})
    raw = _by_place(cells)["gloves", Stage.RAW]
    assert (raw.known, raw.partly, raw.gap) == (Known.VERIFIED, True, True)


@given(st.lists(placed), st.lists(unknowns), st.lists(claims_of_places))
def test_what_is_only_claimed_never_raises_what_is_known(found, said, claims) -> None:  # type: ignore[no-untyped-def]
    """Beyond a claim, that is: from nothing to a claim is all it can do."""
    before, after = (_by_place(covered(PRODUCTS, each, said, {})) for each in (found, [*found, *claims]))
    for place, cell in after.items():
        assert at_least(before[place].known, cell.known) or cell.known is Known.CLAIMED


def _final(*confidences: Confidence, product: str = "") -> list[LinkFacts]:
    return [LinkFacts(Stage.FINAL, one, product, f"factory {n}", "us") for n, one in enumerate(confidences)]


def _stage(stage: Stage, found: list[LinkFacts], products: tuple[str, ...] = ("gloves",)) -> Cell:
    return _by_place(covered(products, found, [], dict.fromkeys(Stage, Known.CLAIMED)))[products[0], stage]


def test_the_least_known_of_the_places_decides() -> None:
    found = _final(Confidence.VERIFIED, Confidence.DECLARED)
    again = LinkFacts(Stage.FINAL, Confidence.DECLARED, "", "factory 0", "us")
    cell = _stage(Stage.FINAL, [*found, again])
    assert (cell.known, cell.links) == (Known.CLAIMED, {Confidence.VERIFIED: 1, Confidence.DECLARED: 1})
    [final] = [c for c in covered(["gloves"], found, [], {Stage.FINAL: Known.VERIFIED}) if c.stage is Stage.FINAL]
    assert final.gap


def test_a_factory_with_nothing_behind_it_leaves_a_gap() -> None:
    part = LinkFacts(Stage.COMPONENT, Confidence.VERIFIED, "", "mill", "factory 0")
    raw = LinkFacts(Stage.RAW, Confidence.VERIFIED, "", "farm", "mill")
    both = [*_final(Confidence.VERIFIED, Confidence.VERIFIED), part, raw]
    for stage in (Stage.COMPONENT, Stage.RAW):
        cell = _stage(stage, both)
        assert (cell.known, cell.branches, cell.partly, cell.gap) == (Known.VERIFIED, 1, True, True)
    one = [*_final(Confidence.VERIFIED), part, raw]
    assert not any(_stage(stage, one).gap for stage in Stage)
    straight = LinkFacts(Stage.RAW, Confidence.DECLARED, "", "field", "factory 1")
    assert _stage(Stage.RAW, [*both, straight]).branches == 0


def test_what_is_delivered_to_the_supplier_itself_stands_for_all_its_factories() -> None:
    tier = LinkFacts(Stage.COMPONENT, Confidence.DECLARED, "", "tier", "us")
    assert not _stage(Stage.COMPONENT, [*_final(Confidence.DECLARED, Confidence.DECLARED), tier]).gap


def test_a_verified_link_without_a_product_is_verified_where_there_is_one_product_alone() -> None:
    found = _final(Confidence.VERIFIED)
    assert _stage(Stage.FINAL, found).known is Known.VERIFIED
    assert _stage(Stage.FINAL, found, PRODUCTS).known is Known.KNOWN
    named = _final(Confidence.VERIFIED, product="gloves")
    assert _stage(Stage.FINAL, named, PRODUCTS).known is Known.VERIFIED


@given(st.lists(placed), st.lists(unknowns), targets)
def test_what_is_mapped_is_reckoned_for_each_stage_and_never_more_than_is_told(found, said, target) -> None:  # type: ignore[no-untyped-def]
    cells = covered(PRODUCTS, found, said, target)
    for stage, share in mapped(cells).items():
        of_it = [cell for cell in cells if cell.stage is stage]
        assert share.of == len(of_it) == len(PRODUCTS)
        assert share.known == sum(cell.known is not Known.UNKNOWN and not cell.partly for cell in of_it)
        assert (share.per_cent == 100) is (share.known == share.of)


@pytest.mark.parametrize(
    ("known", "of", "per_cent"), [(24, 25, 96), (41, 50, 82), (999, 1000, 99), (0, 3, 0), (3, 3, 100)]
)
def test_the_share_that_is_mapped(known: int, of: int, per_cent: int) -> None:
    assert Mapped(known, of).per_cent == per_cent
