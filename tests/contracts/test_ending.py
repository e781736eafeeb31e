"""Contracts over by date, ended many at a time."""

from datetime import date

import pytest

from aktsom.contracts.actions import Ended, end_contracts, strike_contract
from aktsom.contracts.models import Contract
from aktsom.core import journal
from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.core.models import JournalEntry
from tests.cast import NOON, actor
from tests.factories.contracts import contract

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
REASON = "Levert ferdig, ingen opsjon brukt."


def over(owner="oslo", **said):
    return contract(owner, **{"ends_on": date(2026, 11, 22), **said})


def end(contracts, who="mons", reason=REASON, revision=1):
    chosen = [(one.public_id, revision) for one in contracts]
    return end_contracts(by=actor(who), at=NOON, today=TODAY, chosen=chosen, reason=reason)


def states(contracts):
    return [Contract.objects.get(id=one.id).state for one in contracts]


def test_each_is_ended_with_the_same_reason_and_its_own_entry():
    contracts = [over(), over()]
    assert end(contracts, reason=f"  {REASON} ") == Ended(tuple(one.public_id for one in contracts), ())
    assert list(Contract.objects.values_list("state", "revision", "changed_at")) == [("ended", 2, NOON)] * 2
    entries = JournalEntry.objects.filter(verb="contract_ended").order_by("number")
    assert list(entries.values_list("subject", "member_id", "person_id", "changes")) == [
        (one.public_id, one.member_id, actor("mons").person_id, {"state": ["running", "ended"], "reason": REASON})
        for one in contracts
    ]
    assert journal.verify().broken_at is None


def test_what_changed_is_at_rest_or_runs_on_is_left_and_told():
    gone, struck, runs, endless = over(), over(title="Strøket"), contract(title="Løper"), contract(ends_on=None)
    strike_contract(by=actor("olga"), at=NOON, public_id=struck.public_id, revision=1, reason=REASON)
    done = end([gone, struck, runs, endless])
    assert done.ended == (gone.public_id,)
    assert [(left.public_id, left.reason.split(".")[0]) for left in done.left] == [
        (struck.public_id, "Noen endret dette mens du hadde siden åpen"),
        (runs.public_id, "Avtalen har ikke gått ut på dato"),
        (endless.public_id, "Avtalen har ikke gått ut på dato"),
    ]
    assert states([gone, struck, runs, endless]) == ["ended", "struck", "running", "running"]
    assert [left.reason for left in end([gone, struck], revision=2).left] == [
        "Du kan ikke gjøre dette slik saken står nå."
    ] * 2


def test_an_option_that_runs_on_keeps_a_contract_running():
    made = over(option_until=TODAY)
    assert end([made]).ended == ()
    assert states([made]) == ["running"]


@pytest.mark.parametrize("reason", ["", "   ", "for kort"])
def test_ending_needs_a_sentence(reason):
    made = over()
    with pytest.raises(DomainError, match="Skriv kort hvorfor"):
        end([made], reason=reason)
    assert states([made]) == ["running"]


def test_a_reader_is_refused_altogether():
    mixed, own = [over(), over("bergen")], [over()]
    for who, contracts in (("rita", own), ("dag", mixed)):
        with pytest.raises(Refused, match="Bare avtaleeier og kontraktsforvalter"):
            end(contracts, who)
    assert states([*mixed, *own]) == ["running"] * 3


@pytest.mark.parametrize("who", ["mons", "sekka"])
def test_one_of_another_member_is_like_none_at_all_and_stops_the_rest(who):
    contracts = [over(), over("bergen")]
    with pytest.raises(NotVisible):
        end(contracts, who)
    assert states(contracts) == ["running"] * 2
