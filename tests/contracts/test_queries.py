"""Who sees what of contracts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aktsom.contracts import permissions, queries
from aktsom.contracts.actions import amend_contract, end_contract, strike_contract
from aktsom.contracts.models import Contract, ContractCpv
from aktsom.contracts.rules import effective_end, over_by_date
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from tests.cast import NOON, actor
from tests.factories.contracts import contract, facts
from tests.factories.registers import staged, taken_in

pytestmark = pytest.mark.django_db
REASON = "Registrert to ganger."


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def struck(made):
    return strike_contract(by=actor("olga"), at=NOON, public_id=made.public_id, revision=1, reason=REASON)


def test_own_contracts_are_those_of_members_the_viewer_reaches():
    oslo, _bergen, uio = contract("oslo"), contract("bergen"), contract("uio")
    assert list(queries.own_contracts(actor("rita"))) == [oslo]
    assert list(queries.own_contracts(actor("uma"))) == [uio]
    assert queries.own_contracts(actor("sekka")).count() == 0


@pytest.mark.parametrize("who", ["rita", "berit", "sekka"])
def test_running_contracts_are_seen_by_all_members(who):
    made = contract("oslo")
    assert queries.contract(actor(who), made.public_id) == made


def test_a_struck_contract_is_seen_by_its_own_only():
    made = struck(contract("oslo"))
    assert queries.contract(actor("rita"), made.public_id) == made
    with pytest.raises(NotVisible):
        queries.contract(actor("berit"), made.public_id)


def test_somebody_without_a_role_sees_nothing_of_others():
    made = contract("oslo")
    nobody = Actor(person_id=1, name="Nils", member_id=None)
    with pytest.raises(NotVisible):
        queries.contract(nobody, made.public_id)


def test_what_does_not_exist_is_answered_like_what_is_hidden():
    made = contract("oslo")
    for public_id in (made.public_id, "con-0000000000"):
        with pytest.raises(NotVisible):
            queries.own_contract(actor("berit"), public_id)


OWNERS_FIELDS = (
    "reference", "description", "exact_value", "signed_on", "options", "term_deviations", "revision",
)  # fmt: skip


@pytest.mark.parametrize("who", ["berit", "sekka", "uma"])
def test_others_see_nothing_that_is_the_owners(who):
    made = contract(value=Decimal(5), description="Hemmelig", options="1 år", term_deviations="Uten punkt 3")
    seen = queries.seen_contract(actor(who), queries.contract(actor(who), made.public_id))
    assert {name: getattr(seen, name) for name in OWNERS_FIELDS} == dict.fromkeys(OWNERS_FIELDS)
    assert (seen.own, seen.title, seen.supplier_name) == (False, made.title, "Nordhav Medisinsk AS")


def test_the_owners_people_see_all():
    made = contract(value=Decimal(5), description="Hemmelig")
    seen = queries.seen_contract(actor("rita"), queries.contract(actor("rita"), made.public_id))
    assert (seen.own, seen.exact_value, seen.description) == (True, Decimal("5.00"), "Hemmelig")


def test_history_is_newest_first_and_the_owners_only():
    made = contract()
    end_contract(by=actor("mons"), at=NOON, public_id=made.public_id, revision=1, reason=REASON)
    rows = queries.history(actor("rita"), made)
    assert [(row.verb, row.person) for row in rows] == [("contract_ended", "Mons"), ("contract_registered", "Olga")]
    assert queries.history(actor("berit"), made) == []


def test_the_refusal_names_the_roles_held():
    made = contract()
    refusal = permissions.change_contract(actor("rita"), made)
    assert str(refusal) == "Bare avtaleeier og kontraktsforvalter kan endre registeret. Du er leser."
    assert permissions.change_contract(actor("olga"), made) is None


def test_a_list_asks_the_same_number_of_questions_for_one_and_three(django_assert_num_queries):
    contract()
    viewer = actor("olga")
    with django_assert_num_queries(2):
        queries.contracts.held_by_reference(viewer.member_id)
    contract()
    contract()
    with django_assert_num_queries(2):
        assert len(queries.contracts.held_by_reference(viewer.member_id)) == 3


# --- running on a day


DAYS = (None, date(2026, 12, 31), date(2028, 6, 30))


@pytest.mark.parametrize("ends_on", DAYS)
@pytest.mark.parametrize("option_until", DAYS)
def test_the_last_day_kept_is_that_of_the_rule_by_hand_and_by_file(ends_on, option_until):
    said = facts(ends_on=ends_on, option_until=option_until)
    contract(ends_on=ends_on, option_until=option_until)
    taken_in([staged(2, said)])
    changed = contract()
    amend_contract(
        by=actor("olga"), at=NOON, public_id=changed.public_id, revision=1,
        facts=replace(queries.facts_of(changed), ends_on=ends_on, option_until=option_until),
    )  # fmt: skip
    assert list(Contract.objects.values_list("runs_until", flat=True)) == [effective_end(said)] * 3


def test_a_contract_runs_to_the_end_of_its_last_day_and_is_over_the_day_after():
    made = contract(ends_on=date(2026, 12, 31), option_until=date(2028, 6, 30))
    for today, runs in ((date(2026, 12, 31), True), (date(2028, 6, 30), True), (date(2028, 7, 1), False)):
        assert Contract.objects.filter(queries.running(today)).exists() is runs
        assert Contract.objects.filter(queries.over_by_date(today)).exists() is not runs
        assert ContractCpv.objects.filter(queries.running(today, "contract__")).exists() is runs
        assert over_by_date(effective_end(queries.facts_of(made)), today) is not runs


def test_a_contract_without_a_known_end_is_never_over():
    contract(ends_on=None)
    assert Contract.objects.filter(queries.running(date(2100, 1, 1))).count() == 1
    assert over_by_date(None, date(2100, 1, 1)) is False


@pytest.mark.parametrize("put_to_rest", [end_contract, strike_contract])
def test_what_a_person_ended_or_struck_neither_runs_nor_is_over_by_date(put_to_rest):
    made = contract(ends_on=date(2026, 12, 31))
    put_to_rest(by=actor("olga"), at=NOON, public_id=made.public_id, revision=1, reason=REASON)
    for today in (date(2026, 11, 23), date(2027, 1, 1)):
        assert not Contract.objects.filter(queries.running(today) | queries.over_by_date(today)).exists()
