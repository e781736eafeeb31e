"""The terms taken in from their tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction

from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.core.journal import Act, record
from aktsom.core.once import forget
from aktsom.terms import permissions
from aktsom.terms.models import Obligation, TermSet
from aktsom.terms.queries import EVERY_DUTY
from aktsom.terms.rules import parse
from aktsom.terms.tables import REFERENCE, rows

T = TypeVar("T", TermSet, Obligation)
_SET_FIELDS = tuple(f.name for f in TermSet._meta.concrete_fields if f.name != "code")
_DUTY_FIELDS = tuple(f.name for f in Obligation._meta.concrete_fields if f.name not in {"id", "term_set", "number"})


@dataclass(frozen=True)
class LoadReport:
    """Counts of term sets and obligations together."""

    added: int
    changed: int
    removed: int
    same: int


@transaction.atomic
def load_terms(*, by: Actor, at: datetime, folder: Path | None = None) -> LoadReport:
    """Term sets and obligations as the tables have them; the same tables again change nothing.

    An obligation that is no longer in the table is removed, and stands whole in the journal. A term set is never
    removed: contracts are judged by it. Raises terms.rules.RuleError for a rule that cannot be read.
    """
    stop_if(permissions.load_terms(by))
    source = folder or REFERENCE
    known_sets = {row.code: row for row in TermSet.objects.all()}
    known_duties = {(row.term_set_id, row.number): row for row in Obligation.objects.all()}
    acts: list[Act] = []
    sets = [(known_sets.get(code) or TermSet(code=code), said, code) for code, said in _term_sets(source)]
    same = _keep(TermSet, sets, acts)
    wanted = dict(_obligations(source))
    duties = [
        (known_duties.get((code, number)) or Obligation(term_set_id=code, number=number), said, f"{code} {number}")
        for (code, number), said in wanted.items()
    ]
    same += _keep(Obligation, duties, acts)
    for key in known_duties.keys() - wanted.keys():
        gone = {name: [getattr(known_duties[key], name), None] for name in _DUTY_FIELDS}
        known_duties[key].delete()
        acts.append(Act("terms_removed", " ".join(key), changes=gone))
    forget(EVERY_DUTY)
    record(by=by, at=at, acts=acts)
    verbs = [act.verb for act in acts]
    return LoadReport(verbs.count("terms_added"), verbs.count("terms_changed"), verbs.count("terms_removed"), same)


def _keep(kind: type[T], rows: Sequence[tuple[T, Mapping[str, str], str]], acts: list[Act]) -> int:
    """Saves the new rows and those that differ from what is said of them; how many were the same."""
    new, same = list[T](), 0
    for row, said, subject in rows:
        known = not row._state.adding
        told: dict[str, Any] = {
            name: [getattr(row, name) if known else None, text]
            for name, text in said.items()
            if not known or getattr(row, name) != text
        }
        if not told:
            same += 1
            continue
        for name, text in said.items():
            setattr(row, name, text)
        row.save() if known else new.append(row)
        acts.append(Act("terms_changed" if known else "terms_added", subject, changes=told))
    kind._default_manager.bulk_create(new)
    return same


def _term_sets(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for row in rows(folder / "term_sets.csv"):
        parse(row["self_report_due_rule"])
        parse(row["repeat_rule"])
        yield row["id"], {name: row[name] for name in _SET_FIELDS}


def _obligations(folder: Path) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    for row in rows(folder / "term_obligations.csv"):
        parse(row["due_rule"])
        said = {name: row[name] for name in _DUTY_FIELDS}
        for code in row["term_set_ids"].split(";"):
            yield (code.strip(), row["obligation_id"]), said
