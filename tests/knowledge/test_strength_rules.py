"""Whether a team can do what its plans need, and would fall with one: who has said nothing is unknown."""

from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.states import Method
from aktsom.knowledge.rules.strength import Claim, Kind, Standing, Strength, strengths
from aktsom.knowledge.states import Mastery, Skill
from aktsom.knowledge.tables import skills_for

ALONE, SECOND, LEARNING = Mastery.ALONE, Mastery.WITH_SECOND, Mastery.LEARNING
READ = Skill.SELF_REPORT


def of(*claims: Claim, seated: tuple[int, ...] = (1, 2, 3), leads: tuple[int, ...] = (1, 2)) -> dict[str, Strength]:
    found = strengths(leads=leads, seated=seated, skills=[READ], claims=claims, group="medical", enough=2)
    return {one.skill.value if one.skill else one.kind.value: one for one in found}


def can(person: int, mastery: Mastery = ALONE, group: str = "", skill: Skill = READ) -> Claim:
    return Claim(person, group, skill, mastery)


def test_two_who_can_alone_are_enough() -> None:
    assert of(can(1), can(2))["self_report"].standing is Standing.ENOUGH


def test_with_one_the_team_would_fall() -> None:
    found = of(can(1), can(2, SECOND), can(3, LEARNING))["self_report"]
    assert found.standing is Standing.ONE
    assert (len(found.able), len(found.with_second), len(found.silent)) == (1, 1, 0)


def test_nobody_is_said_only_when_all_have_said() -> None:
    assert of(can(1, LEARNING), can(2, SECOND), can(3, LEARNING))["self_report"].standing is Standing.NOBODY
    assert of(can(1, LEARNING), can(2, SECOND))["self_report"].standing is Standing.UNKNOWN
    assert of()["self_report"].standing is Standing.UNKNOWN


def test_what_is_said_for_another_group_does_not_count() -> None:
    assert of(can(1, group="medical"), can(2, group="textile"))["self_report"].standing is Standing.ONE


def test_the_most_of_what_a_person_says_counts_once() -> None:
    assert len(of(can(1, LEARNING), can(1, group="medical"))["self_report"].able) == 1


def test_a_language_is_no_way_to_assess() -> None:
    assert of(can(1, skill=Skill.LANGUAGE))["category"].standing is Standing.UNKNOWN


def test_who_does_not_sit_there_does_not_count() -> None:
    assert of(can(9), can(8))["self_report"].standing is Standing.UNKNOWN


def test_a_lead_without_a_deputy_is_one() -> None:
    assert of(leads=(1,))["lead"].standing is Standing.ONE
    assert of(leads=(1, 2))["lead"].standing is Standing.ENOUGH
    assert of(leads=(9,))["lead"].standing is Standing.NOBODY  # who leads is not active any more


def test_the_lead_and_the_category_come_before_the_skills() -> None:
    found = strengths(leads=[], seated=[], skills=[READ, READ], claims=[], group="x", enough=2)
    assert [one.kind for one in found] == [Kind.LEAD, Kind.CATEGORY, Kind.SKILL]


def test_each_way_of_following_up_asks_for_a_skill() -> None:
    assert skills_for().keys() == set(Method)


people = st.integers(1, 4)
claim = st.builds(Claim, people, st.sampled_from(["", "medical", "textile"]), st.just(READ), st.sampled_from(Mastery))


@given(st.lists(claim, max_size=12), people)
def test_one_more_who_can_never_makes_it_worse(claims: list[Claim], person: int) -> None:
    order = [Standing.NOBODY, Standing.UNKNOWN, Standing.ONE, Standing.ENOUGH]
    before = of(*claims, seated=(1, 2, 3, 4))["self_report"].standing
    after = of(*claims, can(person), seated=(1, 2, 3, 4))["self_report"].standing
    assert order.index(after) >= order.index(before)


@given(st.lists(claim, max_size=12))
def test_everybody_is_able_or_has_said_less_or_is_silent(claims: list[Claim]) -> None:
    found = of(*claims, seated=(1, 2, 3, 4))["self_report"]
    assert not found.able & found.silent
    assert not found.able & found.with_second
    assert found.able | found.with_second | found.silent <= {1, 2, 3, 4}
