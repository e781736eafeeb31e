"""Letters that the outbox delivers about mandates and handovers. Each looks anew whether there still is something to
tell."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from aktsom.categories.queries import current_catalogue
from aktsom.core.letters import Letter, deliver, page_address
from aktsom.core.outbox import handles
from aktsom.members.models import Member, Person
from aktsom.teams.actions.answering import LAPSING_MAIL
from aktsom.teams.actions.asking import ASKED_MAIL
from aktsom.teams.actions.handing_over import HANDOVER_MAIL
from aktsom.teams.letters import Part, asked_letter, handover_letter, lapsing_letter
from aktsom.teams.models import CategoryTeam, Handover, Mandate, MandateRequest
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.queries import actor_of
from aktsom.teams.queries.owners import owners_of
from aktsom.teams.queries.standings import rank, ranked
from aktsom.teams.rules.mandates import Standing
from aktsom.teams.states import HandoverState, MandateState, TeamState


@handles(ASKED_MAIL)
def tell_that_mandates_are_asked_for(payload: dict[str, Any]) -> None:
    """One letter to a contract owner for all its contracts of a request that nobody has answered yet."""
    person = Person.objects.filter(public_id=payload["person"], is_active=True).first()
    request = MandateRequest.objects.select_related("team").filter(public_id=payload["request"]).first()
    if person is None or request is None or request.team.state == TeamState.CLOSED:
        return
    actor = actor_of(person)
    waiting = Mandate.objects.filter(request=request, state=MandateState.ASKED, member_id__in=actor.member_ids)
    asked = [one for one in waiting.select_related("member") if permissions.give(actor, one.member_id) is None]
    if asked:
        parts = _parts(one.member for one in asked)
        category = _category(request.team)
        link = page_address("mandates_answer", public_id=request.public_id)
        _deliver(person, lambda: asked_letter(person.name, category(), parts, request.answer_by, link))


@handles(LAPSING_MAIL)
def tell_that_mandates_lapse(payload: dict[str, Any]) -> None:
    """One letter to each contract owner of a member whose mandates of a request end that day and are not renewed."""
    ends_on = date.fromisoformat(payload["ends_on"])
    ending = Mandate.objects.filter(
        request__public_id=payload["request"], member__public_id=payload["member"], ends_on=ends_on
    )
    today = timezone.localdate()
    found = list(ranked(ending, today).filter(rank=rank(Standing.LAPSING)).select_related("member", "team"))
    if not found:
        return
    parts, category = _parts(one.member for one in found), _category(found[0].team)
    link = page_address("mandates_ours")
    for person in owners_of({found[0].member_id}, today)[found[0].member_id]:
        # A default binds the loop's person.
        _deliver(person, lambda to=person: lapsing_letter(to.name, category(), parts, ends_on, link))  # type: ignore[misc]


@handles(HANDOVER_MAIL)
def tell_that_a_team_is_offered(payload: dict[str, Any]) -> None:
    """To whoever is to take over, while it waits for an answer. An answer to the letter goes to the one who gives."""
    waiting = Handover.objects.filter(public_id=payload["handover"], state=HandoverState.OFFERED)
    found = waiting.select_related("team", "member", "receiver").first()
    if found is None or not found.receiver.is_active:
        return
    category = _category(found.team)
    giver = Person.objects.filter(pk=found.giver_id or 0, is_active=True).first()
    link = page_address("teams_handover", handover_id=found.public_id)
    _deliver(
        found.receiver,
        lambda: handover_letter(found.receiver.name, category(), giver.name if giver else "", found.member.name, link),
        reply_to=giver.email if giver else "",
    )


def _parts(members: Iterable[Member]) -> list[Part]:
    return [Part(name, count) for name, count in sorted(Counter(member.name for member in members).items())]


def _category(team: CategoryTeam) -> Callable[[], str]:
    """The category's name in the language that is active when it is called."""
    group = current_catalogue().group.get(team.group_id)
    return lambda: group.name.in_language(translation.get_language() or "nb").lower() if group else team.group_id


def _deliver(person: Person, write: Callable[[], Letter], reply_to: str = "") -> None:
    with translation.override(person.language or settings.LANGUAGE_CODE):
        letter = write()
    deliver(letter, person.email, reply_to=reply_to)
