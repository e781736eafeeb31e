"""What the case says of a result that may be published, read past the wall: the secretariat decides without seeing
the findings, and no name of a place may get out whoever knows it. Given out are days, counts, colours and points; names
only to be looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from aktsom.core.actor import Actor
from aktsom.core.wall import lowered
from aktsom.findings.models import ColourChange, EmbargoLimit, Finding
from aktsom.findings.queries.corrections import colours_of, not_taken_up
from aktsom.findings.rules.areas import Told as ToldOfPlace
from aktsom.findings.rules.colour import Colour, Flag
from aktsom.findings.rules.leaking import folded
from aktsom.findings.rules.published import PassageKind
from aktsom.findings.states import COUNTS, FindingKind, FindingState
from aktsom.findings.tables import finding_limit
from aktsom.follow_up.models import Audit, AuditSite, FollowUp
from aktsom.members.models import Member, Person
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.queries.identity import record_ids, records_of
from aktsom.supply_chain.gathering import standing
from aktsom.supply_chain.models import ChainLink, Declaration, Site
from aktsom.supply_chain.states import Stage
from aktsom.terms.queries import obligations


@dataclass(frozen=True)
class CaseStanding:
    """`open_since` is the day on which the first deviation that is open came to stand; `plan_due_on` the last day of a
    plan that covers all of them. `endangers_workers`: something in the case may not be told now."""

    open_deviations: int
    open_since: date | None
    plan_due_on: date | None
    endangers_workers: bool


def plan_may_wait() -> int:
    """Days: as the secretariat has set it, else as the product came."""
    last = EmbargoLimit.objects.first()
    return last.days if last is not None else finding_limit("embargo_days")


def case_standing(one: FollowUp, term_set: str, today: date) -> CaseStanding:
    """A conclusion that says deviation, and that no finding has taken up, counts as open and without a plan."""
    with lowered():
        rows = _deviations(one, term_set)
        open_ = [row for row in rows if row.closed_on is None]
        said = one.conclusions.filter(superseded_at__isnull=True, term_set_id=term_set)
        loose = [row.done_on for row in not_taken_up(said, rows)]
        flags = colours_of(one, [term_set], today)[term_set].flags
        days = [timezone.localdate(row.stood_at) for row in open_ if row.stood_at] + loose
        planned = bool(open_) and not loose and Flag.NO_PLAN not in flags
        due = [day for row in open_ for day in _agreed_days(row)]
        stopped = Finding.objects.filter(follow_up=one, stopped_at__isnull=False)
        return CaseStanding(
            open_deviations=len(open_) + len(loose),
            open_since=min(days, default=None),
            plan_due_on=max(due, default=None) if planned else None,
            endangers_workers=stopped.exclude(state=FindingState.WITHDRAWN).exists(),
        )


def _deviations(one: FollowUp, term_set: str) -> list[Finding]:
    """Those that stand or are closed, of points that are duties under the terms."""
    duties = {duty.number for duty in obligations().get(term_set, ())}
    rows = Finding.objects.filter(
        follow_up=one, kind=FindingKind.DEVIATION, state__in=COUNTS, number__in=duties, stopped_at__isnull=True
    )
    return list(rows.prefetch_related("measures").order_by("found_on", "id"))


def case_facts(one: FollowUp, term_set: str, today: date) -> dict[str, Any]:
    """Of the page's fields, those that nobody writes."""
    with lowered():
        said = one.conclusions.filter(superseded_at__isnull=True, term_set_id=term_set).exclude(method="")
        last = max(said.values_list("done_on", flat=True), default=None)
        covered = one.covered.filter(left_at__isnull=True).values("member_id")
        names = Member.objects.filter(pk__in=covered).order_by("name").values_list("name", flat=True)
        return {
            "supplier": one.supplier.name,
            "audited_on": last.isoformat() if last else "",
            "risk_area": one.group_id,
            "sample_product": list(one.products),
            "buyers": list(names),
            "outcome": {"term_set": term_set, **_colour(one, term_set, today, last)},
        }


def _colour(one: FollowUp, term_set: str, today: date, last: date | None) -> dict[str, Any]:
    """Now, and what it was before, each since its first day; to be without one is no colour. One that nothing has been
    written down of counts from the last control."""
    shown = colours_of(one, [term_set], today)[term_set]
    runs: list[tuple[date, str]] = []
    for row in ColourChange.objects.filter(follow_up=one, term_set_id=term_set).order_by("id"):
        if runs and runs[-1][0] == row.since:  # what lasted no day was no colour
            runs.pop()
        if not runs or runs[-1][1] != row.colour:
            runs.append((row.since, row.colour))
    same = bool(runs) and runs[-1][1] == shown.colour
    since = runs.pop()[0] if same else (last if not runs and last else today)
    before = [[day.isoformat(), colour] for day, colour in reversed(runs) if colour != Colour.NONE]
    told = since.isoformat() if shown.colour != Colour.NONE else ""
    return {"colour": str(shown.colour), "flags": sorted(shown.flags), "since": told, "history": before}


def case_passages(one: FollowUp, term_set: str) -> list[tuple[PassageKind, str, dict[str, str], str]]:
    """(kind, code of what it tells of, facts, title) in the order of the terms. Places are not among the facts: what
    was concluded alike at several is told once."""
    with lowered():
        found: dict[tuple[str, ...], tuple[PassageKind, str, dict[str, str], str]] = {}
        for row in one.conclusions.filter(superseded_at__isnull=True, term_set_id=term_set).exclude(method=""):
            facts = {
                "number": row.number, "verdict": row.verdict, "method": row.method, "on": row.done_on.isoformat()
            }  # fmt: skip
            key = tuple(facts.values())
            found.setdefault(key, (PassageKind.CONCLUSION, "|".join(key), facts, ""))
        deviations = [(PassageKind.DEVIATION, d.public_id, _of(d), d.title) for d in _deviations(one, term_set)]
        return [*found.values(), *deviations]


def _of(one: Finding) -> dict[str, str]:
    due = max(_agreed_days(one), default=None)
    return {
        "number": one.number,
        "on": one.found_on.isoformat(),
        "due_on": due.isoformat() if due else "",
        "closed_on": one.closed_on.isoformat() if one.closed_on else "",
    }


def _agreed_days(one: Finding) -> list[date]:
    """Of the measures that put it right. What the supplier proposes and nobody has accepted is no day."""
    return [each.due_on for each in one.measures.all() if not each.preventive and each.agreed_at is not None]


def raw_places(group_id: str, today: date) -> list[ToldOfPlace]:
    """Who has told of which places where a raw material of the group is taken out; places judged one are one. An
    importer is whom buyers buy from: tiers that it has invited speak for it, however many they are."""
    with lowered():
        rows = ChainLink.objects.filter(standing(today), group_id=group_id, stage=Stage.RAW, from_site__isnull=False)
        rows = rows.select_related("from_site__same_as", "said_by", "to_supplier")
        ends, invited = _importers()
        found = []
        for row in rows:
            site = row.from_site and (row.from_site.same_as or row.from_site)
            teller = row.said_by or row.to_supplier
            if site is None or teller is None:
                continue
            own = {ends[row.declaration_id]} if row.declaration_id else invited.get(teller.identity_id)
            importers = sorted(own or {teller.identity_id})
            found += [ToldOfPlace(site.pk, site.country, site.region, each) for each in importers]
        return found


def _importers() -> tuple[dict[int, int], dict[int, set[int]]]:
    """{declaration: the company at the end of the invitations that lead to it}, and the same by company of those that
    were invited."""
    company = Coalesce("supplier__same_as_id", "supplier_id")
    told = {pk: (above, one) for pk, above, one in Declaration.objects.values_list("pk", "invited_by_id", company)}
    ends: dict[int, int] = {}
    invited: dict[int, set[int]] = {}
    for pk, (above, one) in told.items():
        end = pk
        while (further := told[end][0]) is not None:
            end = further
        ends[pk] = told[end][1]
        if above is not None:
            invited.setdefault(one, set()).add(ends[pk])
    return ends, invited


def names_to_look_for(follow_up_id: int, *, told: Actor | None = None) -> list[str]:
    """Of every sub-supplier and place known behind the supplier, now or before, of the places in the case, and of
    people with a part in it; without the supplier's own. `told` is whoever of the supplier reads what was found: none
    that a finding kept from it alone knows, and of its chain no more than it sees, as what is found answers a guess."""
    with lowered():
        one = FollowUp.objects.select_related("supplier", "team").get(pk=follow_up_id)
        own = set(record_ids(one.supplier.identity_id))
        ours = [folded(name) for name in Supplier.objects.filter(pk__in=own).values_list("name", flat=True)]
        kept = {"stopped_at__isnull": True} if told else {}
        found = [*_chain_names(own, told)]
        found += Finding.objects.filter(follow_up=one, **kept).exclude(site_name="").values_list("site_name", flat=True)
        found += one.conclusions.exclude(site_name="").values_list("site_name", flat=True)
        found += AuditSite.objects.filter(audit__follow_up=one).values_list("name", flat=True)
        found += _people(one, own)
        return [name for name in dict.fromkeys(found) if name.strip() and not _part_of(folded(name), ours)]


def names_followed(whose: Q, told: Actor | None = None) -> tuple[list[str], list[str]]:
    """Of the companies in these follow-ups, by all their records; and of every company and place known behind them, now
    or before: not of towns, which a text about a category may tell of. With `told` of those behind them only what this
    actor may know, as what is found answers a guess."""
    with lowered():
        followed = FollowUp.objects.filter(whose).select_related("supplier").distinct()
        companies = records_of({one.supplier.identity_id for one in followed})
        suppliers = {record.pk: record.name for records in companies.values() for record in records}
        links = ChainLink.objects.visible_to(told) if told else ChainLink.objects.all()
        behind, sites = _behind(set(suppliers), links)
        found = [
            *Supplier.objects.filter(pk__in=behind - suppliers.keys()).order_by("id").values_list("name", flat=True)
        ]
        for names in Site.objects.filter(pk__in=sites).order_by("id").values_list("name", "local_name"):
            found += names
        own = {folded(name) for name in suppliers.values()}
        kept = [name for name in dict.fromkeys(found) if name.strip() and folded(name) not in own]
        return list(suppliers.values()), kept


def _part_of(name: str, ours: list[str]) -> bool:
    return any(f" {name} " in f" {own} " for own in ours)


def _chain_names(own: set[int], told: Actor | None) -> Iterator[str]:
    links = ChainLink.objects.visible_to(told) if told else ChainLink.objects.all()
    suppliers, sites = _behind(own, links)
    yield from Supplier.objects.filter(pk__in=suppliers - own).values_list("name", flat=True)
    for site in Site.objects.filter(pk__in=sites).select_related("run_by"):
        yield from (site.name, site.local_name, site.address)
        if site.country != "NO":  # a town of ours is the name of a buyer too
            yield site.town
        if site.run_by is not None and site.run_by_id not in own:
            yield site.run_by.name


def _behind(own: set[int], links: QuerySet[ChainLink]) -> tuple[set[int], set[int]]:
    """(suppliers, sites) that deliver to these by any number of links, also those that have ended."""
    suppliers, sites = set(own), set(Site.objects.filter(run_by__in=own).values_list("pk", flat=True))
    fresh_suppliers, fresh_sites = set(suppliers), set(sites)
    while fresh_suppliers or fresh_sites:
        rows = links.filter(Q(to_supplier__in=fresh_suppliers) | Q(to_site__in=fresh_sites))
        ends = list(rows.values_list("from_supplier_id", "from_site_id"))
        fresh_suppliers = {one for one, _site in ends if one} - suppliers
        fresh_sites = {site for _one, site in ends if site} - sites
        suppliers |= fresh_suppliers
        sites |= fresh_sites
    return suppliers, sites


def _people(one: FollowUp, own: set[int]) -> Iterator[str]:
    answering = {"supplier_roles__supplier_id__in": own}
    yield from Person.objects.filter(**answering).values_list("name", flat=True)
    if one.team_id:
        yield from Person.objects.filter(seats__team=one.team_id).values_list("name", flat=True)
    auditors = Audit.objects.filter(follow_up=one)
    yield from auditors.exclude(auditor_name="").values_list("auditor_name", flat=True)
