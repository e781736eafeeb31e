"""Every state of a mandate by every verb: what the table allows works, all else is refused and changes nothing."""

import pytest

from aktsom.core.errors import Refused
from aktsom.teams.actions.answering import grant_mandates, limit_mandates, refuse_mandates, withdraw_mandates
from aktsom.teams.actions.asking import take_back
from aktsom.teams.acts import HIGHEST
from aktsom.teams.models import MandateRequest
from aktsom.teams.states import MANDATE, MandateState
from tests.cast import NOON, actor
from tests.factories.mandates import ENDS, LATER, STARTS, mandate_of, pick, placed, team
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
REASON = "En grunn som forklarer."
VERBS = sorted({move.verb for move in MANDATE.moves})


@pytest.mark.parametrize("state", list(MandateState))
@pytest.mark.parametrize("verb", VERBS)
def test_every_state_by_every_verb(state: str, verb: str) -> None:
    a_team, one = team(), gloves("oslo")
    request = MandateRequest.objects.create(team=a_team, acts=HIGHEST, starts_on=STARTS, ends_on=ENDS, asked_at=NOON)
    before = placed(a_team, one, state, request=request)
    chosen, by = [pick(one)], actor("olga")
    acts = {
        "grant": lambda: grant_mandates(by=by, at=LATER, chosen=chosen, acts=1),
        "refuse": lambda: refuse_mandates(by=by, at=LATER, chosen=chosen, reason=REASON),
        "limit": lambda: limit_mandates(by=by, at=LATER, chosen=chosen, acts=1, ends_on=ENDS),
        "withdraw": lambda: withdraw_mandates(by=by, at=LATER, chosen=chosen, reason=REASON),
        "take_back": lambda: take_back(by=actor("bjarne"), at=LATER, request_id=request.public_id),
    }
    if MANDATE.refusal(state, verb) is None:
        acts[verb]()
        assert mandate_of(one).state == MANDATE.after(state, verb)
        assert mandate_of(one).revision == before.revision + 1
    else:
        with pytest.raises(Refused):
            acts[verb]()
        assert (mandate_of(one).state, mandate_of(one).revision) == (state, before.revision)
