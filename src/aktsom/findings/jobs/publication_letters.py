"""Letters about publications: that there is something to read or decide, and nothing of what it says."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.core.letters import page_address
from aktsom.findings.models import Publication, PublicationVersion
from aktsom.findings.queries.outdated import outdated_of
from aktsom.findings.states import VersionState
from aktsom.follow_up.jobs.method_letters import Told, by_whom, day, runners, suppliers_people, writes
from aktsom.members.models import Person
from aktsom.members.roles import ROLES, Permission
from aktsom.teams.queries.owners import owners_of

Letters = Iterable[tuple[Person, Callable[[], Told]]]


def _of(payload: dict[str, Any]) -> tuple[Publication, PublicationVersion] | None:
    found = Publication.objects.select_related("owner", "team", "supplier", "follow_up")
    one = found.filter(public_id=payload["id"]).first()
    newest = one.versions.order_by("-number").first() if one else None
    return (one, newest) if one and newest else None


def _page(one: Publication) -> str:
    return page_address("publications_one", public_id=one.public_id)


def _secretariat() -> list[Person]:
    roles = [code for code, role in ROLES.items() if Permission.KEEP_NETWORK in role.may]
    return list(Person.objects.filter(memberships__role__in=roles, is_active=True).distinct().order_by("id"))


def _buyers(one: Publication) -> list[Person]:
    members = set(one.follow_up.covered.filter(left_at__isnull=True).values_list("member_id", flat=True))
    owners = owners_of(members, timezone.localdate())
    return list({p.pk: p for people in owners.values() for p in people}.values())


@writes("publication_shown")
def shown(payload: dict[str, Any]) -> Letters:
    """To the supplier, who may answer; and to contract owners, who may read."""
    found = _of(payload)
    if found is None or found[1].state != VersionState.SHOWN:
        return []
    one, version = found

    def to_supplier() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name, "day": day(version.answer_by)}
        line = _("%(by)s vil publisere et resultat om %(supplier)s. Dere får se det før andre.")
        until = _("Kommenter det innen %(day)s. Kommentaren publiseres sammen med resultatet.")
        subject = _("Les det som skal publiseres om %(supplier)s")
        return Told(subject % who, (line % who, until % who), _("Les og svar her:"), _page(one))

    def to_buyer() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name}
        line = _("%(by)s vil publisere et resultat om %(supplier)s, som dere har en avtale med.")
        return Told(
            _("Et resultat om %(supplier)s skal publiseres") % who, (line % who,), _("Les det her:"), _page(one)
        )

    to = [(person, to_supplier) for person in suppliers_people(one.supplier)]
    return [*to, *((person, to_buyer) for person in _buyers(one))]


@writes("publication_answered")
def answered(payload: dict[str, Any]) -> Letters:
    found = _of(payload)
    if found is None or found[1].answered_at is None:
        return []
    one = found[0]

    def write() -> Told:
        who = {"supplier": one.supplier.name}
        line = _("%(supplier)s har svart på det dere vil publisere.")
        return Told(_("Svar fra %(supplier)s") % who, (line % who,), _("Les svaret her:"), _page(one))

    return [(person, write) for person in runners(one.team_id, one.owner_id)]


@writes("publication_proposed")
def proposed(payload: dict[str, Any]) -> Letters:
    found = _of(payload)
    if found is None or found[1].state != VersionState.PROPOSED:
        return []
    one = found[0]

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name}
        line = _("%(by)s foreslår å publisere et resultat om %(supplier)s.")
        subject = _("Forslag om å publisere: %(supplier)s")
        return Told(subject % who, (line % who,), _("Les og avgjør her:"), _page(one))

    return [(person, write) for person in _secretariat()]


@writes("publication_sent_back")
def sent_back(payload: dict[str, Any]) -> Letters:
    found = _of(payload)
    if found is None or found[1].state != VersionState.DRAFT:
        return []
    one = found[0]

    def write() -> Told:
        who = {"supplier": one.supplier.name}
        line = _("Sekretariatet har sendt tilbake det dere ville publisere om %(supplier)s. Grunnen står på siden.")
        return Told(_("Sendt tilbake: %(supplier)s") % who, (line % who,), _("Se hvorfor her:"), _page(one))

    return [(person, write) for person in runners(one.team_id, one.owner_id)]


@writes("publication_published")
def published(payload: dict[str, Any]) -> Letters:
    found = _of(payload)
    if found is None or found[0].published_at is None or found[0].withdrawn_at is not None:
        return []
    return _to_all(found[0], _published_line)


@writes("publication_outdated")
def outdated(payload: dict[str, Any]) -> Letters:
    """To those who follow up, who can correct it, and to the secretariat, which can take it back; unless somebody has
    by now."""
    found = _of(payload)
    if found is None or found[0].withdrawn_at is not None or not outdated_of([found[0]]):
        return []
    one = found[0]

    def write() -> Told:
        who = {"supplier": one.supplier.name}
        line = _(
            "Fargen til %(supplier)s er en annen nå enn den alle kan lese. Det som er ute, står til det blir rettet."
        )
        subject = _("Det som er publisert om %(supplier)s, stemmer ikke lenger")
        return Told(subject % who, (line % who,), _("Se det og rett det her:"), _page(one))

    people = [*runners(one.team_id, one.owner_id), *_secretariat()]
    return [(person, write) for person in {p.pk: p for p in people}.values()]


@writes("publication_withdrawn")
def withdrawn(payload: dict[str, Any]) -> Letters:
    found = _of(payload)
    if found is None or found[0].withdrawn_at is None:
        return []
    return _to_all(found[0], _withdrawn_line)


def _published_line() -> tuple[str, str]:
    return _("Resultatet om %(supplier)s er publisert"), _("Resultatet om %(supplier)s kan nå leses av alle.")


def _withdrawn_line() -> tuple[str, str]:
    return (
        _("Resultatet om %(supplier)s er trukket"),
        _("Resultatet om %(supplier)s er trukket. Siden sier at det er trukket, når og hvorfor."),
    )


def _to_all(one: Publication, said: Callable[[], tuple[str, str]]) -> Letters:
    def write() -> Told:
        subject, line = said()
        who = {"supplier": one.supplier.name}
        page = page_address("public_result", page=one.public_id)
        return Told(subject % who, (line % who,), _("Siden alle kan lese:"), page)

    people = [*suppliers_people(one.supplier), *_buyers(one), *runners(one.team_id, one.owner_id)]
    return [(person, write) for person in {p.pk: p for p in people}.values()]
