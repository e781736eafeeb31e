"""Which column is what, in registers of many makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.interop.registers.columns import Reason, missing_fields, recognise_columns, with_corrections
from aktsom.interop.registers.fields import LABELS, Field
from aktsom.interop.registers.headings import heading_key, heading_matches
from aktsom.interop.registers.problems import describe_reason
from tests.interop.registers.registers import columns, fields, table

ROW = ["2024/1", "Hansker", "Norengros AS", "958935420", "33141420", 1000, "01.01.2024", "31.12.2025"]
EXPECTED = ["reference", "title", "supplier_name", "supplier_org_number", "cpv", "value", "start", "end"]


@pytest.mark.parametrize(
    "headings",
    [
        ["Saksnr.", "Kontraktsnavn", "Leverandør", "Org.nr.", "CPV-kode", "Kontraktsverdi", "Startdato", "Sluttdato"],
        ["Avtalenr", "Avtalenavn", "Leverandørnavn", "Organisasjonsnummer", "CPV", "Estimert verdi", "Fra", "Til"],
        ["ID", "Tittel", "Kontraktspart", "Foretaksnr", "Hoved-CPV", "Beløp eks. mva", "Gyldig fra", "Gyldig til"],
        ["Referanse", "Namn på avtalen", "Leverandør", "Orgnr", "CPV-kodar", "Samla verdi", "Frå dato", "Til dato"],
        [
            "Contract ID",
            "Contract title",
            "Supplier",
            "Organisation number",
            "CPV code",
            "Value",
            "Start date",
            "End date",
        ],
        [
            "Contract number",
            "Title",
            "Vendor name",
            "Company number",
            "CPV codes",
            "Contract value",
            "Valid from",
            "Expiry date",
        ],
        ["AVTALENUMMER", "AVTALE", "FIRMA", "ORG. NR", "CPV KODE(R)", "VERDI (NOK)", "AVTALESTART", "UTLØPSDATO"],
        ["AvtaleId", "AvtaleNavn", "LeverandørNavn", "OrgNr", "CpvKode", "Verdi", "StartDato", "SluttDato"],
        [
            "Ref nr",
            "Avtalen gjelder",
            "Leverandør (navn)",
            "Leverandør org.nr",
            "CPV",
            "Verdi i kr",
            "Oppstart",
            "Utløp",
        ],
    ],
)
def test_headings_of_real_makes(headings):
    assert fields(headings, ROW) == EXPECTED


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Sluttdato inkl. opsjoner", "option_until"),
        ("Utløp med opsjon", "option_until"),
        ("Opsjoner", "options"),
        ("Avtaleperiode", "period"),
        ("Menneskerettigheter", "terms"),
        ("Etiske krav (ja/nei)", "terms"),
        ("Produksjonsland", "origin_countries"),
        ("Country of origin", "origin_countries"),
        ("Oppdragsgiver", "buyer"),
        ("Ansvarlig enhet", "buyer"),
        ("Kort beskrivelse", "description"),
        ("Varelinjer", "products"),
        ("Valuta", "currency"),
        ("Avtalestatus", "status"),
        ("Leverandørens land", "supplier_country"),
    ],
)
def test_other_fields(heading, field):
    assert fields([heading, "Tittel"], [None, "Hansker"]) == [field, "title"]


@pytest.mark.parametrize(
    "heading", ["Kontaktperson leverandør", "E-post", "Kontraktsansvarlig", "Leverandørnummer", "Antall", "Varighet"]
)
def test_what_is_not_needed_is_left_alone(heading):
    guess = columns([heading, "Tittel"], ["x", "Hansker"])[0]
    assert (guess.field, guess.reason) == (None, Reason.KNOWN_BUT_UNUSED)


def test_values_tell_where_headings_do_not():
    same = ["958935420", "33141420-0", "Kina"]
    rows = [
        [f"2024/{n}", f"Rammeavtale om hansker {n}", f"Firma{n} AS", *same, f"0{n}.02.2026", f"0{n}.02.2024"]
        for n in range(1, 9)
    ]
    found = fields(["Alfa", "Beta", "Gamma", "Delta", "My", "Ny", "Xi", "Pi"], *rows)
    assert found[:4] == ["reference", "title", "supplier_name", "supplier_org_number"]
    assert found[4:] == ["cpv", "origin_countries", "end", "start"]


def test_values_speak_against_a_heading():
    rows = [["958935420", "Hansker og masker nr. 1"]] * 5
    guesses = columns(["Leverandør", "Tittel"], *rows)
    assert (guesses[0].field, guesses[0].reason) == (Field.SUPPLIER_ORG_NUMBER, Reason.VALUES)


def test_of_two_columns_for_one_field_the_surer_is_taken():
    guesses = columns(["Navn", "Kontraktsnavn", "Saksnr"], ["x", "Hansker", "1"])
    assert [guess.field for guess in guesses] == [None, Field.TITLE, Field.REFERENCE]
    assert (guesses[0].reason, guesses[0].words) == (Reason.OTHER_COLUMN_BETTER, "Kontraktsnavn")


def test_cpv_may_be_in_several_columns():
    assert fields(["CPV", "Tilleggs-CPV", "Tittel"], ["33141420", "18424300", "Hansker"]) == ["cpv", "cpv", "title"]


def test_what_a_person_chose_before_always_wins():
    found = table(["Kodenavn", "Tittel", ""], ["Hansker", "x", "y"])
    keys = [guess.key for guess in recognise_columns(found)]
    guesses = recognise_columns(found, {keys[0]: "title", keys[1]: ""})
    assert [(guess.field, guess.reason) for guess in guesses[:2]] == [
        (Field.TITLE, Reason.REMEMBERED),
        (None, Reason.REMEMBERED),
    ]


def test_a_memory_of_a_field_we_no_longer_have_is_passed_over():
    assert recognise_columns(table(["Tittel", "x"], ["a", "b"]), {"tittel": "gone"})[0].field is Field.TITLE


def test_corrections_by_column():
    guesses = with_corrections(columns(["Tittel", "Verdi"], ["a", 1]), {0: "description", 1: ""})
    assert [guess.field for guess in guesses] == [Field.DESCRIPTION, None]


def test_what_is_missing_is_said():
    assert missing_fields(columns(["Verdi", "Start"], [5, "01.01.2024"])) == (Field.TITLE, Field.SUPPLIER_NAME)
    assert missing_fields(columns(["Produkt", "Orgnr"], ["Hansker", "958935420"])) == ()


def test_letters_and_samples_are_shown():
    guess = columns(["Tittel", None, "Verdi (MNOK)"], ["a", None, 1.5], ["b", None, 2])[1]
    assert (guess.letter, guess.samples, guess.scale, guess.currency) == ("C", ("1,5", "2"), 1_000_000, "NOK")


@pytest.mark.parametrize("field", Field)
def test_our_own_words_for_a_field_are_known_as_a_heading(field):
    assert heading_matches(LABELS[field])[0].field is field


def test_every_field_has_a_label_and_every_reason_a_sentence():
    assert set(LABELS) == set(Field)
    for guess in columns(["Tittel", "Alfa", "E-post", "CPV (hoved)"], ["a", "b", "c", "33141420"]):
        assert "{" not in describe_reason(guess)


@given(st.text())
def test_no_heading_makes_it_fail(text):
    heading_matches(text)
    assert heading_key(heading_key(text)) == heading_key(text)


def test_lower_heading_of_two_rows_tells_the_columns_apart() -> None:
    found = [
        heading_matches(h)[0].field for h in ("Avtaleperiode Fra", "Avtaleperiode Til", "Avtaleperiode Opsjon til")
    ]

    assert found == [Field.START, Field.END, Field.OPTION_UNTIL]
