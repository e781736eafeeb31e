"""How well a stage is known. The laws: no order, never less by more links, and claims stay claims."""

from hypothesis import given
from hypothesis import strategies as st

from aktsom.supply_chain.rules.coverage import Cell, LinkFacts, SaidUnknown, at_least, covered
from aktsom.supply_chain.states import Confidence, Known, Stage

PRODUCTS = ("gloves", "masks")
links = st.builds(
    LinkFacts, st.sampled_from(Stage), st.sampled_from(Confidence), st.sampled_from(["", *PRODUCTS, "other"])
)
unknowns = st.builds(SaidUnknown, st.sampled_from(Stage), st.sampled_from(["", *PRODUCTS]))
targets = st.dictionaries(st.sampled_from(Stage), st.none() | st.sampled_from(Known))
Shape = dict[tuple[str, Stage], Cell]


def _by_place(cells: list[Cell]) -> Shape:
    return {(cell.product_id, cell.stage): cell for cell in cells}


@given(st.lists(links), st.lists(unknowns), targets, st.randoms())
def test_order_does_not_matter(found, said, target, random) -> None:  # type: ignore[no-untyped-def]
    once = covered(PRODUCTS, found, said, target)
    random.shuffle(found)
    random.shuffle(said)
    assert covered(PRODUCTS, found, said, target) == once


@given(st.lists(links), st.lists(unknowns), links)
def test_one_more_link_never_makes_less_known(found, said, more) -> None:  # type: ignore[no-untyped-def]
    before, after = (_by_place(covered(PRODUCTS, each, said, {})) for each in (found, [*found, more]))
    assert all(at_least(after[place].known, cell.known) for place, cell in before.items())


@given(st.lists(links), st.lists(unknowns), st.lists(links.filter(lambda one: one.confidence != Confidence.VERIFIED)))
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
