"""Reads of conclusions: what a follow-up has to judge, what was concluded, and where its risks stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up.judging_tables import fitness_table
from aktsom.follow_up.models import CitedEvidence, Conclusion, Evidence, FollowUp
from aktsom.follow_up.queries.placed_risks import Placed, placed_risks
from aktsom.follow_up.queries.planning import buying, covered_contracts
from aktsom.follow_up.rules.conclusions import Point, by_wording, points_open
from aktsom.follow_up.rules.fitness import Fitness, Quality, Risk, Shown, StandingOfRisk, fitness, standing_of
from aktsom.follow_up.states import Verdict
from aktsom.suppliers.queries.identity import record_ids
from aktsom.supply_chain.models import Site
from aktsom.terms.models import Obligation
from aktsom.terms.queries import obligations, period
from aktsom.terms.rules import shifted

SUPPLIER = "supplier"  # whose duties are judged; the others are rights of the buyer


@dataclass(frozen=True)
class Wording:
    """One text of a point and the term sets that have it, with the duty in the first of them."""

    text: str
    term_sets: tuple[str, ...]
    duty: Obligation


@dataclass(frozen=True)
class PointLine:
    """A point of the terms over all sets of the follow-up. `current` is what stands, by term set."""

    number: str
    wordings: tuple[Wording, ...]
    current: Mapping[str, tuple[Conclusion, ...]]
    open_sets: tuple[str, ...]


@dataclass(frozen=True)
class ToJudge:
    """`without_terms` are covered contracts whose terms nobody has given; `late_sets` are sets with nothing concluded
    though the follow-up is."""

    lines: tuple[PointLine, ...]
    term_sets: tuple[str, ...]
    without_terms: tuple[Contract, ...]
    open_points: int
    late_sets: tuple[str, ...]


def to_judge(one: FollowUp) -> ToJudge:
    contracts = [row.contract for row in covered_contracts(one)]
    sets = tuple(sorted({contract.term_set_id for contract in contracts if contract.term_set_id}))
    known, standing = obligations(), current(one)
    duties = {(set_, duty.number): duty for set_ in sets for duty in known.get(set_, ()) if duty.owed_by == SUPPLIER}
    concluded = {Point(row.term_set_id, row.number) for row in standing}
    missing = points_open([Point(*key) for key in duties], concluded)
    numbers = sorted({number for _set, number in duties}, key=_order)
    lines = [_line(number, duties, standing, missing) for number in numbers]
    has_any = {row.term_set_id for row in standing}
    late = tuple(set_ for set_ in sets if set_ not in has_any) if has_any else ()
    bare = tuple(contract for contract in contracts if not contract.term_set_id)
    return ToJudge(tuple(lines), sets, bare, len(missing), late)


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in number.split("."))


def _line(
    number: str, duties: Mapping[tuple[str, str], Obligation], standing: Sequence[Conclusion], missing: Sequence[Point]
) -> PointLine:
    of_sets = [(set_, duty.text_nb) for (set_, point), duty in duties.items() if point == number]
    wordings = [Wording(text, tuple(sets), duties[sets[0], number]) for text, sets in by_wording(of_sets)]
    found: dict[str, tuple[Conclusion, ...]] = {}
    for row in standing:
        if row.number == number:
            found[row.term_set_id] = (*found.get(row.term_set_id, ()), row)
    return PointLine(number, tuple(wordings), found, tuple(p.term_set for p in missing if p.number == number))


def current(one: FollowUp) -> list[Conclusion]:
    """What stands, nothing superseded."""
    return list(one.conclusions.filter(superseded_at__isnull=True).order_by("term_set", "number", "id"))


def point_line(one: FollowUp, number: str) -> PointLine:
    """Raises NotVisible for a point that none of its term sets has."""
    found = next((line for line in to_judge(one).lines if line.number == number), None)
    if found is None:
        raise NotVisible
    return found


def newest_of_point(one: FollowUp, number: str) -> str:
    """What a form was filled in beside: somebody who has judged the point since makes it stale."""
    found = one.conclusions.filter(number=number).order_by("-id").values_list("public_id", flat=True).first()
    return found or ""


def shown(row: Conclusion) -> Shown:
    return Shown(
        row.number,
        row.method,
        row.verdict == Verdict.MET,
        row.verdict == Verdict.NOT_MET,
        frozenset(Risk(*each) for each in row.risks),
        tuple(Quality(**each) for each in row.qualities),
    )


def risk_standings(one: FollowUp, contracts: Iterable[Contract]) -> list[tuple[StandingOfRisk, Placed | None]]:
    """Of all risks that the contracts place, and of those that a conclusion names besides."""
    said = [shown(row) for row in current(one)]
    placed = placed_risks(one, contracts)
    named = {risk for each in said for risk in each.risks}
    risks = [*placed, *sorted(named - placed.keys())]
    return [(standing_of(risk, said, fitness_table()), placed.get(risk)) for risk in risks]


def able_to_show(one: FollowUp, risk: Risk, method: str, evidence: Sequence[Quality]) -> Fitness:
    """What the method would show of the risk, beside what stands already."""
    met = {row.method for row in current(one) if row.verdict == Verdict.MET and list(risk) in row.risks}
    return fitness(risk, method, evidence, fitness_table(), met - {method})


@dataclass(frozen=True)
class Seen:
    """A conclusion as somebody may read it: `verdict` empty for who does not buy from the supplier, `reason` and
    `left_open` for all but those it was done for. `at_site`: it is about one place, whose name `site` those it was done
    for may read, and those who buy from the supplier where they see the place itself. `stands_until` is the last day on
    which one may build on it."""

    public_id: str
    term_set: str
    number: str
    wording: str
    method: str
    done_on: date
    products: tuple[str, ...]
    at_site: bool
    site: str
    stands_until: date
    verdict: str
    reason: str
    left_open: str
    risks: tuple[tuple[Risk, Fitness], ...]
    cited: tuple[Evidence, ...]
    concluded_at: datetime
    superseded_at: datetime | None
    reread_at: datetime | None
    by_id: int | None


def conclusions_of(viewer: Actor, one: FollowUp, today: date, *, earlier: bool = False) -> list[Seen]:
    """What stands; with `earlier` what was superseded, the newest first. `one` is one the viewer sees."""
    rows = one.conclusions.filter(superseded_at__isnull=not earlier)
    rows = rows.order_by("-superseded_at", "-id") if earlier else rows.order_by("term_set", "number", "id")
    found = list(rows)
    verdicts, words = sees_verdicts(viewer, one, today), sees_words(viewer, one)
    met: dict[Risk, set[str]] = {}
    for row in current(one):
        for each in row.risks if row.verdict == Verdict.MET else ():
            met.setdefault(Risk(*each), set()).add(row.method)
    cited = _cited(viewer, found) if words else {}
    known = _known_sites(viewer, found) if verdicts and not words else set()
    told = [(row, _seen(row, verdicts, words, met, cited.get(row.pk, ()))) for row in found]
    return [replace(one, site=row.site_name) if row.site_key in known else one for row, one in told]


def _known_sites(viewer: Actor, rows: Sequence[Conclusion]) -> set[str]:
    keys = {row.site_key for row in rows if row.site_key}
    return set(Site.objects.visible_to(viewer).filter(public_id__in=keys).values_list("public_id", flat=True))


def _cited(viewer: Actor, rows: Sequence[Conclusion]) -> dict[int, tuple[Evidence, ...]]:
    seen = Evidence.objects.visible_to(viewer).filter(cited_in__conclusion__in=rows).in_bulk()
    found: dict[int, tuple[Evidence, ...]] = {}
    for each in CitedEvidence.objects.filter(conclusion__in=rows):
        if each.evidence_id in seen:
            found[each.conclusion_id] = (*found.get(each.conclusion_id, ()), seen[each.evidence_id])
    return found


def _seen(
    row: Conclusion, verdicts: bool, words: bool, met: Mapping[Risk, set[str]], cited: tuple[Evidence, ...]
) -> Seen:
    qualities = tuple(Quality(**each) for each in row.qualities)
    risks = [Risk(*each) for each in row.risks]
    able = tuple(
        (risk, fitness(risk, row.method, qualities, fitness_table(), met.get(risk, set()) - {row.method}))
        for risk in risks
        if row.method
    )
    return Seen(
        public_id=row.public_id,
        term_set=row.term_set_id,
        number=row.number,
        wording=row.wording,
        method=row.method,
        done_on=row.done_on,
        products=tuple(row.products),
        at_site=bool(row.site_key),
        site=row.site_name if words else "",
        stands_until=shifted(row.done_on, period("reuse-max-age")),
        verdict=row.verdict if verdicts else "",
        reason=row.reason if words else "",
        left_open=row.left_open if words else "",
        risks=able,
        cited=cited,
        concluded_at=row.concluded_at,
        superseded_at=row.superseded_at,
        reread_at=row.reread_at,
        by_id=row.concluded_by_id,
    )


def sees_words(viewer: Actor, one: FollowUp) -> bool:
    """Those who do it, and those whose contracts it covers."""
    if viewer.is_platform or one.team_id in viewer.case_team_ids or one.member_id in viewer.member_ids:
        return True
    return one.covered.filter(left_at__isnull=True, member_id__in=viewer.member_ids).exists()


def sees_verdicts(viewer: Actor, one: FollowUp, today: date) -> bool:
    """Those who buy from the supplier in the category too: what was found is about performance under their contracts,
    and no list for others to shun by."""
    return sees_words(viewer, one) or buying(one, today).filter(member_id__in=viewer.member_ids).exists()


def citable(viewer: Actor, one: FollowUp) -> list[Evidence]:
    """Evidence about the company that the viewer sees, the newest of each, newest first."""
    return list(_citable(viewer, one).order_by("-id")[:100])


def may_cite(viewer: Actor, one: FollowUp, public_id: str) -> Evidence | None:
    """The one of these that is called so, also where the list is cut."""
    return _citable(viewer, one).filter(public_id=public_id).first() if public_id else None


def _citable(viewer: Actor, one: FollowUp) -> QuerySet[Evidence]:
    seen = Evidence.objects.visible_to(viewer).filter(replaced_by__isnull=True)
    return seen.filter(supplier_id__in=record_ids(one.supplier.identity_id))
