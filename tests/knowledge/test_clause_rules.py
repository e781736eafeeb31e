"""Two versions of the terms, point by point; and which one a contract signed on a day should carry."""

from datetime import date
from typing import Any

import pytest

from aktsom.knowledge.rules.clauses import Aspect, Clause, Likeness, Version, compare, in_force, to_carry
from aktsom.terms.rules import due, parse


def clause(number: str, text: str = "Plikten", rule: str = "always", term_set: str = "T4", **other: object) -> Clause:
    said: dict[str, Any] = {
        "number": number,
        "text": {"nb": text, "nn": text, "en": text},
        "owed_by": "supplier",
        "due": due(parse(rule), term_set=term_set, anchors={}),
        "evidence": {"nb": "Bevis", "nn": "Prov", "en": "Evidence"},
        "effect": "breach",
        "ladder": ("correction",),
        "source": "x",
        "confidence": "verified",
    }
    return Clause(**{**said, **other})


def test_each_point_of_either_stands_once_in_the_order_of_the_points() -> None:
    pairs = compare([clause("2.10"), clause("1.1")], [clause("2.2"), clause("1.1")])
    assert [(pair.number, pair.likeness) for pair in pairs] == [
        ("1.1", Likeness.SAME),
        ("2.2", Likeness.RIGHT_ONLY),
        ("2.10", Likeness.LEFT_ONLY),
    ]


@pytest.mark.parametrize(
    ("other", "aspect"),
    [
        (clause("1.1", "En annen plikt"), Aspect.TEXT),
        (clause("1.1", owed_by="right_of_buyer"), Aspect.OWED_BY),
        (clause("1.1", rule="on_request"), Aspect.DUE),
        (clause("1.1", evidence={"nb": "Annet", "nn": "Anna", "en": "Other"}), Aspect.EVIDENCE),
        (clause("1.1", effect="serious"), Aspect.EFFECT),
        (clause("1.1", ladder=("termination",)), Aspect.LADDER),
    ],
)
def test_what_differs_is_named(other: Clause, aspect: Aspect) -> None:
    (pair,) = compare([clause("1.1")], [other])
    assert (pair.likeness, pair.changed) == (Likeness.CHANGED, (aspect,))


def test_a_rule_that_says_different_things_in_two_versions_differs() -> None:
    rule = "T3:contract_start+P6M|T4:dispatch+P6W"
    (pair,) = compare([clause("3.1", rule=rule, term_set="T3")], [clause("3.1", rule=rule, term_set="T4")])
    assert pair.changed == (Aspect.DUE,)


def test_the_source_alone_makes_no_difference() -> None:
    (pair,) = compare([clause("1.1")], [clause("1.1", source="y", confidence="inferred")])
    assert pair.likeness is Likeness.SAME


OLD, NOW = Version("T3", "2021", "2022-12", "general"), Version("T4", "2022-12", "", "general")
HEALTH, NOT_KNOWN = Version("T4-H", "2024-09", "", "health"), Version("T9", "2025", "", "unknown")
ALL = (OLD, HEALTH, NOT_KNOWN, NOW)


def test_the_general_version_in_force_is_what_a_contract_should_carry() -> None:
    assert to_carry(ALL, date(2026, 11, 30)) == NOW
    assert to_carry(ALL, date(2022, 11, 30)) == OLD
    assert to_carry(ALL, date(2022, 12, 1)) == NOW  # the day a version ends it is not in force


def test_a_contract_keeps_its_own_while_that_is_in_force() -> None:
    assert to_carry(ALL, date(2026, 11, 30), "T4-H") == HEALTH
    assert to_carry(ALL, date(2026, 11, 30), "T3") == NOW


def test_none_is_carried_where_none_is_known_to_be_in_force_for_all() -> None:
    assert to_carry((HEALTH, NOT_KNOWN), date(2026, 11, 30)) is None
    assert to_carry(ALL, date(2010, 1, 1)) is None


def test_the_general_ones_come_first_and_the_newest_of_them() -> None:
    assert [one.code for one in in_force(ALL, date(2026, 11, 30))] == ["T4", "T9", "T4-H"]
