"""How Norwegian and English words are read: the last part of a compound is the thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.categories.catalogue import read_catalogue
from aktsom.categories.entries import Effect, Keyword, KeywordKind
from aktsom.risk.screening import Purchase, Screener, Verdict
from aktsom.risk.screening.inflection import forms

SCREENER = Screener(read_catalogue())
LOOK_ALIKES = {word.word for word in SCREENER.catalogue.context_words if word.effect is Effect.OTHER}


def products(title: str) -> tuple[str, ...]:
    return SCREENER.screen(Purchase(title)).products


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("Vernehansker", "protective-gloves"),
        ("vernehanskene", "protective-gloves"),
        ("Vernehanskar", "protective-gloves"),
        ("Skinnvernehansker", "protective-gloves"),
        ("PC-er", "laptops"),
        ("PCer", "laptops"),
        ("Elev-PC-ar", "laptops"),
        ("iPader", "tablets"),
        ("LED-lyskilder", "light-sources"),
        ("Solcellepaneler", "solar-panels"),
        ("Hev/senk skrivebord", "desks-tables"),
        ("Bærbare datamaskiner", "laptops"),
        ("Berbare datamaskinar og skjermar", "monitors"),
        ("Grapes", "grapes"),
        ("Batteries", "batteries"),
        ("Tomatoes", "tomatoes-fresh"),
    ],
)
def test_inflected_and_compounded_words_find_the_product(title: str, product: str) -> None:
    assert product in products(title)


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("Skrive- og kopipapir", "paper-products"),
        ("Arbeids- og vernetøy", "outdoor-workwear"),
        ("Kontor-/skolestoler", "office-chairs"),
        ("Kopipapir og -konvolutter", "paper-products"),
    ],
)
def test_a_hanging_part_borrows_the_word_it_is_joined_to(title: str, product: str) -> None:
    assert product in products(title)


def test_a_hanging_part_that_describes_another_thing_borrows_nothing() -> None:
    assert products("Kaffe- og vannautomater") == ()


@pytest.mark.parametrize(
    "title",
    [
        "Hanskerom",
        "Kakaofarget",
        "Kaffemaskiner",
        "Epletrær",
        "Batteriferge",
        "Elbillading",
        "Skjermbriller",
        "Lampeskjermer",
    ],
)
def test_goods_in_front_of_another_thing_are_not_bought(title: str) -> None:
    screening = SCREENER.screen(Purchase(title))
    assert screening.verdict is Verdict.NOT_ON_LIST


@pytest.mark.parametrize(
    "title",
    [
        "Mobilkran",
        "Selskap",
        "Debatt",
        "Rullestolheis",
        "Blandebatterier",
        "Verktøy",
        "Reagenser",
        "Grafisk profil",
        "Anskaffelser",
    ],
)
def test_words_that_only_end_like_goods_are_no_goods(title: str) -> None:
    assert products(title) == ()


@pytest.mark.parametrize(
    "title", ["Batteripakker", "Møbelkjøp: kontorstoler", "Stålprofiler", "Skiferheller", "Kaffeavtale"]
)
def test_a_last_part_that_carries_the_goods_lets_them_through(title: str) -> None:
    assert SCREENER.screen(Purchase(title)).verdict is Verdict.HIGH_RISK


@pytest.mark.parametrize("title", ["Bildeler", "Reservedeler til lastebiler", "PC-tilbehør", "Vehicle spare parts"])
def test_parts_point_to_the_group_and_no_product(title: str) -> None:
    screening = SCREENER.screen(Purchase(title))
    assert (screening.verdict, screening.products) == (Verdict.INSUFFICIENT_INFORMATION, ())


@pytest.mark.parametrize(
    ("title", "product"),
    [
        ("Skolemobler", "school-chairs"),
        ("Vernehandske", "protective-gloves"),
        ("Kjoeretoey", "cars-vehicles"),
        ("Konvolluter", "paper-products"),
        ("Kaffebønnner", "coffee"),
        ("Vernehanskr", "protective-gloves"),
        ("Kontorstloer", "office-chairs"),
        ("Arbeidsbor", "desks-tables"),
    ],
)
def test_a_long_word_is_found_in_spite_of_a_slip(title: str, product: str) -> None:
    assert product in products(title)


@pytest.mark.parametrize(
    "title",
    [
        "Melkemaskiner",  # one letter from «merkemaskiner»
        "Telefonbøker",
        "Raketter",
        "Krystaller",
        "Kikkerter",
        "Kaffebaren",
        "Høstmaskiner",
        "Innretninger",
        "Fiskebåter",
        "Sykehus og tilknyttede tjenester",
        "Relaterte tjenester",
        "Helse Vest",
        "Asker kommune",
        "Bøker til biblioteket",
        "Planter til park",
        "Tunge løft",
        "Lange køer",
        "Pesticider",
        "Kabeltromler",
        "Tanker om framtiden",
        "Supply chain mapping",
        "Surface water",
        "Most valuable partner",
        "Desktop publishing",
        "Kjøp av rensetabletter",
        "Mellomlager for masser",
        "Lister og oversikter",
        "Minimal påvirkning",
        "Forklar valget",
        "Leder for prosjektet",
        "Avgjerder i saker",
        "Afghanske flyktningar",
        "Utjevning av terreng",
        "Lærere til skolen",
    ],
)
def test_look_alikes_of_goods_are_no_goods(title: str) -> None:
    assert SCREENER.screen(Purchase(title)).verdict is Verdict.NOT_ON_LIST


def test_a_misspelt_service_keeps_goods_out() -> None:
    assert SCREENER.screen(Purchase("Reprasjon av kontorstoler")).verdict is Verdict.NOT_ON_LIST


def test_the_longest_last_part_wins() -> None:
    assert products("Startbatterier") == ("vehicle-batteries",)


def test_in_english_a_singular_describes_the_word_after_it() -> None:
    assert products("Coffee grinder") == ()
    assert products("Ground coffee") == ("coffee",)


def test_what_is_made_of_a_material_counts_in_english_too() -> None:
    assert products("Gold sputtering targets") == ("gold",)


@given(st.sampled_from(SCREENER.catalogue.keywords), st.data())
def test_every_form_of_a_word_finds_what_the_word_finds(keyword: Keyword, data: st.DataObject) -> None:
    """But for forms that are listed as something else: «skjermet» is no screen."""
    every = {keyword.word} if keyword.kind is KeywordKind.FORM else forms(keyword.word, keyword.language)
    form = data.draw(st.sampled_from(sorted(every - (LOOK_ALIKES - {keyword.word}))))
    case = data.draw(st.sampled_from([str.lower, str.upper, str.capitalize]))
    assert SCREENER.screen(Purchase(case(form))).verdict is Verdict.HIGH_RISK
