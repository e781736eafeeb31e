"""The notices are held to the code: every fact of people is told of, every criterion stands, every test exists."""

import fnmatch
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation

from aktsom.core.classification import FieldClass
from aktsom.terms.tables import rows
from aktsom.web.public import data_sets, notices
from tests.architecture.test_asvs import _exists

TABLES = Path(notices.REFERENCE)
# WCAG 2.2, A and AA: how many criteria each guideline has; 4.1.1 was taken out.
GUIDELINES = {
    **{"1.1": 1, "1.2": 5, "1.3": 5, "1.4": 9, "2.1": 3, "2.2": 2, "2.3": 1, "2.4": 8, "2.5": 6},
    **{"3.1": 2, "3.2": 5, "3.3": 6, "4.1": 2},
}


def test_every_fact_of_people_is_told_of() -> None:
    told = [pattern for row in rows(TABLES / "privacy.csv") for pattern in row["covers"].split()]
    kept = [
        f"{model.__name__}.{name}"
        for model in apps.get_app_config("aktsom").get_models()
        for name, kind in model.classified.by_field.items()  # type: ignore[attr-defined]  # each of ours has it
        if kind in (FieldClass.PERSONAL, FieldClass.WORKER_PROTECTED)
    ]
    assert len(kept) > 100
    assert [name for name in kept if not any(fnmatch.fnmatchcase(name, pattern) for pattern in told)] == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_language_says_it_all(language: str) -> None:
    with translation.override(language):
        kept = notices.kept_of_people()
        assert all(kept[audience] for audience in notices.AUDIENCES)
        said = [
            getattr(row, name)
            for found in kept.values()
            for row in found
            for name in ("what", "why", "kept", "readers")
        ]
        assert all(said)
        assert not any("{" in text for text in said)
        assert all(row.name for row in notices.criteria())
        assert all(column.meaning for one in data_sets.sets().values() for column in one.columns)


def test_the_notice_says_what_the_code_goes_by() -> None:
    from aktsom.members.sign_in_limits import lasts

    limits = notices.limits()
    assert lasts("session_idle").total_seconds() == 60 * int(str(limits["session_idle"]))
    with translation.override("en"):
        [row] = [row for row in notices.kept_of_people()["officer"] if row.id == "sign_ins"]
    assert row.kept.startswith(f"{limits['sign_in_journal']} months")


def test_no_criterion_is_left_out() -> None:
    numbers = [row.number for row in notices.criteria()]
    counted = {key: sum(number.startswith(f"{key}.") for number in numbers) for key in GUIDELINES}
    assert counted == GUIDELINES
    assert len(numbers) == len(set(numbers)) == sum(GUIDELINES.values()) == 55


def test_what_is_said_to_be_met_has_been_checked() -> None:
    for row in rows(TABLES / "accessibility.csv"):
        if row["how"] == "none":
            assert row["standing"] == "unchecked", row["number"]
        if row["standing"] in ("partly", "not", "na"):
            assert row["note_nb"], row["number"]
        assert bool(row["test"]) == bool({"axe", "test"} & set(row["how"].split())), row["number"]


def test_every_named_test_exists() -> None:
    named = [row["test"] for row in rows(TABLES / "accessibility.csv") if row["test"]]
    assert [name for name in named if not _exists(*name.split("::"))] == []
