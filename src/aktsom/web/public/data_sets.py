"""The open data as sets of rows: what each is called, its columns, and what is in it now.

An address says which form of the data it gives, `v1`: a column is never renamed or given another meaning there, and
what must change gets a form of its own beside it. Columns may come to be more, at the end."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from aktsom.effects.queries.public_figures import editions, figures_of
from aktsom.effects.rules.public_figures import Between, PublicPart
from aktsom.effects.tables import Indicator, indicators
from aktsom.findings.queries.public_results import areas_told, standing_results
from aktsom.teams.queries.told_to_all import teams_told
from aktsom.terms.tables import rows
from aktsom.web.public import open_data, words

COLUMNS = Path(__file__).parent / "reference" / "columns.csv"
FORM = "v1"
NOBODY = None  # open data is asked for by nobody
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """`type` as Table Schema has it."""

    name: str
    type: str
    meaning: str | Promise


@dataclass(frozen=True, slots=True)
class DataSet:
    name: str
    title: str | Promise
    read: Callable[[], Iterable[Row]]

    @property
    def columns(self) -> list[Column]:
        language = translation.get_language() or "nb"
        return [
            Column(row["column"], row["type"], row[f"meaning_{language}"] or words.FIELD_MEANINGS[row["column"]])
            for row in _columns()[self.name]
        ]


def sets() -> dict[str, DataSet]:
    found = (
        DataSet("resultater", _("Publiserte resultater"), _results),
        DataSet("omrader", _("Områder råvarer kommer fra"), _areas),
        DataSet("hvem", _("Hvem som følger opp hva"), _teams),
        DataSet("tall", _("Samarbeidets tall"), _figures),
    )
    return {one.name: one for one in found}


@cache
def _columns() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows(COLUMNS):
        found.setdefault(row["set"], []).append(row)
    return found


def _results() -> Iterator[Row]:
    for row in standing_results(NOBODY):
        yield open_data.flat(row)


def _areas() -> Iterator[Row]:
    for row in areas_told(NOBODY):
        yield {
            "id": "-".join(part for part in (row.group_id, row.country.lower(), slugify(row.region)) if part),
            "group_id": row.group_id,
            "group": words.area(row.group_id),
            "country": row.country,
            "region": row.region,
            "places": row.places,
            "published_on": timezone.localdate(row.published_at).isoformat(),
        }


def _teams() -> Iterator[Row]:
    for row in teams_told(NOBODY):
        for name, number in row.bodies:
            yield {
                "id": f"{row.group_id}-{number or slugify(name)}",
                "group_id": row.group_id,
                "group": words.area(row.group_id),
                "body": name,
                "organisation_number": number,
                "since": row.since.isoformat(),
                "resting": str(row.resting).lower(),
                "told_on": row.told_on.isoformat(),
            }


def _figures() -> Iterator[Row]:
    """The newest edition of each year."""
    language = translation.get_language() or "nb"
    for edition in editions(NOBODY):
        for figure in figures_of(edition):
            one = indicators()[figure.id]
            told: dict[str, object] = {
                "year": edition.year,
                "edition": edition.number,
                "indicator": figure.id,
                "name": one.said("name", language),
                "definition": one.said("definition", language),
            }
            dates = {
                "withheld": figure.withheld,
                "reckoned_on": edition.reckoned_on.isoformat(),
                "published_on": timezone.localdate(edition.published_at).isoformat(),
            }
            for part in figure.parts or (None,):
                id_ = "-".join(filter(None, (str(edition.year), figure.id, part.part if part else "")))
                yield {"id": id_, **told, **_numbers(part, one), **dates}


def _numbers(part: PublicPart | None, one: Indicator) -> dict[str, object]:
    """Nothing where nothing is told: never nought, but of what cannot be unknown."""
    found: dict[str, object] = {"part": part.part if part else ""}
    for name in ("counted", "of", "unknown"):
        said = getattr(part, name) if part else None
        if said is not None and name == "unknown" and one.always_known:
            said = Between(Decimal(0), Decimal(0))
        found |= {f"{name}_{end}": "" if said is None else _plain(getattr(said, end)) for end in ("low", "high")}
    return found


def _plain(value: object) -> object:
    number = float(str(value))
    return int(number) if number.is_integer() else number
