"""Which column is what: by what people corrected before, by the headings, and by the look of the values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from aktsom.interop.registers.evidence import Evidence, evidence_of, looks_wrong
from aktsom.interop.registers.fields import SEVERAL_COLUMNS, Field
from aktsom.interop.registers.headings import heading_currency, heading_key, heading_matches, heading_scale
from aktsom.interop.registers.tables import Table
from aktsom.interop.registers.values.parsed import plain_text
from aktsom.interop.spreadsheets.cells import column_letter

_SAMPLE = 400
_SHOWN = 3
_ENOUGH = 0.5


class Reason(StrEnum):
    """Why a column was taken for a field, or left alone. Described in `registers.problems`."""

    REMEMBERED = "remembered"
    HEADING = "heading"
    HEADING_PART = "heading_part"
    VALUES = "values"
    KNOWN_BUT_UNUSED = "known_but_unused"
    OTHER_COLUMN_BETTER = "other_column_better"
    VALUES_DISAGREE = "values_disagree"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column of the table. `scale` and `currency` are what the heading says of every sum in it."""

    column: int
    heading: str
    field: Field | None
    confidence: float
    reason: Reason
    words: str = ""
    samples: tuple[str, ...] = ()
    scale: Decimal = Decimal(1)
    currency: str | None = None

    @property
    def letter(self) -> str:
        return column_letter(self.column)

    @property
    def key(self) -> str:
        """Under which a person's correction is remembered; the letter where there is no heading."""
        return heading_key(self.heading) or f"#{self.letter}"


def recognise_columns(table: Table, remembered: Mapping[str, str] | None = None) -> tuple[ColumnGuess, ...]:
    """One guess per column, in the order of the sheet.

    `remembered` maps `ColumnGuess.key` to a field's name, or to "" for a column to leave alone; it always wins.
    """
    seen = [
        evidence_of(islice((value for value in table.values(column) if value is not None), _SAMPLE))
        for column in table.columns
    ]
    guesses = [
        _first_guess(column, heading, evidence, remembered or {})
        for column, heading, evidence in zip(table.columns, table.headings, seen, strict=True)
    ]
    guesses = _one_column_each(guesses)
    return tuple(_by_values(guesses, seen))


def missing_fields(columns: Sequence[ColumnGuess]) -> tuple[Field, ...]:
    """What a register needs for the contracts to be of use, and no column was taken for."""
    found = {guess.field for guess in columns}
    return tuple(field for field in _NEEDED if not found & _NEEDED[field])


_NEEDED: dict[Field, frozenset[Field]] = {
    Field.TITLE: frozenset({Field.TITLE, Field.DESCRIPTION, Field.PRODUCTS}),
    Field.SUPPLIER_NAME: frozenset({Field.SUPPLIER_NAME, Field.SUPPLIER_ORG_NUMBER}),
}


def with_corrections(guesses: Sequence[ColumnGuess], chosen: Mapping[int, str]) -> tuple[ColumnGuess, ...]:
    """The guesses with what a person chose per column; "" leaves the column alone."""
    return tuple(
        replace(guess, field=Field(chosen[guess.column]) if chosen[guess.column] else None, confidence=1.0)
        if guess.column in chosen
        else guess
        for guess in guesses
    )


def _first_guess(column: int, heading: str, evidence: Evidence, remembered: Mapping[str, str]) -> ColumnGuess:
    guess = ColumnGuess(
        column=column,
        heading=heading,
        field=None,
        confidence=0.0,
        reason=Reason.UNKNOWN,
        samples=tuple(plain_text(value)[:80] for value in evidence.samples[:_SHOWN]),
        scale=heading_scale(heading),
        currency=heading_currency(heading),
    )
    if guess.key in remembered:
        chosen = remembered[guess.key]
        if not chosen or chosen in set(Field):
            field = Field(chosen) if chosen else None
            return replace(guess, field=field, confidence=1.0, reason=Reason.REMEMBERED)
    for match in heading_matches(heading):
        exact = match.words in {guess.key, guess.key.replace(" ", "")}
        if match.field is None:
            return replace(guess, confidence=match.confidence, reason=Reason.KNOWN_BUT_UNUSED, words=match.words)
        if looks_wrong(match.field, evidence):
            guess = replace(guess, reason=Reason.VALUES_DISAGREE, words=match.words)
            continue
        reason = Reason.HEADING if exact else Reason.HEADING_PART
        return replace(
            guess, field=match.field, confidence=round(match.confidence, 2), reason=reason, words=match.words
        )
    return guess


def _one_column_each(guesses: Iterable[ColumnGuess]) -> list[ColumnGuess]:
    """Of several columns for one field the surest is kept, the leftmost of equals."""
    ordered = list(guesses)
    best: dict[Field, ColumnGuess] = {}
    for guess in ordered:
        if guess.field and (guess.field not in best or guess.confidence > best[guess.field].confidence):
            best[guess.field] = guess
    return [
        guess
        if guess.field is None or guess.field in SEVERAL_COLUMNS or best[guess.field] is guess
        else replace(guess, field=None, reason=Reason.OTHER_COLUMN_BETTER, words=best[guess.field].heading)
        for guess in ordered
    ]


def _by_values(guesses: list[ColumnGuess], seen: Sequence[Evidence]) -> list[ColumnGuess]:
    """Columns whose headings say nothing get the fields still missing, where their values look like nothing else."""
    found = list(guesses)
    for field in (
        Field.SUPPLIER_ORG_NUMBER,
        Field.CPV,
        Field.START,
        Field.END,
        Field.PERIOD,
        Field.ORIGIN_COUNTRIES,
        Field.SUPPLIER_NAME,
        Field.TITLE,
        Field.REFERENCE,
        Field.VALUE,
    ):
        if any(guess.field is field for guess in found):
            continue
        candidates = [
            (evidence.likeness(field), -at)
            for at, (guess, evidence) in enumerate(zip(found, seen, strict=True))
            if guess.field is None and guess.reason in {Reason.UNKNOWN, Reason.VALUES_DISAGREE}
        ]
        likeness, place = max(candidates, default=(0.0, 0))
        if likeness >= _ENOUGH:
            confidence = round(min(0.75, likeness * 0.8), 2)
            found[-place] = replace(found[-place], field=field, confidence=confidence, reason=Reason.VALUES)
    return _earlier_first(found, seen)


def _earlier_first(found: list[ColumnGuess], seen: Sequence[Evidence]) -> list[ColumnGuess]:
    """Of two date columns known only by their values, the one with the later dates is the end."""
    places = {guess.field: at for at, guess in enumerate(found) if guess.reason is Reason.VALUES}
    start, end = places.get(Field.START), places.get(Field.END)
    if start is None or end is None or seen[start].usual_day <= seen[end].usual_day:
        return found
    found[start] = replace(found[start], field=Field.END)
    found[end] = replace(found[end], field=Field.START)
    return found
