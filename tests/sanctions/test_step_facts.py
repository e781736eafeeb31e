"""What a letter takes from the step that its decision sets in motion, in the letter's own language."""

import pytest
from django.utils import translation

from aktsom.core.errors import NotVisible, Refused
from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.actions.letters import change_letter, send_letter, write_letter
from aktsom.sanctions.actions.suspensions import end_suspension
from aktsom.sanctions.letter_making import missing
from aktsom.sanctions.models import Letter, SanctionDecision
from aktsom.sanctions.queries.letter_facts import values_of
from aktsom.sanctions.queries.letters import lifting_letters
from aktsom.sanctions.rules.suspensions import Result
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, person
from tests.findings.made import standing
from tests.follow_up.concluded import followed_up
from tests.sanctions.steps_made import (
    DAY,
    GLOVES,
    WHY,
    demanded,
    judged,
    suspended,
    suspension_drafted,
    terminated,
)

pytestmark = pytest.mark.django_db
TEST = "Uavhengig revisjon viser at gebyrene er betalt tilbake."


@beginning(after=commons.terms)
def one() -> FollowUp:
    person("nora"), person("aksel")
    made = followed_up(sets={"oslo": "T4", "bergen": "T4"})
    standing(made)
    return made


def letter(decision: SanctionDecision, language: str = "nb", kind: str = "") -> Letter:
    return write_letter(by=actor("olga"), at=NOON, decision=decision, language=language, kind=kind)


@pytest.mark.parametrize(("language", "period"), [
    ("nb", "fra 2. november 2026 til og med 31. januar 2027"),
    ("nn", "frå 2. november 2026 til og med 31. januar 2027"),
    ("en", "from 2 November 2026 up to and including 31 January 2027"),
])  # fmt: skip
def test_a_letter_of_suspension_says_what_is_written_with_it(one: FollowUp, language: str, period: str) -> None:
    made = suspended(one)
    row = letter(made.decision, language)
    with translation.override("nb"):  # whatever the page's language is
        values = values_of(row)
    assert (values["products"], values["lift_test"], values["reasons"]) == (GLOVES, TEST, WHY)
    assert values["period"] == period
    assert missing(row, values) == []
    sent = send_letter(by=actor("olga"), at=NOON, letter=row)
    assert sent.values["period"] == period


@pytest.mark.parametrize(("language", "country", "everything"), [
    ("nb", "Malaysia", "alt som kommer fra stedene nedenfor"),
    ("nn", "Malaysia", "alt som kjem frå stadene nedanfor"),
    ("en", "Malaysia", "everything that comes from the places below"),
])  # fmt: skip
def test_places_are_told_with_their_country(one: FollowUp, language: str, country: str, everything: str) -> None:
    made = suspended(one)
    made.products, made.places = [], [{"key": "a", "name": "Sy & Co.", "country": "MY"}, {"key": "b", "name": "Vev"}]
    made.places[1]["country"] = ""
    made.save()
    values = values_of(letter(made.decision, language))
    assert (values["products"], values["sites"]) == (everything, f"Sy & Co., {country}; Vev")


def test_a_draft_of_a_part_says_nothing_in_a_letter_of_the_whole(one: FollowUp) -> None:
    part = suspension_drafted(one)
    SanctionDecision.objects.update(step="suspension-full")
    part.decision.refresh_from_db()
    assert values_of(letter(part.decision))["lift_test"] == ""
    part.whole, part.products = True, []
    part.save()
    values = values_of(Letter.objects.get())
    assert (values["lift_test"], values["products"]) == (TEST, "hele leveransen etter avtalen")


def test_what_the_owner_writes_itself_stands(one: FollowUp) -> None:
    row = letter(suspended(one).decision)
    row = change_letter(
        by=actor("olga"), at=NOON, letter_id=row.public_id, revision=row.revision, language="nb",
        said={"products": "Hansker i nitril, alle størrelser"},
    )  # fmt: skip
    values = values_of(row)
    assert (values["products"], values["lift_test"]) == ("Hansker i nitril, alle størrelser", TEST)


@pytest.mark.parametrize(("language", "about"), [
    ("nb", "Det gjelder: "), ("nn", "Det gjeld: "), ("en", "It concerns: "),
])  # fmt: skip
def test_a_letter_of_replacement_names_the_place_and_its_last_day(one: FollowUp, language: str, about: str) -> None:
    made = demanded(one, due_on=NOON.date() + 60 * DAY)
    row = letter(made.decision, language)
    said = str(values_of(row)["sub_supplier"])
    assert said.startswith(f"{made.old_name}, ")
    assert made.old_country not in said.split(", ")  # a name and no code
    assert about not in said
    assert row.correct_rule == "receipt+P60D"
    made.products = [GLOVES]
    made.save()
    assert str(values_of(row)["sub_supplier"]).endswith(about + GLOVES)
    assert values_of(row)["wanted"] == made.wanted == "Ingen gebyrer."
    assert missing(row, values_of(row)) == []


@pytest.mark.parametrize(("language", "words"), [
    ("nb", "fra og med 2. desember 2026"), ("nn", "frå og med 2. desember 2026"), ("en", "from 2 December 2026"),
])  # fmt: skip
def test_a_letter_of_termination_says_from_when(one: FollowUp, language: str, words: str) -> None:
    made = terminated(one)
    row = letter(made.decision, language)
    assert (values_of(row)["period"], values_of(row)["followed_how"]) == (words, made.followed_how)
    sent = send_letter(by=actor("olga"), at=NOON, letter=row)
    assert any(block["text"].endswith(made.followed_how) for block in sent.blocks)


@pytest.mark.parametrize(("language", "met", "rests", "period"), [
    ("nb", "Prøven er bestått i sin helhet.", "Vi bygger på:", "fra og med 5. november 2026"),
    ("nn", "Prøva er bestått i si heilskap.", "Vi byggjer på:", "frå og med 5. november 2026"),
    ("en", "The test is met in full.", "We rely on:", "from 5 November 2026"),
])  # fmt: skip
def test_a_lifting_says_the_test_the_result_what_it_rests_on_and_the_day(
    one: FollowUp, language: str, met: str, rests: str, period: str
) -> None:
    made = suspended(one)
    SanctionDecision.objects.update(reason="Derfor stanset vi.")
    judged(made, at=NOON + 3 * DAY)
    made.decision.refresh_from_db()
    row = letter(made.decision, language, "lifting")
    values = values_of(row)
    assert values["reasons"] == f"{met} {WHY} {rests} Revisjonsrapporten fra 20. november."
    assert (values["lift_test"], values["period"], values["products"]) == (TEST, period, GLOVES)
    sent = send_letter(by=actor("olga"), at=NOON + 3 * DAY, letter=row)
    told = " ".join(block["text"] for block in sent.blocks)
    for words in (met, rests, TEST, period, GLOVES):
        assert words in told
    assert "Derfor stanset vi" not in told  # why it was stopped is not why it is lifted


def test_only_a_suspension_that_is_lifted_is_told_to_be(one: FollowUp) -> None:
    made = suspended(one)
    with pytest.raises(Refused, match="ikke opphevet"):
        letter(made.decision, kind="lifting")
    made = judged(made, Result.PARTLY)
    with pytest.raises(Refused, match="ikke opphevet"):
        letter(made.decision, kind="lifting")
    made = end_suspension(
        by=actor("olga"), at=NOON + 200 * DAY, suspension_id=made.public_id, revision=made.revision, reason=WHY
    )
    with pytest.raises(Refused, match="ikke opphevet"):
        letter(made.decision, kind="lifting")
    with pytest.raises(Refused, match="ikke noe brev"):
        letter(made.decision, kind="correction")  # of another step than was decided


def test_who_writes_and_who_reads_a_lifting(one: FollowUp) -> None:
    made = judged(suspended(one))
    for name in ("berit", "bjarne", "nora", "uma", "rita"):
        with pytest.raises((Refused, NotVisible)):
            write_letter(by=actor(name), at=NOON, decision=made.decision, kind="lifting")
    row = letter(made.decision, kind="lifting")
    assert letter(made.decision, kind="lifting").pk == row.pk  # a second press
    assert [each.pk for each in lifting_letters(actor("olga"), made)] == [row.pk]
    assert lifting_letters(actor("nora"), made) == []
    send_letter(by=actor("olga"), at=NOON, letter=row)
    assert [each.pk for each in lifting_letters(actor("nora"), made)] == [row.pk]
    assert lifting_letters(actor("berit"), made) == lifting_letters(actor("uma"), made) == []


def test_it_is_lifted_with_its_letter_also_where_something_milder_has_been_decided_since(one: FollowUp) -> None:
    made = suspended(one)
    SanctionDecision.objects.filter(pk=made.decision_id).update(state="superseded")
    judged(made)
    made.decision.refresh_from_db()
    with pytest.raises(Refused, match="gjelder ikke lenger"):
        letter(made.decision)  # that of the suspension itself is not sent any longer
    row = letter(made.decision, kind="lifting")
    assert send_letter(by=actor("olga"), at=NOON, letter=row).number
    assert [each.pk for each in lifting_letters(actor("nora"), made)] == [row.pk]


@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_of_a_decision_that_was_wrong_no_letter_goes_out(one: FollowUp, state: str) -> None:
    made = judged(suspended(one))
    row = letter(made.decision, kind="lifting")
    SanctionDecision.objects.filter(pk=made.decision_id).update(state=state, withdrawn_reason=WHY, withdrawn_at=NOON)
    with pytest.raises(Refused):
        send_letter(by=actor("olga"), at=NOON, letter=row)
