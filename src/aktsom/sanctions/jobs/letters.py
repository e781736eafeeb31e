"""Letters about recommendations and decisions, to contract owners and to those who follow up. Nothing of what is
recommended or decided: e-mail is a postcard."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aktsom.contracts.queries import running
from aktsom.core.letters import page_address
from aktsom.follow_up.jobs.method_letters import Told, by_whom, day, runners, writes
from aktsom.members.models import Person
from aktsom.sanctions.models import Recommendation, SanctionDecision
from aktsom.sanctions.queries.awaited import back
from aktsom.sanctions.queries.unsent import unsent
from aktsom.sanctions.states import DecisionState, RecommendationState
from aktsom.teams.queries.owners import owners_of

Letters = Iterable[tuple[Person, Callable[[], Told]]]


def _recommendation(payload: dict[str, Any]) -> Recommendation | None:
    rows = Recommendation.objects.select_related("owner", "team", "supplier", "follow_up")
    return rows.filter(public_id=payload["id"]).first()


def _page(one: Recommendation) -> str:
    return page_address("sanctions_case", follow_up_id=one.follow_up.public_id)


def _owners(one: Recommendation) -> list[Person]:
    """Of running contracts: there is nothing to decide in the others."""
    today = timezone.localdate()
    covered = one.follow_up.covered.filter(running(today, "contract__"), left_at__isnull=True)
    owners = owners_of(set(covered.values_list("member_id", flat=True)), today)
    return list({person.pk: person for people in owners.values() for person in people}.values())


@writes("recommendation_made")
def made(payload: dict[str, Any]) -> Letters:
    one = _recommendation(payload)
    if one is None or one.state != RecommendationState.MADE:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name}
        return Told(
            _("En anbefaling om %(supplier)s venter på deg") % who,
            (
                _("%(by)s anbefaler et steg overfor %(supplier)s i en avtale dere har.") % who,
                _("Du avgjør for din egen avtale: følge, ta et annet steg, si nei eller vente."),
            ),
            _("Les anbefalingen og avgjør her:"),
            _page(one),
        )

    return [(person, write) for person in _owners(one)]


@writes("recommendation_withdrawn")
def withdrawn(payload: dict[str, Any]) -> Letters:
    one = _recommendation(payload)
    if one is None or one.state != RecommendationState.WITHDRAWN:
        return []

    def write() -> Told:
        who = {"by": by_whom(one.team, one.owner), "supplier": one.supplier.name}
        lines = (
            _("%(by)s har trukket anbefalingen om %(supplier)s. Grunnen står på siden.") % who,
            _("Det dere har avgjort, står til dere gjør noe annet."),
        )
        return Told(_("Anbefalingen om %(supplier)s er trukket") % who, lines, _("Les hvorfor her:"), _page(one))

    return [(person, write) for person in _owners(one)]


@writes("sanction_decided")
def decided(payload: dict[str, Any]) -> Letters:
    """To the leaders of the team: that it exists, and no more."""
    rows = SanctionDecision.objects.select_related("owner", "supplier", "follow_up")
    one = rows.filter(public_id=payload["id"], state=DecisionState.DECIDED).first()
    if one is None or one.follow_up.team_id is None:
        return []

    def write() -> Told:
        who = {"owner": one.owner.name, "supplier": one.supplier.name}
        line = _("%(owner)s har avgjort noe for sin avtale med %(supplier)s.") % who
        page = page_address("sanctions_case", follow_up_id=one.follow_up.public_id)
        return Told(_("%(owner)s har avgjort om %(supplier)s") % who, (line,), _("Se saken her:"), page)

    return [(person, write) for person in runners(one.follow_up.team_id, one.owner_id)]


@writes("decision_back")
def back_again(payload: dict[str, Any]) -> Letters:
    """To the contract's owners, while nothing else has been decided."""
    rows = SanctionDecision.objects.select_related("supplier", "follow_up").filter(public_id=payload["id"])
    one = back(rows, timezone.localdate()).first()
    if one is None:
        return []

    def write() -> Told:
        who = {"supplier": one.supplier.name, "day": day(one.await_until)}
        line = _("Dere ville vente til %(day)s med å avgjøre noe om %(supplier)s. Avgjør nå, eller vent til en ny dag.")
        page = page_address("sanctions_case", follow_up_id=one.follow_up.public_id)
        return Told(_("Dagen er kommet for å avgjøre noe om %(supplier)s") % who, (line % who,), _("Avgjør her:"), page)

    return [(person, write) for person in owners_of([one.owner_id], timezone.localdate())[one.owner_id]]


@writes("decision_unsent")
def unsent_letter(payload: dict[str, Any]) -> Letters:
    """To the contract's owners, while the letter has not been sent."""
    rows = SanctionDecision.objects.select_related("supplier").filter(public_id=payload["id"])
    one = unsent(rows).first()
    if one is None or one.decided_at is None:
        return []
    decided_on = timezone.localdate(one.decided_at)

    def write() -> Told:
        who = {"supplier": one.supplier.name, "day": day(decided_on)}
        lines = (
            _("Dere avgjorde noe om %(supplier)s %(day)s, og leverandøren har ikke fått brev om det.") % who,
            _("Fristene regnes fra brevet er mottatt."),
        )
        subject = _("Et brev til %(supplier)s er ikke sendt") % who
        page = page_address("sanctions_decision", public_id=one.public_id)
        return Told(subject, lines, _("Skriv og send brevet her:"), page)

    return [(person, write) for person in owners_of([one.owner_id], timezone.localdate())[one.owner_id]]
