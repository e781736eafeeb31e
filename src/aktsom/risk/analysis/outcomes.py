"""What the screen says of each line of a coded ledger: distinct codes and kinds of text are combined once each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import polars as pl

from aktsom.risk.analysis.coded import PURCHASE, Coded
from aktsom.risk.analysis.ledger import LISTS, TEXTS, Role
from aktsom.risk.analysis.meanings import WHERE
from aktsom.risk.outcomes import NO_PURCHASE, NOTHING_SAID, Outcome, outcome_of
from aktsom.risk.screening.codes import CodeMatches
from aktsom.risk.screening.result import Kind, Screening, Where
from aktsom.risk.screening.screener import Screener
from aktsom.risk.screening.texts import TextMatches


@dataclass(frozen=True)
class Outcomes:
    """`of_line` is a number in `table` per line, in the order of the ledger; `telling` says which lines have reasons,
    for the list or against."""

    table: Sequence[Outcome]
    of_line: pl.Series
    telling: pl.Series


def outcomes_of(coded: Coded, screener: Screener) -> Outcomes:
    """Raises OtherWords when the texts were read with other words than the screener's."""
    coded.check_words(screener.catalogue)
    combined = _Combined(coded, screener)
    of_line, telling = combined.of_lines(coded.lines)
    bought = coded.lines["purchase"]
    if not bought.all():
        of_line, telling = of_line.set(~bought, combined.place(NO_PURCHASE)), telling & bought
    return Outcomes(combined.table, of_line, telling)


class _Combined:
    """Combines what codes, texts and origins say, once for each set of them that stands on some line."""

    def __init__(self, coded: Coded, screener: Screener) -> None:
        self._screener = screener
        roles = [role for role in PURCHASE if role.value in coded.lines.columns]
        self._texts = {
            role: [screener.match_text(text, WHERE[role]) for text in coded.texts[role]]
            for role in TEXTS
            if role in roles
        }
        self._lists = {role: coded.lists[role] for role in LISTS if role in roles}
        self._codes, self._class_of_code = _classes_of_codes(self._lists.get(Role.CODES, [()]), screener)
        self._products: dict[int, list[TextMatches]] = {}
        self._sizes = {role: self._size(role) for role in roles}
        self._without_origins: dict[tuple[int, ...], tuple[int, bool]] = {}
        self._numbers: dict[Hashable, int] = {}
        self._places: dict[Outcome, int] = {}
        self.table: list[Outcome] = []

    def of_lines(self, lines: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
        """A number in the table, and whether there are reasons, per line."""
        key = pl.lit(0, pl.UInt64)
        for role, size in self._sizes.items():
            number = pl.col(role.value)
            if role is Role.CODES:
                number = pl.lit(self._class_of_code).gather(number)
            key = key * size + number.cast(pl.UInt64)
        keys = lines.select(key.alias("key")).to_series()
        if not self._sizes:
            keys = pl.repeat(0, lines.height, dtype=pl.UInt64, eager=True)
        distinct = keys.unique()
        found = [self._number(self._taken_apart(one)) for one in distinct.to_list()]
        # Number and reasons travel as one, so that lines look up only once.
        joined = keys.replace_strict(
            distinct, pl.Series([2 * number + tells for number, tells in found], dtype=pl.UInt32)
        )
        return joined // 2, joined % 2 == 1

    def _size(self, role: Role) -> int:
        if role is Role.CODES:
            return len(self._codes)
        return len(self._texts[role] if role in self._texts else self._lists[role])

    def _taken_apart(self, key: int) -> dict[Role, int]:
        found = {}
        for role, size in reversed(self._sizes.items()):
            key, found[role] = divmod(key, size)
        return found

    def _number(self, parts: dict[Role, int]) -> tuple[int, bool]:
        """An origin only adds to what is found on the list, so that most lines are combined without."""
        bare = tuple(number for role, number in parts.items() if role is not Role.ORIGINS)
        found = self._without_origins.get(bare)
        if found is None and not any(bare):
            found = self._without_origins[bare] = (self.place(NOTHING_SAID), False)
        if found is None:
            found = self._without_origins[bare] = self._placed(self._combine(parts, ()))
        if not parts.get(Role.ORIGINS) or not self.table[found[0]].held:
            return found
        return self._placed(self._combine(parts, self._lists[Role.ORIGINS][parts[Role.ORIGINS]]))

    def _placed(self, result: Screening) -> tuple[int, bool]:
        """The number of the outcome, worked out once for results that differ only in their words."""
        origins = frozenset(match.code for match in result.matches if match.kind is Kind.ORIGIN)
        key = (result.groups, result.products, origins)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self.place(outcome_of(result, self._screener))
        return number, bool(result.matches or result.cancelled)

    def place(self, outcome: Outcome) -> int:
        number = self._places.setdefault(outcome, len(self.table))
        if number == len(self.table):
            self.table.append(outcome)
        return number

    def _combine(self, parts: dict[Role, int], origins: tuple[str, ...]) -> Screening:
        texts = [self._texts[Role.TITLE][parts[Role.TITLE]]] if Role.TITLE in parts else []
        if Role.PRODUCTS in parts:
            texts += self._product_lines(parts[Role.PRODUCTS])
        if Role.DESCRIPTION in parts:
            texts.append(self._texts[Role.DESCRIPTION][parts[Role.DESCRIPTION]])
        return self._screener.combine(self._codes[parts.get(Role.CODES, 0)], texts, origins)

    def _product_lines(self, number: int) -> list[TextMatches]:
        if number not in self._products:
            lines = self._lists[Role.PRODUCTS][number]
            self._products[number] = [self._screener.match_text(line, Where.PRODUCTS) for line in lines]
        return self._products[number]


def _classes_of_codes(
    cells: Sequence[tuple[str, ...]], screener: Screener
) -> tuple[list[tuple[CodeMatches, ...]], pl.Series]:
    """Codes that point at the same are alike; several codes on a line are told apart, for they may point together."""
    examples: list[tuple[CodeMatches, ...]] = []
    known: dict[Hashable, int] = {}
    classes = []
    for codes in cells:
        found = tuple(screener.match_code(code) for code in codes)
        key: Hashable = codes
        if len(found) == 1:
            key = (found[0].nature, tuple((match.product_id, match.group_id, match.kind) for match in found[0].matches))
        number = known.setdefault(key, len(examples))
        if number == len(examples):
            examples.append(found)
        classes.append(number)
    return examples, pl.Series(classes, dtype=pl.UInt32)
