"""Reasons are told in plain sentences, in three languages."""

import pytest

from aktsom.categories.catalogue import Catalogue
from aktsom.risk.screening import Purchase, Screener
from aktsom.risk.screening.reasons import reasons, reasons_against


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "nb",
            [
                "CPV 18141000 hører til vernehansker på høyrisikolisten.",
                "Ordet «vernehansker» i tittelen peker på vernehansker.",
                "Oppgitt opprinnelse (PK) er et land listen nevner for vernehansker.",
            ],
        ),
        (
            "nn",
            [
                "CPV 18141000 høyrer til vernehanskar på høgrisikolista.",
                "Ordet «vernehansker» i tittelen peikar på vernehanskar.",
                "Oppgitt opphav (PK) er eit land lista nemner for vernehanskar.",
            ],
        ),
        (
            "en",
            [
                "CPV 18141000 belongs to protective gloves on the high-risk list.",
                "The word ‘vernehansker’ in the title points to protective gloves.",
                "The declared origin (PK) is a country the list names for protective gloves.",
            ],
        ),
    ],
)
def test_reasons_for(screener: Screener, catalogue: Catalogue, language: str, told: list[str]) -> None:
    screening = screener.screen(Purchase("Kjøp av vernehansker", cpv=("18141000",), origins=("PK",)))
    assert reasons(screening, catalogue, language) == told


def test_one_sentence_tells_all_products_of_one_word(screener: Screener, catalogue: Catalogue) -> None:
    assert reasons(screener.screen(Purchase("Hansker")), catalogue) == [
        "Ordet «Hansker» i tittelen peker på vernehansker og engangshansker."
    ]


def test_a_group_alone_is_told_as_a_group(screener: Screener, catalogue: Catalogue) -> None:
    assert reasons(screener.screen(Purchase("Møbler")), catalogue) == [
        "Ordet «Møbler» i tittelen hører til gruppen «Møbler» på høyrisikolisten, men sier ikke hvilket produkt."
    ]


@pytest.mark.parametrize(
    ("purchase", "told"),
    [
        (
            Purchase("Reparasjon av kontorstoler"),
            "«kontorstoler» er ikke regnet med: «Reparasjon» viser at kjøpet er en tjeneste, ikke varen selv.",
        ),
        (
            Purchase("Hanskerom"),
            "«Hanskerom» er ikke regnet med: ordet nevner varen, men betyr noe annet.",
        ),
        (
            Purchase("Stativ til penner"),
            "«penner» er ikke regnet med: det forteller hva «Stativ» er til, ikke hva som kjøpes.",
        ),
        (
            Purchase("Epler", origins=("NO",)),
            "«Epler» er ikke regnet med: listen gjelder importerte varer, og oppgitt opprinnelse er bare Norge.",
        ),
        (
            Purchase("Tilsyn og service på nett", cpv=("34110000",)),
            "«CPV 34110000» er ikke regnet med: tittelen («Tilsyn») viser at kjøpet er en tjeneste eller et arbeid.",
        ),
    ],
)
def test_reasons_against(screener: Screener, purchase: Purchase, told: str) -> None:
    assert reasons_against(screener.screen(purchase)) == [told]
