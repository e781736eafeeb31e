import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.categories.catalogue import read_catalogue
from aktsom.risk.batches import BatchScreener
from aktsom.risk.kept import Screened, result_of, screened
from aktsom.risk.models import Screening
from aktsom.risk.screening.purchase import Purchase
from aktsom.risk.screening.result import Verdict
from aktsom.risk.screening.screener import Screener
from aktsom.risk.standing import Standing, standing_of, standing_of_choice

CATALOGUE = read_catalogue()
SCREENER, BATCH = Screener(CATALOGUE), BatchScreener(Screener(CATALOGUE))
PURCHASES = st.builds(
    Purchase,
    title=st.sampled_from(
        [
            "Engangshansker",
            "Vask av arbeidstøy",
            "Kontormøbler og PC-er",
            "Medisinsk forbruksmateriell",
            "Revisjon",
            "Kaffe",
        ]
    ),
    description=st.sampled_from(["", "Hansker i nitril", "Leie av kopimaskiner"]),
    products=st.sampled_from([(), ("Munnbind",), ("Bærbare datamaskiner", "Toner")]),
    cpv=st.sampled_from([(), ("18424300",), ("33140000", "39130000")]),
    origins=st.sampled_from([(), ("CN",), ("NO",), ("MY", "TH")]),
)


def _row(kept: Screened) -> Screening:
    said = kept.conclusion
    return Screening(
        verdict=said.verdict,
        level_raw=said.level_raw,
        level_component=said.level_component,
        level_final=said.level_final,
        groups=";".join(said.groups),
        products=";".join(said.products),
        rights=kept.rights,
        countries=kept.countries,
    )


@given(PURCHASES)
def test_a_screening_is_read_back_as_it_was_and_ranks_the_same(purchase: Purchase) -> None:
    result = SCREENER.screen(purchase)
    kept = screened(result, standing_of(result, CATALOGUE))

    again = result_of(_row(kept), kept.matches)

    assert (again.verdict, again.groups, again.products, again.rights, again.countries) == (
        result.verdict,
        result.groups,
        result.products,
        result.rights,
        result.countries,
    )
    assert (again.levels, set(again.matches), set(again.cancelled)) == (
        result.levels,
        set(result.matches),
        set(result.cancelled),
    )
    assert standing_of(again, CATALOGUE) == kept.standing
    assert kept.same_result(_row(kept), frozenset(kept.matches))


@given(PURCHASES)
def test_a_batch_gives_what_each_purchase_gives_alone(purchase: Purchase) -> None:
    result = SCREENER.screen(purchase)

    assert BATCH.screen(purchase) == screened(result, standing_of(result, CATALOGUE))


@given(PURCHASES)
def test_choosing_what_the_screen_says_ranks_as_the_screen_does(purchase: Purchase) -> None:
    result = SCREENER.screen(purchase)

    chosen = standing_of_choice(
        result.verdict, result.products, groups=result.groups, origins=purchase.origins, catalogue=CATALOGUE
    )

    # A group the screen found beside the products is left behind: the person named what is bought.
    assert _place(chosen) == _place(standing_of(result, CATALOGUE))


def _place(standing: Standing) -> tuple[object, ...]:
    return standing.conclusion.products, standing.level, standing.severity, standing.likelihood, standing.rank


@given(st.lists(st.sampled_from([product.id for product in CATALOGUE.products]), unique=True, min_size=1, max_size=4))
def test_one_more_product_never_lowers_severity_or_likelihood(products: list[str]) -> None:
    fewer = standing_of_choice(Verdict.HIGH_RISK, products[1:] or products, catalogue=CATALOGUE)
    more = standing_of_choice(Verdict.HIGH_RISK, products, catalogue=CATALOGUE)

    assert more.severity >= fewer.severity
    assert more.likelihood >= fewer.likelihood
    assert more.rank >= fewer.rank


@pytest.mark.parametrize("groups", [(), ("ict",)])
def test_off_the_list_holds_nothing_and_ranks_last(groups: tuple[str, ...]) -> None:
    standing = standing_of_choice(Verdict.NOT_ON_LIST, (), groups=groups, catalogue=CATALOGUE)

    assert (standing.held, standing.rank, standing.level) == ((), 0, "")
