"""Suppliers recognised by number and name."""

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible
from aktsom.core.models import JournalEntry
from aktsom.suppliers import queries
from aktsom.suppliers.actions import recognise_suppliers
from aktsom.suppliers.models import Supplier
from aktsom.suppliers.rules import SupplierWords
from tests.cast import NOON

pytestmark = pytest.mark.django_db
NORDHAV = SupplierWords("Nordhav Medisinsk AS", "923609016")


def recognise(*words):
    return recognise_suppliers(by=PLATFORM, at=NOON, names=words)


def test_a_new_supplier_is_registered_and_told():
    found = recognise(NORDHAV)[NORDHAV]
    assert (found.name, found.organisation_number, found.country) == ("Nordhav Medisinsk AS", "923609016", "NO")
    entry = JournalEntry.objects.get(subject=found.public_id)
    assert (entry.verb, entry.changes["organisation_number"]) == ("supplier_registered", [None, "923609016"])


def test_the_same_words_again_leave_no_trace():
    first = recognise(NORDHAV)[NORDHAV]
    entries = JournalEntry.objects.count()
    assert recognise(NORDHAV) == {NORDHAV: first}
    assert (Supplier.objects.count(), JournalEntry.objects.count()) == (1, entries)


def test_the_number_decides_whatever_the_name():
    other = SupplierWords("Noe helt annet", "923609016")
    found = recognise(NORDHAV, other)
    assert found[NORDHAV] == found[other]
    assert found[other].name == "Nordhav Medisinsk AS"


@pytest.mark.parametrize("together", [True, False])
def test_a_name_alone_is_the_one_numbered_supplier_of_that_name(together):
    bare = SupplierWords("NORDHAV MEDISINSK A/S")
    found = recognise(NORDHAV, bare) if together else {**recognise(NORDHAV), **recognise(bare)}
    assert found[bare] == found[NORDHAV]
    assert Supplier.objects.count() == 1


def test_a_name_of_two_numbered_suppliers_is_neither():
    other = SupplierWords("Nordhav Medisinsk", "974760673")
    bare = SupplierWords("Nordhav Medisinsk AS")
    found = recognise(NORDHAV, other, bare)
    assert found[bare].organisation_number == ""
    assert recognise(bare)[bare] == found[bare]
    assert Supplier.objects.count() == 3


def test_spellings_of_one_unnumbered_name_are_one():
    spellings = [SupplierWords("Fjellsko AS"), SupplierWords("fjellsko"), SupplierWords("FJELLSKO A/S", country="SE")]
    assert len(set(recognise(*spellings).values())) == 1
    assert Supplier.objects.get().name == "Fjellsko AS"


def test_a_number_without_a_name_is_enough():
    words = SupplierWords("", "974760673")
    assert recognise(words)[words].name == "974760673"


def test_words_that_say_nothing_are_left_out():
    assert recognise(SupplierWords(""), SupplierWords("  ")) == {}


COLUMNS = len(Supplier._meta.concrete_fields)


def test_many_words_ask_few_questions(django_assert_max_num_queries):
    many = [SupplierWords(f"Leverandør {n % 300} AS") for n in range(3000)]
    with django_assert_max_num_queries(14 + 300 * COLUMNS // 999):  # SQLite takes 999 values at a time
        recognise(*many)
    assert Supplier.objects.count() == 300


def test_a_supplier_by_its_public_id():
    found = recognise(NORDHAV)[NORDHAV]
    assert queries.supplier(PLATFORM, found.public_id) == found
    with pytest.raises(NotVisible):
        queries.supplier(PLATFORM, "sup-0000000000")
