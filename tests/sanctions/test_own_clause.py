"""The contract's own clause, cited by its owner where the platform knows no right: kept with the decision, printed in
the letter, and never where the platform knows the point itself."""

import pytest

from aktsom.contracts.models import Contract
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.letter_making import missing, words_of
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.problems import NotReady
from aktsom.sanctions.queries.letter_facts import values_of
from aktsom.sanctions.states import Answer
from aktsom.teams.problems import Wrong
from tests.sanctions import lettered
from tests.sanctions.hard_steps import HARD
from tests.sanctions.made import LATER, answer, broken, decided
from tests.sanctions.test_deciding_hard_steps import decide, is_untouched, ready

pytestmark = pytest.mark.django_db
TEXT = "Oppdragsgiver kan stanse, kreve bytte eller heve ved brudd på etiske krav."
CLAUSE = {"clause_number": "12.3", "clause_text": TEXT}
PRINTED = f"Punkt 12.3: {TEXT}"


def under(draft: SanctionDecision, term_set: str | None) -> None:
    Contract.objects.filter(pk=draft.contract_id).update(term_set=term_set)


@pytest.mark.parametrize("term_set", ["T0", "T1", None])
@pytest.mark.parametrize("step", HARD)
def test_it_gives_the_right_where_the_platform_knows_none(one: FollowUp, step: str, term_set: str | None) -> None:
    draft = ready(one, step)
    under(draft, term_set)
    for half in ({}, {"clause_number": "12.3"}, {"clause_text": TEXT}):
        with pytest.raises(NotReady) as error:
            decide(draft, step, **half)
        assert error.value.missing == ("contract-allows",)
        is_untouched(draft, step)
    made = decide(draft, step, **CLAUSE)
    assert (made.state, made.clause_number, made.clause_text) == ("decided", "12.3", TEXT)
    letter = lettered.written(made, at=LATER)
    values = values_of(letter)
    assert missing(letter, values) == []
    assert one.supplier.name in words_of(letter, values).blocks[0].text  # also where no terms are named
    if term_set == "T1":
        assert values["right"] == PRINTED
        assert str(values["clauses"]).startswith("['Punkt 1.1")
    else:
        assert (values["right"], values["clauses"]) == ("", [PRINTED])  # once


def test_where_the_platform_knows_the_point_nothing_else_is_kept_or_printed(one: FollowUp) -> None:
    draft = ready(one, "termination")
    made = decide(draft, "termination", **CLAUSE)
    assert (made.clause_number, made.clause_text) == ("", "")
    assert str(values_of(lettered.written(made, at=LATER))["right"]).startswith("Punkt 4.4:")


@pytest.mark.parametrize("term_set", ["T0", None])
def test_a_notice_under_terms_without_known_points_cites_the_clause_too(one: FollowUp, term_set: str | None) -> None:
    broken(one)
    under(lettered.decided(one, state="draft", decided_at=None, decided_by_id=None), term_set)
    with pytest.raises(NotReady) as error:
        decided(one, said=answer(Answer.OTHER_STEP, "notice-of-breach"))
    assert error.value.missing == ("clause-cited",)
    made = decided(one, said=answer(Answer.OTHER_STEP, "notice-of-breach", **CLAUSE))
    letter = lettered.sent(made, at=LATER)
    assert letter.values["clauses"] == [PRINTED]


def test_a_number_is_a_number(one: FollowUp) -> None:
    draft = ready(one, "termination")
    with pytest.raises(Wrong):
        decide(draft, "termination", clause_number="1" * 41, clause_text=TEXT)
