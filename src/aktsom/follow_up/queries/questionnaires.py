"""Reads of questionnaires. Editions that are published or replaced are public; drafts are the secretariat's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.follow_up import permissions
from aktsom.follow_up.models import Question, QuestionnaireEdition
from aktsom.follow_up.rules.differences import Differences, differences
from aktsom.follow_up.rules.editions import Fault, Wording, faults
from aktsom.follow_up.states import AnswerType, EditionState, Form
from aktsom.terms.models import Obligation
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
        helps=(question.help_nb, question.help_nn, question.help_en),
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


@dataclass(frozen=True)
class Compared:
    """An edition beside the one before it: for one that is being written the published one, else the one it replaced.
    `before` is None for the first of its form."""

    before: QuestionnaireEdition | None
    old: Mapping[str, Question]
    new: Mapping[str, Question]
    differences: Differences


def compared(edition: QuestionnaireEdition) -> Compared:
    before = (
        QuestionnaireEdition.objects.filter(form=edition.form, number__lt=edition.number, published_at__isnull=False)
        .order_by("-number")
        .first()
    )
    old, new = (list(one.questions.all()) if one else [] for one in (before, edition))
    found = differences([wording(one) for one in old], [wording(one) for one in new])
    return Compared(before, {one.code: one for one in old}, {one.code: one for one in new}, found)


def duties_by_point() -> Mapping[str, list[Obligation]]:
    """{point: the duty it is in each term set that has it, by the set's code}, in the order of the points."""
    found: dict[str, list[Obligation]] = {}
    for _code, points in sorted(obligations().items()):
        for point in points:
            found.setdefault(point.number, []).append(point)
    return dict(sorted(found.items(), key=lambda one: _numbered(one[0])))


def _numbered(point: str) -> list[tuple[int, str]]:
    """Point 2.10 comes after 2.9."""
    return [(int(part), "") if part.isdigit() else (10_000, part) for part in point.split(".")]


def sets_by_point() -> Mapping[str, tuple[str, ...]]:
    """{point: the term sets that have it}, so that a question shows what it serves in each."""
    found: dict[str, list[str]] = {}
    for code, points in obligations().items():
        for point in points:
            found.setdefault(point.number, []).append(code)
    return {number: tuple(sorted(codes)) for number, codes in found.items()}


def same_before(before: Iterable[Question], now: Iterable[Question]) -> dict[str, str]:
    """{code now: code of the same question last time}. A question keeps its code from edition to edition; the full and
    the simplified form number theirs alike after the letter, and it is the same question where its words are."""
    by_code = {one.code: one for one in before}
    by_number = {one.code.partition("-")[2]: one for one in by_code.values()}
    found = {}
    for one in now:
        then = by_code.get(one.code)
        if then is None:
            alike = by_number.get(one.code.partition("-")[2])
            then = alike if alike is not None and alike.text_nb == one.text_nb else None
        if then is not None and then.answer_type == one.answer_type:
            found[one.code] = then.code
    return found
