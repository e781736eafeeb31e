"""Writes of questionnaires: the first editions from the tables, a draft written, read by another, and published."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up import permissions
from aktsom.follow_up.actions.wordings import LONGEST_HELP, checked
from aktsom.follow_up.models import Question, QuestionnaireEdition
from aktsom.follow_up.queries.questionnaires import faults_of, published
from aktsom.follow_up.rules.editions import Fault
from aktsom.follow_up.states import EDITION, EditionState, Form
from aktsom.follow_up.tables import first_questions
from aktsom.teams.problems import Wrong

COPIED = tuple(f.name for f in Question._meta.concrete_fields if f.name not in {"id", "edition"})


class Faulty(DomainError):
    """The edition cannot be published as it stands; `faults` says why, question by question."""

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__(_("Skjemaet kan ikke publiseres ennå. Se hva som mangler."))
        self.faults = found


@transaction.atomic
def load_questionnaires(*, by: Actor, at: datetime, folder: Path | None = None) -> int:
    """The first edition of each form from the table, published; returns how many were made. A form that has an edition
    is left alone: from then on the secretariat writes it."""
    stop_if(permissions.keep_questionnaires(by))
    made = 0
    for form, questions in first_questions(folder).items():
        if QuestionnaireEdition.objects.filter(form=form).exists():
            continue
        edition = QuestionnaireEdition.objects.create(
            form=form, number=1, state=EditionState.REVIEW, source=questions[0]["source"][:300], made_at=at
        )
        rows = [Question(edition=edition, position=n, **said) for n, said in enumerate(questions, 1)]
        Question.objects.bulk_create(rows)
        if found := faults_of(edition):
            raise Faulty(found)
        edition.published_at, edition.published_by_id = at, by.person_id
        _moved(edition, "publish", by, at)
        made += 1
    return made


@transaction.atomic
def start_edition(*, by: Actor, at: datetime, form: str) -> QuestionnaireEdition:
    """A draft that begins with the questions of the published edition; the one being written, where there is one."""
    stop_if(permissions.keep_questionnaires(by))
    old = published(Form(form), locked=True)
    being_written = QuestionnaireEdition.objects.filter(form=form, state__in=[EditionState.DRAFT, EditionState.REVIEW])
    if found := being_written.first():
        return found
    highest = QuestionnaireEdition.objects.filter(form=form).aggregate(n=Max("number"))["n"] or 0
    made = QuestionnaireEdition.objects.create(
        form=form, number=highest + 1, made_at=at, made_by_id=by.person_id, changed_by_id=by.person_id
    )
    copies = [Question(edition=made, **{name: getattr(one, name) for name in COPIED}) for one in old.questions.all()]
    Question.objects.bulk_create(copies)
    record(by=by, at=at, acts=[_act("questionnaire_started", made)])
    return made


@transaction.atomic
def write_question(
    *,
    by: Actor,
    at: datetime,
    edition_id: str,
    revision: int,
    code: str,
    said: dict[str, Any],
    after: str = "",
    new: bool = False,
) -> Question:
    """Change the question, or put a new one behind `after` (empty: first); with `new` a code that is taken is refused.
    What stands in the way of publishing is told by `faults_of`, not refused here: a question is often written in
    several goes."""
    edition = _for_change(by, edition_id, revision, "write")
    wanted = checked(code, said)
    question = edition.questions.filter(code=code).first()
    if question is not None and new:
        raise Wrong("code", _("Et annet spørsmål i utgaven har denne koden."))
    if question is None:
        question = Question(edition=edition, code=code, position=_room_behind(edition, after))
    for name, value in wanted.items():
        setattr(question, name, value)
    question.save()
    _changed(edition, by)
    record(by=by, at=at, acts=[_act("question_written", edition, question=code)])
    return question


@transaction.atomic
def remove_question(*, by: Actor, at: datetime, edition_id: str, revision: int, code: str) -> None:
    edition = _for_change(by, edition_id, revision, "write")
    gone, _each = edition.questions.filter(code=code).delete()
    if not gone:
        raise NotVisible
    _changed(edition, by)
    record(by=by, at=at, acts=[_act("question_removed", edition, question=code)])


@transaction.atomic
def move_question(*, by: Actor, at: datetime, edition_id: str, revision: int, code: str, up: bool) -> None:
    """One place up or down; at the end of the list it stays."""
    edition = _for_change(by, edition_id, revision, "write")
    rows = list(edition.questions.all())
    index = next((n for n, row in enumerate(rows) if row.code == code), None)
    if index is None:
        raise NotVisible
    other = index - 1 if up else index + 1
    if not 0 <= other < len(rows):
        return
    rows[index], rows[other] = rows[other], rows[index]
    for position, row in enumerate(rows, 1):
        row.position = position
    Question.objects.bulk_update(rows, ["position"])
    _changed(edition, by)
    record(by=by, at=at, acts=[_act("question_moved", edition, question=code)])


@transaction.atomic
def send_to_review(*, by: Actor, at: datetime, edition_id: str, revision: int, note: str) -> QuestionnaireEdition:
    """`note` tells those who answer and judge what is new. Raises Faulty."""
    edition = _for_change(by, edition_id, revision, "send_to_review")
    edition.note = storable(note).strip()[:LONGEST_HELP]
    if not edition.note:
        raise DomainError(_("Skriv kort hva som er nytt i denne utgaven."))
    if found := faults_of(edition):
        raise Faulty(found)
    return _moved(edition, "send_to_review", by, at)


@transaction.atomic
def send_back(*, by: Actor, at: datetime, edition_id: str, revision: int) -> QuestionnaireEdition:
    return _moved(_for_change(by, edition_id, revision, "send_back"), "send_back", by, at)


@transaction.atomic
def drop_edition(*, by: Actor, at: datetime, edition_id: str, revision: int) -> QuestionnaireEdition:
    return _moved(_for_change(by, edition_id, revision, "drop"), "drop", by, at)


@transaction.atomic
def publish(*, by: Actor, at: datetime, edition_id: str, revision: int) -> QuestionnaireEdition:
    """By another than whoever wrote last. From now on it is what is sent out; the one before is answered to its end."""
    edition = _for_change(by, edition_id, revision, "publish")
    if found := faults_of(edition):
        raise Faulty(found)
    old = published(Form(edition.form), locked=True)
    _moved(old, "replace", by, at)
    edition.published_at, edition.published_by_id = at, by.person_id
    return _moved(edition, "publish", by, at)


_VERBS = {
    "send_to_review": "questionnaire_to_review",
    "send_back": "questionnaire_sent_back",
    "drop": "questionnaire_dropped",
    "publish": "questionnaire_published",
    "replace": "questionnaire_replaced",
}


def _moved(edition: QuestionnaireEdition, verb: str, by: Actor, at: datetime) -> QuestionnaireEdition:
    edition.state = EDITION.after(edition.state, verb)
    edition.revision += 1
    edition.save()
    record(by=by, at=at, acts=[_act(_VERBS[verb], edition)])
    return edition


def _for_change(by: Actor, public_id: str, revision: int, verb: str) -> QuestionnaireEdition:
    edition = QuestionnaireEdition.objects.select_for_update().filter(public_id=public_id).first()
    if edition is None or permissions.keep_questionnaires(by):
        raise NotVisible
    if edition.revision != revision:
        raise Stale
    stop_if(permissions.edition(by, edition, verb))
    return edition


def _changed(edition: QuestionnaireEdition, by: Actor) -> None:
    edition.changed_by_id = by.person_id
    edition.revision += 1
    edition.save(update_fields=["changed_by_id", "revision"])


def _room_behind(edition: QuestionnaireEdition, after: str) -> int:
    """Make room behind the question `after`, and give the position there."""
    before = edition.questions.filter(code=after).first() if after else None
    position = before.position + 1 if before else 1
    edition.questions.filter(position__gte=position).update(position=F("position") + 1)
    return position


def _act(verb: str, edition: QuestionnaireEdition, **told: Any) -> Act:
    return Act(verb, edition.public_id, changes={"form": edition.form, "number": edition.number, **told})
