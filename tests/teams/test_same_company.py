"""Records that are one company: lists count it once, every record leads to it, and nobody sees more than before.

Each question is asked behind the asker's wall, so that on PostgreSQL the database has its say as well.
"""

from collections.abc import Callable
from typing import Any

import pytest

from aktsom.contracts.models import Contract
from aktsom.core.actor import Actor
from aktsom.knowledge.actions.indexing import tell_of_all
from aktsom.knowledge.found_kinds import FoundKind
from aktsom.knowledge.queries.searching import search
from aktsom.risk.queries.contract_list import ContractFilters, contract_list
from aktsom.risk.queries.contract_risk import _members_linked
from aktsom.risk.queries.overlap import overlap
from aktsom.risk.queries.supplier import supplier_view
from aktsom.sharing.audiences import Audience
from aktsom.sharing.wall import behind
from aktsom.suppliers.actions.judging import judge, undo
from aktsom.suppliers.models import SamenessJudgement, Supplier, SupplierRole
from aktsom.suppliers.queries import like
from aktsom.suppliers.queries.identity import number_of
from aktsom.suppliers.queries.people import supplier_people
from aktsom.teams.models import Memo, MemoPassage, TeamStep
from aktsom.teams.queries.buyers import linkable
from aktsom.teams.queries.choices import suppliers_of_group
from aktsom.teams.queries.memos import memos_of_supplier
from aktsom.teams.queries.supplier_side import suppliers_contracts
from aktsom.teams.queries.writing import suppliers_to_choose
from tests.cast import NOON, actor, member
from tests.factories.memos import team
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.suppliers.sameness import asked
from tests.teams.test_network import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
OLD, NEW = "Nordhav Medisinsk AS", "Andre Varer AS"  # Nora and Aksel answer for the old one, Odd for the other


def records() -> tuple[Supplier, Supplier]:
    """Oslo writes the company one way, Bergen another."""
    gloves("oslo")
    gloves("bergen", supplier_name=NEW, supplier_number="")
    return Supplier.objects.get(name=OLD), Supplier.objects.get(name=NEW)


def join(one: Supplier, other: Supplier) -> SamenessJudgement:
    sekka = actor("sekka")
    with behind(sekka):
        made = judge(by=sekka, at=NOON, candidate=asked(one, other).public_id, verdict="same", reason="")
    one.refresh_from_db(), other.refresh_from_db()
    return made


def seen(who: str, question: Callable[[Actor], Any]) -> Any:
    by = actor(who)
    with behind(by):
        return question(by)


def test_a_company_is_counted_once_in_every_list() -> None:
    one, other = records()
    assert seen("stina", lambda by: overlap(by, today=TODAY)).shared == 0

    join(one, other)

    shared = seen("stina", lambda by: overlap(by, today=TODAY))
    assert [(s.public_id, len(s.members), s.contracts) for s in shared.suppliers] == [(one.public_id, 2, 2)]
    assert seen("berit", lambda by: overlap(by, today=TODAY, only_own=True)).shared == 1
    tell_of_all()
    for text in ("Nordhav", "Andre Varer"):
        found = seen("stina", lambda by, text=text: search(by, text, TODAY)).hits[FoundKind.SUPPLIER]
        rows = [hit.read.row for hit in found]
        assert [(s.public_id, s.members, s.contracts) for s in rows] == [(one.public_id, 2, 2)]
    assert [s.public_id for s in seen("olga", lambda by: suppliers_of_group(by, "medical", TODAY))] == [one.public_id]
    assert [s.public_id for s in seen("olga", lambda by: suppliers_to_choose(by, TODAY))] == [one.public_id]
    assert [s.public_id for s in like(actor("olga"), "andre varer")] == [one.public_id]
    berits = Contract.objects.get(supplier=other)
    assert seen("berit", lambda by: _members_linked(by, berits, (), TODAY)) == 2


def test_every_record_leads_to_the_company_and_says_how_it_is_written() -> None:
    one, other = records()
    join(one, other)
    for public_id in (one.public_id, other.public_id):
        view = seen("stina", lambda by, id_=public_id: supplier_view(by, id_, TODAY))
        assert view.supplier == one
        assert [record.name for record in view.records] == [OLD, NEW]
        assert (view.total, len(view.members)) == (2, 2)
        listed = seen("berit", lambda by, id_=public_id: contract_list(by, ContractFilters(supplier=id_), today=TODAY))
        assert listed.total == 1


def test_a_company_has_the_number_that_any_of_its_records_has() -> None:
    gloves("oslo", supplier_name="Tunbris Barnevern AS", supplier_number="")
    gloves("bergen", supplier_name="Tunbris AS", supplier_number="974760673")
    oldest, numbered = Supplier.objects.order_by("id")
    assert oldest.organisation_number == ""
    join(oldest, numbered)

    tell_of_all()
    for text in ("974760673", "tunbris"):
        (hit,) = seen("stina", lambda by, text=text: search(by, text, TODAY)).hits[FoundKind.SUPPLIER]
        found = hit.read.row
        assert (found.public_id, found.name) == (oldest.public_id, "Tunbris Barnevern AS")
        assert (found.organisation_number, found.members, found.contracts) == ("974760673", 2, 2)
    (shared,) = seen("stina", lambda by: overlap(by, today=TODAY)).suppliers
    assert (shared.public_id, shared.organisation_number) == (oldest.public_id, "974760673")
    view = seen("stina", lambda by: supplier_view(by, oldest.public_id, TODAY))
    assert view.number == "974760673"
    assert [one.organisation_number for one in like(actor("olga"), "tunbris barn")] == ["974760673"]


@pytest.mark.parametrize("surest", [0, 1, 2])
def test_of_several_numbers_the_company_has_the_one_that_can_be_relied_on(surest: int) -> None:
    one, other = records()
    typed = Supplier(pk=1_001, organisation_number="923609061")  # a wrong check digit
    unit = Supplier(pk=1_002, organisation_number="974760673", unit_of=one)
    main = Supplier(pk=1_003 - 10 * surest, organisation_number="973861778")
    assert number_of([other, typed, unit, main]) == "973861778"
    assert number_of([other, typed]) == "923609061"
    assert number_of([other]) == ""


def test_split_again_all_is_as_before() -> None:
    one, other = records()

    def everything() -> Any:
        return [
            seen(who, ask)
            for who in ("olga", "berit", "stina", "nora", "odd")
            for ask in (
                lambda by: overlap(by, today=TODAY),
                lambda by: search(by, "a", TODAY),
                lambda by: supplier_view(by, one.public_id, TODAY),
                lambda by: supplier_view(by, other.public_id, TODAY),
                lambda by: suppliers_contracts(by, TODAY),
            )
        ]

    before = everything()
    made = join(one, other)
    assert everything() != before
    sekka = actor("sekka")
    with behind(sekka):
        undo(by=sekka, at=NOON, judgement=made.public_id, reason="Feil")
    one.refresh_from_db(), other.refresh_from_db()
    assert everything() == before


def test_a_suppliers_people_reach_their_own_record_alone() -> None:
    one, other = records()

    def hers(who: str) -> Any:
        return (
            seen(who, lambda by: suppliers_contracts(by, TODAY)),
            seen(
                who, lambda _by: sorted(Contract.objects.filter(supplier__in=actor(who).supplier_ids).values_list("id"))
            ),
            actor(who).supplier_ids,
        )

    actor("aksel")
    before = {who: hers(who) for who in ("nora", "odd")}
    join(one, other)
    assert {who: hers(who) for who in ("nora", "odd")} == before
    people = seen("aksel", lambda by: supplier_people(by, one.public_id, NOON))
    assert {row.name for row in people.people} == {"Nora", "Aksel"}
    assert SupplierRole.objects.filter(supplier=other).count() == 1


def _memo(supplier: Supplier, audience: Audience = Audience.CASE_TEAM) -> Memo:
    from aktsom.teams.actions.seen_by import recompute

    made = Memo.objects.create(
        team=team(), owner=member("oslo"), title="Om fabrikken", audience=audience, supplier=supplier,
        written_at=NOON, author_id=actor("olga").person_id, supplier_shown_at=NOON, seen_by=[],
    )  # fmt: skip
    MemoPassage.objects.create(
        memo=made, owner=member("oslo"), position=1, text="x", audience=audience, written_at=NOON,
        supplier_shown_at=NOON, seen_by=[],
    )  # fmt: skip
    recompute(made)
    return made


def test_memos_of_either_record_are_on_the_page_for_those_who_could_see_them_and_nobody_else() -> None:
    one, other = records()
    actor("nora"), actor("odd")
    made = _memo(other)
    who = ("olga", "mons", "berit", "stina", "nora", "odd")
    visible = {
        name: seen(name, lambda by: set(Memo.objects.visible_to(by).values_list("id", flat=True))) for name in who
    }

    join(one, other)

    after = {name: seen(name, lambda by: set(Memo.objects.visible_to(by).values_list("id", flat=True))) for name in who}
    assert after == visible
    assert made.pk in visible["odd"]
    assert made.pk not in visible["nora"]
    for name in who:
        listed = seen(name, lambda by: [row.public_id for row in memos_of_supplier(by, one.public_id)])
        assert listed == ([made.public_id] if made.pk in visible[name] else [])
    assert [m.slug for m in seen("olga", lambda by: linkable(by, made, TODAY))] == [
        "bergen-kommune",
        "oslo-kommune",
    ]


def test_a_step_is_laid_on_a_record_that_one_of_its_contracts_is_with() -> None:
    from aktsom.teams.actions.steps import _towards

    one, other = records()
    join(one, other)
    company = list(Supplier.objects.order_by("id").filter(pk__in=[one.pk, other.pk]))
    assert _towards(company, list(Contract.objects.filter(supplier=other))) == other
    assert _towards(company, list(Contract.objects.order_by("-id"))) == one
    assert TeamStep.objects.count() == 0


def test_joined_records_ask_the_database_as_often_as_one() -> None:
    one, other = records()
    gloves("stavanger")
    stina = actor("stina")

    def asked_of() -> list[int]:
        return [
            queries(lambda: overlap(stina, today=TODAY)),
            queries(lambda: search(stina, "nord", TODAY)),
            queries(lambda: supplier_view(stina, other.public_id, TODAY)),
        ]

    tell_of_all()
    before = asked_of()
    join(one, other), tell_of_all()
    assert asked_of() == before


def test_suppliers_that_begin_with_the_text_are_offered_before_the_others() -> None:
    for number in range(40):
        Supplier.objects.create(name=f"Asfaltlaget {number:02} Kyst", name_key=f"asfaltlaget {number:02} kyst")
    for name in ("Sterilvarden", "Gamle Sterilvarden", "Østkysten"):
        Supplier.objects.create(name=name, name_key=name.casefold())
    olga = actor("olga")
    assert [s.name for s in like(olga, "st")][:3] == ["Sterilvarden", "Gamle Sterilvarden", "Asfaltlaget 00 Kyst"]
    assert [s.name for s in like(olga, "øst")] == ["Østkysten"]
