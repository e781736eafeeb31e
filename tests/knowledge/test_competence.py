"""What a person says of itself, what a lead confirms, who sees it, and what a team would lose."""

from datetime import timedelta
from typing import Any

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.follow_up.models import FollowUp
from aktsom.knowledge.actions import competence as acts
from aktsom.knowledge.models import Competence, Shadowing, Training
from aktsom.knowledge.queries.people import known, leaders_of, own_competence, people_led_in, to_renew
from aktsom.knowledge.queries.strength import TeamStrength, strength_of_group, strength_of_team, strength_of_teams
from aktsom.knowledge.rules.strength import Kind, Standing
from aktsom.knowledge.states import Mastery, Skill
from aktsom.members.models import Membership
from aktsom.teams.models import CategoryTeam, TeamSeat
from aktsom.teams.problems import Wrong
from tests import commons
from tests.cast import NOON, actor, person
from tests.factories.mandates import team as team_of
from tests.follow_up.methods import followed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]
small_list = commons.small_list
TODAY = NOON.date()


def says(who: str, skill: Skill = Skill.MEETING, mastery: Mastery = Mastery.ALONE, **said: str) -> Competence:
    person(who)
    return acts.say_competence(by=actor(who), at=NOON, skill=skill, mastery=mastery, **said)


def team(**said: Any) -> CategoryTeam:
    """Bjarne leads, Mons is deputy, Berit sits."""
    made: CategoryTeam = team_of(**{"others": ("berit",), **said})
    return made


def confirms(who: str, one: Competence) -> Competence:
    return acts.confirm_competence(by=actor(who), at=NOON, public_id=one.public_id, revision=one.revision)


def test_said_again_it_is_the_same_and_changed_it_waits_to_be_confirmed_anew() -> None:
    team()
    first = says("berit")
    assert says("berit").pk == first.pk
    assert JournalEntry.objects.filter(verb="competence_said").count() == 1
    confirms("bjarne", first)
    changed = says("berit", mastery=Mastery.TRAINS)
    assert (changed.pk, changed.confirmed_at, changed.revision) == (first.pk, None, 2)
    with pytest.raises(Stale):
        confirms("bjarne", first)


def test_a_lead_confirms_once_and_nobody_confirms_oneself_or_whom_one_does_not_lead() -> None:
    team()
    one, own = says("berit"), says("bjarne")
    assert confirms("bjarne", one).confirmed_by == person("bjarne")
    confirms("bjarne", one)  # a double click
    assert JournalEntry.objects.filter(verb="competence_confirmed").count() == 1
    with pytest.raises(Refused):
        confirms("bjarne", own)
    assert confirms("mons", own).confirmed_by == person("mons")
    person("olga")
    with pytest.raises(NotVisible):
        confirms("olga", one)


def test_only_oneself_and_who_leads_see_it() -> None:
    ours = team()
    says("berit")
    for name in ("stina", "sekka", "ada"):
        person(name)
    seen = {
        name: sum(len(one.competences) for one in known(actor(name), [person("berit")]))
        for name in ("berit", "bjarne", "mons", "stina", "sekka", "ada")
    }
    assert seen == {"berit": 1, "bjarne": 1, "mons": 1, "stina": 0, "sekka": 0, "ada": 0}
    assert people_led_in(actor("berit"), ours) == []
    assert [one.name for one in leaders_of(actor("berit"))] == ["Bjarne", "Mons"]
    TeamSeat.objects.filter(person=person("bjarne")).update(left_at=NOON)
    assert not known(actor("bjarne"), [person("berit")])[0].competences


def test_the_journal_tells_no_colleague_what_somebody_can() -> None:
    team()
    confirms("bjarne", says("berit"))
    assert set(JournalEntry.objects.filter(verb__startswith="competence").values_list("member_id", "scope")) == {
        (None, "")
    }


def test_each_takes_its_own_away_and_nobody_elses() -> None:
    one = says("berit")
    person("olga")
    acts.remove_competence(by=actor("olga"), at=NOON, public_id=one.public_id)
    assert Competence.objects.exists()
    acts.remove_competence(by=actor("berit"), at=NOON, public_id=one.public_id)
    acts.remove_competence(by=actor("berit"), at=NOON, public_id=one.public_id)
    assert not Competence.objects.exists()
    assert JournalEntry.objects.filter(verb="competence_removed").count() == 1


def test_a_language_is_of_no_group_and_needs_its_name() -> None:
    assert says("berit", Skill.LANGUAGE, group_id="medical", language="zh").group_id == ""
    with pytest.raises(Wrong):
        says("berit", Skill.LANGUAGE)
    with pytest.raises(Wrong):
        says("berit", Skill.LANGUAGE, language="xx")
    with pytest.raises(NotVisible):
        says("berit", group_id="nothing")


def test_a_course_is_renewed_by_taking_it_again() -> None:
    person("berit")
    said = {"by": actor("berit"), "at": NOON, "course": "SA8000"}
    acts.note_training(**said, taken_on=TODAY - timedelta(days=700), renew_by=TODAY + timedelta(days=10))
    acts.note_training(**said, taken_on=TODAY - timedelta(days=700), renew_by=TODAY + timedelta(days=10))
    assert Training.objects.count() == 1
    assert [one.course for one in to_renew(own_competence(actor("berit")), TODAY)] == ["SA8000"]
    acts.note_training(**said, taken_on=TODAY, renew_by=TODAY + timedelta(days=700))
    assert to_renew(own_competence(actor("berit")), TODAY) == []
    for taken_on, renew_by in ((TODAY + timedelta(days=1), None), (TODAY, TODAY)):
        with pytest.raises(Wrong):
            acts.note_training(by=actor("berit"), at=NOON, course="Annet", taken_on=taken_on, renew_by=renew_by)


def shadowed() -> Shadowing:
    one = followed()
    return acts.note_shadowing(
        by=actor("mons"), at=NOON, followed=person("bjarne").public_id, follow_up_id=one.public_id,
        skill=Skill.MEETING, on=TODAY,
    )  # fmt: skip


def test_who_was_followed_may_say_so_or_that_it_was_not_so() -> None:
    row = shadowed()
    acts.confirm_shadowing(by=actor("bjarne"), at=NOON, public_id=row.public_id)
    assert Shadowing.objects.get().confirmed_at == NOON
    with pytest.raises(NotVisible):
        acts.confirm_shadowing(by=actor("mons"), at=NOON, public_id=row.public_id)
    person("stina")
    acts.remove_shadowing(by=actor("stina"), at=NOON, public_id=row.public_id)
    assert Shadowing.objects.exists()
    acts.remove_shadowing(by=actor("bjarne"), at=NOON, public_id=row.public_id)
    assert not Shadowing.objects.exists()


def test_only_a_colleague_of_the_team_can_have_been_followed_in_its_follow_up() -> None:
    one = followed()
    for who in ("olga", "mons"):
        person(who)
    for by, followed_ in (("mons", "olga"), ("olga", "bjarne")):
        with pytest.raises(NotVisible):
            acts.note_shadowing(
                by=actor(by), at=NOON, followed=person(followed_).public_id, follow_up_id=one.public_id,
                skill=Skill.MEETING, on=TODAY,
            )  # fmt: skip


def need(found: TeamStrength | None, kind: Kind, skill: Skill | None = None) -> Standing:
    assert found is not None
    return next(one.standing for one in found.needs if (one.kind, one.skill) == (kind, skill))


def with_more(*names: str) -> None:
    """They sit there too, so that a number tells of nobody."""
    ours = CategoryTeam.objects.get()
    for name in names:
        one = person(name)
        TeamSeat.objects.create(team=ours, person=one, member=one.home, part="member", taken_at=NOON)


def test_a_follow_up_that_is_not_told_of_is_in_no_row_of_who_followed_whom() -> None:
    """Mons sits in a second team that Olga leads; what he learnt in the first is no reason to tell her of its plans."""
    row = shadowed()
    team_of("textile", lead="olga", deputy="mons")
    assert [along.supplier for along in known(actor("olga"), [person("mons")])[0].shadowings] == [
        "Nordhav Medisinsk AS"
    ]
    FollowUp.objects.filter(pk=row.follow_up_id).update(announced_at=None, state="planned")
    assert known(actor("olga"), [person("mons")])[0].shadowings == []
    assert [along.supplier for along in known(actor("bjarne"), [person("mons")])[0].shadowings] != [""]
    TeamSeat.objects.filter(team__group_id="medical", person=person("mons")).update(left_at=NOON)
    own = own_competence(actor("mons")).shadowings
    assert [(along.row.pk, along.supplier) for along in own] == [(row.pk, "")]


class TestStrength:
    def test_of_a_team_of_two_no_number_is_told_to_others(self) -> None:
        ours = followed().team
        assert ours is not None
        says("bjarne")
        says("mons", mastery=Mastery.LEARNING)
        for name in ("sekka", "stina"):
            found = strength_of_team(actor(name), ours.public_id, TODAY)
            assert found is not None
            assert need(found, Kind.SKILL, Skill.MEETING) is Standing.TOO_FEW
            assert need(found, Kind.CATEGORY) is Standing.TOO_FEW
            assert need(found, Kind.LEAD) is Standing.ENOUGH
            told = [(row.able, row.with_second, row.silent) for row in found.needs if row.kind is not Kind.LEAD]
            assert set(told) == {(0, 0, 0)}
        assert need(strength_of_team(actor("bjarne"), ours.public_id, TODAY), Kind.SKILL, Skill.MEETING) is Standing.ONE

    def test_a_method_that_one_holds_flags_the_team_to_the_network_without_a_name(self) -> None:
        followed()
        with_more("berit")
        says("bjarne")
        person("sekka")
        (found,) = strength_of_teams(actor("sekka"), TODAY)
        assert found.falls_with_one
        assert need(found, Kind.SKILL, Skill.MEETING) is Standing.ONE
        assert need(found, Kind.SKILL, Skill.AUDIT_READING) is Standing.UNKNOWN
        assert not hasattr(found.needs[0], "people")

    def test_a_second_makes_it_enough_and_a_resignation_takes_it_back(self) -> None:
        followed()
        with_more("berit")
        says("bjarne")
        says("mons", mastery=Mastery.TRAINS)
        person("sekka")
        assert need(strength_of_group(actor("sekka"), "medical", TODAY), Kind.SKILL, Skill.MEETING) is Standing.ENOUGH
        mons = person("mons")
        mons.is_active = False
        mons.save()
        with_more("olga")
        assert need(strength_of_group(actor("sekka"), "medical", TODAY), Kind.SKILL, Skill.MEETING) is Standing.ONE
        assert need(strength_of_group(actor("sekka"), "medical", TODAY), Kind.LEAD) is Standing.ONE

    def test_who_has_lost_the_role_for_the_member_is_not_there_any_more(self) -> None:
        followed()
        with_more("berit", "olga")
        says("mons")
        person("sekka")
        assert need(strength_of_group(actor("sekka"), "medical", TODAY), Kind.SKILL, Skill.MEETING) is Standing.ONE
        Membership.objects.filter(person=person("mons")).delete()
        assert need(strength_of_group(actor("sekka"), "medical", TODAY), Kind.SKILL, Skill.MEETING) is Standing.UNKNOWN

    def test_what_is_only_planned_is_told_in_the_team_alone(self) -> None:
        one = followed()
        FollowUp.objects.filter(pk=one.pk).update(state="planned", methods=["audit"])
        for name in ("sekka", "bjarne"):
            person(name)
        assert one.team is not None
        found = {name: strength_of_team(actor(name), one.team.public_id, TODAY) for name in ("sekka", "bjarne")}
        shown = {name: {row.skill for row in each.needs} for name, each in found.items() if each is not None}
        assert Skill.AUDIT_READING in shown["bjarne"]
        assert Skill.AUDIT_READING not in shown["sekka"]

    def test_a_closed_team_has_no_strength_and_outside_the_network_it_is_not_there(self) -> None:
        ours = team()
        for name in ("sekka", "nora"):
            person(name)
        with pytest.raises(NotVisible):
            strength_of_team(actor("nora"), ours.public_id, TODAY)
        with pytest.raises(NotVisible):
            strength_of_team(actor("sekka"), "tea-none", TODAY)
        CategoryTeam.objects.update(state="closed")
        assert strength_of_team(actor("sekka"), ours.public_id, TODAY) is None

    def test_the_same_number_of_questions_for_any_number_of_teams(self, django_assert_max_num_queries: Any) -> None:
        for group in ("medical", "textile", "office"):
            CategoryTeam.objects.create(
                group_id=group, starts_on=TODAY, last_activity_at=NOON, lead_active_at=NOON, created_at=NOON
            )
        person("sekka")
        viewer = actor("sekka")
        with django_assert_max_num_queries(10):
            assert len(strength_of_teams(viewer, TODAY)) == 3
