"""Production places: added, changed, closed, moved, and judged to be one or two. Ids last whatever happens."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, stop_if
from aktsom.core.journal import Act, record
from aktsom.sharing.audiences import PUBLIC_KEY
from aktsom.suppliers.rules import name_key
from aktsom.suppliers.states import Verdict
from aktsom.supply_chain import permissions
from aktsom.supply_chain.models import Site, SiteJudgement
from aktsom.supply_chain.rules.sameness import oldest_of_each
from aktsom.supply_chain.states import SiteState
from aktsom.supply_chain.tables import worker_bands


@dataclass(frozen=True)
class SiteFacts:
    """What is known of a place; `processes` one a line, position in degrees."""

    name: str
    country: str
    local_name: str = ""
    address: str = ""
    town: str = ""
    region: str = ""
    postcode: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    processes: str = ""
    workers_band: str = ""


def tidy(facts: SiteFacts) -> dict[str, Any]:
    """As the table keeps it. Raises DomainError for a place that cannot be."""
    columns: dict[str, Any] = {
        name: " ".join(storable(value).split()) if isinstance(value, str) and name != "processes" else value
        for name, value in asdict(facts).items()
    }
    if not columns["name"] or len(columns["name"]) > 300:
        raise DomainError(_("Skriv navnet på stedet med høyst 300 tegn."))
    if (facts.latitude is None) != (facts.longitude is None):
        raise DomainError(_("Skriv både breddegrad og lengdegrad, eller ingen av dem."))
    if abs(facts.latitude or Decimal()) > 90 or abs(facts.longitude or Decimal()) > 180:
        raise DomainError(_("Posisjonen finnes ikke på jorden. Se om de to er byttet om."))
    if facts.workers_band and facts.workers_band not in worker_bands():
        raise DomainError(_("Velg et av båndene for antall ansatte."))
    return {**columns, "name_key": name_key(columns["name"])[:300]}


@transaction.atomic
def add_site(*, by: Actor, at: datetime, facts: SiteFacts, public_source: str) -> Site:
    """A place that stands in a public list; those that suppliers tell of come with their declarations."""
    stop_if(permissions.keep_sites(by))
    if not public_source.strip():
        raise DomainError(_("Skriv hvilken offentlig liste stedet står i."))
    seen_by = frozenset({PUBLIC_KEY})
    site = Site.objects.create(
        **tidy(facts), public_source=public_source[:200], seen_by=seen_by, added_at=at, changed_at=at
    )
    record(by=by, at=at, acts=[Act("site_added", site.public_id, changes={"name": [None, site.name]})])
    return site


@transaction.atomic
def change_site(*, by: Actor, at: datetime, public_id: str, facts: SiteFacts) -> Site:
    site, columns = _for_change(by, public_id), tidy(facts)
    changed = {name: [getattr(site, name), value] for name, value in columns.items() if getattr(site, name) != value}
    if changed:
        for name, value in columns.items():
            setattr(site, name, value)
        site.changed_at = at
        site.save()
        record(by=by, at=at, acts=[Act("site_changed", site.public_id, changes=changed)])
    return site


@transaction.atomic
def close_site(*, by: Actor, at: datetime, public_id: str, since: date) -> Site:
    """Nothing is made there any longer. Its links stay, with their days."""
    return _into(_for_change(by, public_id), SiteState.CLOSED, since, moved_to=None, by=by, at=at)


@transaction.atomic
def move_site(*, by: Actor, at: datetime, public_id: str, to: str, since: date) -> Site:
    """The works have gone to another place, which has an id of its own. Raises DomainError for a move in a ring."""
    site, other = _for_change(by, public_id), _for_change(by, to)
    step: Site | None = other
    while step is not None:
        if step.pk == site.pk:
            raise DomainError(_("Stedet kan ikke være flyttet til seg selv, heller ikke gjennom andre."))
        step = step.moved_to
    return _into(site, SiteState.MOVED, since, moved_to=other, by=by, at=at)


def _into(site: Site, state: SiteState, since: date, *, moved_to: Site | None, by: Actor, at: datetime) -> Site:
    before, site.state, site.state_since, site.moved_to = site.state, state, since, moved_to
    site.changed_at = at
    site.save(update_fields=["state", "state_since", "moved_to", "changed_at"])
    told = {"state": [before, state], "moved_to": moved_to.public_id if moved_to else None}
    record(by=by, at=at, acts=[Act("site_state_changed", site.public_id, changes=told)])
    return site


def _for_change(by: Actor, public_id: str) -> Site:
    stop_if(permissions.keep_sites(by))
    found = Site.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found


@transaction.atomic
def judge_sites(*, by: Actor, at: datetime, one: str, other: str, verdict: Verdict, reason: str) -> SiteJudgement:
    """A person says that two records are one place, or two. Takes the place of what was said of the pair before.
    Both ids go on, and each is seen by whom it was: `same_as` moves no rights."""
    older, younger = sorted((_for_change(by, one), _for_change(by, other)), key=lambda site: site.pk)
    if older.pk == younger.pk:
        raise DomainError(_("Velg to ulike steder."))
    SiteJudgement.objects.filter(one=older, other=younger, undone_at__isnull=True).update(undone_at=at)
    made = SiteJudgement.objects.create(
        one=older, other=younger, verdict=verdict, reason=storable(reason)[:400], at=at, person_id=by.person_id
    )
    regroup({older.pk, younger.pk})
    told = {"other": younger.public_id, "verdict": verdict}
    record(by=by, at=at, acts=[Act("sites_judged", older.public_id, changes=told)])
    return made


@transaction.atomic
def undo_site_judgement(*, by: Actor, at: datetime, one: str, other: str) -> None:
    """Everything is as it was before the judgement."""
    older, younger = sorted((_for_change(by, one), _for_change(by, other)), key=lambda site: site.pk)
    if not SiteJudgement.objects.filter(one=older, other=younger, undone_at__isnull=True).update(undone_at=at):
        raise NotVisible
    regroup({older.pk, younger.pk})
    record(by=by, at=at, acts=[Act("sites_judged", older.public_id, changes={"other": younger.public_id})])


def regroup(site_ids: Iterable[int]) -> None:
    """`same_as` of the groups that these sites are or were in, from the judgements that stand."""
    joined = set(site_ids)
    joined |= set(Site.objects.filter(same_as_id__in=joined).values_list("id", flat=True))
    joined |= set(Site.objects.filter(pk__in=joined, same_as__isnull=False).values_list("same_as_id", flat=True))
    same = SiteJudgement.objects.filter(verdict=Verdict.SAME, undone_at__isnull=True)
    oldest = oldest_of_each(same.values_list("one_id", "other_id"))
    touched = joined | {id_ for id_, root in oldest.items() if root in joined or id_ in joined}
    touched |= {id_ for id_, root in oldest.items() if root in {oldest.get(one, one) for one in touched}}
    for site in Site.objects.filter(pk__in=touched):
        if site.same_as_id != oldest.get(site.pk):
            site.same_as_id = oldest.get(site.pk)
            site.save(update_fields=["same_as"])
