from datetime import timedelta
from pathlib import Path

import pytest

from aktsom.categories.models import CatalogueVersion
from aktsom.contracts import progress
from aktsom.contracts.models import Contract
from aktsom.contracts.states import ImportState
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.risk import jobs
from aktsom.risk.models import ContractRisk, Screening
from tests import catalogues
from tests.cast import NOON, actor, now
from tests.factories import registers
from tests.factories.contracts import facts
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]


def test_confirmed_register_is_taken_in_and_screened_in_the_name_of_its_person() -> None:
    plain = {"cpv": (), "products": ()}
    rows = [registers.staged(2, facts(title="Munnbind", **plain)), registers.staged(3, facts(title="Renhold", **plain))]
    confirmed = registers.confirmed(rows)

    deliver_due(now())

    confirmed.refresh_from_db()
    assert confirmed.state == ImportState.TAKEN_IN
    assert dict(ContractRisk.objects.values_list("contract__title", "verdict")) == {
        "Munnbind": "high_risk",
        "Renhold": "not_on_list",
    }
    assert JournalEntry.objects.get(verb="contracts_screened").person_id == actor("olga").person_id
    assert progress.read(confirmed.public_id) == progress.Progress("screening", 2, 2)


def test_changed_row_is_screened_again_and_the_others_left_alone() -> None:
    plain = {"cpv": (), "products": ()}
    first, second = facts(title="Renhold", **plain), facts(title="Munnbind", **plain)
    registers.confirmed([registers.staged(2, first), registers.staged(3, second)])
    deliver_due(now())

    changed = facts(title="Engangshansker", **{**plain, "reference": first.reference})
    registers.confirmed([registers.staged(2, changed), registers.staged(3, second)])
    deliver_due(now())

    assert set(ContractRisk.objects.values_list("product_ids", flat=True)) == {"gloves", "masks"}
    assert Screening.objects.count() == 3


def test_delivered_twice_is_taken_in_once() -> None:
    confirmed = registers.confirmed([registers.staged(2, facts())])
    for _ in range(2):
        jobs.take_in_register({"import": confirmed.public_id, "person": confirmed.person_id})

    assert (Contract.objects.count(), Screening.objects.count()) == (1, 1)


def test_when_the_screen_fails_nothing_of_the_register_shows_and_it_can_be_confirmed_again() -> None:
    confirmed = registers.confirmed([registers.staged(2, facts())])
    CatalogueVersion.objects.all().delete()

    deliver_due(now())

    confirmed.refresh_from_db()
    assert (confirmed.state, Contract.objects.count()) == (ImportState.READ, 0)
    assert JournalEntry.objects.filter(verb="register_returned", subject=confirmed.public_id).count() == 1


def test_new_list_screens_every_contract_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "RESCREEN_BATCH", 2)
    for owner in ("oslo", "oslo", "bergen"):
        gloves(owner)
    OutboxMessage.objects.all().delete()
    catalogues.take_in(tmp_path, catalogues.without("gloves"), version="test-2", at=NOON + timedelta(days=1))

    deliver_due(now())

    assert list(ContractRisk.objects.values_list("verdict", flat=True)) == ["not_on_list"] * 3
    assert Screening.objects.count() == 6
