"""Editions loaded, written by one, published by another, and never changed after."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.follow_up.actions import questionnaires as acts
from aktsom.follow_up.models import Question, QuestionnaireEdition
from aktsom.follow_up.queries.questionnaires import editions_for, published, sets_by_point
from aktsom.follow_up.states import EditionState, Form
from aktsom.teams.problems import Wrong
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_terms(by=PLATFORM, at=NOON)
    assert acts.load_questionnaires(by=PLATFORM, at=NOON) == 2


def said(question: Question, **changes: Any) -> dict[str, Any]:
    names = [f.name for f in Question._meta.concrete_fields if f.name not in {"id", "edition", "code", "position"}]
    return {name: getattr(question, name) for name in names} | changes


def draft() -> QuestionnaireEdition:
    return acts.start_edition(by=actor("sekka"), at=NOON, form=Form.FULL)


def test_the_first_editions_are_published_and_loaded_once() -> None:
    assert acts.load_questionnaires(by=PLATFORM, at=NOON) == 0
    full, simplified = published(Form.FULL), published(Form.SIMPLIFIED)
    assert (full.questions.count(), simplified.questions.count()) == (40, 20)
    assert full.questions.filter(is_lead=True).count() == simplified.questions.filter(is_lead=True).count() == 6
    assert "T4" in sets_by_point()["3.1"]


def test_a_draft_is_written_read_by_another_and_published() -> None:
    sekka, other = actor("sekka"), _colleague()
    one = draft()
    assert draft() == one  # asked for again, it is the same
    question = one.questions.get(code="F-1.4")
    acts.write_question(
        by=sekka,
        at=NOON,
        edition_id=one.public_id,
        revision=1,
        code="F-1.4",
        said=said(question, text_nb="Hvem svarer?"),
    )
    new = said(question, text_nb="Nytt?", text_nn="Nytt?", text_en="New?")
    acts.write_question(by=sekka, at=NOON, edition_id=one.public_id, revision=2, code="F-1.8", said=new, after="F-1.4")
    assert [q.code for q in one.questions.filter(step="2.1")][4:7] == ["F-1.4", "F-1.8", "F-1.5"]
    acts.move_question(by=sekka, at=NOON, edition_id=one.public_id, revision=3, code="F-1.8", up=False)
    assert [q.code for q in one.questions.filter(step="2.1")][4:7] == ["F-1.4", "F-1.5", "F-1.8"]
    with pytest.raises(DomainError, match="hva som er nytt"):
        acts.send_to_review(by=sekka, at=NOON, edition_id=one.public_id, revision=4, note=" ")
    acts.send_to_review(by=sekka, at=NOON, edition_id=one.public_id, revision=4, note="Ett nytt spørsmål.")
    with pytest.raises(Refused, match="En annen må lese"):
        acts.publish(by=sekka, at=NOON, edition_id=one.public_id, revision=5)
    acts.publish(by=other, at=NOON, edition_id=one.public_id, revision=5)
    assert published(Form.FULL) == one
    assert QuestionnaireEdition.objects.get(form=Form.FULL, number=1).state == EditionState.REPLACED
    verbs = list(JournalEntry.objects.filter(subject=one.public_id).values_list("verb", flat=True))
    assert {"questionnaire_started", "question_written", "questionnaire_to_review", "questionnaire_published"} <= set(
        verbs
    )


def test_what_is_published_never_changes() -> None:
    full = published(Form.FULL)
    question = full.questions.get(code="F-1.1")
    with pytest.raises(Refused, match="endres aldri"):
        acts.write_question(
            by=actor("sekka"),
            at=NOON,
            edition_id=full.public_id,
            revision=full.revision,
            code="F-1.1",
            said=said(question),
        )
    question.text_nb = "Noe annet"
    with pytest.raises(DatabaseError), transaction.atomic():
        question.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        full.questions.filter(code="F-1.1").delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Question.objects.create(edition=full, code="X", position=1, answer_type="text")


def test_a_faulty_edition_is_not_sent_to_review() -> None:
    one = draft()
    lead = one.questions.get(code="F-1.1")
    acts.remove_question(by=actor("sekka"), at=NOON, edition_id=one.public_id, revision=1, code=lead.code)
    with pytest.raises(acts.Faulty) as refused:
        acts.send_to_review(by=actor("sekka"), at=NOON, edition_id=one.public_id, revision=2, note="Uten det første.")
    assert {fault.fault for fault in refused.value.faults} == {"no_lead", "hangs_on_no_earlier"}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("F 1", {}),
        ("", {}),
        ("F-1.1", {"text_nb": "x" * 601}),
        ("F-1.1", {"help_en": "x" * 4001}),
        ("F-1.1", {"show_if": "if so"}),
    ],
)
def test_what_cannot_be_stored_is_told_by_its_field(code: str, changes: dict[str, Any]) -> None:
    one = draft()
    question = one.questions.get(code="F-1.1")
    with pytest.raises(Wrong):
        acts.write_question(
            by=actor("sekka"), at=NOON, edition_id=one.public_id, revision=1, code=code, said=said(question, **changes)
        )


def test_others_do_not_see_what_is_being_written() -> None:
    one = draft()
    assert one not in editions_for(actor("olga"))
    assert one in editions_for(actor("sekka"))
    for who in ("olga", "nora"):
        with pytest.raises(NotVisible):
            acts.drop_edition(by=actor(who), at=NOON, edition_id=one.public_id, revision=1)
    with pytest.raises(Stale):
        acts.drop_edition(by=actor("sekka"), at=NOON, edition_id=one.public_id, revision=7)
    acts.drop_edition(by=actor("sekka"), at=NOON, edition_id=one.public_id, revision=1)
    assert draft().number == 3


def _colleague() -> Any:
    from aktsom.members.actions import give_role, make_person
    from aktsom.teams.queries import actor_of
    from tests.cast import member

    person("sekka")
    made = make_person(by=PLATFORM, at=NOON, email="sol@secretariat.example", name="Sol Li", home=member("secretariat"))
    give_role(by=PLATFORM, at=NOON, person=made, member=member("secretariat"), role="secretariat")
    return actor_of(made)
