"""Every code that the reading can leave behind has its sentence."""

import re
from pathlib import Path

import pytest

import aktsom.interop.registers
from aktsom.contracts.rules import Problem
from aktsom.interop.registers.telling import describe_failure, describe_problem, label_of
from aktsom.interop.spreadsheets.problems import Described

READER = Path(aktsom.interop.registers.__file__).parent


def test_file_problem_is_told_with_its_own_words():
    assert describe_failure("file_too_large", {"filename": "a.xlsx", "size": 60, "limit": 50}) == Described(
        "«a.xlsx» er på 60 MB. Grensen er 50 MB.",
        "Slett bilder og ark som ikke trengs, eller lagre registeret som CSV.",
    )


def test_mistake_of_ours_is_said_to_be_ours():
    told = describe_failure("unexpected", {"filename": "a.xlsx", "error": "KeyError"})
    assert told.what == "Noe gikk galt hos oss da vi leste «a.xlsx». Feilen er notert."


def test_days_are_written_as_people_write_them():
    found = Problem("ends_on", "ends_before_start", {"start": "2026-02-01", "end": "2026-01-01"})
    assert describe_problem(found).what == "Avtalen slutter (01.01.2026) før den begynner (01.02.2026)."


def test_sums_are_written_with_spaces():
    found = Problem("value", "value_very_large", {"value": "12000000000.00"})
    assert (
        describe_problem(found).what
        == "Verdien 12\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 er over ti milliarder."
    )


def test_reader_says_what_it_found_in_the_cell():
    found = Problem("ends_on", "impossible_date", {"value": "31.02.2026"})
    assert describe_problem(found) == Described("Datoen «31.02.2026» finnes ikke.", "Se etter dag og måned.")


def codes_of_the_reader() -> set[str]:
    source = "\n".join(path.read_text() for path in READER.rglob("*.py"))
    return set(re.findall(r"(?:error|warning)\(\s*\"(\w+)\"", source))


@pytest.mark.parametrize("code", sorted(codes_of_the_reader()))
def test_every_code_of_the_reader_has_a_sentence(code):
    told = describe_problem(Problem("title", code, dict.fromkeys(["value", *params_in(code)], "1")))
    assert told.what
    assert told.mend


def params_in(code: str) -> list[str]:
    source = (READER / "problems.py").read_text() + (READER.parents[1] / "contracts/problems.py").read_text()
    start = source.index(f'"{code}"')
    return re.findall(r"\{(\w+)\}", source[start : start + 400])


def test_parts_of_a_contract_have_names():
    assert label_of("supplier_number") == "Leverandørens organisasjonsnummer"
