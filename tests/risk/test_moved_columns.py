"""What stood in the tables before a migration stands there after it."""

import importlib
from decimal import Decimal

import pytest
from django.db import connection

from aktsom.contracts.models import Contract, ImportRow, OwnFacts, VanishedContract
from aktsom.risk.actions import confirm_result
from aktsom.risk.models import RiskDecision, ScreeningMatch
from tests.cast import NOON, actor
from tests.factories.contracts import facts
from tests.factories.registers import read, staged
from tests.risk.purchases import gloves, risk_of

own_facts = importlib.import_module("aktsom.migrations.0004_own_facts")
pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("small_list")
def test_the_way_to_the_member_is_right_for_every_row() -> None:
    """The statements that fill the new column find what the platform itself writes there."""
    made = gloves("oslo", value=Decimal(1_500_000))
    other = gloves("bergen", value=Decimal(2_000_000))
    for owner, contract in (("olga", made), ("berit", other)):
        confirm_result(
            by=actor(owner), at=NOON, contract_public_id=contract.public_id, revision=risk_of(contract).revision
        )
    for owner, contract in (("oslo", made), ("bergen", other)):
        received = read([staged(2, facts())], owner)
        VanishedContract.objects.create(register_import=received, member_id=contract.member_id, contract=contract)
    kept = {
        model: set(model._default_manager.values_list("pk", "member_id"))
        for model in (ImportRow, VanishedContract, RiskDecision, ScreeningMatch)
    }
    for model, rows in kept.items():
        table = model._meta.db_table
        way = dict(own_facts.MEMBER_OF)[table.removeprefix("aktsom_")]
        with connection.cursor() as cursor:
            cursor.execute(f"select id, ({way}) from {table}")
            assert set(cursor.fetchall()) == rows
            assert len(rows) >= 2


def test_what_moved_is_what_is_the_owners_own() -> None:
    there = {field.name for field in OwnFacts._meta.concrete_fields} - {"contract", "member", "value_order"}
    assert set(own_facts.OWN) == there
    assert there.isdisjoint(field.name for field in Contract._meta.concrete_fields)
