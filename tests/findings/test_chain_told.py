"""What a supplier has not told of its chain is proposed as a finding where the terms ask for it, and nowhere else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from aktsom.findings.models import Finding
from aktsom.findings.queries.chain_told import ChainLacks, ChainTold, chain_told
from aktsom.findings.rules.transparency import AskedFor, Untold, untold, weakest
from aktsom.findings.states import FindingKind
from aktsom.follow_up.models import FollowUp
from aktsom.supply_chain.rules.coverage import Cell
from aktsom.supply_chain.states import Known, Stage
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.factories.chains import FACTORY, asked, sent
from tests.findings.made import noted
from tests.follow_up.concluded import followed_up
from tests.sanctions.made import contract_of

pytestmark = pytest.mark.django_db
TODAY, DAY = NOON.date(), timedelta(days=1)
BY = TODAY + 20 * DAY


@beginning(after=commons.terms)
def one() -> FollowUp:
    for name in ("nora", "aksel", "olga", "berit", "stina"):
        person(name)
    return followed_up(sets={"oslo": "T4", "bergen": "T1"})


def lacks(one: FollowUp, today: date = TODAY, who: str = "bjarne") -> list[ChainLacks]:
    return list(chain_told(actor(who), one, today).lacks)


class TestWhenSomethingIsLacking:
    ASKED = AskedFor(TODAY, BY)

    @pytest.mark.parametrize(
        ("asked_for", "today", "since"),
        [
            (ASKED, BY, None),  # the last day is the supplier's
            (ASKED, BY + DAY, BY + DAY),
            (ASKED, BY + 40 * DAY, BY + DAY),
            (replace(ASKED, answer_by=None), BY + 900 * DAY, None),  # no day was given
            (replace(ASKED, answered_on=TODAY + DAY), TODAY + DAY, TODAY + DAY),
            (replace(ASKED, answered_on=TODAY + DAY), BY + 40 * DAY, TODAY + DAY),
            (replace(ASKED, answer_by=None, set_aside=True), TODAY, TODAY),
            (AskedFor(date(2028, 2, 1), date(2028, 2, 28)), date(2028, 2, 29), date(2028, 2, 29)),
        ],
    )
    def test_it_is_from_the_answer_or_from_the_day_after_the_last_one(
        self, asked_for: AskedFor, today: date, since: date | None
    ) -> None:
        assert asked_for.lacking_since(today) == since

    @pytest.mark.parametrize("known", list(Known))
    @pytest.mark.parametrize("target", [None, *Known])
    @pytest.mark.parametrize("said", [True, False])
    def test_a_deviation_only_where_the_terms_ask(self, known: Known, target: Known | None, *, said: bool) -> None:
        cell = Cell("", Stage.RAW, known, {}, said, target)
        found = untold(cell)
        order = list(Known)
        below = target is not None and order.index(known) < order.index(target)
        short = said or known is Known.UNKNOWN or below
        assert (found is not None) is short
        if found is not None:
            assert found == (Untold(None if target is None else FindingKind.DEVIATION, show_request=target is None))

    def test_what_one_answer_leaves_open_is_open_whatever_another_shows(self) -> None:
        shown = Cell("p", Stage.RAW, Known.VERIFIED, {}, False, Known.CLAIMED)
        not_shown = replace(shown, known=Known.UNKNOWN)
        final = replace(shown, stage=Stage.FINAL)
        assert weakest([final, shown, not_shown]) == weakest([not_shown, final, shown]) == [not_shown, final]


def test_nothing_is_lacking_that_nobody_asked_for(one: FollowUp) -> None:
    assert chain_told(actor("bjarne"), one, TODAY + 900 * DAY) == ChainTold()


def test_nothing_is_lacking_while_the_supplier_has_time(one: FollowUp) -> None:
    asked(contract_of(one, "oslo"), answer_by=BY)
    assert lacks(one, BY) == []
    [found] = lacks(one, BY + DAY)
    assert (found.number, found.told, len(found.cells), found.since) == ("2.7", 0, 3, BY + DAY)
    assert found.term_sets == ("T4",)


def test_stages_are_counted_by_what_the_terms_ask_of_each(one: FollowUp) -> None:
    asked(contract_of(one, "oslo"), answer_by=BY)
    sent(FACTORY, {**FACTORY, "name": "Rajana", "stage": "Komponent", "delivers_to": FACTORY["name"]})
    [found] = lacks(one)
    # The component is named, which is enough; the finished product takes a paper, and the raw material is not told.
    assert [(cell.stage, cell.gap) for cell in found.cells] == [
        (Stage.RAW, True), (Stage.COMPONENT, False), (Stage.FINAL, True)
    ]  # fmt: skip
    assert (found.told, found.asked.answered_on) == (1, TODAY)


def test_terms_without_the_demand_give_no_finding_but_show_the_request(one: FollowUp) -> None:
    asked(contract_of(one, "bergen"), by="berit", answer_by=BY)
    sent(FACTORY)
    told = chain_told(actor("bjarne"), one, TODAY)
    assert told.lacks == ()  # T1 asks who makes the product, which was told
    [each] = told.not_achieved
    assert (each.term_set, each.asked.on) == ("T1", TODAY)
    assert [cell.stage for cell in each.cells] == [Stage.RAW, Stage.COMPONENT]


def test_a_new_question_gives_time_anew(one: FollowUp) -> None:
    ours = contract_of(one, "oslo")
    asked(ours, answer_by=BY)
    sent(FACTORY)
    assert lacks(one)
    asked(ours, answer_by=BY + 30 * DAY, again=True)
    assert lacks(one, BY + 30 * DAY) == []
    assert lacks(one, BY + 31 * DAY)


def test_it_is_for_those_who_follow_up_alone(one: FollowUp) -> None:
    asked(contract_of(one, "oslo"), answer_by=BY)
    sent(FACTORY)
    assert lacks(one)
    for who in ("stina", "nora", "odd", "sekka"):
        assert chain_told(actor(who), one, TODAY) == ChainTold()


def test_what_is_taken_up_is_proposed_no_more_until_it_is_withdrawn(one: FollowUp) -> None:
    asked(contract_of(one, "oslo"), answer_by=BY)
    sent(FACTORY)
    [found] = lacks(one)
    made = noted(one, rests_on=found.code, number="2.7")
    assert lacks(one) == []
    Finding.objects.filter(pk=made.pk).update(state="withdrawn", withdrawn_reason="Feil")
    assert lacks(one) == [found]
