"""The list of security requirements names tests that exist, and leaves no requirement out."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
LIST = TESTS.parent / "docs" / "security" / "asvs.md"
# How many requirements each section of ASVS 4.0.3 has up to level 2; numbers that 4.0.3 withdrew are left out.
SECTIONS = {
    **{"2.1": 12, "2.2": 3, "2.3": 3, "2.4": 5, "2.5": 7, "2.6": 3, "2.7": 6, "2.8": 7, "2.9": 3, "2.10": 4},
    **{"3.1": 1, "3.2": 4, "3.3": 4, "3.4": 5, "3.5": 3, "3.7": 1},
    **{"4.1": 5, "4.2": 2, "4.3": 3},
}
WITHDRAWN = {"4.1.4"}  # the same as 4.1.3


def rows() -> list[tuple[str, str]]:
    found = re.findall(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| (.+) \|$", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    return [(number, shown) for number, shown in found]


def test_no_requirement_is_left_out() -> None:
    wanted = {f"{section}.{n}" for section, count in SECTIONS.items() for n in range(1, count + 1)} - WITHDRAWN
    numbers = [number for number, _ in rows()]
    assert sorted(numbers) == sorted(wanted)


def test_each_has_a_test_or_a_reason() -> None:
    bare = [number for number, shown in rows() if "::" not in shown and not shown.startswith(("Reason: ", "Not met: "))]
    assert bare == []


def test_every_named_test_exists() -> None:
    named = {name for _, shown in rows() for name in re.findall(r"`([\w/]+\.py::\w+)`", shown)}
    assert len(named) > 40
    missing = [name for name in named if not _exists(*name.split("::"))]
    assert missing == []


def _exists(path: str, function: str) -> bool:
    file = TESTS / path
    if not file.is_file():
        return False
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in ast.parse(file.read_text()).body)
