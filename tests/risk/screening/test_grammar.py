"""What a title says is bought, and what it only mentions."""

import pytest

from aktsom.categories.catalogue import read_catalogue
from aktsom.risk.screening import Purchase, Screener, Verdict, Why

SCREENER = Screener(read_catalogue())


def verdict(title: str, description: str = "") -> Verdict:
    return SCREENER.screen(Purchase(title, description)).verdict


@pytest.mark.parametrize(
    "title",
    [
        "Vask av arbeidstøy",
        "Reparasjon av kontorstoler, bord og skap",
        "Leie av personbiler",
        "Leie av sengetøy og håndklær med vask",
        "Omtrekk av stoler",
        "Leiebiler",
        "Brukte kontorstoler – ombruk og redesign",
        "Vaskeritjenester, sengetøy og arbeidstøy",
        "Serviceavtale kontorstoler",
        "Møbelmontering av skrivebord",
        "Støping av fundament for lekeplassutstyr",
        "Furniture repair: office chairs",
        "Workwear laundry services",
        "Programvare for bærbare PC-er",
        "Kurs i bruk av vernehansker",
        "Rammeavtale for gjenvinning av batterier",
        "Anskaffelse av renhold av lekeapparater",
    ],
)
def test_a_service_or_work_on_goods_keeps_them_out(title: str) -> None:
    assert verdict(title) is Verdict.NOT_ON_LIST


@pytest.mark.parametrize(
    "title",
    [
        "Levering og service av biler",
        "Kjøp av PC-er med tilhørende tjenester",
        "Dekk og felger inkl. omlegging og dekkhotell",
        "Utskifting og levering av batterier",
        "Lekeapparater og montering",
        "Solceller – levering og montering",
        "Vask av gulv, levering av arbeidstøy",
        "Supply and maintenance of office chairs",
        "Vernesko, brann- og redningstjenesten",
        "Diverse varer til renhold: engangshansker",
    ],
)
def test_goods_that_are_bought_count_whatever_comes_with_them(title: str) -> None:
    assert verdict(title) is Verdict.HIGH_RISK


@pytest.mark.parametrize(
    ("title", "products"),
    [
        ("Vinterdekk til varebiler", ("tyres",)),
        ("Stativ til hansker", ()),
        ("Batteries for laptops", ("batteries",)),
        ("Utstyr til kontor: penner", ("pens-markers",)),
        ("Såpe til renhold, engangshansker", ("disposable-gloves",)),
    ],
)
def test_what_goods_are_for_is_not_bought(title: str, products: tuple[str, ...]) -> None:
    assert SCREENER.screen(Purchase(title)).products == products


def test_what_is_said_to_be_left_out_does_not_count() -> None:
    assert verdict("Byggearbeid skole", "Kontorstoler er ikke med.") is Verdict.NOT_ON_LIST
    assert verdict("Kopipapir, unntatt konvolutter") is Verdict.HIGH_RISK


def test_a_title_that_is_a_service_speaks_for_its_description() -> None:
    assert verdict("Drift av kantine", "Kantinen skal tilby frukt, salat og kaffe.") is Verdict.NOT_ON_LIST


def test_a_title_without_goods_leaves_the_word_to_the_description() -> None:
    assert verdict("Avrop 7", "Bærbar PC, 40 stk.") is Verdict.HIGH_RISK


def test_the_word_that_kept_goods_out_is_kept_with_its_reason() -> None:
    found = SCREENER.screen(Purchase("Reparasjon av kontorstoler")).cancelled
    assert [(entry.match.word, entry.why, entry.by) for entry in found] == [("kontorstoler", Why.SERVICE, "Reparasjon")]
