"""Requests for access: the list, one taken down, and one with its documents and what is done with it."""

from collections.abc import Callable
from functools import partial
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.records import permissions
from aktsom.records.actions import consulting, deciding, requesting
from aktsom.records.models import AccessRequest
from aktsom.records.models.requests import LONGEST_MARK
from aktsom.records.queries.cases import cases_of, own_members
from aktsom.records.queries.consultations import consultations_of
from aktsom.records.queries.exports import as_member
from aktsom.records.queries.requests import documents_of, done, requested_document, waiting
from aktsom.records.queries.requests import request as request_called
from aktsom.records.states import RequestState
from aktsom.records.tables import access_laws
from aktsom.web.base.access import SignedInRequest
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done as did
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.records import access_words as words
from aktsom.web.records.forms import DropForm, ExtendForm, RequestForm, language, member_choices
from aktsom.web.records.gathering import taken_from
from aktsom.web.records.making import KINDS
from aktsom.web.records.reaching import NAME, member_of, reads_archive


@reads_archive
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "rows": [(one, words.stands(one, today)) for one in waiting(request.actor)],
        "done": [(one, words.stands(one, today)) for one in done(request.actor)],
        "laws": {law.law.value: law.names[language()] for law in access_laws().values()},
        "keeps": any(permissions.keep(request.actor, one.pk) is None for one in own_members(request.actor)),
        "several": len(own_members(request.actor)) > 1,
    }
    return render(request, "records/requests.html", context)


@reads_archive
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    member = member_of(request)
    stop_if(permissions.keep(request.actor, member.pk))
    cases = [(one.public_id, words.case_name(one)) for one in cases_of(as_member(request.actor, member.pk), member)]
    initial = {"received_on": timezone.localdate(), "language": language(), "follow_up_id": request.GET.get("sak", "")}
    form = RequestForm(sent(request), cases=cases, initial=initial)
    made: list[AccessRequest] = []
    mark = request.POST.get("sent", "")[:LONGEST_MARK] or token_hex(16)  # the form's own

    def save() -> None:
        nonlocal mark
        try:
            one = requesting.register_request(
                by=request.actor, at=timezone.now(), member_id=member.public_id, said=form.told(),
                looked=looked(request), sent=mark,
            )  # fmt: skip
            made.append(one)
        except requesting.FormUsed:
            mark = token_hex(16)  # sent once more, what stands in the form is a request of its own
            raise

    if request.method == "POST" and did(form, save):
        messages.success(request, _("Kravet er registrert. Finn dokumentene det gjelder."))
        return redirect("access_one", public_id=made[0].public_id)
    context = {
        "form": form, "member": member, "choices": member_choices(own_members(request.actor)),
        "laws": [(law.names[language()], law.times[language()]) for law in access_laws().values()], "name": NAME,
        "sent": mark,
        **form.shown_looks(),
    }  # fmt: skip
    return render(request, "records/request_new.html", context, status=422 if form.errors else 200)


@reads_archive
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(
    request: SignedInRequest, public_id: str, extend: ExtendForm | None = None, drop: DropForm | None = None
) -> HttpResponse:
    found, today = request_called(request.actor, public_id), timezone.localdate()
    law, asked = access_laws()[found.law], consultations_of(found)
    handles = permissions.keep(request.actor, found.member_id) is None
    documents = documents_of(found)
    now = taken_from(request.actor, found) if handles and documents else ()
    context = {
        "one": found,
        "law": law.names[language()],
        "times": law.times[language()],
        "stands": words.stands(found, today),
        "case": words.case_name(found.follow_up) if found.follow_up else "",
        "rows": [words.document_row(each, asked.get(each.subject), handles=handles, now=now) for each in documents],
        "handles": handles,
        "open": found.state == RequestState.OPEN,
        "may": {
            verb: permissions.handle(request.actor, found, verb) is None
            for verb in ("decide", "reopen", "answer", "drop")
        },
        "may_extend": bool(law.extension_rule) and found.extended_to is None and today <= found.due_on,
        "extend_form": extend or ExtendForm(),
        "drop_form": drop or DropForm(),
        "outcome": words.OUTCOMES.get(found.outcome, ""),
    }
    wrong = (extend is not None and extend.errors) or (drop is not None and drop.errors)
    return render(request, "records/request.html", context, status=422 if wrong else 200)


@reads_archive
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Documents of the case that the request is about, as the viewer sees them."""
    found = request_called(request.actor, public_id)
    if found.follow_up is None:
        raise NotVisible
    stop_if(permissions.keep(request.actor, found.member_id))
    documents = taken_from(request.actor, found)
    if request.method == "POST":
        chosen = set(request.POST.getlist("document"))
        picked = [each for each in documents if each.id in chosen]
        requesting.add_documents(
            by=request.actor, at=timezone.now(), request_id=public_id, revision=revision_of(request), documents=picked
        )
        return redirect("access_one", public_id=public_id)
    there = {each.subject for each in documents_of(found)}
    context = {
        "one": found, "case": words.case_name(found.follow_up),
        "rows": [(each, KINDS[each.kind], each.id in there) for each in documents],
    }  # fmt: skip
    return render(request, "records/request_choose.html", context)


@reads_archive
@require_POST
def extend(request: SignedInRequest, public_id: str) -> HttpResponse:
    form = ExtendForm(sent(request))

    def save() -> None:
        requesting.extend_request(
            by=request.actor, at=timezone.now(), request_id=public_id, revision=revision_of(request),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip

    if not did(form, save):
        return shown(request, public_id, extend=form)
    messages.success(request, _("Fristen er forlenget. Send varselet til den som spurte."))
    return redirect("access_one", public_id=public_id)


@reads_archive
@require_POST
def drop(request: SignedInRequest, public_id: str) -> HttpResponse:
    form = DropForm(sent(request))

    def save() -> None:
        requesting.drop_request(
            by=request.actor, at=timezone.now(), request_id=public_id, revision=revision_of(request),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip

    if not did(form, save):
        return shown(request, public_id, drop=form)
    messages.success(request, _("Kravet er lagt bort."))
    return redirect("access_one", public_id=public_id)


def _move(act: Callable[..., Any]) -> Callable[..., HttpResponse]:
    @reads_archive
    @require_POST
    def view(request: SignedInRequest, public_id: str) -> HttpResponse:
        request_called(request.actor, public_id)  # what may not be seen is answered before what is wrong with the form
        act(by=request.actor, at=timezone.now(), request_id=public_id, revision=revision_of(request))
        return redirect("access_one", public_id=public_id)

    return view


def _note_answered(*, by: Actor, **said: Any) -> AccessRequest:
    return deciding.note_answered(by=by, stands=partial(taken_from, by), **said)


reopen, answered = _move(deciding.reopen_request), _move(_note_answered)


@reads_archive
@require_POST
def consult(request: SignedInRequest, public_id: str, document_id: str) -> HttpResponse:
    requested_document(request.actor, public_id, document_id)
    try:
        found = consulting.consult_supplier(
            by=request.actor,
            at=timezone.now(),
            request_id=public_id,
            revision=revision_of(request),
            document_id=document_id,
            stands=partial(taken_from, request.actor),
        )
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as why:
        messages.info(request, str(why))
    else:
        told = _("Leverandøren har svart på dette før. Svaret står her.") if found.answered_at else ""
        messages.success(
            request, told or _("Leverandøren er spurt, og svarer én gang for alle som er bedt om dokumentet.")
        )
    return redirect("access_one", public_id=public_id)


@reads_archive
@require_POST
def drop_document(request: SignedInRequest, public_id: str, document_id: str) -> HttpResponse:
    requested_document(request.actor, public_id, document_id)
    requesting.drop_document(
        by=request.actor,
        at=timezone.now(),
        request_id=public_id,
        revision=revision_of(request),
        document_id=document_id,
    )
    return redirect("access_one", public_id=public_id)
