"""A person judges a pair, and any judgement is undone: everything follows, and everything is back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.sharing.wall import behind
from aktsom.suppliers.actions.grouping import regroup
from aktsom.suppliers.actions.judging import judge, undo
from aktsom.suppliers.models import SamenessCandidate, SamenessJudgement, Supplier, SupplierEvent
from tests.cast import NOON, actor
from tests.factories.contracts import contract
from tests.suppliers.sameness import asked, joined, matched, state, written

pytestmark = pytest.mark.django_db
NORDHAV, SYKEPLEIE = "923609016", "974760673"


def say(pair: SamenessCandidate, verdict: str = "same", who: str = "sekka", reason: str = "") -> SamenessJudgement:
    by = actor(who)
    with behind(by):
        return judge(by=by, at=NOON, candidate=pair.public_id, verdict=verdict, reason=reason)


def take_back(made: SamenessJudgement, who: str = "sekka", reason: str = "Trykket feil") -> SamenessJudgement:
    by = actor(who)
    with behind(by):
        return undo(by=by, at=NOON, judgement=made.public_id, reason=reason)


def test_two_judged_the_same_stand_under_the_oldest_and_it_is_journalled() -> None:
    one, other, third = written("Alfa"), written("Beta"), written("Gamma")
    say(asked(other, third))
    made = say(asked(one, third), reason="Samme folk")

    for record in (other, third):
        record.refresh_from_db()
        assert record.same_as == one
    one.refresh_from_db()
    assert one.same_as is None
    assert (made.reason, made.member.slug, made.weight) == ("Samme folk", "etisk-handel-norge", 3.0)
    entry = JournalEntry.objects.filter(verb="sameness_judged_same").last()
    assert (entry.subject, entry.changes["other"][1]) == (one.public_id, third.public_id)
    assert "Samme folk" not in str(entry.changes)


def test_undone_it_is_as_before_and_the_pair_waits_again() -> None:
    one, other, third = written("Alfa"), written("Beta"), written("Gamma")
    pair, more = asked(one, other), asked(other, third)
    asked(one, third)
    before = state()
    made = say(pair)
    say(more)
    assert SamenessCandidate.objects.get(one=one, other=third).state == "lapsed"
    take_back(SamenessJudgement.objects.get(one=other, other=third))
    made = take_back(made)
    assert state() == before
    assert (made.undone_why, made.undone_at) == ("Trykket feil", NOON)
    assert JournalEntry.objects.filter(verb="sameness_undone").count() == 2


def test_what_the_matching_joined_is_undone_by_a_person_and_asked_about() -> None:
    one, other = written("Alfa", NORDHAV), written("Alpha")
    made = joined(one, other)
    regroup({one.pk})
    take_back(made)
    other.refresh_from_db()
    assert other.same_as is None
    pair = SamenessCandidate.objects.get()
    assert (pair.state, pair.weight, pair.evidence) == ("waiting", 7.0, {"name": 7.0})


def test_undone_it_waits_though_the_matching_points_at_it_no_more() -> None:
    one, other = written("Alfa", NORDHAV), written("Fjellbygg")
    pair = asked(one, other)
    made = say(pair)
    assert matched().lapsed == 1
    assert SamenessCandidate.objects.get().evidence == {}
    take_back(made)
    for _run in range(2):
        pair.refresh_from_db()
        assert (pair.state, pair.weight, pair.evidence) == ("waiting", 3.0, {"name": 3.0})
        assert matched().lapsed == 0
    say(pair)


def test_different_keeps_apart_and_leaves_nothing_to_ask_of_those_joined() -> None:
    one, other, third = written("Alfa"), written("Alpha"), written("Alfa Bygg")
    joined(one, other)
    regroup({one.pk})
    more = asked(other, third)
    say(asked(one, third), "different")
    more.refresh_from_db()
    assert more.state == "lapsed"
    with pytest.raises(Refused):
        say(more)


def test_two_valid_numbers_are_refused_with_the_reason_unless_the_register_says_so() -> None:
    one, other, third = written("Alfa", NORDHAV), written("Beta", SYKEPLEIE), written("Alfa avd Bodø")
    say(asked(one, third))
    pair = asked(other, third)
    with pytest.raises(Refused, match="organisasjonsnummer"):
        say(pair)
    SupplierEvent.objects.create(supplier=other, kind="merged_into", other=one, learned_at=NOON, source="test")
    say(pair)
    other.refresh_from_db()
    assert other.same_as == one


def test_a_pair_that_is_judged_is_not_judged_again() -> None:
    pair = asked(written("Alfa"), written("Beta"))
    say(pair)
    with pytest.raises(Refused, match="allerede avgjort"):
        say(pair, "different")
    made = SamenessJudgement.objects.get()
    take_back(made)
    with pytest.raises(Refused, match="angret allerede"):
        take_back(made)
    assert SamenessJudgement.objects.count() == 1


@pytest.mark.parametrize(("verdict", "reason"), [("maybe", ""), ("same", "x" * 2001)])
def test_nonsense_is_refused(verdict: str, reason: str) -> None:
    pair = asked(written("Alfa"), written("Beta"))
    with pytest.raises(DomainError):
        say(pair, verdict, reason=reason)
    assert not SamenessJudgement.objects.exists()


def test_undoing_needs_a_reason() -> None:
    made = say(asked(written("Alfa"), written("Beta")))
    with pytest.raises(DomainError, match="hvorfor"):
        take_back(made, reason=" \n ")


def test_who_may_judge() -> None:
    """Who keeps a register with a contract with one of the two, joined records counted; and the secretariat."""
    made = contract("oslo", supplier_name="Alfa", supplier_number="")
    pair = asked(made.supplier, written("Beta"))
    with pytest.raises(Refused, match="Ingen av dem"):
        say(pair, who="berit")  # keeps Bergen's register, which buys from neither
    with pytest.raises(Refused, match="Bare sekretariatet"):
        say(pair, who="rita")  # reads Oslo's
    for outside in ("nora", "revi"):
        with pytest.raises(NotVisible):
            say(pair, who=outside)
    assert say(pair, who="mons").person_id == actor("mons").person_id
    contract("bergen", supplier_name="Beta", supplier_number="")
    take_back(SamenessJudgement.objects.get(), who="berit")


def test_a_lead_of_a_team_may_judge_what_its_member_buys() -> None:
    from dataclasses import replace

    made = contract("oslo", supplier_name="Alfa", supplier_number="")
    pair = asked(made.supplier, written("Beta"))
    rita = actor("rita")
    judge(by=replace(rita, led_team_ids=frozenset({1})), at=NOON, candidate=pair.public_id, verdict="same", reason="")
    assert SamenessJudgement.objects.count() == 1


_moves = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["same", "different"])), max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_moves, st.randoms(use_true_random=False))
def test_merge_then_split_restores_everything_exactly(moves, random) -> None:  # type: ignore[no-untyped-def]
    """Whatever was judged, and in whatever order it is undone."""
    from django.db import transaction

    with transaction.atomic():
        numbers = ["", NORDHAV, "", SYKEPLEIE, ""]
        made = [written(f"Selskap {n}", number) for n, number in enumerate(numbers)]
        pairs = [asked(made[a], made[b]) for a in range(5) for b in range(a + 1, 5)]
        regroup()
        before, done = state(), []
        for place, verdict in moves:
            try:
                done.append(
                    judge(by=actor("sekka"), at=NOON, candidate=pairs[place].public_id, verdict=verdict, reason="")
                )
            except (Refused, Stale):
                continue
            held = {}
            for id_, same_as, number in Supplier.objects.values_list("id", "same_as_id", "organisation_number"):
                held.setdefault(same_as or id_, set()).add(number)
            assert all(len(numbers - {""}) < 2 for numbers in held.values())
        random.shuffle(done)
        for judgement in done:
            undo(by=actor("sekka"), at=NOON, judgement=judgement.public_id, reason="Tilbake")
        assert state() == before
        transaction.set_rollback(True)


_LOCKED = re.compile(
    r'"aktsom_supplier" WHERE "aktsom_supplier"."id" IN \(([\d, ]+)\) ORDER BY 1 ASC FOR NO KEY UPDATE'
)


@pytest.mark.postgres
def test_records_are_locked_in_the_order_of_their_ids() -> None:
    one, other, third = written("Alfa"), written("Beta"), written("Gamma")
    say(asked(one, third))
    pair = asked(other, third)
    with CaptureQueriesContext(connection) as captured:
        say(pair)
    locked = [found[1] for query in captured if (found := _LOCKED.search(query["sql"]))]
    assert locked == [f"{one.pk}, {other.pk}, {third.pk}"]
