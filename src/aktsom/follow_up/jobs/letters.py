"""What the outbox delivers for follow-ups: letters to those who buy from a supplier, and to whoever follows it up
already."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.letters import Letter, deliver, page_address
from aktsom.core.outbox import handles
from aktsom.follow_up.actions.concluding import CONCLUDED_MAIL
from aktsom.follow_up.actions.joining import JOIN_MAIL
from aktsom.follow_up.actions.planning import ANNOUNCED_MAIL, SECOND_MAIL
from aktsom.follow_up.letters import Told, announced_letter, concluded_letter, join_letter, second_letter
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.planning import buying, same_live, scope_of
from aktsom.follow_up.states import FollowUpState
from aktsom.members.models import Person
from aktsom.teams.models import TeamSeat
from aktsom.teams.queries.owners import owners_of
from aktsom.teams.states import SeatPart

LED_BY = (SeatPart.LEAD, SeatPart.DEPUTY)


@handles(ANNOUNCED_MAIL)
def tell_that_it_is_announced(payload: dict[str, Any]) -> None:
    """One letter to each contract owner of a member that buys from the supplier in the category, while it goes on."""
    one = _follow_up(payload["follow_up"])
    if one is not None and one.state in (FollowUpState.ANNOUNCED, FollowUpState.RUNNING):
        _tell_owners(one, announced_letter, "cases_follow_up")


@handles(CONCLUDED_MAIL)
def tell_that_it_is_concluded(payload: dict[str, Any]) -> None:
    """One letter to each contract owner of a member that buys from the supplier in the category."""
    one = _follow_up(payload["follow_up"])
    if one is not None and one.state == FollowUpState.CONCLUDED:
        _tell_owners(one, concluded_letter, "cases_conclusions")


def _tell_owners(one: FollowUp, write: Callable[[str, Told, int, int], Letter], page: str) -> None:
    """The letter is given how many of the member's contracts are covered, and how many are not."""
    today = timezone.localdate()
    covered = Counter(one.covered.filter(left_at__isnull=True).values_list("member_id", flat=True))
    bought = Counter(contract.member_id for contract in buying(one, today))
    for member_id, owners in owners_of(bought.keys() | covered.keys(), today).items():
        bare = max(0, bought[member_id] - covered[member_id])
        for person in owners:
            with spoken_to(person):
                letter = write(person.name, _told(one, page_of=one, page=page), covered[member_id], bare)
            deliver(letter, person.email)


@handles(SECOND_MAIL)
def tell_that_there_is_a_second(payload: dict[str, Any]) -> None:
    """To those who run each other live follow-up of the same, with the way to their own."""
    second = _follow_up(payload["follow_up"])
    if second is None or second.state == FollowUpState.DROPPED:
        return
    for first in same_live(scope_of(second), but=second):
        for person in runners(first):
            with spoken_to(person):
                letter = second_letter(person.name, _told(second, page_of=first))
            deliver(letter, person.email)


@handles(JOIN_MAIL)
def tell_that_one_wants_to_join(payload: dict[str, Any]) -> None:
    """To those who run it, who ask the contract owners for mandates."""
    one = _follow_up(payload["follow_up"])
    if one is None or one.state == FollowUpState.DROPPED:
        return
    for person in runners(one):
        with spoken_to(person):
            letter = join_letter(person.name, _told(one, page_of=one))
        deliver(letter, person.email)


def _follow_up(public_id: str) -> FollowUp | None:
    return FollowUp.objects.select_related("team", "member", "supplier").filter(public_id=public_id).first()


def _told(one: FollowUp, page_of: FollowUp, page: str = "cases_follow_up") -> Told:
    """In the language that is active."""
    until = format_date(one.ends_on, "long", locale=translation.get_language() or "nb")
    link = page_address(page, public_id=page_of.public_id)
    return Told(_by(one), one.supplier.name, until, link)


def _by(one: FollowUp) -> str:
    if one.member is not None:
        return str(one.member.name)
    group = current_catalogue().group.get(one.group_id)
    name = group.name.in_language(translation.get_language() or "nb").lower() if group else one.group_id
    return _("Gruppen for %(name)s") % {"name": name}


def runners(one: FollowUp) -> Iterable[Person]:
    """Who runs it: the lead and the deputy of the team, or the member's contract owners."""
    if one.team is None:
        return owners_of([one.member_id or 0], timezone.localdate())[one.member_id or 0]
    seats = TeamSeat.objects.filter(team=one.team, left_at__isnull=True, part__in=LED_BY, person__is_active=True)
    return [seat.person for seat in seats.select_related("person")]


def spoken_to(person: Person) -> AbstractContextManager[None]:
    """The person's language."""
    return translation.override(person.language or settings.LANGUAGE_CODE)
