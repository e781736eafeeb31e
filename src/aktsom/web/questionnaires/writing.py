"""A draft is begun, and its questions are written, moved and removed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.follow_up import permissions
from aktsom.follow_up.actions import questionnaires as acts
from aktsom.follow_up.actions.wordings import checked
from aktsom.follow_up.models import Question, QuestionnaireEdition
from aktsom.follow_up.queries.questionnaires import duties_by_point, edition_for, faults_of
from aktsom.follow_up.states import Form
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.cases.words import FORMS
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.questionnaires import words
from aktsom.web.questionnaires.answer_words import COLUMNS
from aktsom.web.questionnaires.forms import SAID, QuestionForm, first_values


@signed_in
@require_POST
def start(request: SignedInRequest, form: str) -> HttpResponse:
    if form not in set(Form):
        raise NotVisible
    made = acts.start_edition(by=request.actor, at=timezone.now(), form=form)
    return redirect("questionnaires_edition", public_id=made.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_question(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _question(request, edition_for(request.actor, public_id), None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedInRequest, public_id: str, code: str) -> HttpResponse:
    one = edition_for(request.actor, public_id)
    known = one.questions.filter(code=code).first()
    if known is None:
        raise NotVisible
    return _question(request, one, known)


def _question(request: SignedInRequest, one: QuestionnaireEdition, known: Question | None) -> HttpResponse:
    stop_if(permissions.edition(request.actor, one, "write"))
    duties, behind = duties_by_point(), _behind(request, one)
    first = first_values(known) if known else {"step": behind.step if behind else "", "answer_type": "yes_no_file"}
    form = QuestionForm(sent(request), duties=duties, known=known.code if known else "", initial=first)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            written = _written(request, one, known, behind, form)
        except Stale:
            status = 409
        except (NotVisible, Refused):
            raise
        except DomainError as error:
            form.say(error)
        else:
            messages.success(request, _("Spørsmålet %(code)s er lagret.") % {"code": written})
            return redirect(_address(one, written))
    context = _context(one, known, behind, form) | {"stale": status == 409}
    return render(request, "questionnaires/question.html", context, status=422 if form.errors else status)


def _written(
    request: SignedInRequest,
    one: QuestionnaireEdition,
    known: Question | None,
    behind: Question | None,
    form: QuestionForm,
) -> str:
    """The code of the question. Sent a second time, with the page that was sent already, it is written already."""
    code, said = known.code if known else form.cleaned_data["code"].strip(), form.said()
    try:
        acts.write_question(
            by=request.actor,
            at=timezone.now(),
            edition_id=one.public_id,
            revision=revision_of(request),
            code=code,
            said=said,
            after=behind.code if behind else "",
            new=known is None,
        )
    except Stale:
        stands = one.questions.filter(code=code).first()
        if stands is None or not _same(stands, checked(code, said)):
            raise
    return code


def _same(stands: Question, said: dict[str, Any]) -> bool:
    return all(getattr(stands, name) == said[name] for name in SAID)


def _behind(request: SignedInRequest, one: QuestionnaireEdition) -> Question | None:
    """Behind which question a new one goes: the one asked for, else the last."""
    asked = request.POST.get("after", request.GET.get("etter", ""))
    return one.questions.filter(code=asked).first() or one.questions.last()


def _context(
    one: QuestionnaireEdition, known: Question | None, behind: Question | None, form: QuestionForm
) -> dict[str, Any]:
    return {
        "one": one,
        "name": FORMS[one.form],
        "known": known,
        "behind": behind,
        "form": form,
        "columns": COLUMNS,
        "faults": [words.fault_words(fault) for fault in faults_of(one) if known and fault.code == known.code],
    }


def _address(one: QuestionnaireEdition, code: str) -> str:
    return f"{redirect('questionnaires_edition', public_id=one.public_id).url}#{code}"


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, code: str) -> HttpResponse:
    up = request.POST.get("way") == "up"
    acts.move_question(
        by=request.actor, at=timezone.now(), edition_id=public_id, revision=revision_of(request), code=code, up=up
    )
    return redirect(_address(edition_for(request.actor, public_id), code))


@signed_in
@require_POST
def remove(request: SignedInRequest, public_id: str, code: str) -> HttpResponse:
    acts.remove_question(
        by=request.actor, at=timezone.now(), edition_id=public_id, revision=revision_of(request), code=code
    )
    messages.success(request, _("Spørsmålet %(code)s er tatt bort fra utkastet.") % {"code": code})
    return redirect("questionnaires_edition", public_id=public_id)
