"""Two acts on the same contract wait for each other in the same order, so that neither is thrown out."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aktsom.contracts.models import Contract
from aktsom.contracts.queries import facts_of
from aktsom.core.actor import PLATFORM
from aktsom.risk.actions import amend_and_screen, confirm_result, confirm_results, override_result
from aktsom.risk.actions.screening import screen_contracts
from tests.cast import NOON, actor
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
_LOCKED = re.compile(r'FROM "aktsom_(contract|contractrisk)" .*FOR (?:NO KEY )?UPDATE', re.DOTALL)


def _confirm(one: Contract) -> None:
    confirm_result(by=actor("olga"), at=NOON, contract_public_id=one.public_id, revision=1)


def _confirm_many(one: Contract) -> None:
    confirm_results(by=actor("olga"), at=NOON, chosen=[(one.public_id, 1)])


def _override(one: Contract) -> None:
    override_result(
        by=actor("olga"), at=NOON, contract_public_id=one.public_id, revision=1, verdict="not_on_list",
        reason="Kjøpes ikke lenger.",
    )  # fmt: skip


def _amend(one: Contract) -> None:
    said = replace(facts_of(one), title="Kontorrenhold")
    amend_and_screen(by=actor("olga"), at=NOON, public_id=one.public_id, revision=1, facts=said)


def _screen(one: Contract) -> None:
    screen_contracts(by=PLATFORM, at=NOON, contract_ids=[one.pk])


@pytest.mark.parametrize("act", [_confirm, _confirm_many, _override, _amend, _screen])
def test_a_contract_is_locked_before_its_risk(act: Callable[[Contract], None]) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite locks no rows: it has one writer at a time")
    one = gloves()
    with CaptureQueriesContext(connection) as captured:
        act(one)
    locked = [found[1] for query in captured if (found := _LOCKED.search(query["sql"]))]
    assert list(dict.fromkeys(locked)) == ["contract", "contractrisk"]
