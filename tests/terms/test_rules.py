"""When a duty falls due."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.terms.grammar import (
    Alternative,
    Duration,
    Every,
    Near,
    RuleError,
    SameAs,
    Standing,
    Yearly,
    parse,
    parse_duration,
)
from aktsom.terms.rules import Due, DueKind, due, shifted
from aktsom.terms.tables import REFERENCE, rows
from aktsom.terms.thresholds import is_threshold, parse_threshold

START = date(2025, 3, 1)
VECTORS = list(rows(Path(__file__).parent / "deadline_vectors.csv"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["id"])
def test_deadline_vector(vector):
    found = due(
        parse(vector["rule"]),
        term_set=vector["term_set_id"],
        anchors={vector["anchor"]: date.fromisoformat(vector["anchor_date"])},
    )
    answered = date.fromisoformat(vector["answer_date"])
    assert found.on is not None
    assert found.on.isoformat() == vector["expected_due"]
    assert ("in_time" if answered <= found.on else "overdue") == vector["expected_status"]


def table_rules() -> list[str]:
    rules = [row[name] for row in rows(REFERENCE / "term_sets.csv") for name in ("self_report_due_rule", "repeat_rule")]
    rules += [row["due_rule"] for row in rows(REFERENCE / "term_obligations.csv")]
    rules += [row["rule"] for row in rows(REFERENCE / "clocks.csv")]
    return sorted(set(rules))


@pytest.mark.parametrize("text", table_rules())
def test_every_rule_of_the_tables_can_be_read(text):
    assert parse_threshold(text) if is_threshold(text) else parse(text).text == text


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("contract_start", (Alternative(Near("contract_start")),)),
        ("dispatch+P6W", (Alternative(Near("dispatch", Duration(days=42))),)),
        ("submission-P2Y", (Alternative(Near("submission", Duration(months=24), -1)),)),
        ("every P1Y", (Alternative(Every(Duration(months=12))),)),
        ("yearly@06-30", (Alternative(Yearly(6, 30)),)),
        ("always", (Alternative(Standing.ALWAYS),)),
        ("same_as:2.0", (Alternative(SameAs("2.0")),)),
        ("T4:same_as:2.0", (Alternative(SameAs("2.0"), "T4"),)),
        ("T4-H:on_request", (Alternative(Standing.ON_REQUEST, "T4-H"),)),
        (
            "T3:contract_start+P6M|T4(covered_by_apenhetsloven):contract_start",
            (
                Alternative(Near("contract_start", Duration(months=6)), "T3"),
                Alternative(Near("contract_start"), "T4", "covered_by_apenhetsloven"),
            ),
        ),
        ("", ()),
    ],
)
def test_parse(text, alternatives):
    assert parse(text).alternatives == alternatives


@pytest.mark.parametrize(
    "text",
    [
        "contract_start+6W",
        "every",
        "every P0D",
        "yearly@02-30",
        "|",
        "T4:",
        "T4(x:always",
        "Contract start",
        "x+P",
        "x+P900Y",
    ],
)
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(RuleError):
        parse(text)


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        (date(2025, 1, 31), "P1M", date(2025, 2, 28)),
        (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2025, 1, 31), "P1M1D", date(2025, 3, 1)),
        (date(2025, 12, 31), "P6W", date(2026, 2, 11)),
    ],
)
def test_shifted(day, duration, expected):
    assert shifted(day, parse_duration(duration)) == expected


def test_shifted_backwards_clamps_too():
    assert shifted(date(2025, 3, 31), parse_duration("P1M"), -1) == date(2025, 2, 28)


durations = st.builds(Duration, st.integers(0, 240), st.integers(0, 800))
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(days, durations, durations)
def test_a_longer_duration_is_never_earlier(day, one, more):
    longer = Duration(one.months + more.months, one.days + more.days)
    assert shifted(day, longer) >= shifted(day, one) >= day


@given(days, days, durations)
def test_a_later_start_is_never_due_earlier(one, other, duration):
    early, late = sorted((one, other))
    assert shifted(early, duration) <= shifted(late, duration)


@given(days, durations.filter(lambda d: d != Duration()), days)
def test_the_next_round_is_the_first_after(start, every, after):
    rule = parse("every P1Y")
    rule = type(rule)(rule.text, (Alternative(Every(every)),))
    found = due(rule, anchors={"contract_start": start}, after=after).on
    assert found is not None
    assert found > max(after, start - timedelta(days=1)) or found > after
    rounds = [shifted(start, Duration(every.months * n, every.days * n)) for n in range(1, 50)]
    assert all(day <= after or day >= found for day in rounds)


@given(st.integers(1, 12), st.integers(1, 28), days)
def test_yearly_is_the_next_such_day(month, day, after):
    found = due(parse(f"yearly@{month:02}-{day:02}"), anchors={}, after=after).on
    assert found is not None
    assert (found.month, found.day) == (month, day)
    assert timedelta(0) < found - after <= timedelta(days=366)


def test_the_last_day_of_february_is_clamped():
    assert due(parse("yearly@02-29"), anchors={}, after=date(2025, 1, 1)).on == date(2025, 2, 28)


def test_the_first_alternative_that_fits_wins():
    rule = parse("T1:contract_signature+P1M|T3:contract_start+P6M|contract_start+P1Y")
    anchors = {"contract_start": START, "contract_signature": START}
    assert due(rule, term_set="T1", anchors=anchors).on == date(2025, 4, 1)
    assert due(rule, term_set="T3", anchors=anchors).on == date(2025, 9, 1)
    assert due(rule, term_set="T9", anchors=anchors).on == date(2026, 3, 1)


def test_without_a_rule_that_fits_the_contract_decides():
    assert due(parse("T4:always"), term_set="T2", anchors={}) == Due(DueKind.CONTRACT_DECIDES, "contract_decides")


def test_a_condition_that_nobody_knows_shows_both_ways():
    rule = parse("(covered_by_apenhetsloven):yearly@06-30|every P1Y")
    found = due(
        rule, anchors={"contract_start": START}, unknown=frozenset({"covered_by_apenhetsloven"}), after=date(2025, 4, 1)
    )
    assert (found.on, found.depends_on) == (date(2025, 6, 30), "covered_by_apenhetsloven")
    assert found.otherwise is not None
    assert found.otherwise.on == date(2026, 3, 1)


def test_a_missing_anchor_is_waited_for_with_the_usual_day_beside():
    found = due(
        parse("dispatch+P6W"), anchors={"contract_signature": START}, stand_ins={"dispatch": "contract_signature"}
    )
    assert found == Due(
        DueKind.WAITS_FOR,
        "after_anchor",
        {"anchor": "dispatch", "weeks": 6},
        waits_for="dispatch",
        expected_on=date(2025, 4, 12),
    )


def test_same_as_follows_the_other_duty():
    found = due(parse("same_as:2.0"), anchors={"contract_start": START}, others={"2.0": "contract_start+P6M"})
    assert found.on == date(2025, 9, 1)


@pytest.mark.parametrize("others", [{}, {"2.0": "same_as:2.1", "2.1": "same_as:2.0"}])
def test_same_as_that_leads_nowhere_is_refused(others):
    with pytest.raises(RuleError):
        due(parse("same_as:2.0"), anchors={}, others=others)
