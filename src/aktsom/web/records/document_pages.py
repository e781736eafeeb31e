"""One document that a request comes to: what in it is kept back, what the supplier says, and what is done with it."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import NotVisible
from aktsom.core.papers import pdf_of
from aktsom.records import permissions
from aktsom.records.actions import deciding
from aktsom.records.actions.deciding import PassageSaid
from aktsom.records.actions.held_names import kept_elsewhere
from aktsom.records.answering import notice, public_name, redacted
from aktsom.records.models import Passage, RequestedDocument
from aktsom.records.permissions.standing import give, is_there, stop_if_gone
from aktsom.records.queries.consultations import answers_known, consultations_of
from aktsom.records.queries.requests import documents_of, requested_document
from aktsom.records.queries.requests import request as request_called
from aktsom.records.rules.objections import not_found
from aktsom.records.rules.passages import around
from aktsom.records.states import PassageState, RequestState
from aktsom.records.tables import access_laws
from aktsom.web.base.access import SignedInRequest
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.evidence.download import Stored, given_out
from aktsom.web.letters.pages import handed_out
from aktsom.web.records import access_words as words
from aktsom.web.records.forms import AddForm, DecideForm, DocumentForm, ground_choices, language
from aktsom.web.records.gathering import taken_from
from aktsom.web.records.making import KINDS
from aktsom.web.records.reaching import reads_archive

PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@reads_archive
@require_safe
def document(request: SignedInRequest, public_id: str, document_id: str) -> HttpResponse:
    return shown(request, public_id, document_id)


def shown(
    request: SignedInRequest, public_id: str, document_id: str, form: DocumentForm | None = None,
    add_form: AddForm | None = None,
) -> HttpResponse:  # fmt: skip
    found = requested_document(request.actor, public_id, document_id)
    one, now = found.request, taken_from(request.actor, found.request)
    if not is_there(found, now):
        return _gone(request, found, str(give(found, now)))
    asked = answers_known(one).get(found.subject)
    initial = {"outcome": found.outcome, "ground": found.ground, "reason": found.reason}
    typed, elsewhere = request.POST if add_form else {}, kept_elsewhere(one, found) if found.text else set()
    passages = [{**_passage(found, each, typed), "elsewhere": each.pk in elsewhere} for each in found.passages.all()]
    form = form or DocumentForm(law=one.law, is_text=bool(found.text), initial=initial)
    context = {
        "one": one,
        "document": found,
        "gone": words.why_gone(found, now),
        "kind": KINDS.get(found.kind, found.kind),
        "passages": passages,
        "left": sum(each["state"] == PassageState.SUGGESTED for each in passages),
        "grounds": ground_choices(one.law),
        "open": permissions.handle(request.actor, one) is None,
        "asked": asked,
        "consulted": found.subject in consultations_of(one),
        "asked_text": words.asked_text(asked),
        "loose": not_found(found.text, asked.passages) if asked else [],
        "form": form,
        "add_form": add_form or AddForm(law=one.law),
        "outcome": words.OUTCOMES.get(found.outcome, ""),
        **form.shown_looks(),
    }
    wrong = form.errors or (add_form is not None and add_form.errors)
    return render(request, "records/document.html", context, status=422 if wrong else 200)


def _gone(request: SignedInRequest, found: RequestedDocument, why: str) -> HttpResponse:
    """Nothing of what it says: it may have been stopped to protect somebody."""
    one = found.request
    context = {
        "one": one, "document": found, "why": why, "open": permissions.handle(request.actor, one) is None,
        "title": public_name(str(KINDS.get(found.kind, found.kind)), found.made_on),
    }  # fmt: skip
    return render(request, "records/document_gone.html", context, status=403 if request.method == "POST" else 200)


def _passage(found: RequestedDocument, each: Passage, typed: Mapping[str, str]) -> dict[str, Any]:
    """As it stands, or as it was typed where something has to be mended."""
    before, after = around(found.text, each.starts, each.ends)
    return {
        "id": each.pk, "words": found.text[each.starts : each.ends], "before": before, "after": after,
        "kind": words.PASSAGES[each.kind], "ground": typed.get(f"ground-{each.pk}", each.ground), "marked": each.marked,
        "state": typed.get(f"state-{each.pk}", each.state), "reason": typed.get(f"reason-{each.pk}", each.reason),
    }  # fmt: skip


@reads_archive
@require_POST
def settle(request: SignedInRequest, public_id: str, document_id: str) -> HttpResponse:
    """All passages of the page at once, as each is said; «alle» decides on those that nobody has; what the supplier has
    marked, and what is kept back in another place of the request, is given out one by one."""
    found = requested_document(request.actor, public_id, document_id)
    form = AddForm(sent(request), law=found.request.law)
    everyone = request.POST.get("alle", "")
    elsewhere = kept_elsewhere(found.request, found)

    def save() -> None:
        deciding.settle_passages(
            by=request.actor, at=timezone.now(), request_id=public_id, revision=revision_of(request),
            document_id=document_id, said=_said(request, found, everyone, elsewhere), add=form.cleaned_data["add"],
            add_ground=form.cleaned_data["add_ground"],
        )  # fmt: skip

    if not done(form, save):
        return shown(request, public_id, document_id, add_form=form)
    messages.success(request, _("Lagret."))
    return redirect("access_document", public_id=public_id, document_id=document_id)


def _said(
    request: SignedInRequest, found: RequestedDocument, everyone: str, elsewhere: Collection[int]
) -> list[PassageSaid]:
    told = []
    for each in found.passages.all():
        state = request.POST.get(f"state-{each.pk}", each.state)
        undecided = state == PassageState.SUGGESTED
        alone = each.marked or each.pk in elsewhere  # given out with a reason of its own
        if undecided and (everyone == PassageState.KEPT_BACK or (everyone == PassageState.GIVEN and not alone)):
            state = everyone
        ground, reason = (request.POST.get(f"{key}-{each.pk}", getattr(each, key)) for key in ("ground", "reason"))
        told.append(PassageSaid(each.pk, state, ground, reason))
    return told


@reads_archive
@require_POST
def decide_document(request: SignedInRequest, public_id: str, document_id: str) -> HttpResponse:
    found = requested_document(request.actor, public_id, document_id)
    form = DocumentForm(sent(request), law=found.request.law, is_text=bool(found.text))

    def save() -> None:
        deciding.decide_document(
            by=request.actor, at=timezone.now(), request_id=public_id, revision=revision_of(request),
            document_id=document_id, looked=looked(request), stands=partial(taken_from, request.actor),
            **form.cleaned_data,
        )  # fmt: skip

    if not done(form, save):
        return shown(request, public_id, document_id, form=form)
    messages.success(request, _("Avgjort."))
    return redirect("access_one", public_id=public_id)


@reads_archive
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The answer as a whole, before its letter is made."""
    one = request_called(request.actor, public_id)
    refusal = permissions.handle(request.actor, one, "decide")
    documents, asked, handles = documents_of(one), consultations_of(one), permissions.keep(request.actor, one.member_id)
    now = taken_from(request.actor, one) if handles is None and documents else ()
    waits = [each for each in asked.values() if each.answered_at is None]
    form = DecideForm(
        sent(request), documents=len(documents), asked=len(waits), initial={"reason": one.reason, "answer": one.answer}
    )

    def save() -> None:
        with translation.override(one.language):
            kinds = {key: str(said) for key, said in KINDS.items()}
        deciding.decide_request(
            by=request.actor, at=timezone.now(), request_id=public_id, revision=revision_of(request), kinds=kinds,
            looked=looked(request), stands=partial(taken_from, request.actor), **form.cleaned_data,
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Svaret er skrevet. Les brevet, send det, og før at det er sendt."))
        return redirect("access_one", public_id=public_id)
    context = {
        "one": one, "form": form, "refusal": refusal,
        "rows": [
            words.document_row(each, asked.get(each.subject), handles=handles is None, now=now) for each in documents
        ],
        "appeal": access_laws()[one.law].appeals[language()], **form.shown_looks(),
    }  # fmt: skip
    return render(request, "records/decide.html", context, status=422 if form.errors else 200)


@reads_archive
@require_safe
def letter(request: SignedInRequest, public_id: str, form: str) -> HttpResponse:
    one = request_called(request.actor, public_id)
    if not one.pdf_sha256 or form not in ("pdf", "docx"):
        raise NotVisible
    if one.state == RequestState.DECIDED and permissions.keep(request.actor, one.member_id) is None:
        stop_if_gone(documents_of(one), taken_from(request.actor, one))  # they send it; what has been sent is sent
    pdf = form == "pdf"
    key, sha256, size = (
        (one.pdf_key, one.pdf_sha256, one.pdf_size) if pdf else (one.word_key, one.word_sha256, one.word_size)
    )
    title = _("Svar på krav om innsyn")
    name = f"{title} {one.received_on.isoformat()}.{form}"
    return given_out(request, Stored(one.public_id, key, sha256, size, name, PDF if pdf else WORD))


@reads_archive
@require_safe
def copy(request: SignedInRequest, public_id: str, document_id: str) -> HttpResponse:
    """Of a text, without what is kept back: as it was made with the answer, and before that as it would be."""
    found = requested_document(request.actor, public_id, document_id)
    if not found.text:
        raise NotVisible
    _stop_copy_if_gone(request, found)
    name = f"{KINDS.get(found.kind, found.kind)} {found.made_on.isoformat()}.pdf"
    if found.given_sha256:
        return given_out(
            request, Stored(found.public_id, found.given_key, found.given_sha256, found.given_size, name, PDF)
        )
    one = found.request
    with translation.override(one.language):
        kind = str(KINDS.get(found.kind, found.kind))
    return handed_out(pdf_of(redacted(found, kind, one.language, one.law)), name, PDF)


def _stop_copy_if_gone(request: SignedInRequest, found: RequestedDocument) -> None:
    """What has been given out with an answer may have been changed since, and is then given as it was."""
    now = taken_from(request.actor, found.request)
    if found.request.state != RequestState.ANSWERED or not is_there(found, now):
        stop_if_gone([found], now)


@reads_archive
@require_safe
def extension_notice(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = request_called(request.actor, public_id)
    if one.extended_to is None:
        raise NotVisible
    paper = notice(one, timezone.localdate())
    return handed_out(pdf_of(paper), f"{paper.title}.pdf", PDF)
