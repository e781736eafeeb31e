"""Contract owners answer for their contracts: grant, refuse, narrow, withdraw. One press may answer many contracts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.contracts.actions.registering import told_reason
from aktsom.contracts.rules import storable
from aktsom.contracts.telling import tell_contracts_changed
from aktsom.core.actor import Actor
from aktsom.core.errors import LeftAlone, Refusal, Refused, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.core.outbox import send, waits
from aktsom.teams.actions.loading_mandates import day_of, own_mandates_for_change
from aktsom.teams.models import Mandate
from aktsom.teams.permissions import mandates as permissions
from aktsom.teams.problems import Wrong
from aktsom.teams.queries.facts import facts_of
from aktsom.teams.rules.mandate_limits import lapsing_days
from aktsom.teams.rules.mandates import OSLO, GivesMore, GivesNothing, NoSuchAct, acts_given, acts_of, limited
from aktsom.teams.states import MANDATE, TeamState

LAPSING_MAIL = "mandate_lapsing"
LONGEST_RESERVATIONS = 4_000
MORNING = time(7)
Chosen = Sequence[tuple[str, int]]  # public id and revision of mandates


@dataclass(frozen=True)
class Answered:
    """Public ids of the mandates that the act was done to, and those left as they were."""

    done: tuple[str, ...]
    left: tuple[LeftAlone, ...]


@transaction.atomic
def grant_mandates(
    *, by: Actor, at: datetime, chosen: Chosen, acts: int, ends_on: date | None = None, reservations: str = ""
) -> Answered:
    """Give each mandate those of the acts that were asked for in it, until `ends_on` at the latest.

    An act that nobody asked for, such as a sanction would be, cannot be given: raises Wrong. What was answered or
    changed meanwhile is left and told of; when nothing is left to answer it is Refused.
    """
    mandates, today = _load(by, chosen), day_of(at)
    try:
        every = acts_of(acts)
        acts_given(_all_asked(mandates), acts)
    except (NoSuchAct, GivesMore):
        raise Wrong("acts", _("Du kan bare gi det gruppen har bedt om.")) from None
    except GivesNothing:
        raise Wrong("acts", _("Velg minst én ting gruppen kan gjøre, eller svar nei.")) from None
    words = storable(reservations).strip()[:LONGEST_RESERVATIONS]

    def grant(mandate: Mandate) -> dict[str, Any]:
        last = min(ends_on or mandate.ends_on, mandate.ends_on)
        if last < max(mandate.starts_on, today):
            stop_if(Refusal(_("Dagene fullmakten skulle gjelde, er over.")))
        if mandate.team.state == TeamState.CLOSED:
            stop_if(Refusal(_("Gruppen er avsluttet.")))
        given = every & mandate.asked_acts
        if not given:
            stop_if(Refusal(_("Ingen av tingene du valgte, er det bedt om her.")))
        mandate.acts, mandate.ends_on, mandate.reservations = int(given), last, words
        mandate.answered_at, mandate.answered_by_id = at, by.person_id
        return {"acts": [0, mandate.acts], "ends_on": mandate.ends_on, "reservations": bool(words)}

    answered = _Press(by, at, mandates, dict(chosen), "grant", "mandate_granted").each(grant)
    _remind_later(mandates, answered, at)
    return answered


@transaction.atomic
def refuse_mandates(*, by: Actor, at: datetime, chosen: Chosen, reason: str) -> Answered:
    """No, with the reason why. Others see that it was refused; the reason is for the member itself and the team."""
    mandates, words = _load(by, chosen), _reason(reason)

    def refuse(mandate: Mandate) -> dict[str, Any]:
        mandate.reason, mandate.answered_at, mandate.answered_by_id = words, at, by.person_id
        return {}

    return _Press(by, at, mandates, dict(chosen), "refuse", "mandate_refused").each(refuse)


@transaction.atomic
def limit_mandates(*, by: Actor, at: datetime, chosen: Chosen, acts: int, ends_on: date) -> Answered:
    """Fewer acts or an earlier end than was given; never more."""
    mandates, today = _load(by, chosen), day_of(at)

    def limit(mandate: Mandate) -> dict[str, Any]:
        try:
            left = limited(facts_of(mandate, today, None), acts, ends_on, today)
        except (NoSuchAct, GivesMore):
            raise Wrong("acts", _("Du kan begrense fullmakten, ikke utvide den.")) from None
        except GivesNothing:
            raise Wrong(
                "acts", _("Ta bort noe eller velg en tidligere siste dag. Vil du ta bort alt, så trekk den tilbake.")
            ) from None
        told = {"acts": [mandate.acts, int(left)], "ends_on": [mandate.ends_on, ends_on]}
        mandate.acts, mandate.ends_on = int(left), ends_on
        return told

    answered = _Press(by, at, mandates, dict(chosen), "limit", "mandate_limited").each(limit)
    _remind_later(mandates, answered, at)
    return answered


@transaction.atomic
def withdraw_mandates(*, by: Actor, at: datetime, chosen: Chosen, reason: str) -> Answered:
    """From this second the mandates permit nothing. What was done before stays done under them."""
    mandates, words = _load(by, chosen), _reason(reason)

    def withdraw(mandate: Mandate) -> dict[str, Any]:
        mandate.reason, mandate.withdrawn_at = words, at
        return {}

    return _Press(by, at, mandates, dict(chosen), "withdraw", "mandate_withdrawn").each(withdraw)


def _load(by: Actor, chosen: Chosen) -> Sequence[Mandate]:
    """Locked. One press is for one's own contracts only: refused when any of them is another's to answer for."""
    if not chosen:
        raise Wrong("chosen", _("Velg minst én avtale."))
    mandates = own_mandates_for_change(by, [public_id for public_id, _revision in chosen])
    for member_id in {mandate.member_id for mandate in mandates}:
        stop_if(permissions.give(by, member_id))
    return mandates


def _reason(text: str) -> str:
    try:
        return told_reason(text)
    except Refused:
        raise
    except Exception as error:
        raise Wrong("reason", str(error)) from error


def _all_asked(mandates: Sequence[Mandate]) -> int:
    total = 0
    for mandate in mandates:
        total |= mandate.asked_acts
    return total


Change = Callable[[Mandate], dict[str, Any]]


@dataclass(frozen=True)
class _Press:
    """One press of a button: who does what to which mandates, and the revisions that the page showed."""

    by: Actor
    at: datetime
    mandates: Sequence[Mandate]
    revisions: dict[str, int]
    verb: str
    told_as: str

    def each(self, change: Change) -> Answered:
        """Does it to each that it can be done to. When that is none, the first reason is the refusal."""
        acts, done, left = [], [], list[LeftAlone]()
        for mandate in self.mandates:
            try:
                acts.append(self._one(mandate, change))
                done.append(mandate.public_id)
            except (Refused, Stale) as why:
                left.append(LeftAlone(mandate.public_id, mandate.contract.title, str(why.message)))
        if not done:
            stop_if(Refusal(left[0].reason))
        record(by=self.by, at=self.at, acts=acts)
        tell_contracts_changed(self.at, [m.contract_id for m in self.mandates if m.public_id in done])
        return Answered(tuple(done), tuple(left))

    def _one(self, mandate: Mandate, change: Change) -> Act:
        stop_if(permissions.answer(self.by, mandate, self.verb))
        if mandate.revision != self.revisions[mandate.public_id]:
            raise Stale
        before, after = mandate.state, MANDATE.after(mandate.state, self.verb)
        changes = change(mandate)
        mandate.state = after
        mandate.revision += 1
        mandate.save()
        told = {"contract": mandate.contract.public_id, "team": mandate.team.public_id, **changes}
        if before != after:
            told["state"] = [before, after]
        return Act(self.told_as, mandate.public_id, mandate.member_id, changes=told)


def _remind_later(mandates: Sequence[Mandate], answered: Answered, at: datetime) -> None:
    """One reminder a request, member and last day, some time before that day; delivered only if it is still true."""
    ending = {
        (one.request.public_id, one.member.public_id, one.ends_on)
        for one in mandates
        if one.request is not None and one.public_id in answered.done
    }
    for request, member, ends_on in sorted(ending):
        payload = {"request": request, "member": member, "ends_on": ends_on.isoformat()}
        when = datetime.combine(ends_on - timedelta(days=lapsing_days()), MORNING, OSLO)
        if when > at and not waits(kind=LAPSING_MAIL, payload=payload):
            send(kind=LAPSING_MAIL, payload=payload, at=at, not_before=when)
