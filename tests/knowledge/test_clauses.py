"""The library of clauses over the terms as they are published."""

from datetime import date

import pytest

from aktsom.contracts.models import Contract, OwnFacts
from aktsom.core.errors import NotVisible
from aktsom.knowledge.queries.clauses import carried_now, compared, effect_words, lacks, shelves
from aktsom.knowledge.rules.clauses import Aspect, Likeness
from aktsom.terms.models import Obligation
from tests import commons
from tests.cast import actor, person
from tests.risk.purchases import gloves

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
terms = commons.terms
TODAY = date(2026, 11, 30)


def test_the_shelf_says_which_versions_are_in_force_and_of_how_many_points() -> None:
    person("olga")
    found = {one.term_set.code: one for one in shelves(actor("olga"), TODAY)}
    assert {code for code, one in found.items() if one.in_force} == {"T4", "T4-H"}
    assert found["T0"].points == 0
    assert found["T4"].points == Obligation.objects.filter(term_set="T4").count()
    assert [one.term_set.code for one in carried_now(actor("olga"), TODAY)] == ["T4", "T4-H"]


def test_the_terms_of_2021_and_2022_differ_in_when_and_nothing_else() -> None:
    person("olga")
    found = compared(actor("olga"), "T3", "T4", TODAY)
    assert {pair.number for pair in found.pairs if pair.likeness is Likeness.CHANGED} == {"2.0", "2.1", "2.2", "3.1"}
    assert {aspect for pair in found.pairs for aspect in pair.changed} == {Aspect.DUE}
    assert found.counts[Likeness.SAME] == 20


def test_due_diligence_came_with_the_second_version() -> None:
    person("olga")
    found = compared(actor("olga"), "T1", "T2", TODAY)
    new = {pair.number for pair in found.pairs if pair.likeness is Likeness.RIGHT_ONLY}
    assert {"2.1", "2.2", "2.3", "2.4", "2.5", "2.6"} <= new


def test_suppliers_and_unknown_versions_are_answered_alike() -> None:
    for name in ("olga", "nora"):
        person(name)
    with pytest.raises(NotVisible):
        shelves(actor("nora"), TODAY)
    with pytest.raises(NotVisible):
        compared(actor("olga"), "T3", "T99", TODAY)


def under(code: str, owner: str = "oslo") -> Contract:
    made = gloves(owner)
    Contract.objects.filter(pk=made.pk).update(term_set=code or None)
    return made


def test_an_own_contract_of_2013_lacks_what_came_since() -> None:
    OwnFacts.objects.filter(contract=under("T1")).update(term_deviations="Punkt 1.6 er strøket.")
    found = lacks(actor("olga"), Contract.objects.get().public_id, TODAY)
    assert found.wanted is not None
    assert found.wanted.term_set.code == "T4"
    assert "2.1" in {pair.number for pair in found.missing}
    assert "1.1" in {pair.number for pair in found.kept}
    assert found.deviations == "Punkt 1.6 er strøket."


def test_one_without_terms_lacks_them_all_and_one_of_today_none() -> None:
    bare, new, health = under(""), under("T4"), under("T4-H")
    assert len(lacks(actor("olga"), bare.public_id, TODAY).missing) == 24
    assert lacks(actor("olga"), new.public_id, TODAY).missing == []
    found = lacks(actor("olga"), health.public_id, TODAY)  # in force: it is its own measure
    assert found.wanted is not None
    assert (found.wanted.term_set.code, found.missing) == ("T4-H", [])
    assert [one.term_set.code for one in found.others] == ["T4"]


def test_another_version_in_force_can_be_held_up_and_one_that_is_not_cannot() -> None:
    made = under("T1")
    found = lacks(actor("olga"), made.public_id, TODAY, "T4-H")
    assert found.wanted is not None
    assert found.wanted.term_set.code == "T4-H"
    with pytest.raises(NotVisible):
        lacks(actor("olga"), made.public_id, TODAY, "T3")


def test_another_members_contract_is_not_there() -> None:
    made = under("T1")
    person("berit")
    with pytest.raises(NotVisible):
        lacks(actor("berit"), made.public_id, TODAY)


def test_each_effect_has_words() -> None:
    effects = set(Obligation.objects.values_list("breach_effect", flat=True))
    for language in ("nb", "nn", "en"):
        assert effects <= effect_words(language).keys()
        assert all(effect_words(language).values())
