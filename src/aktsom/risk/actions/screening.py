"""Screening of contracts that are in the register, many at a time."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from aktsom.categories.models import CatalogueVersion
from aktsom.categories.queries import current_version
from aktsom.contracts.models import Contract, ContractCpv
from aktsom.core import journal
from aktsom.core.actor import Actor
from aktsom.risk.actions.inserting import insert_rows
from aktsom.risk.actions.locking import lock_contracts
from aktsom.risk.actions.standing import OPEN, RISK_PRODUCT, lay_down, risk_products
from aktsom.risk.batches import BatchScreener
from aktsom.risk.conclusions import Decided, verb_after_screening
from aktsom.risk.kept import MatchRow, Screened, conclusion_of, kept_matches, listed
from aktsom.risk.models import ContractRisk, RiskDecision, RiskProduct, Screening, ScreeningMatch
from aktsom.risk.screeners import screener_of
from aktsom.risk.screening.purchase import Purchase
from aktsom.risk.states import RISK, RiskState

BATCH = 5_000
Told = Callable[[int, int], object]


@dataclass
class ScreenReport:
    """`counts` is the verdict of the screen for each contract asked for; `written` how many screenings are new,
    `replaced` how many standing results changed without a person, `contested` how many now wait for one."""

    counts: Counter[str] = field(default_factory=Counter)
    written: int = 0
    replaced: int = 0
    contested: int = 0


class _Asked(NamedTuple):
    id: int
    public_id: str
    member_id: int
    purchase: Purchase


@dataclass
class _Batch:
    """What one batch is about to write."""

    report: ScreenReport
    screenings: list[tuple[_Asked, Screened, ContractRisk | None]] = field(default_factory=list)
    acts: list[journal.Act] = field(default_factory=list)


@transaction.atomic
def screen_contracts(
    *, by: Actor, at: datetime, contract_ids: Iterable[int], progress: Told | None = None
) -> ScreenReport:
    """Screen the contracts with the current list. Raises NoCatalogue.

    A first result stands as `screened`. The same result again, reasons included, writes nothing. Another result
    replaces one that nobody has decided on, and only contests one that somebody has: what was decided stands.
    """
    version, ids = current_version(), sorted(set(contract_ids))
    screener, report = BatchScreener(screener_of(version)), ScreenReport()
    members: Counter[int] = Counter()
    acts: list[journal.Act] = []
    for start in range(0, len(ids), BATCH):
        asked = _asked(lock_contracts(ids[start : start + BATCH]))
        batch = _Batch(report)
        _compare(asked, screener, batch)
        _write(batch, version, at)
        members.update(contract.member_id for contract, _, _ in batch.screenings)
        acts += batch.acts
        if progress:
            progress(min(start + BATCH, len(ids)), len(ids))
    summaries = [
        journal.Act("contracts_screened", version.public_id, member_id, changes={"new_results": count})
        for member_id, count in sorted(members.items())
    ]
    journal.record(by=by, at=at, acts=[*summaries, *acts])
    return report


def _asked(ids: Sequence[int]) -> list[_Asked]:
    cpv: dict[int, list[str]] = defaultdict(list)
    codes = ContractCpv.objects.filter(contract_id__in=ids).order_by("contract_id", "position")
    for contract_id, code in codes.values_list("contract_id", "code").iterator():
        cpv[contract_id].append(code)
    columns = ("id", "public_id", "member_id", "title", "own_facts__description", "products", "origins")
    rows = Contract.objects.filter(id__in=ids).order_by("id").values_list(*columns)
    return [
        _Asked(pk, public_id, member, Purchase(title, description, _lines(products), tuple(cpv[pk]), listed(origins)))
        for pk, public_id, member, title, description, products, origins in rows.iterator()
    ]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _compare(asked: Sequence[_Asked], screener: BatchScreener, batch: _Batch) -> None:
    ids = [contract.id for contract in asked]
    locked = ContractRisk.objects.select_for_update(of=("self",)).select_related("screening")
    standing = {risk.contract_id: risk for risk in locked.filter(contract_id__in=ids)}
    matches = kept_matches([risk.screening_id for risk in standing.values()])
    decided = _decided([id_ for id_, risk in standing.items() if risk.state not in OPEN])
    for contract in asked:
        result, risk = screener.screen(contract.purchase), standing.get(contract.id)
        batch.report.counts[result.conclusion.verdict] += 1
        if risk and result.same_result(risk.screening, frozenset(matches[risk.screening_id])):
            continue
        batch.report.written += 1
        if risk:
            _move(contract, risk, result, decided.get(contract.id), batch)
        batch.screenings.append((contract, result, risk))


def _decided(contract_ids: Sequence[int]) -> dict[int, Decided]:
    """The newest decision of each contract, with what it was taken over."""
    rows = RiskDecision.objects.filter(contract_id__in=contract_ids).select_related("screening").order_by("id")
    return {row.contract_id: decided_by(row) for row in rows}


def decided_by(row: RiskDecision) -> Decided:
    return Decided(row.kind == "override", conclusion_of(row.screening), row.verdict, listed(row.products))


def _move(contract: _Asked, risk: ContractRisk, result: Screened, decided: Decided | None, batch: _Batch) -> None:
    """The state the new result leads to, and its journal entry; a result nobody decided on is replaced."""
    verb = verb_after_screening(risk.state, decided, result.conclusion)
    before, old_verdict = risk.state, risk.verdict
    if verb is None or (verb == "screen_again" and conclusion_of(risk.screening) == result.conclusion):
        return
    risk.state = RISK.after(risk.state, verb)
    risk.revision += 1
    changes: dict[str, Any] = {"state": [before, risk.state], "screened": result.conclusion.verdict}
    if verb == "screen_again":
        lay_down(risk, result.standing)
        batch.report.replaced += 1
        changes = {"verdict": [old_verdict, risk.verdict], "products": list(result.conclusion.products)}
    elif risk.state == RiskState.CONTESTED:
        batch.report.contested += 1
    batch.acts.append(journal.Act(_VERBS[verb], contract.public_id, contract.member_id, changes=changes))


_VERBS = {
    "screen_again": "risk_screened_again",
    "contest": "risk_contested",
    "agree_with_confirmed": "risk_agreed_again",
    "agree_with_overridden": "risk_agreed_again",
}


def _write(batch: _Batch, version: CatalogueVersion, at: datetime) -> None:
    made = Screening.objects.bulk_create(
        [_screening(contract, result, version, at) for contract, result, _ in batch.screenings]
    )
    insert_rows(ScreeningMatch, ("screening", "member", *MatchRow._fields), _matches(batch, made))
    first, again = [], []
    for screening, (contract, result, risk) in zip(made, batch.screenings, strict=True):
        if risk:
            risk.screening = screening
            again.append((risk, result))
        else:
            new = ContractRisk(contract_id=contract.id, member_id=contract.member_id, screening=screening)
            first.append((lay_down(new, result.standing), result))
    ContractRisk.objects.bulk_create([risk for risk, _ in first])
    open_again = [(risk, result) for risk, result in again if risk.state in OPEN]
    _rewrite([risk for risk, _ in again])
    RiskProduct.objects.filter(risk_id__in=[risk.id for risk, _ in open_again]).delete()
    rows = (row for risk, result in (*first, *open_again) for row in risk_products(risk, result.standing))
    insert_rows(RiskProduct, RISK_PRODUCT, rows)


def _rewrite(risks: Sequence[ContractRisk]) -> None:
    # An insert that turns into an update is many times the speed of Django's bulk update at this size.
    fixed = {"id", "contract", "member", "running_until"}
    changing = [field.name for field in ContractRisk._meta.concrete_fields if field.name not in fixed]
    ContractRisk.objects.bulk_create(risks, update_conflicts=True, unique_fields=["id"], update_fields=changing)


def _screening(contract: _Asked, result: Screened, version: CatalogueVersion, at: datetime) -> Screening:
    said = result.conclusion
    return Screening(
        contract_id=contract.id,
        catalogue_version=version,
        at=at,
        verdict=said.verdict,
        level_raw=said.level_raw,
        level_component=said.level_component,
        level_final=said.level_final,
        groups=";".join(said.groups),
        products=";".join(said.products),
        rights=result.rights,
        countries=result.countries,
    )


def _matches(batch: _Batch, made: Sequence[Screening]) -> Iterator[tuple[int | str, ...]]:
    for screening, (contract, result, _) in zip(made, batch.screenings, strict=True):
        for row in result.matches:
            yield (screening.pk, contract.member_id, *row)
