"""A supplier's people write down their chain, row by row or many rows at once. Everything is kept as it is written."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import running
from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.sharing.audiences import supplier_key
from aktsom.suppliers.models import Supplier
from aktsom.supply_chain import permissions
from aktsom.supply_chain.actions.loading import day_of, declaration_for_change, draft_of, last_version, new_version
from aktsom.supply_chain.actions.seen_by import recompute
from aktsom.supply_chain.concerned import concerned_by
from aktsom.supply_chain.models import Declaration, DeclarationContract, DeclarationRow, Site
from aktsom.supply_chain.queries.asked import term_sets_of
from aktsom.supply_chain.rules.rows import RELATION_CODES, RowFacts, RowProblem, between, facts_from
from aktsom.supply_chain.states import DECLARATION
from aktsom.supply_chain.tables import limit, may_hide

BATCH = 500
LONGEST_NOTE = 4_000


class TooManyRows(DomainError):
    def __init__(self, count: int) -> None:
        super().__init__(
            _("En kjede kan ha høyst {limit} rader her, og dette er {count}. Del den mellom leddene, eller ta kontakt.")
            .format(limit=limit("declaration_rows"), count=count)
        )  # fmt: skip


@dataclass(frozen=True)
class ReadRow:
    """A row as written and as we read it. Without a number it is a new one, put last."""

    words: Mapping[str, str]
    facts: RowFacts
    problems: Sequence[RowProblem] = ()
    number: int | None = None


@dataclass(frozen=True)
class Saved:
    """Numbers of the rows: new, changed, and those that were there and that nothing was said of."""

    new: tuple[int, ...]
    changed: tuple[int, ...]
    untouched: tuple[int, ...]


@transaction.atomic
def start_declaration(*, by: Actor, at: datetime, supplier_id: str) -> Declaration:
    """The supplier's draft; a new one starts from what was sent last. Nobody needs to have asked, but somebody must
    have a contract to read it."""
    supplier = Supplier.objects.select_for_update(no_key=True).filter(public_id=supplier_id).first()
    if supplier is None or not permissions.answers(by, supplier.pk):
        raise NotVisible
    draft = draft_of(supplier.pk)
    if draft is not None:
        return draft
    contracts = Contract.objects.filter(running(day_of(at)), supplier=supplier).order_by("id")
    with lowered():  # the customers of the customer, which a tier does not see
        last, concerned = last_version(supplier.pk), concerned_by(supplier.pk, day_of(at))
        owner = concerned.owner_after(last.owner_id if last else 0)
    if owner is None:
        raise Refused(Refusal(_("Ingen av kundene her har en avtale som løper med dere, så ingen ville lese svaret.")))
    draft = _new_draft(at, supplier, owner, list(contracts))
    record(by=by, at=at, acts=[Act("declaration_started", draft.public_id, changes={"supplier": supplier.public_id})])
    return draft


def _new_draft(at: datetime, supplier: Supplier, owner: int, contracts: Sequence[Contract]) -> Declaration:
    keys = frozenset({supplier_key(supplier.pk)})
    with lowered():
        draft = new_version(supplier.pk, owner, at, seen_by=keys)
    there = set(draft.contracts.values_list("contract_id", flat=True))
    DeclarationContract.objects.bulk_create(
        DeclarationContract(declaration=draft, contract=one, member_id=one.member_id)
        for one in contracts
        if one.pk not in there
    )
    recompute({supplier.pk}, day_of(at))
    draft.refresh_from_db()
    return draft


@transaction.atomic
def save_rows(
    *,
    by: Actor,
    at: datetime,
    declaration_id: str,
    rows: Sequence[ReadRow],
    revision: int | None = None,
    once: bool = False,
) -> Saved:
    """Put in new rows and write over those of the numbers given; what is not mentioned stays. With `once` a new row in
    the very words of the last one there is a second press of the button, and is that one; of several new rows each that
    is there word for word already, as when a file is sent again. Raises TooManyRows before anything is written,
    NotVisible for a number that is not there."""
    declaration = declaration_for_change(by, declaration_id, revision)
    stop_if(permissions.fill_in(by, declaration))
    held = {row.number: row for row in declaration.rows.all()}
    if missing := {row.number for row in rows if row.number is not None} - held.keys():
        raise NotVisible if len(rows) == 1 else DomainError(_unknown_numbers(missing))
    new = [row for row in rows if row.number is None]
    if once and (just_made := _just_made(held, new)):
        return Saved((just_made,), (), tuple(n for n in held if n != just_made))
    if once and len(new) > 1:
        new = _not_there(held, new)
    if len(held) + len(new) > limit("declaration_rows"):
        raise TooManyRows(len(held) + len(new))
    sites = _seen_sites(by, rows)
    changed = [number for row in rows if (number := _write(row, held, sites)) is not None]
    last = max(held, default=0)
    made = [_new(declaration, last + place, row, sites) for place, row in enumerate(new, start=1)]
    DeclarationRow.objects.bulk_update((held[n] for n in changed), ["words", "facts", "problems", "site"], BATCH)
    DeclarationRow.objects.bulk_create(made, batch_size=BATCH)
    _recheck(declaration)
    _touch(declaration)
    told = {"new": len(made), "changed": len(changed)}
    if made or changed:
        record(by=by, at=at, acts=[Act("declaration_rows_saved", declaration.public_id, changes=told)])
    mentioned = {row.number for row in rows}
    return Saved(tuple(r.number for r in made), tuple(changed), tuple(n for n in held if n not in mentioned))


def _just_made(held: Mapping[int, DeclarationRow], new: Sequence[ReadRow]) -> int | None:
    """The number of the last row, when the one new row is the same again."""
    last = max(held, default=0)
    return last if last and len(new) == 1 and held[last].words == dict(new[0].words) else None


def _not_there(held: Mapping[int, DeclarationRow], new: Sequence[ReadRow]) -> list[ReadRow]:
    """Each row there stands for one of the new; a place told twice in one file is told twice."""
    there = Counter(_in_order(row.words) for row in held.values())
    left = []
    for row in new:
        said = _in_order(row.words)
        if there[said]:
            there[said] -= 1
        else:
            left.append(row)
    return left


def _in_order(words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(words.items()))


def _unknown_numbers(missing: Collection[int | None]) -> str:
    # Numbers of rows, as ints or as they were sent.
    numbers = ", ".join(str(number) for number in sorted(missing, key=int)[:5])  # type: ignore[arg-type]
    return _("Radnumrene {numbers} finnes ikke her. La feltet stå tomt for nye rader.").format(numbers=numbers)


def _seen_sites(by: Actor, rows: Iterable[ReadRow]) -> dict[str, int]:
    wanted = {row.facts.site for row in rows if row.facts.site}
    seen = Site.objects.visible_to(by).filter(public_id__in=wanted)
    return dict(seen.values_list("public_id", "id"))


def _placed(row: ReadRow, sites: Mapping[str, int]) -> tuple[dict[str, Any], list[dict[str, Any]], int | None]:
    """Facts, problems and the known place of a row; an id of a place that the supplier does not see is no place."""
    facts, problems = row.facts, [problem.to_json() for problem in row.problems]
    if facts.site and facts.site not in sites:
        problems.append(RowProblem("site", "site_unknown", params={"value": facts.site}).to_json())
        facts = replace(facts, site="")
    return facts.to_json(), problems, sites.get(facts.site)


def _write(row: ReadRow, held: Mapping[int, DeclarationRow], sites: Mapping[str, int]) -> int | None:
    """The number, when the row is there and was changed."""
    if row.number is None:
        return None
    one = held[row.number]
    facts, problems, site_id = _placed(row, sites)
    own = [problem for problem in one.problems if problem["code"] not in RELATION_CODES]
    if (one.words, one.facts, own, one.site_id) == (dict(row.words), facts, problems, site_id):
        return None
    one.words, one.facts, one.problems, one.site_id = dict(row.words), facts, problems, site_id
    return row.number


def _new(declaration: Declaration, number: int, row: ReadRow, sites: Mapping[str, int]) -> DeclarationRow:
    facts, problems, site_id = _placed(row, sites)
    return DeclarationRow(
        declaration=declaration, number=number, words=dict(row.words), facts=facts, problems=problems, site_id=site_id
    )


def _recheck(declaration: Declaration) -> None:
    """What is wrong between the rows, anew for all: one that is mended mends others."""
    rows = list(declaration.rows.order_by("number"))
    found = between({row.number: facts_from(row.facts) for row in rows}, declaration.supplier.name)
    changed = []
    for row in rows:
        own = [problem for problem in row.problems if problem["code"] not in RELATION_CODES]
        problems = own + [problem.to_json() for problem in found.get(row.number, ())]
        if problems != row.problems:
            row.problems = problems
            changed.append(row)
    DeclarationRow.objects.bulk_update(changed, ["problems"], BATCH)


def _touch(declaration: Declaration) -> None:
    declaration.revision += 1
    declaration.save(update_fields=["revision"])


@transaction.atomic
def remove_row(*, by: Actor, at: datetime, declaration_id: str, number: int) -> None:
    declaration = declaration_for_change(by, declaration_id)
    stop_if(permissions.fill_in(by, declaration))
    gone, _by_model = declaration.rows.filter(number=number).delete()
    if not gone:
        raise NotVisible
    _recheck(declaration)
    _touch(declaration)
    record(by=by, at=at, acts=[Act("declaration_row_removed", declaration.public_id, changes={"row": number})])


@transaction.atomic
def say_about(
    *, by: Actor, at: datetime, declaration_id: str, note: str | None = None, hides: bool | None = None
) -> Declaration:
    """The supplier's own note, and whether the customer in between is kept out. Raises Refused where there is no such
    customer, or the terms of a contract do not allow it, DomainError for a note over LONGEST_NOTE characters."""
    declaration = declaration_for_change(by, declaration_id)
    stop_if(permissions.fill_in(by, declaration))
    told: dict[str, Any] = {}
    if note is not None and len(storable(note).strip()) > LONGEST_NOTE:
        raise DomainError(_("Skriv det kortere, med høyst {count} tegn.").format(count=LONGEST_NOTE))
    if note is not None and storable(note).strip() != declaration.note:
        declaration.note = storable(note).strip()
        told["note"] = bool(declaration.note)
    if hides is not None and hides != declaration.hides_from_customer:
        stop_if(hiding(declaration) if hides else None)
        told["hides_from_customer"] = [declaration.hides_from_customer, hides]
        declaration.hides_from_customer = hides
    if told:
        declaration.revision += 1
        declaration.save(update_fields=["note", "hides_from_customer", "revision"])
        recompute({declaration.supplier_id}, day_of(at))
        record(by=by, at=at, acts=[Act("declaration_said", declaration.public_id, changes=told)])
    return declaration


def hiding(declaration: Declaration) -> Refusal | None:
    """Why the answer may not be hidden from the customer in between."""
    if declaration.invited_by_id is None:
        return Refusal(_("Dere svarer kundene direkte, så det er ingen imellom å skjule svaret for."))
    if may_hide(term_sets_of(declaration)):
        return None
    return Refusal(_("Vilkårene i minst én av avtalene åpner ikke for å svare utenom leddet imellom."))


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, declaration_id: str) -> Declaration:
    """A draft that is not to be sent. What was sent before stands; what is asked can be asked again."""
    declaration = declaration_for_change(by, declaration_id)
    stop_if(permissions.fill_in(by, declaration))
    declaration.state = DECLARATION.after(declaration.state, "withdraw")
    declaration.revision += 1
    declaration.save(update_fields=["state", "revision"])
    recompute({declaration.supplier_id}, day_of(at))
    record(by=by, at=at, acts=[Act("declaration_withdrawn", declaration.public_id)])
    return declaration
