"""What stopped the reading of a file, and what is wrong in a row, told from what was kept of it: code and params."""

import re
from collections.abc import Mapping
from decimal import Decimal

from aktsom.contracts import problems as of_facts
from aktsom.contracts.rules import Problem
from aktsom.interop.registers.contract_rows import CellProblem
from aktsom.interop.registers.fields import LABELS
from aktsom.interop.registers.file_problems import describe_file
from aktsom.interop.registers.mending import FIELD_OF
from aktsom.interop.registers.problems import describe_cell
from aktsom.interop.registers.values.parsed import Severity
from aktsom.interop.spreadsheets.problems import Described, FileProblem, Translate, _

Params = Mapping[str, str | int]

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SUM = re.compile(r"-?\d+(?:\.\d+)?")

_OF_OURS = Described(
    _("Noe gikk galt hos oss da vi leste «{filename}». Feilen er notert."),
    _("Prøv igjen. Hjelper ikke det, så lagre registeret som en ny Excel-fil (.xlsx) og last opp den."),
)


def describe_failure(code: str, params: Params, translate: Translate = str) -> Described:
    """Why the file was not read; a code that no reader knows is a mistake of ours."""
    kinds = {kind.code: kind for kind in FileProblem.__subclasses__()}
    if code in kinds:
        return describe_file(kinds[code](**params), translate)
    words = {"filename": "", **params}
    return Described(translate(_OF_OURS.what).format(**words), translate(_OF_OURS.mend).format(**words))


def describe_problem(problem: Problem, translate: Translate = str) -> Described:
    """The register's own words where it knows the code, else the reader's. Its own are in the language in force."""
    is_sum = problem.code.startswith("value_")
    params = {name: _amount(value) if is_sum else _day(value) for name, value in problem.params.items()}
    if of_facts.known(problem.code):
        told = of_facts.describe(Problem(problem.field, problem.code, params, problem.blocks))
        return Described(told.what, told.mend)
    value = str(params.get("value", ""))
    return describe_cell(
        CellProblem(0, FIELD_OF.get(problem.field), None, value, problem.code, params, Severity.ERROR), translate
    )


def _day(value: str | int) -> str | int:
    """The register's rules give days as ISO text."""
    return ".".join(reversed(value.split("-"))) if isinstance(value, str) and _ISO_DAY.fullmatch(value) else value


def _amount(value: str | int) -> str | int:
    """They give sums as plain decimals; what stood in a cell is shown as it was."""
    if not isinstance(value, str) or not _SUM.fullmatch(value):
        return value
    return f"{Decimal(value):,.0f}".replace(",", "\N{NO-BREAK SPACE}")


def label_of(name: str, translate: Translate = str) -> str:
    """What a person calls this part of a contract in a register."""
    return translate(LABELS[FIELD_OF[name]]) if name in FIELD_OF else name
