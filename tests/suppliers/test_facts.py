from collections.abc import Callable
from datetime import date

import pytest

from aktsom.core.errors import NotVisible, Refused
from aktsom.core.models import JournalEntry
from aktsom.suppliers.actions import facts
from aktsom.suppliers.actions.facts import WrongFact
from aktsom.suppliers.models import Supplier, SupplierEvent
from aktsom.suppliers.queries.facts import supplier_facts
from aktsom.suppliers.queries.suppliers import the_one_called
from aktsom.suppliers.rules.register import Place
from aktsom.suppliers.rules.size import SizeClass
from aktsom.suppliers.states import NameKind, Scheme
from tests.cast import NOON, actor, supplier

pytestmark = pytest.mark.django_db
SAID = {"at": NOON, "source": "Faktura"}
VAT = {"scheme": Scheme.VAT, "text": "SE 5560001111 01", **SAID}
PLACE = Place("Kaia 1", "3040", "Drammen")
FIGURES = {"legal_form": "as", "employees": 60, "turnover": 80_000_000, "balance_sum": None, **SAID}


def by(name: str, one: Supplier) -> dict[str, object]:
    return {"by": actor(name), "supplier": one.public_id}


def verbs(one: Supplier) -> list[str]:
    return list(JournalEntry.objects.filter(subject=one.public_id).order_by("number").values_list("verb", flat=True))


def told(one: Supplier) -> Supplier:
    return Supplier.objects.get(pk=one.pk)


def wrong_field(act: Callable[..., object], **said: object) -> str:
    with pytest.raises(WrongFact) as raised:
        act(**said)
    return raised.value.field


def test_numbers_stand_with_their_source_and_once() -> None:
    one = supplier()
    for _ in range(2):
        facts.add_number(**by("olga", one), **VAT)
    shown = supplier_facts(actor("stina"), one.public_id).numbers
    assert [(row.scheme, row.value, row.source) for row in shown] == [
        ("no-org", "923609016", ""),
        ("vat", "SE556000111101", "Faktura"),
    ]
    assert verbs(one) == ["supplier_registered", "supplier_number_added"]
    facts.remove_number(**by("olga", one), at=NOON, scheme=Scheme.VAT, value="SE556000111101")
    facts.remove_number(**by("olga", one), at=NOON, scheme=Scheme.VAT, value="SE556000111101")
    assert verbs(one)[-1] == "supplier_number_removed"
    assert len(supplier_facts(actor("stina"), one.public_id).numbers) == 1


@pytest.mark.parametrize("scheme", list(Scheme))
def test_what_is_no_number_is_said_at_its_field(scheme: Scheme) -> None:
    assert wrong_field(facts.add_number, **by("olga", supplier()), **{**VAT, "scheme": scheme, "text": "1"}) == "value"


def test_a_number_of_another_company_is_not_taken() -> None:
    one, other = supplier(), supplier("Andre AS", "")
    facts.add_number(**by("olga", one), **VAT)
    assert wrong_field(facts.add_number, **by("olga", other), **VAT) == "value"
    number = {"scheme": Scheme.NO_ORG, "text": "923609016", **SAID}
    assert wrong_field(facts.add_number, **by("olga", other), **number) == "value"
    assert wrong_field(facts.add_number, **by("olga", one), **{**number, "text": "811111112"}) == "value"


def test_an_organisation_number_can_be_given_and_taken_back() -> None:
    one = supplier("Andre AS", "")
    facts.add_number(**by("olga", one), scheme=Scheme.NO_ORG, text="811 111 112", **SAID)
    assert told(one).organisation_number == "811111112"
    facts.remove_number(**by("olga", one), at=NOON, scheme=Scheme.NO_ORG, value="811111112")
    assert told(one).organisation_number == ""


def test_a_number_that_tells_two_of_one_name_apart_stays() -> None:
    one = supplier("Andre AS", "")
    facts.add_number(**by("olga", one), scheme=Scheme.NO_ORG, text="811111112", **SAID)
    Supplier.objects.create(name="Andre AS", name_key=told(one).name_key)
    taken = {"at": NOON, "scheme": Scheme.NO_ORG, "value": "811111112"}
    assert wrong_field(facts.remove_number, **by("olga", one), **taken) == "value"


def test_names_in_any_script_find_the_supplier() -> None:
    one = supplier()
    facts.add_name(**by("olga", one), name=" 北港  医疗 ", kind=NameKind.LOCAL, **SAID)
    assert [(row.name, row.kind) for row in supplier_facts(actor("olga"), one.public_id).names] == [
        ("北港 医疗", "local")
    ]
    assert the_one_called("北港 医疗") == one
    assert the_one_called("923 609 016") == one
    assert the_one_called("Finnes ikke") is None
    facts.remove_name(**by("olga", one), at=NOON, kind=NameKind.LOCAL, name="北港 医疗")
    assert supplier_facts(actor("olga"), one.public_id).names == []


@pytest.mark.parametrize("name", ["", " ", "N" * 201])
def test_a_name_is_there_and_not_endless(name: str) -> None:
    assert wrong_field(facts.add_name, **by("olga", supplier()), name=name, kind=NameKind.ALIAS, **SAID) == "name"


def test_addresses_are_two_and_change_in_place() -> None:
    one = supplier()
    for place in (Place("Gamleveien 2"), PLACE, PLACE):
        facts.set_address(**by("olga", one), postal=False, place=place, **SAID)
    facts.set_address(**by("olga", one), postal=True, place=Place("Postboks 1"), **SAID)
    shown = supplier_facts(actor("olga"), one.public_id)
    assert shown.visiting is not None
    assert shown.postal is not None
    assert (shown.visiting.town, shown.postal.lines) == ("Drammen", "Postboks 1")
    assert verbs(one).count("supplier_address_changed") == 3
    assert wrong_field(facts.set_address, **by("olga", one), postal=False, place=Place(" "), **SAID) == "lines"


def test_figures_decide_whether_the_act_covers_the_company() -> None:
    one = supplier()
    facts.set_figures(**by("olga", one), **FIGURES)
    facts.set_figures(**by("olga", one), **FIGURES)
    assert (told(one).covered, told(one).covered_why) == ("yes", "above:turnover,employees")
    assert (told(one).legal_form, told(one).size_source) == ("AS", "Faktura")
    assert supplier_facts(actor("olga"), one.public_id).size is SizeClass.SMALLER
    assert verbs(one).count("supplier_figures_changed") == 1


def test_a_company_that_gets_a_daughter_may_be_covered_through_the_group() -> None:
    mother, daughter = supplier("Mor AS", "811111112"), supplier()
    facts.set_figures(**by("olga", mother), **{**FIGURES, "employees": 1, "turnover": 1})
    assert told(mother).covered == "no"
    facts.set_parent(**by("olga", daughter), parent=mother.public_id, **SAID)
    assert (told(mother).covered, told(mother).covered_why) == ("unknown", "group:turnover,employees")
    shown = supplier_facts(actor("olga"), mother.public_id)
    assert [one.name for one in shown.daughters] == ["Nordhav Medisinsk AS"]
    facts.set_parent(**by("olga", daughter), parent="", **SAID)
    assert told(mother).covered == "no"


def test_nobody_owns_itself() -> None:
    mother, daughter = supplier("Mor AS", "811111112"), supplier()
    facts.set_parent(**by("olga", daughter), parent=mother.public_id, **SAID)
    for one, parent in ((mother, daughter), (mother, mother)):
        assert wrong_field(facts.set_parent, **by("olga", one), parent=parent.public_id, **SAID) == "parent"
    assert wrong_field(facts.set_parent, **by("olga", mother), parent="sup-0", **SAID) == "parent"


def test_the_account_is_a_page_over_https() -> None:
    one = supplier()
    facts.set_account(**by("olga", one), address=" https://nordhav.example/aapenhet ", **SAID)
    assert (told(one).account_address, told(one).account_source) == ("https://nordhav.example/aapenhet", "Faktura")
    facts.set_account(**by("olga", one), address="", **SAID)
    assert (told(one).account_address, told(one).account_source) == ("", "")


@pytest.mark.parametrize(
    "address",
    [
        "http://nordhav.example/x",
        "javascript:alert(1)",
        "https://",
        "https://localhost/x",
        "https://olga:secret@nordhav.example",
        "https://nordhav.example:8443/x",
        "https://nordhav.example:port/x",
        "https://nordhav.example/a b",
        "https://nordhav.example/\u202ex",
        "https://nordhav.example/" + "x" * 500,
        "https://[::1/x",
    ],
)
def test_no_other_address_is_linked_to(address: str) -> None:
    assert wrong_field(facts.set_account, **by("olga", supplier()), address=address, **SAID) == "address"


def test_a_merger_is_an_event_once() -> None:
    one, other = supplier(), supplier("Ny AS", "811111112")
    for _ in range(2):
        facts.note_merger(**by("olga", one), into=other.public_id, on=date(2026, 10, 1), **SAID)
    assert SupplierEvent.objects.get().other == other
    assert verbs(one).count("supplier_merged") == 1
    for into in (one.public_id, "sup-0"):
        assert wrong_field(facts.note_merger, **by("olga", one), into=into, on=None, **SAID) == "into"


ACTS: list[Callable[[dict[str, object]], object]] = [
    lambda who: facts.add_number(**who, **VAT),
    lambda who: facts.remove_number(**who, at=NOON, scheme=Scheme.NO_ORG, value="923609016"),
    lambda who: facts.add_name(**who, name="N", kind=NameKind.ALIAS, **SAID),
    lambda who: facts.remove_name(**who, at=NOON, name="N", kind=NameKind.ALIAS),
    lambda who: facts.set_address(**who, postal=False, place=PLACE, **SAID),
    lambda who: facts.set_parent(**who, parent="", **SAID),
    lambda who: facts.set_figures(**who, **FIGURES),
    lambda who: facts.set_account(**who, address="", **SAID),
    lambda who: facts.note_merger(**who, into="x", on=None, **SAID),
]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", ["rita", "ada", "revi", "nora"])
def test_those_who_keep_no_register_change_nothing(act: Callable[..., object], name: str) -> None:
    one = supplier()
    with pytest.raises(Refused):
        act(by(name, one))
    assert verbs(one) == ["supplier_registered"]


@pytest.mark.parametrize("act", ACTS)
def test_a_supplier_that_is_not_there_is_not_found(act: Callable[..., object]) -> None:
    with pytest.raises(NotVisible):
        act({"by": actor("olga"), "supplier": "sup-0"})


def test_the_secretariat_keeps_facts_too() -> None:
    facts.add_number(**by("sekka", supplier()), **VAT)


def test_a_source_is_always_said() -> None:
    said = {**VAT, "source": " "}
    assert wrong_field(facts.add_number, **by("olga", supplier()), **said) == "source"


def test_facts_are_those_of_all_records_of_one_company() -> None:
    one, other = supplier(), supplier("Nordhav", "")
    Supplier.objects.filter(pk=other.pk).update(same_as=one)
    facts.add_name(**by("olga", other), name="Nordhav Med", kind=NameKind.ALIAS, **SAID)
    shown = supplier_facts(actor("olga"), other.public_id)
    assert {row.name for row in shown.names} == {"Nordhav Med", "Nordhav Medisinsk AS"}
    assert [row.value for row in shown.numbers] == ["923609016"]
