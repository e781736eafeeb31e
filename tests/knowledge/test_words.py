"""Words without their endings, typing mistakes, and the stretch of a text that is shown. Without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.knowledge.rules.comparing import Change, compare
from aktsom.knowledge.rules.snippets import marked, snippet
from aktsom.knowledge.rules.stemming import folded, stem, straightened
from aktsom.knowledge.rules.words import (
    ALIKE_WORD,
    EXACT,
    NEAR,
    OF_KIND,
    WHOLE_PART,
    asked_words,
    is_part,
    most_errors,
    of_kind,
    words_of,
    worth,
)
from aktsom.knowledge.vocabulary import Vocabulary

# Forms of one word in Bokmål and Nynorsk that must meet.
SAME = [
    "avtale avtaler avtalen avtalene avtalane",
    "hanske hansker hansken hanskene hanskar hanskane",
    "fabrikk fabrikker fabrikken fabrikkene fabrikkar fabrikkane",
    "leverandør leverandører leverandøren leverandørene leverandørar leverandørane leverandørens",
    "arbeid arbeider arbeidere arbeideren arbeiderne arbeidarar arbeidarane",
    "kontroll kontroller kontrollen kontrollere kontrollerer kontrollert",
    "levere leverer levert leverte",
    "vilkår vilkårene vilkåra vilkåret",
    "virksomhet virksomheten virksomheter virksomhetene",
    "verksemd verksemda verksemder verksemdene",
    "tekstil tekstiler tekstilar tekstilene tekstilane",
    "oppfølging oppfølgingen oppfølginger oppfølgingar oppfølgingane",
    "spørsmål spørsmålet spørsmålene spørsmåla",
    "risiko risikoen",
    "sykehus sykehuset sykehusene",
    "klær klærne klærnes",
    "arbeidsklær arbeidsklærne",
    "mann menn mennene mannen",
    "talsmann talsmenn talsmennene",
    "bok bøker bøkene boken",
    "lærebok lærebøkene",
    "hånd hender hendene hånden",
    "fot føtter føttene foten",
    "tå tær tærne",
    "sko skoene skoen",
    "vernesko verneskoene verneskoen",
    "tre trær trærne treet",
    "bonde bønder bøndene bonden",
    "arbeidskraft arbeidskrefter arbeidskreftene",
]
APART = [
    "lønn lån",
    "hansk handel",
    "bomull bom",
    "avtal aviser",
    "funn fun",
    "kontroll kontor",
    "lever leverandør",
    "sekretær tå",
]


@pytest.mark.parametrize("forms", SAME)
def test_forms_of_a_word_meet(forms: str) -> None:
    assert len({stem(folded(form)) for form in forms.split()}) == 1, [stem(form) for form in forms.split()]


@pytest.mark.parametrize("words", APART)
def test_other_words_stay_apart(words: str) -> None:
    assert len({stem(folded(word)) for word in words.split()}) == 2


def test_accents_and_case_do_not_count_but_norwegian_letters_do() -> None:
    assert folded("ÅSE Café Ærlig Øl") == "åse cafe ærlig øl"
    assert stem("a4") == "a4"


@given(st.text(alphabet="abdefgiklmnorstuvyæøå", min_size=1, max_size=30))
def test_a_word_without_its_ending_is_the_beginning_of_it_or_ends_in_er(word: str) -> None:
    """Of what is bent from within, of what it is turned back to."""
    root, word = stem(word), straightened(word)
    assert root
    assert word.startswith(root) or root.endswith("er")


GROUPED = ["12 000", "12\u00a0000", "12\u202f000", "12.000", "12,000", "12\u2019000", "12000"]


def test_a_number_written_in_groups_is_one_word() -> None:
    assert asked_words("912 345 678") == ["912345678"]
    assert asked_words("1 234 567 hansker") == ["1234567", "hansker"]


@pytest.mark.parametrize("written", GROUPED)
@pytest.mark.parametrize("typed", GROUPED)
def test_however_a_number_is_grouped_it_is_found_and_marked(written: str, typed: str) -> None:
    text = f"Vi bestilte {written} par."
    (asked,) = asked_words(typed)
    assert worth([{asked: EXACT}], "", text) == EXACT
    assert [piece.text for piece in marked(text, {asked}) if piece.found] == [written]
    assert [piece.text for piece in snippet(text, {asked}) if piece.found] == [
        written.replace("\u00a0", " ").replace("\u202f", " ")
    ]


def test_numbers_that_only_stand_beside_each_other_are_not_one() -> None:
    for text in ("2026 100", "12 0001", "A12 000b", "i 2026, 300 par"):
        assert "".join(sign for sign in text if sign.isdigit()) not in set(words_of(text)), text
    assert {"912", "345", "678", "912345678"} <= set(words_of("912 345 678"))
    assert asked_words("Avtale 2026/113") == ["avtale", "2026", "113"]


def vocabulary(*words: str) -> Vocabulary:
    rows = [(number, stem(word)) for number, word in enumerate(words, start=1)]
    return Vocabulary().with_more(rows, rows[-1])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hnasker", "hansk"),  # swapped
        ("hanker", "hansk"),  # missing
        ("hannsker", "hansk"),  # too many
        ("hamsker", "hansk"),  # wrong
        ("avtlae", "avtal"),
        ("levernadør", "leverandør"),
        ("leverandåør", "leverandør"),
        ("tvansgarbeid", "tvangsarbeid"),
        ("tvangarbied", "tvangsarbeid"),  # two
        ("tekstl", "tekstil"),
        ("fabrik", "fabrikk"),
        ("hoyrisiko", "høyrisiko"),
    ],
)
def test_a_typing_mistake_is_forgiven(typed: str, meant: str) -> None:
    known = vocabulary("hansker", "avtale", "leverandør", "tvangsarbeid", "tekstil", "fabrikk", "høyrisiko", "lønn")
    assert known.near(folded(typed)) == {meant: NEAR}


@pytest.mark.parametrize("typed", ["løn", "2026", "bgo1234", "zzzzzzz"])
def test_short_words_and_numbers_are_taken_as_they_are(typed: str) -> None:
    assert vocabulary("lån", "2025", "bgo1235").near(typed) == {}
    assert most_errors("løn") == most_errors("a2026") == 0


def test_a_word_is_found_in_longer_ones() -> None:
    known = vocabulary("engangshansker", "hansker", "hanskefabrikk", "lønn")
    assert set(known.meanings("hansker")) >= {"hansk", "engangshansk", "hanskefabrikk"}
    assert "lønn" not in known.meanings("hansker")
    assert known.meanings("hansker")["hansk"] == EXACT


@pytest.mark.parametrize("joined", ["munnmaske", "støvmaske", "maskestørrelse", "maskeprodusent"])
def test_a_part_of_a_joined_word_is_worth_more_anywhere_than_a_beginning_by_chance_in_a_title(joined: str) -> None:
    asked = [vocabulary(joined, "maskin", "maskinpark", "maskulin").meanings("masker")]
    assert asked[0][stem(joined)] == WHOLE_PART
    for chance in ("MR-maskin", "maskinpark", "Maskulin"):
        assert 0 < worth(asked, chance, "") < worth(asked, "", joined), chance
        assert not is_part("mask", stem(chance.lower()))


def test_the_name_of_a_kind_is_a_word_of_each_of_its_things_and_of_no_text() -> None:
    kind, known = of_kind("veiledning rettleiing guidance"), vocabulary("hansker", "veiledning")
    for typed in ("veiledning", "veiledningen", "rettleiing", "guidance"):
        assert worth([known.meanings(typed)], "Hansker", "", kind) == OF_KIND, typed
    assert worth([known.meanings("veil")], "Hansker", "", kind) == 0  # only by the whole of it
    assert worth([known.meanings("rettleiing")], "", "Se veiledningen", kind) == ALIKE_WORD
    assert not set(words_of("=veiledning")) & kind


def test_words_for_the_same_meet() -> None:
    assert "sjukehus" in vocabulary("sjukehus").meanings("sykehus")
    assert stem("avtale") in vocabulary("avtale").meanings("kontrakt")


def test_every_word_must_stand_there_and_a_title_counts_double() -> None:
    asked = [{"hansk": 8}, {"lønn": 8}]
    assert worth(asked, "Hansker", "Be om lønnsslipper") == 0
    assert worth(asked, "Hansker", "Lønnen ble ikke betalt") == 8 * 2 + 8
    assert worth(asked, "", "Hansker og lønn") == 16


def test_a_snippet_marks_what_was_found_and_begins_at_a_word() -> None:
    text = "Innledning. " * 20 + "Fabrikken lager hansker for sykehus. " + "Slutt. " * 60
    found = snippet(text, {"hansk"})
    assert [piece.text for piece in found if piece.found] == ["hansker"]
    assert (found[0].text, found[-1].text) == ("… ", " …")
    assert "".join(piece.text for piece in marked("Hansker, hanskar", {"hansk"})) == "Hansker, hanskar"
    assert snippet(text, {"lønn"}) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_two_versions_are_both_in_the_comparison(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.change != Change.IN) == before
    assert "".join(piece.text for piece in pieces if piece.change != Change.OUT) == after
