"""What is suggested to be kept back of a text, and the text without it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.findings.rules.leaking import Leak, folded, leaks, name_spans
from aktsom.records.rules.passages import around, places_of, suggested, whole_outcome, without
from aktsom.records.states import PassageKind

TEXT = (
    "Fabrikken Shanghai Lucky Textile Co., Ltd. leverte i mai. Arbeideren Mei Lin fortalte om overtid.\n"
    "Prisen er kr 1 250 000 per år, og 12,50 kroner stykket. Ring 22 33 44 55 eller skriv til kari.dahl@oslo.example.\n"
    "Oppskriften er tre deler lateks og\n  én del vann."
)


def found(text: str = TEXT, **known: list[str]) -> dict[str, str]:
    """{words: kind}."""
    return {text[one.starts : one.ends]: str(one.kind) for one in suggested(text, **known)}


def test_workers_names_sums_people_and_secrets_are_found() -> None:
    told = found(names=["SHANGHAI LUCKY TEXTILE"], secrets=["tre deler lateks og én del vann"])
    assert told["Mei Lin"] == PassageKind.WORKER
    assert told["Shanghai Lucky Textile"] == PassageKind.NAME
    assert told["22 33 44 55"] == told["kari.dahl@oslo.example"] == PassageKind.PERSON
    assert told["tre deler lateks og\n  én del vann"] == PassageKind.SECRET
    assert {said for said, kind in told.items() if kind == PassageKind.PRICE} == {"kr 1 250 000", "12,50 kroner"}


def test_a_name_is_found_however_it_is_written() -> None:
    for text in ("hos São-Paulo Têxteis idag", "SAO PAULO TEXTEIS' fabrikk", "Sao Paulo Texteiss ansvar"):
        assert PassageKind.NAME in found(text, names=["São Paulo Têxteis Ltd."]).values(), text


@pytest.mark.parametrize(
    ("text", "name", "hidden"),
    [
        ("hos Sa\u0303o Paulo Te\u0302xteis idag", "São Paulo Têxteis", "Sa\u0303o Paulo Te\u0302xteis"),
        ("laget av Dong\u200bguan Yifan i mai", "Dongguan Yifan Garments", None),
        ("laget av Dong\u200bguan Yi\u00adfan nå", "Dongguan Yifan", "Dong\u200bguan Yi\u00adfan"),
        ("laget av Dongguan Yi-\n fan Garments", "Dongguan Yifan Garments", "Dongguan Yi-\n fan Garments"),
        ("laget av dongguanyifangarments.", "Dongguan Yifan Garments", "dongguanyifangarments"),
        ("av Dongguan\nYifans avdeling", "Dongguan Yifan Sdn. Bhd.", "Dongguan\nYifans"),
        ("hos Lodz Tekstil", "Łódź Tekstil AS", "Lodz Tekstil"),
        ("hos Tonnesen Stal", "Tønnesen Stål", "Tonnesen Stal"),
        ("布料来自东莞逸凡服装厂的工人", "东莞逸凡", "东莞逸凡"),
        ("ＹＩＦＡＮ ２ var der", "Yifan 2", "ＹＩＦＡＮ ２"),
        ("hos José", "Jose", "José"),
    ],
)  # fmt: skip
def test_a_name_is_taken_whole_where_it_stands(text: str, name: str, hidden: str | None) -> None:
    told = [said for said, kind in found(text, names=[name]).items() if kind == PassageKind.NAME]
    assert told == ([hidden] if hidden else [])
    assert bool(told) == bool(leaks([("text", text)], [name]))


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=60))
def test_what_may_not_be_published_is_found_here_too(before: str, name: str, after: str) -> None:
    """One finder: what stops a publication is suggested to be kept back, and nothing else is."""
    text = f"{before} {name} {after}"
    assert bool(name_spans(text, [name])) == any(one.leak is Leak.NAME for one in leaks([("text", text)], [name]))


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_name_is_left_of_what_is_kept_back(before: str, after: str) -> None:
    text = f"{before} Yifan Garments’ {after}"
    left = without(text, [(start, end, "…") for start, end in name_spans(text, ["Yifan Garments"])])
    assert not name_spans(left, ["Yifan Garments"]) or "yifan" in folded(before + after)


def test_a_sum_with_hidden_signs_in_it_is_found() -> None:
    assert "kr\u200b 500" in found("De fikk kr\u200b 500 hver.")


def test_a_short_name_or_part_of_a_word_is_no_name() -> None:
    assert found("Vi har en ny avtale om lateksprodukter.", names=["AS", "Lat", "Ny"]) == {}


def test_the_whole_sum_is_taken_and_not_its_first_figure() -> None:
    assert "4 500 000 kroner" in found("De betaler 4 500 000 kroner i året.")
    assert "NOK 99 000" in found("Beløpet er NOK 99 000.")


def test_days_and_numbers_of_cases_are_no_phone_numbers_or_sums() -> None:
    assert found("Saken 2026/118 ble åpnet 24.11.2026 og gjelder punkt 2.1.") == {}


def test_where_two_meet_there_is_one_of_the_graver_kind() -> None:
    text = "Arbeideren Mei Lin Textile var der."
    told = suggested(text, names=["Mei Lin Textile"])
    assert [(text[one.starts : one.ends], one.kind) for one in told] == [("Mei Lin Textile", PassageKind.WORKER)]


@given(st.text(max_size=200), st.lists(st.text(min_size=3, max_size=12), max_size=4))
def test_suggestions_stand_apart_in_order_and_within_the_text(text: str, names: list[str]) -> None:
    rows = suggested(text, names=names, secrets=names)
    assert all(0 <= one.starts < one.ends <= len(text) for one in rows)
    assert all(one.ends <= following.starts for one, following in pairwise(rows))


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=8))
def test_what_is_kept_back_is_gone_and_the_rest_is_as_it_was(text: str, spans: list[tuple[int, int]]) -> None:
    cut = [(min(one), min(max(one), len(text)), "\x00") for one in spans if min(one) < min(max(one), len(text))]
    hidden = {at for start, end, _instead in cut for at in range(start, end)}
    left = "".join(sign for at, sign in enumerate(text) if at not in hidden)
    assert without(text, cut).replace("\x00", "") == left.replace("\x00", "")


def test_a_quote_is_found_each_time_it_stands_there_however_lines_are_broken() -> None:
    assert [TEXT[a:b] for a, b in places_of("en to\nen  to", ["en to"])] == [TEXT[0:5], TEXT[6:12]]
    assert places_of(TEXT, ["finnes ikke", " "]) == []


def test_what_stands_around_ends_with_the_line() -> None:
    start = TEXT.index("1 250")
    assert around(TEXT, start, start + 5) == (
        "Prisen er kr ",
        " 000 per år, og 12,50 kroner stykket. Ring 22 33 44 55 eller"[:60],
    )


def test_a_request_is_what_all_its_documents_are() -> None:
    assert whole_outcome({}) == ""
    assert whole_outcome({"": 1, "full": 3}) == ""
    assert whole_outcome({"full": 3}) == "full"
    assert whole_outcome({"denied": 2}) == "denied"
    assert whole_outcome({"full": 1, "denied": 1}) == whole_outcome({"partly": 1, "full": 1}) == "partly"
