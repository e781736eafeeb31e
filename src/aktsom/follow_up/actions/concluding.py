"""A team concludes: on one point for all wordings of it, on what it leaves unassessed, and on the whole."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, Stale, stop_if
from aktsom.core.journal import Act
from aktsom.core.outbox import send
from aktsom.follow_up.actions.planning import follow_up_for_change, reason_of, save_follow_up
from aktsom.follow_up.models import CitedEvidence, Conclusion, Evidence, FollowUp, SelfReport
from aktsom.follow_up.permissions import conclusions as permissions
from aktsom.follow_up.permissions import evidence as evidence_permissions
from aktsom.follow_up.queries.audit_reports import looked_into, quality_of
from aktsom.follow_up.queries.conclusions import (
    PointLine,
    able_to_show,
    citable,
    newest_of_point,
    point_line,
    to_judge,
)
from aktsom.follow_up.queries.judged_sites import JudgedSite, one_place, sites_to_judge
from aktsom.follow_up.queries.planning import covered_contracts
from aktsom.follow_up.queries.reading import read_marks
from aktsom.follow_up.rules.fitness import Fit, Quality, Risk
from aktsom.follow_up.states import FOLLOW_UP, FollowUpState, Method, Verdict
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong
from aktsom.terms.queries import period
from aktsom.terms.rules import shifted

CONCLUDED_MAIL = "follow_up_concluded"
RESTS_ON_PAPER = (Method.DOCUMENT_REVIEW, Method.AUDIT)
FOUND = (Verdict.MET, Verdict.NOT_MET)


@dataclass(frozen=True)
class Cited:
    """`confirmed`: the auditor has confirmed what came through the seller."""

    evidence_id: str
    confirmed: bool = False


@dataclass(frozen=True)
class Ground:
    """How and when the point was looked into; no `products` is all that the follow-up is about. `sites` are keys of
    `queries.judged_sites`, "" for the supplier as a whole; each place gets a conclusion of its own."""

    method: Method
    done_on: date
    risks: Collection[Risk] = ()
    cited: Sequence[Cited] = ()
    products: Collection[str] = ()
    sites: Collection[str] = ()


@dataclass(frozen=True)
class Judged:
    """A verdict for the term sets that word the point alike. `left_open` is what the method cannot exclude."""

    term_sets: Sequence[str]
    verdict: Verdict
    reason: str
    left_open: str = ""


@transaction.atomic
def conclude_point(
    *,
    by: Actor,
    at: datetime,
    follow_up_id: str,
    number: str,
    seen: str,
    read: str,
    judged: Sequence[Judged],
    ground: Ground,
    looked: str = "",
) -> list[Conclusion]:
    """`seen` is the newest conclusion on the point that the page showed, "" for none; `read` is `read_marks` of it,
    which counts where one concludes from self-reports. Supersedes what stands by the same method at the same place, and
    what was left unassessed. Raises Stale, Wrong, and LookAgain unless `looked` is the mark of the texts."""
    one = follow_up_for_change(by, follow_up_id)
    stop_if(permissions.conclude_points(by, one))
    line = point_line(one, number)
    if newest_of_point(one, number) != seen:
        raise Stale
    if ground.method == Method.SELF_REPORT:
        _as_read(one, read)
    _sound(one, line, judged, ground, day_of(at))
    places = _places(by, one, ground, day_of(at))
    evidence, qualities = _rests_on(by, one, number, judged, ground)
    for each in judged:
        _says_what_is_open(one, each, ground, qualities)
    texts = {"reason": [each.reason for each in judged], "left_open": [each.left_open for each in judged]}
    stop_if_unlooked({field: "\n".join(said) for field, said in texts.items()}, looked)
    made = [
        _write(one, line, term_set, each, place=place, ground=ground, qualities=qualities, by=by, at=at)
        for each in judged
        for term_set in each.term_sets
        for place in places
    ]
    _cite(made, evidence)
    _begin(one)
    save_follow_up(one, by, at, *[act for row in made for act in _acts("point_concluded", one, row)])
    return made


@transaction.atomic
def leave_unassessed(
    *, by: Actor, at: datetime, follow_up_id: str, revision: int, reason: str, looked: str = ""
) -> int:
    """Every point that stands open, in every term set, with one reason; returns how many."""
    one = follow_up_for_change(by, follow_up_id, revision)
    stop_if(permissions.conclude_points(by, one))
    why = reason_of("reason", reason)
    stop_if_unlooked({"reason": why}, looked)
    made = []
    for line in to_judge(one).lines:
        for wording in line.wordings:
            for term_set in wording.term_sets:
                if term_set in line.open_sets:
                    row = _row(one, line.number, term_set, wording.text, by=by, at=at)
                    row.verdict, row.reason, row.done_on = Verdict.NOT_ASSESSED, why, day_of(at)
                    made.append(row)
    Conclusion.objects.bulk_create(made)
    if made:
        _begin(one)
        save_follow_up(one, by, at, Act("points_left_unassessed", one.public_id, one.member_id,
                                        changes={"points": len(made)}))  # fmt: skip
    return len(made)


@transaction.atomic
def conclude_follow_up(*, by: Actor, at: datetime, follow_up_id: str, revision: int) -> FollowUp:
    """The whole, when every point is concluded on or said to be unassessed. Those who buy from the supplier are told,
    so that they can decide what they build on it."""
    one = follow_up_for_change(by, follow_up_id, revision)
    judged = to_judge(one)
    stop_if(permissions.conclude(by, one, judged.open_points))
    if not judged.term_sets:
        raise DomainError(_("Ingen avtale med kjente vilkår er med, så det er ingenting å konkludere på."))
    one.state, one.ended_at = FOLLOW_UP.after(one.state, "conclude"), at
    told = {"supplier": one.supplier.public_id, "term_sets": list(judged.term_sets)}
    members = {row.member_id for row in covered_contracts(one)}
    acts = [Act("follow_up_concluded", one.public_id, id_, one.team_id and id_, told) for id_ in sorted(members)]
    save_follow_up(one, by, at, *acts)
    send(kind=CONCLUDED_MAIL, payload={"follow_up": one.public_id}, at=at)
    return one


def _sound(one: FollowUp, line: PointLine, judged: Sequence[Judged], ground: Ground, today: date) -> None:
    """Each set once and among those that have the point, the day in what may be built on, the products in scope."""
    sets = [term_set for each in judged for term_set in each.term_sets]
    if not sets:
        raise Wrong("verdict", _("Velg hva dere konkluderer for minst ett sett vilkår."))
    known = {term_set for wording in line.wordings for term_set in wording.term_sets}
    if len(set(sets)) < len(sets) or not set(sets) <= known:
        raise Wrong("verdict", _("Punktet står ikke i de vilkårene."))
    if ground.done_on > today:
        raise Wrong("done_on", _("Dagen kan ikke ligge fram i tid."))
    if shifted(ground.done_on, period("reuse-max-age")) < today:
        raise Wrong("done_on", _("Det er for lenge siden til å bygge på."))
    if one.products and not set(ground.products) <= set(one.products):
        raise Wrong("products", _("Oppfølgingen gjelder ikke de produktene."))
    for each in judged:
        reason_of("reason", each.reason)


def _as_read(one: FollowUp, read: str) -> None:
    """The reports are held, so that nobody gives another score meanwhile."""
    list(SelfReport.objects.select_for_update().filter(follow_up=one).order_by("id"))
    if read_marks(one.pk) != read:
        raise Stale(_("Egenrapporten er lest på nytt, eller noen har gitt et annet poeng, mens du hadde siden åpen."))


def _places(by: Actor, one: FollowUp, ground: Ground, today: date) -> list[JudgedSite]:
    """What it is about. An audit speaks of where it was; it is said when it speaks of the supplier as a whole."""
    there = {site.key: site for site in sites_to_judge(by, one, today)}
    audited = {key for key, site in there.items() if site.audited}
    if ground.method == Method.AUDIT and audited:
        if not ground.sites:
            raise Wrong("sites", _("Velg stedene dette gjelder, eller leverandøren som helhet."))
        there = {key: there[key] for key in audited}
    chosen = dict.fromkeys(ground.sites or [""])
    if not chosen.keys() - {""} <= there.keys():
        raise Wrong("sites", _("Velg steder som revisjonen var på, eller som står i leverandørkjeden."))
    return [there[key] if key else JudgedSite() for key in chosen]


def _rests_on(
    by: Actor, one: FollowUp, number: str, judged: Sequence[Judged], ground: Ground
) -> tuple[list[tuple[Evidence, Cited]], list[Quality]]:
    """What is cited, and the qualities of that and of what an auditor handed in here."""
    reports = looked_into(by, one, number) if ground.method == Method.AUDIT else []
    evidence = _evidence(by, one, ground, judged, has_report=bool(reports))
    return evidence, [_quality(*each) for each in evidence] + [quality_of(each) for each in reports]


def _cite(made: Sequence[Conclusion], evidence: Sequence[tuple[Evidence, Cited]]) -> None:
    CitedEvidence.objects.bulk_create(
        CitedEvidence(conclusion=row, evidence=each, confirmed=cited.confirmed)
        for row in made
        for each, cited in evidence
    )


def _evidence(
    by: Actor, one: FollowUp, ground: Ground, judged: Sequence[Judged], *, has_report: bool
) -> list[tuple[Evidence, Cited]]:
    """What an auditor handed in here is something to rest on by itself. Raises Wrong for what
    the actor does not see or may not open, and where a finding rests on nothing."""
    there = {each.public_id: each for each in citable(by, one)}
    found = []
    for cited in {each.evidence_id: each for each in ground.cited}.values():
        if (each := there.get(cited.evidence_id)) is None:
            raise Wrong("cited", _("Velg dokumentasjon som gjelder leverandøren."))
        if refusal := evidence_permissions.download(each):
            raise Wrong("cited", refusal.reason)
        found.append((each, cited))
    if not (found or has_report) and ground.method in RESTS_ON_PAPER and any(each.verdict in FOUND for each in judged):
        raise Wrong("cited", _("Velg dokumentasjonen som dette bygger på."))
    return found


def _quality(one: Evidence, cited: Cited) -> Quality:
    return Quality(
        one.paid_by,
        one.announced,
        one.season,
        one.workers_chosen_by,
        one.reach,
        one.from_supplier,
        cited.confirmed and one.from_supplier,
    )


def _says_what_is_open(one: FollowUp, judged: Judged, ground: Ground, qualities: Sequence[Quality]) -> None:
    """Where nothing was found by a method that cannot show the risk, the text says what cannot be excluded."""
    if judged.verdict != Verdict.MET or judged.left_open.strip():
        return
    if any(able_to_show(one, risk, ground.method, qualities).standing is not Fit.FIT for risk in ground.risks):
        raise Wrong("left_open", _("Metoden kan ikke vise alt dette. Skriv hva som ikke kan utelukkes."))


def _row(one: FollowUp, number: str, term_set: str, wording: str, *, by: Actor, at: datetime) -> Conclusion:
    return Conclusion(
        follow_up=one, term_set_id=term_set, number=number, wording=wording, concluded_at=at,
        concluded_by_id=by.person_id,
    )  # fmt: skip


def _write(
    one: FollowUp, line: PointLine, term_set: str, judged: Judged, *, place: JudgedSite, ground: Ground,
    qualities: Sequence[Quality], by: Actor, at: datetime,
) -> Conclusion:  # fmt: skip
    wording = next(each.text for each in line.wordings if term_set in each.term_sets)
    row = _row(one, line.number, term_set, wording, by=by, at=at)
    row.verdict, row.reason = judged.verdict, reason_of("reason", judged.reason)
    row.left_open = reason_of("left_open", judged.left_open) if judged.left_open.strip() else ""
    row.method, row.done_on, row.products = ground.method, ground.done_on, sorted(ground.products)
    row.site_key, row.site_name, row.site_country = place.key, place.name, place.country
    row.risks = sorted(list(risk) for risk in ground.risks)
    row.qualities = [asdict(each) for each in qualities]
    _supersede(by, one, row, at)
    row.save()
    return row


def _supersede(by: Actor, one: FollowUp, row: Conclusion, at: datetime) -> None:
    """By the same method of the same place, whichever record of it was named, and what was left unassessed."""
    stands = one.conclusions.filter(term_set=row.term_set_id, number=row.number, superseded_at__isnull=True)
    alike = stands.filter(method=row.method, products=row.products)
    same = one_place(by, {row.site_key, *alike.values_list("site_key", flat=True)})
    keys = [key for key, place in same.items() if place == same[row.site_key]]
    (alike.filter(site_key__in=keys) | stands.filter(method="")).update(superseded_at=at)


def _begin(one: FollowUp) -> None:
    """Whoever has judged something has begun."""
    if one.state == FollowUpState.ANNOUNCED:
        one.state = FOLLOW_UP.after(one.state, "begin")


def _acts(verb: str, one: FollowUp, row: Conclusion) -> list[Act]:
    """One for each member whose contract under the term set is covered: it was done in its name."""
    told = {"follow_up": one.public_id, "point": row.number, "term_set": row.term_set_id, "method": row.method}
    if row.site_key:
        told["at"] = "place"  # which is for those it was done for, and others read the journal too
    covered = covered_contracts(one)
    members = sorted({each.member_id for each in covered if each.contract.term_set_id == row.term_set_id})
    return [Act(verb, row.public_id, id_, id_ if one.team_id else None, told) for id_ in members]
