"""How codes, words and origins are weighed together."""

from aktsom.categories.levels import Level, Stage
from aktsom.risk.screening import Cancelled, Kind, Match, Purchase, Screener, Verdict, Where, Why


def test_a_code_for_listed_goods_is_decisive(screener: Screener) -> None:
    found = screener.screen(Purchase("Avrop 4", cpv=("18141000-9",)))
    assert found.verdict is Verdict.HIGH_RISK
    assert found.matches == (Match("protective-gloves", "textile", Kind.CPV, "18141000", "", Where.CPV),)


def test_the_longest_code_prefix_wins(screener: Screener) -> None:
    assert screener.screen(Purchase("Avrop", cpv=("18424300",))).products == ("disposable-gloves",)


def test_a_code_of_the_whole_group_asks_for_the_products(screener: Screener) -> None:
    found = screener.screen(Purchase("Avrop", cpv=("33140000",)))
    assert (found.verdict, found.groups, found.products) == (Verdict.INSUFFICIENT_INFORMATION, ("medical",), ())
    assert set(found.levels.values()) == {Level.UNKNOWN}


def test_what_is_no_code_says_nothing(screener: Screener) -> None:
    assert screener.screen(Purchase("Avrop", cpv=("ukjent", "", "123"))).verdict is Verdict.NOT_ON_LIST


def test_a_title_that_is_a_service_outweighs_a_code_for_the_goods(screener: Screener) -> None:
    found = screener.screen(Purchase("Reparasjon og skadetaksering", cpv=("34110000",)))
    assert found.verdict is Verdict.NOT_ON_LIST
    assert [entry.why for entry in found.cancelled] == [Why.TITLE_SAYS_OTHERWISE]


def test_a_plain_word_stands_against_a_wrong_code(screener: Screener) -> None:
    assert screener.screen(Purchase("Kontorstoler", cpv=("45000000",))).products == ("office-chairs",)


def test_a_doubtful_word_yields_to_a_code_for_other_goods(screener: Screener) -> None:
    found = screener.screen(Purchase("Skjermer", cpv=("44112300",)))
    assert found.verdict is Verdict.INSUFFICIENT_INFORMATION
    assert found.cancelled == (
        Cancelled(Match("monitors", "ict", Kind.WORD, "", "Skjermer", Where.TITLE), Why.OTHER_CODE, "44112300"),
    )


def test_a_doubtful_word_stands_when_the_code_is_general(screener: Screener) -> None:
    assert screener.screen(Purchase("Skjermer", cpv=("30000000",))).products == ("monitors",)


def test_text_settles_which_of_the_products_on_one_code(screener: Screener) -> None:
    assert screener.screen(Purchase("Kokkeklær", cpv=("18110000",))).products == ("indoor-workwear-linen",)


def test_the_rest_of_the_text_settles_what_an_open_word_means(screener: Screener) -> None:
    assert screener.screen(Purchase("Hansker")).products == ("protective-gloves", "disposable-gloves")
    assert screener.screen(Purchase("Bandasjer og hansker")).products == ("disposable-gloves", "dressings-plasters")


def test_a_group_is_named_beside_products_of_another(screener: Screener) -> None:
    found = screener.screen(Purchase("Vernesko og møbler"))
    assert (found.verdict, found.groups, found.products) == (
        Verdict.HIGH_RISK,
        ("textile", "furniture"),
        ("safety-shoes",),
    )


def test_product_lines_count_as_the_title_does(screener: Screener) -> None:
    found = screener.screen(Purchase("Varekjøp", products=("Kopipapir A4", "Såpe")))
    assert [(match.word, match.where) for match in found.matches] == [("Kopipapir", Where.PRODUCTS)]


def test_a_declared_origin_on_the_list_is_told(screener: Screener) -> None:
    found = screener.screen(Purchase("Vernehansker", origins=("PK", "NO")))
    assert found.matches[-1] == Match("protective-gloves", "textile", Kind.ORIGIN, "PK", "", Where.ORIGINS)


def test_goods_listed_when_imported_fall_away_only_when_declared_norwegian(screener: Screener) -> None:
    assert screener.screen(Purchase("Epler", origins=("NO",))).verdict is Verdict.NOT_ON_LIST
    assert screener.screen(Purchase("Epler", origins=("NO", "IT"))).verdict is Verdict.HIGH_RISK
    assert screener.screen(Purchase("Epler")).verdict is Verdict.HIGH_RISK
    assert screener.screen(Purchase("Bananer", origins=("NO",))).verdict is Verdict.HIGH_RISK


def test_levels_are_the_highest_of_the_products(screener: Screener) -> None:
    assert screener.screen(Purchase("Kontorstoler")).levels[Stage.FINAL] is Level.MEDIUM
    assert screener.screen(Purchase("Kontorstoler og batterier")).levels[Stage.FINAL] is Level.HIGH


def test_an_unknown_level_is_shown_as_unknown(screener: Screener) -> None:
    assert screener.screen(Purchase("Kontorstoler og dekk")).levels[Stage.FINAL] is Level.UNKNOWN
