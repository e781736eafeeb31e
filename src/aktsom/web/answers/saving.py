"""One answer saved by itself while it is written, handed to a colleague, or said to hold as last time."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from aktsom.core.errors import DomainError, NotVisible, Refused
from aktsom.follow_up.actions.answering import confirm_held, save_answer
from aktsom.follow_up.actions.handing import hand_question
from aktsom.follow_up.models import Answer
from aktsom.follow_up.problems import AnswerChanged, AnswerWrong
from aktsom.follow_up.queries.answers import Form, FormQuestion, form_of, name_of, own_report, question_called
from aktsom.web.answers import words
from aktsom.web.answers.reading import revision_in, said_in, unseen_in
from aktsom.web.base.access import SignedInRequest, signed_in


@signed_in
@require_POST
def save(request: SignedInRequest, public_id: str, code: str) -> HttpResponse:
    """For the page's script, which sends each answer as it is written. Tells which questions are asked now."""
    found = own_report(request.actor, public_id)
    said, at = said_in(request.POST, question_called(found, code)), timezone.now()
    try:
        made = save_answer(
            by=request.actor, at=at, report_id=public_id, code=code, said=said,
            revision=revision_in(request.POST, code), unseen=unseen_in(request.POST, code),
        )  # fmt: skip
    except AnswerWrong as why:
        errors = [{"field": problem.field, "text": words.told(problem)} for problem in why.problems]
        return JsonResponse({"errors": errors}, status=422)
    except AnswerChanged as why:
        return JsonResponse(_changed(why.answer) | {"message": str(why)}, status=409)
    except Refused as why:
        return JsonResponse({"errors": [{"field": "value", "text": str(why)}]}, status=403)
    except NotVisible:
        raise
    except DomainError as why:
        return JsonResponse({"errors": [{"field": "value", "text": str(why)}]}, status=422)
    return JsonResponse(_told(form_of(found), code, made))


def _told(form: Form, code: str, made: Answer | None) -> dict[str, Any]:
    one = question_in(form, code)
    state, text = words.NEEDS[one.need]
    return {
        "revision": made.revision if made else 0,
        "saved": _("Lagret %(time)s") % {"time": timezone.localtime().strftime("%H:%M")},
        "state": state,
        "state_text": str(text),
        "asked": [each.question.code for each in form.questions],
        "left": form.left,
    }


def _changed(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"revision": 0, "theirs": "", "by": ""}
    theirs = [answer.value, answer.explanation, *(" · ".join(filter(None, row.values())) for row in answer.rows)]
    return {"revision": answer.revision, "theirs": "\n".join(filter(None, theirs)), "by": name_of(answer.changed_by_id)}


def question_in(form: Form, code: str) -> FormQuestion:
    """Raises NotVisible."""
    found = next((one for step in form.steps for one in step.rows if one.question.code == code), None)
    if found is None:
        raise NotVisible
    return found


@signed_in
@require_POST
def hand(request: SignedInRequest, public_id: str, code: str) -> HttpResponse:
    found = own_report(request.actor, public_id)
    one = question_in(form_of(found), code)
    to = request.POST.get("person", "")
    try:
        hand_question(
            by=request.actor, at=timezone.now(), report_id=public_id, code=code, person_id=to,
            note=request.POST.get("note", ""),
        )  # fmt: skip
    except (NotVisible, Refused):
        raise
    except DomainError as why:
        messages.error(request, str(why))
    else:
        messages.success(
            request,
            _("Spørsmål %(code)s er gitt videre. Kollegaen får en e-post.") % {"code": code}
            if to
            else _("Spørsmål %(code)s er åpent for alle hos dere igjen.") % {"code": code},
        )
    return redirect("answers_step", public_id=public_id, step=step_of(form_of(found), one))


def step_of(form: Form, one: FormQuestion) -> str:
    return next(step.code for step in form.steps if any(row.question.pk == one.question.pk for row in step.rows))


@signed_in
@require_POST
def confirm(request: SignedInRequest, public_id: str, step: str) -> HttpResponse:
    """All of a step that stands as last time, or the one question that is named."""
    found = own_report(request.actor, public_id)
    form = form_of(found)
    codes = [one.question.code for one in form.step(step).rows if one.is_carried and one.may_write]
    only = request.POST.get("code")
    if only is not None:
        codes = [code for code in codes if code == only]
    elif request.POST.get("which") == "held":
        codes = [one.question.code for one in form.step(step).held if one.may_write]
    count = confirm_held(by=request.actor, at=timezone.now(), report_id=public_id, codes=codes)
    told = ngettext("%(num)s svar fra sist gjelder fortsatt.", "%(num)s svar fra sist gjelder fortsatt.", count)
    messages.success(request, told % {"num": count})
    return redirect("answers_step", public_id=public_id, step=step)
