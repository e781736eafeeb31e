"""What the database itself refuses, whoever writes to it: above all a bit that is no act, such as a sanction's."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from aktsom.teams.acts import HIGHEST
from aktsom.teams.models import Mandate, MandateRequest, TeamStep
from tests.cast import NOON
from tests.factories.mandates import ENDS, STARTS, TODAY, placed, team
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
SANCTION = 64


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("asked", {"asked_acts": SANCTION}),
        ("asked", {"asked_acts": SANCTION | 1}),
        ("asked", {"asked_acts": 0}),
        ("granted", {"asked_acts": HIGHEST, "acts": SANCTION}),
        ("granted", {"asked_acts": HIGHEST, "acts": HIGHEST | SANCTION}),
        ("granted", {"asked_acts": 3, "acts": 4}),
        ("granted", {"asked_acts": 3, "acts": 7}),
        ("granted", {"acts": 0}),
        ("granted", {"ends_on": STARTS, "starts_on": ENDS}),
        ("withdrawn", {"withdrawn_at": None}),
        ("given", {}),
    ],
)
def test_a_mandate_that_breaks_a_law_is_not_stored(state: str, said: dict[str, Any]) -> None:
    a_team, one = team(), gloves("oslo")
    with pytest.raises(IntegrityError), transaction.atomic():
        placed(a_team, one, state, **said)


@pytest.mark.parametrize("column", ["acts", "asked_acts"])
def test_no_update_slips_a_sanction_in(column: str) -> None:
    mandate = placed(team(), gloves("oslo"))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'update aktsom_mandate set "{column}" = {SANCTION} where id = %s', [mandate.pk])
    mandate.refresh_from_db()
    assert (mandate.acts, mandate.asked_acts) == (HIGHEST, HIGHEST)


@pytest.mark.parametrize("acts", [0, SANCTION, HIGHEST + SANCTION])
def test_a_request_asks_for_no_sanction(acts: int) -> None:
    a_team = team()
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateRequest.objects.create(team=a_team, acts=acts, starts_on=STARTS, ends_on=ENDS, asked_at=NOON)


@pytest.mark.parametrize("act", [0, 3, SANCTION])
def test_a_step_is_one_act_that_a_mandate_can_hold(act: int) -> None:
    a_team, one = team(), gloves("oslo")
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamStep.objects.create(team=a_team, supplier=one.supplier, act=act, what="x", done_on=TODAY, recorded_at=NOON)


def test_a_contract_is_asked_once_at_a_time_by_a_team() -> None:
    a_team, one = team(), gloves("oslo")
    placed(a_team, one, "asked")
    placed(a_team, one, "granted")
    placed(team("textile"), one, "asked")
    with pytest.raises(IntegrityError), transaction.atomic():
        placed(a_team, one, "asked")
    assert Mandate.objects.count() == 3
