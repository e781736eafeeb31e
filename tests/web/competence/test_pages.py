"""One's own page, the team's and the network's, and where a team that would fall is flagged."""

import pytest
from django.urls import reverse

from aktsom.knowledge.models import Competence, Shadowing, Training
from aktsom.knowledge.states import Mastery, Skill
from aktsom.teams.models import TeamSeat
from tests.cast import NOON, actor, person
from tests.follow_up.methods import followed
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
OWN = "competence_own"


def test_a_person_says_corrects_and_takes_away(visit: Visit) -> None:
    olga = visit("olga")
    said = {"skill": "meeting", "mastery": "3", "group": "medical", "language": ""}
    assert olga.post(reverse("competence_say"), said).status_code == 302
    assert olga.post(reverse("competence_say"), {**said, "mastery": "2"}).status_code == 302
    assert "Kan det med en andre leser" in olga.get(reverse(OWN)).content.decode()
    one = Competence.objects.get()
    assert olga.post(reverse("competence_remove"), {"id": one.public_id}).status_code == 302
    assert not Competence.objects.exists()
    answer = olga.post(reverse("competence_say"), {"skill": "language", "mastery": "3", "group": "", "language": ""})
    assert answer.status_code == 422
    assert "Velg hvilket språk det gjelder." in answer.content.decode()


def test_a_course_that_is_to_be_renewed_is_told_of(visit: Visit) -> None:
    olga = visit("olga")
    said = {"course": "SA8000", "taken_on": "2024-11-01", "renew_by": "2025-11-01"}
    assert olga.post(reverse("competence_note_course"), said).status_code == 302
    assert "Kurset skulle vært tatt igjen" in olga.get(reverse(OWN)).content.decode()
    wrong = olga.post(reverse("competence_note_course"), {**said, "course": "B", "renew_by": "2024-01-01"})
    assert wrong.status_code == 422
    assert Training.objects.count() == 1


def test_who_followed_whom_is_noted_by_one_and_answered_by_the_other(visit: Visit) -> None:
    one = followed()
    mons, bjarne = visit("mons"), visit("bjarne")
    said = {"followed": person("bjarne").public_id, "follow_up": one.public_id, "skill": "meeting", "on": "2026-11-02"}
    assert mons.post(reverse("competence_note_followed"), said).status_code == 302
    row = Shadowing.objects.get()
    assert "Mons fulgte deg" in bjarne.get(reverse(OWN)).content.decode()
    assert bjarne.post(reverse("competence_confirm_followed"), {"id": row.public_id}).status_code == 302
    assert Shadowing.objects.get().confirmed_at is not None


def test_a_team_that_would_fall_is_flagged_where_it_is_looked_at_and_never_by_whom(visit: Visit) -> None:
    one = followed()
    Competence.objects.create(person=person("bjarne"), skill=Skill.MEETING, mastery=Mastery.ALONE, said_at=NOON)
    team = one.team
    assert team is not None
    TeamSeat.objects.create(
        team=team, person=person("berit"), member=person("berit").home, part="member", taken_at=NOON
    )
    for who, address in (
        ("stina", reverse("teams_team", args=[team.public_id])),
        ("stina", reverse("categories_category", args=["medical"])),
        ("sekka", reverse("network_overview")),
        ("sekka", reverse("home")),
        ("stina", reverse("competence_teams")),
        ("stina", reverse("competence_team", args=[team.public_id])),
    ):
        page = visit(who).get(address).content.decode()
        assert "Bare én kan" in page, address
        if address == reverse("home"):
            assert reverse("competence_team", args=[team.public_id]) in page
    assert (
        "Hvem som kan hva" not in visit("stina").get(reverse("competence_team", args=[team.public_id])).content.decode()
    )


def test_a_lead_sees_who_and_confirms(visit: Visit) -> None:
    one = followed()
    said = Competence.objects.create(person=person("mons"), skill=Skill.MEETING, mastery=Mastery.ALONE, said_at=NOON)
    assert one.team is not None
    bjarne, address = visit("bjarne"), reverse("competence_team", args=[one.team.public_id])
    assert "Det Mons sier" in bjarne.get(address).content.decode()
    act = reverse("competence_confirm", args=[said.public_id])
    form = {"revision": said.revision, "team": one.team.public_id}
    assert bjarne.post(act, form)["Location"] == address
    said.refresh_from_db()
    assert said.confirmed_by_id == actor("bjarne").person_id
    assert bjarne.post(act, {**form, "revision": 7}).status_code == 409
    assert visit("stina").post(act, form).status_code == 404


def test_a_lead_is_told_who_can_read_with_whoever_needs_it(visit: Visit) -> None:
    """By the same skill in the same group or in all; one that is confirmed before one that is not."""
    one = followed()
    team = one.team
    assert team is not None
    for name in ("berit", "stina"):
        TeamSeat.objects.create(team=team, person=person(name), member=person(name).home, part="member", taken_at=NOON)
    page = reverse("competence_team", args=[team.public_id])
    said = {"skill": Skill.MEETING, "said_at": NOON}
    Competence.objects.create(person=person("mons"), mastery=Mastery.WITH_SECOND, group_id=team.group_id, **said)
    Competence.objects.create(person=person("stina"), mastery=Mastery.ALONE, group_id="textile", **said)
    Competence.objects.create(person=person("berit"), skill=Skill.DOCUMENT_REVIEW, mastery=Mastery.TRAINS, said_at=NOON)
    bjarne = visit("bjarne")
    assert "Ingen i gruppen har sagt at de kan være andre leser." in bjarne.get(page).content.decode()
    Competence.objects.create(person=person("bjarne"), mastery=Mastery.TRAINS, **said)
    Competence.objects.create(person=person("berit"), mastery=Mastery.ALONE, confirmed_at=NOON, **said)
    assert "Andre leser kan være: Berit, Bjarne (ikke bekreftet)" in bjarne.get(page).content.decode()
    assert "Andre leser" not in visit("berit").get(page).content.decode()


def test_pages_of_competence_do_not_exist_for_suppliers(visit: Visit) -> None:
    for name in (OWN, "competence_teams"):
        assert visit("nora").get(reverse(name)).status_code == 404
