"""The block on a contract's page: who follows it up, what they may do and until when, and what was done in its name."""

from dataclasses import dataclass
from datetime import date

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import is_own
from aktsom.core.actor import Actor
from aktsom.sharing.viewing import sees_network
from aktsom.teams.queries.own_mandates import ContractMandate, mandate_of
from aktsom.teams.queries.steps import steps_of_contract
from aktsom.web.mandates.words import StandingWords, act_words, acts_in_words, standing_words, team_names


@dataclass(frozen=True, slots=True)
class Held:
    """One mandate as the block tells it."""

    held: ContractMandate
    team: str
    words: StandingWords
    acts: str


@dataclass(frozen=True, slots=True)
class Done:
    """As the part `timeline` takes it."""

    on: date
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class OnContract:
    own: bool
    mandates: list[Held]
    steps: list[Done]


def on_contract(actor: Actor, contract: Contract, today: date) -> OnContract | None:
    """Nothing for who has no part in the cooperation."""
    if not sees_network(actor):
        return None
    words, acts, name = standing_words(), act_words(), team_names()
    held = [
        Held(
            one,
            name(one.group_id),
            words[one.row.standing],
            acts_in_words(one.row.acts or one.row.asked_acts),
        )
        for one in mandate_of(actor, contract, today)
    ]
    steps = [
        Done(step.done_on, step.what or acts[step.act].name, name(step.group_id))
        for step in steps_of_contract(actor, contract)
    ]
    return OnContract(is_own(actor, contract), held, steps)
