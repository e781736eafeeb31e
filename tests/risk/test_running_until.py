"""The last day a contract runs stands beside its standing result too, and says nothing else than the contract does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktsom.contracts import actions
from aktsom.contracts.models import Contract, VanishedContract
from aktsom.contracts.queries import facts_of, over_by_date, running
from aktsom.contracts.states import ContractState
from aktsom.risk.actions import confirm_result, screen_contracts
from aktsom.risk.models import ContractRisk
from aktsom.risk.queries import running as beside
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor
from tests.factories.contracts import facts
from tests.factories.registers import staged, taken_in
from tests.risk.purchases import bought

TODAY = date(2026, 11, 23)
REASON = "Levert ferdig, ingen opsjon brukt."
NO_END = date(9999, 12, 31)


def agree(risks: int | None = None) -> None:
    """Row by row, and as the lists ask."""
    rows = ContractRisk.objects.values_list("contract__state", "contract__runs_until", "running_until")
    said = [until for _, _, until in rows]
    assert said == [(last or NO_END) if state == "running" else None for state, last, _ in rows]
    for days in (-1, 0, 1):
        today = TODAY + timedelta(days=days)
        assert _ids(beside.running(today)) == _ids(running(today, "contract__"))
        assert _ids(beside.over_by_date(today)) == _ids(over_by_date(today, "contract__"))
    assert risks is None or len(said) == risks


def _ids(wanted: Any) -> set[int]:
    return set(ContractRisk.objects.filter(wanted).values_list("id", flat=True))


@beginning(after=commons.small_list, autouse=True)
def _list_of_goods() -> None:
    pass


def until(contract: Contract) -> date | None:
    return ContractRisk.objects.get(contract=contract).running_until


def amended(contract: Contract, **said: Any) -> Contract:

    now = Contract.objects.get(pk=contract.pk)
    new = replace(facts_of(now), **said)
    return actions.amend_contract(by=actor("olga"), at=NOON, public_id=now.public_id, revision=now.revision, facts=new)


def moved(act: Callable[..., Contract], contract: Contract) -> Contract:
    now = Contract.objects.get(pk=contract.pk)
    return act(by=actor("olga"), at=NOON, public_id=now.public_id, revision=now.revision, reason=REASON)


@pytest.mark.django_db
class TestEachWay:
    def test_registered_with_an_end_an_option_or_neither(self) -> None:
        plain = bought(ends_on=date(2027, 1, 1), option_until=None)
        option = bought(title="Engangshansker 2", ends_on=date(2027, 1, 1), option_until=date(2028, 1, 1))
        endless = bought(title="Engangshansker 3", ends_on=None, option_until=None)

        assert [until(one) for one in (plain, option, endless)] == [date(2027, 1, 1), date(2028, 1, 1), NO_END]
        agree(3)

    def test_amended(self) -> None:
        made = bought(ends_on=date(2027, 1, 1), option_until=None)
        amended(made, ends_on=TODAY)
        assert until(made) == TODAY
        amended(made, option_until=date(2029, 1, 1))
        assert until(made) == date(2029, 1, 1)
        amended(made, ends_on=None, option_until=None)
        assert until(made) == NO_END
        agree(1)

    def test_ended_struck_and_opened_again(self) -> None:
        made = bought(ends_on=date(2027, 1, 1), option_until=None)
        for act in (actions.end_contract, actions.strike_contract):
            moved(act, made)
            assert until(made) is None
            agree(1)
            moved(actions.reopen_contract, made)
            assert until(made) == date(2027, 1, 1)
            agree(1)

    def test_amended_while_it_is_ended(self) -> None:
        made = bought(ends_on=date(2027, 1, 1), option_until=None)
        Contract.objects.update(state=ContractState.ENDED)
        Contract.objects.update(ends_on=TODAY)
        assert until(made) is None
        agree(1)

    def test_many_over_by_date_ended_at_once(self) -> None:
        made = [bought(title=f"Engangshansker {n}", ends_on=TODAY - timedelta(1), option_until=None) for n in range(3)]
        actions.end_contracts(
            by=actor("mons"), at=NOON, today=TODAY, reason=REASON, chosen=[(one.public_id, 1) for one in made[:2]]
        )
        assert [until(one) for one in made] == [None, None, TODAY - timedelta(1)]
        agree(3)

    def test_a_register_taken_in_and_a_vanished_one_ended(self, settings: Any, tmp_path: Any) -> None:
        settings.MEDIA_ROOT = tmp_path
        first = [facts(reference=f"2026/{n}", title=f"Engangshansker {n}", ends_on=date(2027, n, 1)) for n in (1, 2, 3)]
        made = taken_in([staged(n, row) for n, row in enumerate(first, 2)])
        screen_contracts(by=actor("olga"), at=NOON, contract_ids=made.new_ids)
        agree(3)

        again = [facts(reference="2026/1", title="Engangshansker 1", ends_on=date(2030, 1, 1))]
        done = taken_in([staged(n, row) for n, row in enumerate((*again, first[1]), 2)])
        assert (len(done.changed_ids), len(done.vanished)) == (1, 1)
        agree(3)

        gone = VanishedContract.objects.get(decision="")
        actions.decide_vanished(
            by=actor("olga"), at=NOON, import_id=gone.register_import.public_id, decision="end",
            contract_public_id=gone.contract.public_id, reason=REASON,
        )  # fmt: skip
        assert until(gone.contract) is None
        agree(3)

    def test_a_decision_and_another_screening_leave_it(self) -> None:
        made = bought(ends_on=date(2027, 1, 1), option_until=None)
        confirm_result(by=actor("olga"), at=NOON, contract_public_id=made.public_id, revision=1)
        amended(made, title="Kontorrenhold", ends_on=date(2027, 5, 1))
        screen_contracts(by=actor("olga"), at=NOON, contract_ids=[made.pk])
        assert until(made) == date(2027, 5, 1)
        agree(1)

    def test_whatever_is_written_to_it_it_says_what_the_contract_says(self) -> None:
        made = bought(ends_on=date(2027, 1, 1), option_until=None)
        ContractRisk.objects.update(running_until=date(2040, 1, 1))
        agree(1)
        risk = ContractRisk.objects.get()
        risk.running_until = None
        risk.save()
        assert until(made) == date(2027, 1, 1)
        with connection.cursor() as cursor:
            cursor.execute("update aktsom_contract set state = 'struck'")
        agree(1)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["state", "ends_on", "option_until", "both"]),
        st.sampled_from(list(ContractState)),
        st.none() | st.dates(TODAY - timedelta(3), TODAY + timedelta(3)),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, whole=st.booleans())
def test_after_any_writes_in_any_order(steps: list[tuple[str, ContractState, date | None]], whole: bool) -> None:
    """Rows saved whole, and columns changed by a statement."""
    with transaction.atomic():
        made = bought(starts_on=None, ends_on=TODAY, option_until=None)
        for what, state, day in steps:
            new: dict[str, Any] = {"state": {"state": state}, "both": {"state": state, "ends_on": day}}.get(
                what, {what: day}
            )
            if whole:
                row = Contract.objects.get(pk=made.pk)
                for name, value in new.items():
                    setattr(row, name, value)
                row.save()
            else:
                Contract.objects.filter(pk=made.pk).update(**new)
            agree()
        transaction.set_rollback(True)
