"""What a member did before, and what an hour costs it. A newer statement takes the place of the old one, which stays
readable."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.effects.effort_states import OF_MEMBERS
from aktsom.effects.effort_tables import currencies
from aktsom.effects.models import Baseline, HourlyCost
from aktsom.effects.models.effort import LONGEST_NAME
from aktsom.effects.permissions.effort import keep_baseline
from aktsom.follow_up.wording import line_in, text_in
from aktsom.teams.actions.loading_mandates import day_of
from aktsom.teams.problems import Wrong

EARLIEST_YEAR, MOST_A_YEAR, LONGEST_EACH, HIGHEST_HOUR = 1990, 100_000, Decimal(1000), Decimal(100_000)

_Row = TypeVar("_Row", Baseline, HourlyCost)


@dataclass(frozen=True, slots=True)
class BaselineSaid:
    """`said_by` is the name or part of whoever said so."""

    activity: str
    year: int
    per_year: int
    hours_each: Decimal
    said_by: str
    note: str = ""


@transaction.atomic
def say_baseline(*, by: Actor, at: datetime, member_id: int, said: BaselineSaid) -> Baseline:
    _own(by, member_id)
    if said.activity not in [each.value for each in OF_MEMBERS]:
        raise Wrong("activity", _("Velg hva det gjelder."))
    if not EARLIEST_YEAR <= said.year <= day_of(at).year:
        raise Wrong("year", _("Skriv et år som har vært."))
    if not 0 <= said.per_year <= MOST_A_YEAR:
        raise Wrong("per_year", _("Skriv hvor mange det var på et år."))
    if not said.hours_each.is_finite() or not 0 < said.hours_each <= LONGEST_EACH:
        raise Wrong("hours_each", _("Skriv hvor mange timer hver tok."))
    same = {"member_id": member_id, "activity": said.activity, "year": said.year}
    _end(Baseline.objects.filter(**same, ended_at__isnull=True), by, at)
    made = Baseline(
        **same,
        per_year=said.per_year,
        hours_each=said.hours_each,
        said_by=line_in("said_by", said.said_by, LONGEST_NAME, needed=_("Skriv hvem som har sagt det.")),
        note=text_in("note", said.note),
        made_at=at,
        made_by_id=by.person_id,
    )
    _saved(made)
    told = {"activity": said.activity, "year": said.year}
    record(by=by, at=at, acts=[Act("baseline_said", made.public_id, member_id, changes=told)])
    return made


@transaction.atomic
def strike_baseline(*, by: Actor, at: datetime, baseline_id: str) -> None:
    one = _locked(by, Baseline.objects.all(), baseline_id)
    _end(Baseline.objects.filter(pk=one.pk), by, at)
    told = {"activity": one.activity, "year": one.year}
    record(by=by, at=at, acts=[Act("baseline_struck", one.public_id, one.member_id, changes=told)])


@transaction.atomic
def say_hourly_cost(
    *, by: Actor, at: datetime, member_id: int, since: date, amount: Decimal, currency: str, said_by: str
) -> HourlyCost:
    _own(by, member_id)
    if since > day_of(at):
        raise Wrong("since", _("Dagen har ikke vært ennå."))
    if not amount.is_finite() or not 0 < amount <= HIGHEST_HOUR:
        raise Wrong("amount", _("Skriv hva en time koster."))
    if currency not in currencies():
        raise Wrong("currency", _("Velg en valuta."))
    _end(HourlyCost.objects.filter(member=member_id, since=since, ended_at__isnull=True), by, at)
    made = HourlyCost(
        member_id=member_id,
        since=since,
        amount=amount,
        currency=currency,
        said_by=line_in("said_by", said_by, LONGEST_NAME, needed=_("Skriv hvem som har sagt det.")),
        made_at=at,
        made_by_id=by.person_id,
    )
    _saved(made)
    record(by=by, at=at, acts=[Act("hourly_cost_said", made.public_id, member_id)])
    return made


@transaction.atomic
def strike_hourly_cost(*, by: Actor, at: datetime, cost_id: str) -> None:
    one = _locked(by, HourlyCost.objects.all(), cost_id)
    _end(HourlyCost.objects.filter(pk=one.pk), by, at)
    record(by=by, at=at, acts=[Act("hourly_cost_struck", one.public_id, one.member_id)])


def _own(by: Actor, member_id: int) -> None:
    if member_id not in by.member_ids:
        raise NotVisible
    stop_if(keep_baseline(by, member_id))


def _locked(by: Actor, rows: QuerySet[_Row], public_id: str) -> _Row:
    one = rows.select_for_update(of=("self",)).filter(public_id=public_id, member__in=by.member_ids).first()
    if one is None:
        raise NotVisible
    stop_if(keep_baseline(by, one.member_id))
    if one.ended_at is not None:
        raise Stale
    return one


def _end(rows: QuerySet[_Row], by: Actor, at: datetime) -> None:
    rows.update(ended_at=at, ended_by_id=by.person_id)


def _saved(made: Baseline | HourlyCost) -> None:
    """Of two who say the same at the same moment, the first stands, and the second looks at it."""
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise Stale from error
