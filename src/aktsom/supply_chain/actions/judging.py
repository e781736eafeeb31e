"""A person says whether two records are one place, and any judgement is undone, a person's or the matching's own.
Both ids go on, and each record is seen by whom it was: `same_as` moves no rights."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.suppliers.states import Verdict
from aktsom.supply_chain import permissions
from aktsom.supply_chain.models import Site, SiteJudgement, SitePair
from aktsom.supply_chain.queries.pairs import of_seen_sites
from aktsom.supply_chain.rules.sameness import kept_apart, oldest_of_each

LONGEST_REASON = 400


@transaction.atomic
def judge_pair(*, by: Actor, at: datetime, pair: str, verdict: str, reason: str) -> SiteJudgement:
    """Of a pair that waits. Raises Refused when it is judged already, or the actor may not."""
    found = of_seen_sites(by, SitePair.objects.filter(public_id=pair)).select_related("one", "other").first()
    if found is None:
        raise NotVisible
    if verdict not in set(Verdict):
        raise DomainError(_("Velg om de to er samme sted eller ikke."))
    reason = _told(reason)
    _lock(found.one, found.other)
    stop_if(permissions.judge_sites(by, found.one, found.other))
    with lowered():
        judged = _standing().filter(one=found.one_id, other=found.other_id).exists()
    if judged or (verdict == Verdict.SAME and found.one.same_as_id and found.one.same_as_id == found.other.same_as_id):
        raise Refused(Refusal(_("Dette paret er allerede avgjort. Du finner det under det som er avgjort.")))
    told = {"reason": reason, "weight": found.weight, "evidence": found.evidence}
    return _judged(by, at, found.one, found.other, verdict=verdict, **told)


@transaction.atomic
def judge_sites(*, by: Actor, at: datetime, one: str, other: str, verdict: Verdict, reason: str) -> SiteJudgement:
    """Of any two records. Takes the place of what was said of the pair before."""
    reason = _told(reason)
    found = list(Site.objects.visible_to(by).filter(public_id__in=(one, other)).order_by("id"))
    if one == other:
        raise DomainError(_("Velg to ulike steder."))
    if len(found) != 2:
        raise NotVisible
    older, younger = found
    _lock(older, younger)
    stop_if(permissions.judge_sites(by, older, younger))
    _standing().filter(one=older, other=younger).update(undone_at=at, undone_person_id=by.person_id)
    return _judged(by, at, older, younger, verdict=verdict, reason=reason)


def _judged(by: Actor, at: datetime, one: Site, other: Site, *, verdict: str, **found: Any) -> SiteJudgement:
    if verdict == Verdict.SAME:
        with lowered():
            same, different = (_pairs(each) for each in (Verdict.SAME, Verdict.DIFFERENT))
        if kept_apart(one.pk, other.pk, same=same, different=different):
            raise Refused(Refusal(_("Noen har avgjort at disse er ulike steder. Angre det først.")))
    made = SiteJudgement.objects.create(
        one=one, other=other, verdict=verdict, at=at, member_id=by.member_id, person_id=by.person_id, **found,
    )  # fmt: skip
    regroup({one.pk, other.pk})
    told = {"other": other.public_id, "verdict": verdict}
    record(by=by, at=at, acts=[Act("sites_judged", one.public_id, by.member_id, changes=told)])
    return made


@transaction.atomic
def undo_site_judgement(*, by: Actor, at: datetime, judgement: str, reason: str) -> SiteJudgement:
    """Everything is as if it had never been made, and the pair waits for a person again."""
    judged = of_seen_sites(by, SiteJudgement.objects.filter(public_id=judgement))
    found = judged.select_related("one", "other").first()
    if found is None:
        raise NotVisible
    reason = _told(reason)
    if not reason:
        raise DomainError(_("Skriv kort hvorfor du angrer."))
    _lock(found.one, found.other)
    found.refresh_from_db(fields=["undone_at"])
    stop_if(permissions.judge_sites(by, found.one, found.other))
    if found.undone_at is not None:
        raise Refused(Refusal(_("Dette er angret allerede.")))
    found.undone_at, found.undone_why, found.undone_person_id = at, reason, by.person_id
    found.save(update_fields=["undone_at", "undone_why", "undone_person_id"])
    SitePair.objects.get_or_create(
        one=found.one,
        other=found.other,
        defaults={"weight": found.weight or 0.0, "evidence": found.evidence, "found_at": at},
    )
    regroup({found.one_id, found.other_id})
    told = {"other": found.other.public_id, "verdict": found.verdict}
    record(by=by, at=at, acts=[Act("site_judgement_undone", found.one.public_id, by.member_id, changes=told)])
    return found


def _told(reason: str) -> str:
    text = " ".join(storable(reason).split())
    if len(text) > LONGEST_REASON:
        raise DomainError(_("Skriv begrunnelsen med høyst {count} tegn.").format(count=LONGEST_REASON))
    return text


def _standing() -> Any:
    return SiteJudgement.objects.filter(undone_at__isnull=True)


def _pairs(verdict: str) -> list[tuple[int, int]]:
    return list(_standing().filter(verdict=verdict).values_list("one_id", "other_id"))


def _lock(one: Site, other: Site) -> None:
    """All records of the two places, also those that the actor does not see. Should they have been joined with others
    meanwhile, the person looks again."""
    before = {site.pk: site.same_as_id for site in (one, other)}
    groups = {site.same_as_id or site.pk for site in (one, other)}
    with lowered():
        records = Site.objects.select_for_update(of=("self",)).filter(Q(pk__in=groups) | Q(same_as_id__in=groups))
        now = dict(records.order_by("id").values_list("id", "same_as_id"))
    if any(now.get(id_, 0) != root for id_, root in before.items()):
        raise Stale


def regroup(site_ids: Iterable[int]) -> None:
    """`same_as` of the groups that these sites are or were in, from the judgements that stand; whoever sees them."""
    with lowered():
        joined = set(site_ids)
        joined |= set(Site.objects.filter(same_as_id__in=joined).values_list("id", flat=True))
        joined |= set(Site.objects.filter(pk__in=joined, same_as__isnull=False).values_list("same_as_id", flat=True))
        oldest = oldest_of_each(_pairs(Verdict.SAME))
        touched = joined | {id_ for id_, root in oldest.items() if root in joined or id_ in joined}
        touched |= {id_ for id_, root in oldest.items() if root in {oldest.get(one, one) for one in touched}}
        for site in Site.objects.filter(pk__in=touched):
            if site.same_as_id != oldest.get(site.pk):
                site.same_as_id = oldest.get(site.pk)
                site.save(update_fields=["same_as"])
