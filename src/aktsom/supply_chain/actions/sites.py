"""Production places: added, corrected, closed, moved and reopened. Ids last whatever happens, and each word that
somebody adds stands with where it comes from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.wall import lowered
from aktsom.sharing.audiences import PUBLIC_KEY
from aktsom.suppliers.rules import name_key
from aktsom.supply_chain import permissions
from aktsom.supply_chain.models import Site, SiteStatement
from aktsom.supply_chain.states import SITE, SiteState
from aktsom.supply_chain.tables import worker_bands

LONGEST = {
    "name": 300, "local_name": 300, "address": 400, "town": 100, "region": 100, "postcode": 12, "processes": 400,
}  # fmt: skip
LONGEST_SOURCE = 200


class WrongSite(DomainError):
    """`field` is the one of SiteFacts, or of the act, that cannot be so."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


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
    """As the table keeps it. Raises WrongSite for a place that cannot be."""
    columns: dict[str, Any] = {name: _tidy(name, value) for name, value in asdict(facts).items()}
    if not columns["name"] or len(columns["name"]) > LONGEST["name"]:
        raise WrongSite("name", _("Skriv navnet på stedet med høyst 300 tegn."))
    for name, most in LONGEST.items():
        if len(columns[name]) > most and name != "processes":
            raise WrongSite(name, _("Skriv det med høyst {count} tegn.").format(count=most))
    if (facts.latitude is None) != (facts.longitude is None):
        missing = "latitude" if facts.latitude is None else "longitude"
        raise WrongSite(missing, _("Skriv både breddegrad og lengdegrad, eller ingen av dem."))
    for name, most in (("latitude", 90), ("longitude", 180)):
        if abs(columns[name] or Decimal()) > most:
            raise WrongSite(name, _("Posisjonen finnes ikke på jorden. Se om de to er byttet om."))
    if facts.workers_band and facts.workers_band not in worker_bands():
        raise WrongSite("workers_band", _("Velg et av båndene for antall ansatte."))
    return {**columns, "name_key": name_key(columns["name"])[:300]}


def _tidy(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    lines = [" ".join(line.split()) for line in storable(value).split("\n")] if name == "processes" else []
    return "\n".join(line for line in lines if line) if name == "processes" else " ".join(storable(value).split())


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
def change_site(
    *, by: Actor, at: datetime, public_id: str, facts: SiteFacts, source: str, seen: datetime | None = None
) -> Site:
    """What differs is set, and said with its source beside what others say. `seen`: when the page that was filled in
    had last been changed. Raises Stale when that was before somebody else's change, and WrongSite."""
    site, columns, source = _for_change(by, public_id, seen), tidy(facts), _told(source)
    if len(columns["processes"]) > LONGEST["processes"]:
        raise WrongSite("processes", _("Skriv det med høyst {count} tegn.").format(count=LONGEST["processes"]))
    changed = {name: [getattr(site, name), value] for name, value in columns.items() if getattr(site, name) != value}
    if not changed:
        return site
    for name, value in columns.items():
        setattr(site, name, value)
    site.changed_at = at
    site.save()
    said = {name: str(value) for name, (_before, value) in changed.items() if name in LONGEST or name in _ALSO_SAID}
    if {"latitude", "longitude"} & set(changed):
        said["position"] = position_of(site.latitude, site.longitude)
    _say(site, said, source, by, at)
    changed.pop("name_key", None)
    _journal("site_changed", site, {**changed, "source": source}, by, at)
    return site


_ALSO_SAID = ("country", "workers_band")


@transaction.atomic
def close_site(
    *, by: Actor, at: datetime, public_id: str, since: date, source: str, seen: datetime | None = None
) -> Site:
    """Nothing is made there any longer. Its links stay, with their days."""
    return _into("close", _for_change(by, public_id, seen), since, source=source, by=by, at=at)


@transaction.atomic
def reopen_site(
    *, by: Actor, at: datetime, public_id: str, since: date, source: str, seen: datetime | None = None
) -> Site:
    return _into("reopen", _for_change(by, public_id, seen), since, source=source, by=by, at=at)


@transaction.atomic
def move_site(
    *, by: Actor, at: datetime, public_id: str, to: str, since: date, source: str, seen: datetime | None = None
) -> Site:
    """The works have gone to another place, which has an id of its own. Raises WrongSite for a move in a ring."""
    site = _for_change(by, public_id, seen)
    other = Site.objects.visible_to(by).filter(public_id=to).first()
    if other is None:
        raise NotVisible
    with lowered():  # past places on the way that the actor does not see
        step: Site | None = other
        while step is not None:
            if (step.same_as_id or step.pk) == (site.same_as_id or site.pk):
                told = _("Stedet kan ikke være flyttet til seg selv, heller ikke gjennom andre.")
                raise WrongSite("to", told)
            step = step.moved_to
    return _into("move", site, since, moved_to=other, source=source, by=by, at=at)


def _into(
    verb: str, site: Site, since: date, *, moved_to: Site | None = None, source: str, by: Actor, at: datetime
) -> Site:
    if SITE.refusal(site.state, verb) is not None:
        now = {SiteState.OPEN: _("i drift"), SiteState.CLOSED: _("stengt"), SiteState.MOVED: _("flyttet")}
        already = _("Stedet er allerede {state}. Noen kan ha skrevet det før deg.")
        raise Refused(Refusal(already.format(state=now[SiteState(site.state)])))
    if since > timezone.localdate(at):
        raise WrongSite("since", _("Dagen har ikke vært ennå. Skriv det når det har skjedd."))
    source = _told(source)
    before, site.state = site.state, SITE.after(site.state, verb)
    site.state_since, site.moved_to, site.changed_at = since, moved_to, at
    site.save(update_fields=["state", "state_since", "moved_to", "changed_at"])
    _say(site, {"state": site.state}, source, by, at)
    told = {"state": [before, site.state], "since": str(since), "moved_to": moved_to.public_id if moved_to else None}
    _journal("site_state_changed", site, {**told, "source": source}, by, at)
    return site


def _say(site: Site, said: Mapping[str, str], source: str, by: Actor, at: datetime) -> None:
    """In the place of what people said of these facts before. What lists and suppliers say stands beside it."""
    before = SiteStatement.objects.filter(site=site, field__in=said, ended_at__isnull=True, declaration__isnull=True)
    before.filter(by_a_person()).update(ended_at=at)
    SiteStatement.objects.bulk_create(
        SiteStatement(
            site=site,
            field=field,
            value=value,
            source=source,
            member_id=by.member_id,
            person_id=by.person_id,
            said_at=at,
        )
        for field, value in said.items()
        if value
    )


def by_a_person() -> Q:
    return Q(person_id__isnull=False)


def position_of(latitude: Decimal | None, longitude: Decimal | None) -> str:
    if latitude is None or longitude is None:
        return ""
    return f"{latitude.normalize():f},{longitude.normalize():f}"


def _journal(verb: str, site: Site, changes: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """The secretariat reads these entries: of a place that it does not see they hold what was changed, and not to what.
    That stands with the place."""
    told = changes if site.public_source else {"fields": sorted(changes)}
    record(by=by, at=at, acts=[Act(verb, site.public_id, by.member_id, changes=told)])


def _told(source: str) -> str:
    text = " ".join(storable(source).split())
    if not text:
        raise WrongSite("source", _("Skriv hvor opplysningen kommer fra."))
    if len(text) > LONGEST_SOURCE:
        raise WrongSite("source", _("Skriv kilden med høyst {count} tegn.").format(count=LONGEST_SOURCE))
    return text


def _for_change(by: Actor, public_id: str, seen: datetime | None) -> Site:
    found = Site.objects.visible_to(by).select_for_update(of=("self",)).filter(public_id=public_id).first()
    if found is None:
        raise NotVisible
    stop_if(permissions.keep_site(by, found))
    if seen is not None and found.changed_at != seen:
        raise Stale
    return found
