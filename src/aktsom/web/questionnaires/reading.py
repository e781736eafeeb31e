"""The forms, their editions, what each changes, and how the supplier will meet it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.core.errors import NotVisible
from aktsom.follow_up import permissions
from aktsom.follow_up.models import QuestionnaireEdition
from aktsom.follow_up.queries.cases import person_name
from aktsom.follow_up.queries.questionnaires import compared, duties_by_point, edition_for, editions_for, faults_of
from aktsom.follow_up.states import EditionState, Form
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.cases.words import FORMS
from aktsom.web.questionnaires import words
from aktsom.web.questionnaires.answer_words import column_words, condition_words
from aktsom.web.questionnaires.shown import steps

BEING_WRITTEN = (EditionState.DRAFT, EditionState.REVIEW)
LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


@signed_in
@require_safe
def forms(request: SignedInRequest) -> HttpResponse:
    found = editions_for(request.actor)

    def of(form: Form, *states: EditionState) -> list[QuestionnaireEdition]:
        return [one for one in found if one.form == form and one.state in states]

    context = {
        "forms": [
            {
                "code": form.value,
                "name": FORMS[form],
                "published": next(iter(of(form, EditionState.PUBLISHED)), None),
                "written": next(iter(of(form, *BEING_WRITTEN)), None),
                "earlier": of(form, EditionState.REPLACED, EditionState.DROPPED),
            }
            for form in Form
        ],
        "keeps": permissions.keep_questionnaires(request.actor) is None,
        "states": words.STATES,
        "marks": words.MARKS,
    }
    return render(request, "questionnaires/list.html", context)


@signed_in
@require_safe
def edition(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(request: SignedInRequest, public_id: str, note: str | None = None, error: str = "") -> HttpResponse:
    """The page of an edition; `note` and `error` of a form on it that could not be taken."""
    one = edition_for(request.actor, public_id)
    return render(
        request, "questionnaires/edition.html", _context(request, one, note, error), status=422 if error else 200
    )


def _context(request: SignedInRequest, one: QuestionnaireEdition, note: str | None, error: str) -> dict[str, Any]:
    keeps = permissions.keep_questionnaires(request.actor) is None
    faults = faults_of(one) if one.state in BEING_WRITTEN else []
    questions = list(one.questions.all())
    verbs = ("write", "send_to_review", "send_back", "publish", "drop")
    return {
        "one": one,
        "name": FORMS[one.form],
        "state": words.STATES[one.state],
        "marks": words.MARKS,
        "steps": steps(questions, duties_by_point(), faults),
        "count": len(questions),
        "leads": sum(question.is_lead for question in questions),
        "faults": faults,
        "general": [words.fault_words(fault) for fault in faults if not fault.code],
        "refusals": {verb: permissions.edition(request.actor, one, verb) for verb in verbs},
        "keeps": keeps,
        "changed_by": person_name(one.changed_by_id) if keeps else "",
        "published_by": person_name(one.published_by_id) if keeps else "",
        "whose_move": _whose_move(one),
        "note": one.note if note is None else note,
        "error": error,
    }


def _whose_move(one: QuestionnaireEdition) -> str:
    moves = {EditionState.DRAFT: _("Sekretariatet"), EditionState.REVIEW: _("En annen i sekretariatet")}
    return moves.get(EditionState(one.state), _("ingen"))


@signed_in
@require_safe
def changes(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = edition_for(request.actor, public_id)
    found = compared(one)
    context = {"one": one, "name": FORMS[one.form], "found": found, "fields": words.FIELDS, "value": _value}
    return render(request, "questionnaires/changes.html", context)


def _value(field: str, value: Any) -> str:
    """A field of a question as people read it."""
    written = _WRITTEN.get(field)
    return written(value) if written else str(value)


_WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "step": lambda value: f"{value} {words.STEPS.get(value, '')}".strip(),
    "is_lead": lambda value: _("ja") if value else _("nei"),
    "type": lambda value: str(words.TYPES[value]),
    "columns": lambda value: ", ".join(column_words(code) for code in value),
    "points": ", ".join,
    "show_if": condition_words,
    "follow_up_if": condition_words,
}


@signed_in
@require_safe
def preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """In one of the three languages, whichever the page around it is in."""
    one = edition_for(request.actor, public_id)
    language = request.GET.get("sprak") or request.LANGUAGE_CODE
    if language not in LANGUAGES:
        raise NotVisible
    with translation.override(language):
        said = {
            "name": str(FORMS[one.form]),
            "steps": steps(list(one.questions.all()), duties_by_point()),
            "yes": _("Ja"),
            "no": _("Nei"),
            "why": _("Hvorfor spørres det?"),
            "explain": _("Forklar"),
            "attach": _("Legg ved en fil, eller vis til en side som er publisert"),
            "add": _("Legg til en rad"),
            "only": _("Spørres bare når"),
            "point": _("Punkt"),
            "lead": _("Svar ja eller nei. Et nei er et brudd på vilkårene som skal rettes."),
        }
    context = {"one": one, "name": FORMS[one.form], "language": language, "spoken": LANGUAGES, "said": said}
    return render(request, "questionnaires/preview.html", context)
