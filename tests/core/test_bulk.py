"""Very many rows at once."""

from datetime import date
from decimal import Decimal

import pytest

from aktsom.contracts.models import Contract, ContractCpv, ImportRow, OwnFacts
from aktsom.core import bulk
from aktsom.core.bulk import insert_rows, update_rows
from aktsom.members.models import Member
from tests.factories.contracts import contract
from tests.factories.registers import read

pytestmark = pytest.mark.django_db


def test_rows_are_inserted_as_the_fields_keep_them():
    found = read([])
    words = {"title": "Ærlig «100 %s»"}
    names = (
        "register_import_id",
        "member_id",
        "number",
        "reference",
        "words",
        "mended",
        "facts",
        "problems",
        "outcome",
        "changes",
    )
    rows = [(found.pk, found.member_id, n, "A", words, {}, {"value": "1"}, [], "new", {}) for n in range(3)]
    assert insert_rows(ImportRow, names, rows) == 3
    assert list(ImportRow.objects.values_list("number", "words")) == [(0, words), (1, words), (2, words)]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_portions_make_no_difference(monkeypatch, count):
    monkeypatch.setattr(bulk, "BATCH", 2)
    made = contract(cpv=())
    rows = ((made.pk, f"{n:08}", n) for n in range(count))
    assert insert_rows(ContractCpv, ("contract_id", "code", "position"), rows) == count
    assert list(ContractCpv.objects.values_list("position", flat=True)) == list(range(count))


def test_rows_are_updated_by_id():
    first, second = contract(), contract()
    update_rows(Contract, ("ends_on", "term_set_id"), [(date(2027, 1, 1), None, first.pk)])
    update_rows(OwnFacts, ("value",), [(Decimal("1.50"), first.pk)])
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.value, first.ends_on, second.value) == (Decimal("1.50"), date(2027, 1, 1), Decimal("1200000.00"))


def test_an_unknown_column_is_a_mistake():
    with pytest.raises(KeyError):
        insert_rows(Member, ("parent",), [])
