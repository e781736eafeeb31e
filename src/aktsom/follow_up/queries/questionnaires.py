"""Reads of questionnaires. Editions that are published or replaced are public; drafts are the secretariat's."""

from collections.abc import Mapping

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up import permissions
from aktsom.follow_up.models import Question, QuestionnaireEdition
from aktsom.follow_up.rules.editions import Fault, Wording, faults
from aktsom.follow_up.states import AnswerType, EditionState, Form
from aktsom.terms.queries import obligations, point_numbers


def wording(question: Question) -> Wording:
    return Wording(
        code=question.code,
        step=question.step,
        is_lead=question.is_lead,
        type=AnswerType(question.answer_type),
        texts=(question.text_nb, question.text_nn, question.text_en),
        columns=tuple(question.columns),
        points=tuple(question.points),
        show_if=question.show_if,
        follow_up_if=question.follow_up_if,
    )


def faults_of(edition: QuestionnaireEdition) -> list[Fault]:
    return faults([wording(one) for one in edition.questions.all()], point_numbers())


def published(form: Form, *, locked: bool = False) -> QuestionnaireEdition:
    """What is sent out now. Raises DoesNotExist before the first have been loaded."""
    rows = QuestionnaireEdition.objects.select_for_update() if locked else QuestionnaireEdition.objects.all()
    return rows.get(form=form, state=EditionState.PUBLISHED)


def editions_for(viewer: Actor) -> list[QuestionnaireEdition]:
    rows = QuestionnaireEdition.objects.all()
    if permissions.keep_questionnaires(viewer):
        rows = rows.filter(published_at__isnull=False)
    return list(rows)


def edition_for(viewer: Actor, public_id: str) -> QuestionnaireEdition:
    found = next((one for one in editions_for(viewer) if one.public_id == public_id), None)
    if found is None:
        raise NotVisible
    return found


def sets_by_point() -> Mapping[str, tuple[str, ...]]:
    """{point: the term sets that have it}, so that a question shows what it serves in each."""
    found: dict[str, list[str]] = {}
    for code, points in obligations().items():
        for point in points:
            found.setdefault(point.number, []).append(code)
    return {number: tuple(sorted(codes)) for number, codes in found.items()}
