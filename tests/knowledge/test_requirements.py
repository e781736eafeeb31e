"""Texts for a tender: proposed for goods or an own contract, and kept as they stood."""

from typing import Any

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.knowledge.actions.requirements import Chosen, Wanted, keep_requirements
from aktsom.knowledge.models import ChosenRequirement, RequirementChoice
from aktsom.knowledge.queries.requirement_practice import practice
from aktsom.knowledge.queries.requirements import choice, choices_of, may_keep_for, proposals
from aktsom.knowledge.queries.risk_of_purchase import Purchase, purchase_of_contract, purchase_of_goods
from aktsom.knowledge.states import Place
from aktsom.knowledge.tables import requirement_texts
from aktsom.risk.actions import override_result
from aktsom.teams.problems import Wrong
from tests import commons
from tests.cast import NOON, actor, member, person
from tests.risk.purchases import gloves, risk_of, unlisted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
small_list = commons.small_list
TODAY = NOON.date()


def goods(who: str = "olga", product: str = "gloves") -> Purchase:
    person(who)
    return purchase_of_goods(actor(who), "medical", product)


def wanted(*codes: str, **said: Any) -> Wanted:
    texts = requirement_texts()
    chosen = [Chosen(code, texts[code].text["nb"], texts[code].reason["nb"]) for code in codes or ("self-report",)]
    usual = {"title": "Hansker 2027", "language": "nb", "texts": chosen, "sent": "one"}
    return Wanted(**{**usual, **said})


def keep(who: str = "olga", owner: str = "oslo", purchase: Purchase | None = None, **said: Any) -> RequirementChoice:
    found = purchase or goods(who)
    codes = said.pop("codes", ())
    return keep_requirements(
        by=actor(who), at=NOON, member=member(owner), purchase=found, wanted=wanted(*codes, **said)
    )


def test_goods_of_high_risk_are_given_a_sentence_and_texts_that_fit() -> None:
    purchase = goods()
    fitting = {one.text.code for one in proposals(purchase, TODAY) if one.fits}
    assert purchase.sentences
    assert {"current-terms", "self-report"} <= fitting


def test_of_a_whole_group_the_most_cautious_product_counts() -> None:
    person("olga")
    group, one = purchase_of_goods(actor("olga"), "medical"), goods()
    assert all(group.risk.levels[stage].caution >= level.caution for stage, level in one.risk.levels.items())


def test_of_a_contract_it_is_what_a_person_has_decided() -> None:
    made = gloves()
    before = purchase_of_contract(actor("olga"), made.public_id, TODAY)
    override_result(
        by=actor("olga"), at=NOON, contract_public_id=made.public_id, revision=risk_of(made).revision,
        verdict="not_on_list", products=[], reason="Vi kjøper noe annet.",
    )  # fmt: skip
    after = purchase_of_contract(actor("olga"), made.public_id, TODAY)
    assert before.risk.on_list
    assert after.risk.on_list is False
    assert {one.text.code for one in proposals(after, TODAY) if one.fits} == {"current-terms"}


def test_what_is_not_on_the_list_is_proposed_the_common_terms_alone() -> None:
    found = purchase_of_contract(actor("olga"), unlisted().public_id, TODAY)
    assert {one.text.code for one in proposals(found, TODAY) if one.fits} <= {"current-terms", "self-report"}


def test_goods_that_are_not_there_and_others_contracts_are_answered_alike() -> None:
    made = gloves()
    for name in ("berit", "nora"):
        person(name)
    with pytest.raises(NotVisible):
        purchase_of_goods(actor("olga"), "medical", "tables")
    with pytest.raises(NotVisible):
        purchase_of_goods(actor("nora"), "medical")
    with pytest.raises(NotVisible):
        purchase_of_contract(actor("berit"), made.public_id, TODAY)


def test_what_is_chosen_is_kept_with_version_who_and_what_was_changed() -> None:
    texts = requirement_texts()
    edited = Chosen("label", "Varen skal ha et merke.", texts["label"].reason["nb"])
    made = keep(texts=[Chosen("self-report", texts["self-report"].text["nb"], "Fordi."), edited])
    page = choice(actor("olga"), made.public_id)
    assert [(text.code, text.place, text.version, text.changed) for text in page.texts] == [
        ("label", Place.SPECIFICATION, "1", True),
        ("self-report", Place.CONTRACT, "1", False),
    ]
    assert page.by == "Olga"
    assert made.basis["levels"].keys() == {"raw", "component", "final"}
    entry = JournalEntry.objects.get(verb="requirements_chosen")
    assert (entry.member_id, entry.changes["texts"]) == (member("oslo").pk, ["self-report", "label"])


def test_the_same_form_sent_twice_is_one_choice() -> None:
    assert keep().pk == keep().pk
    assert JournalEntry.objects.filter(verb="requirements_chosen").count() == 1
    assert ChosenRequirement.objects.count() == 1


def test_edited_again_it_is_a_new_one_and_the_old_stands() -> None:
    first = keep()
    second = keep(sent="two", continues=first.public_id, codes=("label",))
    assert (second.number, second.continues_id) == (2, first.pk)
    assert [row.choice.pk for row in choices_of(actor("olga"))] == [second.pk]
    later = choice(actor("olga"), first.public_id).later
    assert later is not None
    assert later.pk == second.pk


def test_two_who_go_on_from_the_same_do_not_lose_each_other() -> None:
    first = keep()
    keep(sent="two", continues=first.public_id)
    with pytest.raises(Stale):
        keep(sent="three", continues=first.public_id)
    assert RequirementChoice.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"texts": []}, "texts"),
        ({"texts": [Chosen("label", " ", "x")]}, "label"),
        ({"texts": [Chosen("label", "x", " ")]}, "label"),
        ({"texts": [Chosen("label", "x" * 6001, "x")]}, "label"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(said: dict[str, Any], field: str) -> None:
    with pytest.raises(Wrong) as met:
        keep(**said)
    assert met.value.field == field
    assert not RequirementChoice.objects.exists()


def test_who_may_not_keep_and_what_is_not_there() -> None:
    purchase = goods("rita")
    with pytest.raises(Refused):
        keep("rita", purchase=purchase)
    with pytest.raises(NotVisible):
        keep("olga", owner="bergen")
    with pytest.raises(NotVisible):
        keep(texts=[Chosen("nothing", "x", "x")])
    with pytest.raises(NotVisible):
        keep(language="sv")
    made = keep()
    person("berit")
    with pytest.raises(NotVisible):
        choice(actor("berit"), made.public_id)
    assert may_keep_for(actor("rita")) == []


def test_a_newer_text_in_the_table_is_told_of() -> None:
    made = keep()
    ChosenRequirement.objects.update(version="0")
    assert choice(actor("olga"), made.public_id).outdated == {"self-report"}


def test_practice_is_told_over_three_others_and_as_most_or_not() -> None:
    keep()
    for who, owner in (("berit", "bergen"), ("stina", "stavanger")):
        keep(who, owner, goods(who))
    assert not practice(actor("olga"), "medical").enough  # two others
    keep("uma", "uio", goods("uma"), codes=("label",))
    found = practice(actor("olga"), "medical")
    assert found.enough
    assert (found.most["self-report"], found.most["label"]) == (True, False)
    person("nora")
    with pytest.raises(NotVisible):
        practice(actor("nora"), "medical")
