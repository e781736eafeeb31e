"""Rules of signals and inquiries, without a database."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.findings.rules.branching import branch_for
from aktsom.findings.rules.copying import copies
from aktsom.findings.rules.receipts import ALPHABET, LENGTH, as_written, code_of, hash_of, shown
from aktsom.findings.signal_states import BRANCH, INQUIRY, SIGNAL
from aktsom.findings.signal_tables import inquiry_branches, signal_kinds, signal_limit
from aktsom.supply_chain.states import Stage
from aktsom.web.concerns.meter import Meter
from aktsom.web.concerns.state import Answers, read, steps
from aktsom.web.concerns.texts import languages, words
from aktsom.web.inquiries import words as inquiry_words


@given(st.text(max_size=60))
def test_a_code_is_read_however_it_is_written(nonce: str) -> None:
    code = code_of(b"secret", nonce)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert as_written(shown(code)) == code
    assert as_written(f"  {shown(code).lower().replace('-', ' ')} ") == code
    assert code_of(b"secret", nonce) == code
    assert code_of(b"another", nonce) != code
    assert code not in hash_of(code)


def test_no_letter_of_a_code_looks_like_another() -> None:
    assert not set(ALPHABET) & set("0O1IL2Z5S8BUV")
    assert len(ALPHABET) ** LENGTH > 2**80


@pytest.mark.parametrize("text", ["", "ACDEF", "ACDEF-GHJKM-NPQRT-W346O", "x" * 5000, "ＡＣＤＥＦ" * 4, "\x00" * 20])
def test_what_is_no_code_is_none(text: str) -> None:
    assert as_written(text) == ""


@given(st.text(alphabet="abc æøå", min_size=30, max_size=200), st.integers(5, 25))
def test_a_copied_stretch_is_found_and_a_shorter_one_is_not(source: str, longest: int) -> None:
    plain = " ".join(source.casefold().split())
    if len(plain) > longest:
        assert copies(f"Vi skriver: {plain[: longest + 1].upper()} og mer", [source], longest)
    assert not copies("1234567890", [source], longest)


def test_a_branch_follows_from_the_place_in_the_chain() -> None:
    assert branch_for(None, None) == "explain"
    assert branch_for(0, None) == "forward"
    assert branch_for(1, Stage.FINAL) == "forward"
    assert branch_for(3, Stage.COMPONENT) == branch_for(2, Stage.RAW) == "components"
    assert set(inquiry_branches()) == {"forward", "components", "explain"} == set(inquiry_words.BRANCHES)


def test_every_table_gets_from_its_start_to_every_state() -> None:
    for table in (SIGNAL, INQUIRY, BRANCH):
        reached = {table.start}
        for _ in table.states:
            reached |= {move.after for move in table.moves if reached & set(move.before)}
        assert reached == {state.value for state in table.states}, table.name
        for state in table.states:
            for verb in {move.verb for move in table.moves}:
                allowed = any(move.verb == verb and state in move.before for move in table.moves)
                assert (table.refusal(state, verb) is None) == allowed


def test_every_kind_has_words_and_what_tolerates_no_waiting_is_the_gravest() -> None:
    assert set(signal_kinds()) == set(inquiry_words.KINDS)
    assert all((kind.severity == 3) == kind.zero_tolerance for kind in signal_kinds().values())


def test_every_language_says_everything() -> None:
    keys = set(words("en"))
    for code in languages():
        said = words(code)
        assert set(said) == keys, code
        assert all(text.strip() for text in said.values())
        if code not in ("nb", "nn", "en"):
            same = [key for key in keys if said[key] == words("en")[key]]
            assert same == [], code
    assert {"nb", "nn", "en"} < set(languages())
    assert len(languages()) >= 9
    assert languages()["ur"].direction == "rtl"
    for step in steps():
        assert f"q_{step.name}" in keys
        assert {f"{step.before}{choice}" for choice in step.choices} <= keys


def test_what_is_carried_between_screens_holds_only_if_it_is_ours() -> None:
    answers = Answers.none().with_("place", "Ipoh")
    text = answers.signed()
    assert read(text) == answers
    for forged in ("", "x", text[:-1] + ("A" if text[-1] != "A" else "B"), "." + text, text.replace(":", "", 1)):
        assert read(forged) is None


class TestCounting:
    def test_a_place_is_counted_and_forgotten_with_the_key(self) -> None:
        now = [0.0]
        meter = Meter(lambda: now[0])
        here, there = meter.place_of("192.0.2.1"), meter.place_of("192.0.2.2")
        assert here != there
        assert here == meter.place_of("192.0.2.1")
        for _ in range(3):
            meter.count("code", here)
        assert (meter.tried("code", here), meter.tried("code", there), meter.tried("send", here)) == (3, 0, 0)
        now[0] = 601
        assert meter.tried("code", here) == 0
        assert meter.place_of("192.0.2.1") != here  # nobody can say any more what was counted

    def test_one_phone_has_many_newer_addresses(self) -> None:
        meter = Meter()
        assert meter.place_of("2001:db8::1") == meter.place_of("2001:db8::ffff:1")
        assert meter.place_of("2001:db8::1") != meter.place_of("2001:db8:0:1::1")

    def test_nothing_of_an_address_is_in_memory(self) -> None:
        meter = Meter()
        meter.count("code", meter.place_of("192.0.2.77"))
        assert "192.0.2.77" not in repr(meter.__dict__)

    @pytest.mark.parametrize("processes", [1, 2, 5])
    def test_no_hour_brings_more_than_its_number_from_all_places_and_processes_together(
        self, settings: Any, processes: int
    ) -> None:
        settings.PAGE_PROCESSES = processes
        now = [0.0]
        meters = [Meter(lambda: now[0]) for _ in range(processes)]
        sent = 0
        for minute in range(60):
            now[0] = 60.0 * minute
            for number in range(120):
                for meter in meters:
                    place = meter.place_of(f"2001:db8:{minute}:{number}::1")
                    if not meter.too_many_sent(place):
                        meter.count("send", place)
                        sent += 1
        assert sent == signal_limit("signals_each_hour")
        now[0] = 3600.0
        assert not any(meter.too_many_sent(meter.place_of("2001:db8::1")) for meter in meters)

    def test_all_places_are_counted_when_no_more_places_can_be_held(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("aktsom.web.concerns.meter.MOST", 0)
        meter = Meter()
        for number in range(signal_limit("signals_each_hour")):
            meter.count("send", meter.place_of(f"2001:db8:{number}::1"))
        assert meter.too_many_sent(meter.place_of("192.0.2.1"))

    def test_it_counts_no_more_than_it_can_hold(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("aktsom.web.concerns.meter.MOST", 3)
        meter = Meter()
        for number in range(10):
            meter.count("code", meter.place_of(f"192.0.2.{number}"))
        assert len(meter.__dict__["_counted"]) == 3
