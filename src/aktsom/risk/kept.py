"""How a screening is written down, and read back as the value it was. Lists are texts with semicolons."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from aktsom.categories.levels import Level, Stage
from aktsom.risk.conclusions import Conclusion
from aktsom.risk.models import Screening, ScreeningMatch
from aktsom.risk.screening.result import Cancelled, Kind, Match, Verdict, Where, Why
from aktsom.risk.screening.result import Screening as Result
from aktsom.risk.standing import Standing

_WORD = 80  # as long as the columns are


class MatchRow(NamedTuple):
    """A reason, or one that was not counted: the fields of `ScreeningMatch` in its order."""

    kind: str
    group_id: str
    product_id: str
    code: str
    word: str
    where: str
    cancelled_by: str
    cancelled_why: str
    cancelled_topic: str


@dataclass(frozen=True, slots=True)
class Screened:
    """One result as it is kept; contracts that say the same share it."""

    standing: Standing
    rights: str
    countries: str
    matches: tuple[MatchRow, ...]

    @property
    def conclusion(self) -> Conclusion:
        return self.standing.conclusion

    def same_result(self, kept: Screening, matches: frozenset[MatchRow]) -> bool:
        """Whether the newest screening kept says all of this already, reasons included."""
        facts = (self.conclusion, self.rights, self.countries)
        return facts == (conclusion_of(kept), kept.rights, kept.countries) and matches == frozenset(self.matches)


def listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def screened(result: Result, standing: Standing) -> Screened:
    rows = [_row(match) for match in result.matches]
    rows += [_row(cancelled.match, cancelled) for cancelled in result.cancelled]
    return Screened(standing, ";".join(result.rights), ";".join(result.countries), tuple(dict.fromkeys(rows)))


def conclusion_of(kept: Screening) -> Conclusion:
    return Conclusion(
        kept.verdict,
        kept.level_raw,
        kept.level_component,
        kept.level_final,
        listed(kept.groups),
        listed(kept.products),
    )


def result_of(kept: Screening, matches: Iterable[MatchRow]) -> Result:
    """The kept screening as the screen gave it."""
    levels = zip(Stage, (kept.level_raw, kept.level_component, kept.level_final), strict=True)
    rows = list(matches)
    return Result(
        verdict=Verdict(kept.verdict),
        groups=listed(kept.groups),
        products=listed(kept.products),
        levels={stage: Level(level or Level.UNKNOWN) for stage, level in levels},
        rights=listed(kept.rights),
        countries=listed(kept.countries),
        matches=tuple(_match(row) for row in rows if not row.cancelled_why),
        cancelled=tuple(
            Cancelled(_match(row), Why(row.cancelled_why), row.cancelled_by, row.cancelled_topic)
            for row in rows
            if row.cancelled_why
        ),
    )


def kept_matches(screening_ids: Iterable[int], *, described: bool = True) -> dict[int, tuple[MatchRow, ...]]:
    """The reasons kept for each of the screenings, in their order; without `described` not those that rest on the
    description, which is the owner's."""
    rows: dict[int, list[MatchRow]] = {id_: [] for id_ in screening_ids}
    found = ScreeningMatch.objects.filter(screening_id__in=list(rows)).order_by("id")
    if not described:
        found = found.exclude(where=Where.DESCRIPTION)
    for screening_id, *facts in found.values_list("screening_id", *MatchRow._fields):
        rows[screening_id].append(MatchRow(*facts))
    return {screening_id: tuple(found) for screening_id, found in rows.items()}


def _row(match: Match, cancelled: Cancelled | None = None) -> MatchRow:
    return MatchRow(
        match.kind.value,
        match.group_id,
        match.product_id or "",
        match.code,
        match.word[:_WORD],
        match.where.value,
        cancelled.by[:_WORD] if cancelled else "",
        cancelled.why.value if cancelled else "",
        cancelled.topic if cancelled else "",
    )


def _match(row: MatchRow) -> Match:
    return Match(row.product_id or None, row.group_id, Kind(row.kind), row.code, row.word, Where(row.where))
