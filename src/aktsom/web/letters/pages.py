"""One letter, for its owner and for the supplier; its files; and the acts on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale
from aktsom.sanctions.actions import joint_letters, letter_receipt
from aktsom.sanctions.actions import letters as acts
from aktsom.sanctions.letter_making import PDF, TYPES, made, missing, sheet_of, template_of, text_digest
from aktsom.sanctions.letter_states import OTHER_PROOF, LetterState
from aktsom.sanctions.letter_tables import called
from aktsom.sanctions.models import Letter
from aktsom.sanctions.permissions import letters as permissions
from aktsom.sanctions.queries.letters import letter, letters_for
from aktsom.sanctions.writing.filling import Sheet, Signature
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.days import read_day
from aktsom.web.base.looking import looked, looks
from aktsom.web.contracts.sending import revision_of
from aktsom.web.evidence.download import Stored, given_out
from aktsom.web.letters import words
from aktsom.web.steps.on_pages import page_of_step

MOST = 200


@signed_in
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """The owner's own and those that others have shared; the supplier's received ones."""
    rows = letters_for(request.actor).order_by("-id")[:MOST]
    context = {"rows": [(row, words.kind_name(row.kind)) for row in rows], "words": words}
    return render(request, "letters/list.html", context)


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(request: SignedInRequest, public_id: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor, row = request.actor, letter(request.actor, public_id)
    supplier = permissions.answers_for(actor, row)
    draft = row.state == LetterState.DRAFT
    read = text_digest(row) if draft else ""  # before the text: what changes in between is then signed by nobody
    sheet = _drafted(row) if draft else None
    joint = list(row.signatures.select_related("member"))
    waits = [each for each in joint if each.signed_at is None]
    context = {
        "one": row,
        "title": words.title_of(row),
        "kind": words.kind_name(row.kind),
        "words": words,
        "supplier": supplier,
        "blocks": sheet.filled.blocks if sheet else row.blocks,
        "subject": sheet.filled.subject if sheet else row.subject,
        "lacking": [called(id_, _language()) for id_ in missing(row, sheet.values)] if sheet else [],
        "answers": list(row.answers.all()),
        "joint": joint,
        "read": read,
        "move": ", ".join(each.member.name for each in waits) if draft and waits else words.whose_move(row),
        "to_sign": [each for each in waits if permissions.sign(actor, row, each) is None],
        "contract": row.contract if not supplier and row.contract_id else None,
        "step": page_of_step(actor, row.decision_id) if row.sent_at else "",
        "proofs": [(how, words.HOW[how]) for how in OTHER_PROOF],
        "today": timezone.localdate(),
        "send_off": permissions.send(actor, row),
        "may_write": permissions.change(actor, row) is None,
        "may": {verb: permissions.owners(actor, row, verb) is None for verb in ("prove", "withdraw", "note_answer")},
        "may_confirm": permissions.suppliers(actor, row, "receive") is None,
        "may_answer": permissions.suppliers(actor, row, "answer") is None,
        "owns": permissions.writes_for(actor, row.owner_id) is None,
        "wrong": wrong or {},
        **looks(wrong["looks"] if wrong else None),
    }
    return render(request, "letters/one.html", context, status=422 if wrong else 200)


def _drafted(row: Letter) -> Sheet:
    signers = acts.signatures_of(row) if row.signatures.exists() else [Signature(row.owner.name)]
    return sheet_of(row, signers, day=timezone.localdate(), draft=True)


@signed_in
@require_safe
def file(request: SignedInRequest, public_id: str, form: str) -> HttpResponse:
    """As it was sent; of a draft as it would be, marked as one."""
    row = letter(request.actor, public_id)
    if form not in TYPES:
        raise NotVisible
    name = file_name(row.number or "utkast", row.kind, form)
    if row.state == LetterState.DRAFT:
        return handed_out(made(_drafted(row), form, template_of(row), row.kind), name, TYPES[form])
    key, sha256, size = (
        (row.pdf_key, row.pdf_sha256, row.pdf_size) if form == PDF else (row.word_key, row.word_sha256, row.word_size)
    )
    return given_out(request, Stored(row.public_id, key, sha256, size, name, TYPES[form]))


def file_name(number: str, kind: str, form: str) -> str:
    return " ".join((_("Brev"), number.replace("/", "-"), words.kind_name(kind))) + f".{form}"


def handed_out(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Made for this answer alone: to be saved, never shown as a page of ours."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb not in _MOVES:
        raise NotVisible
    row = letter(request.actor, public_id)
    did = _MOVES[verb]
    try:
        did.act(request, row)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        text = request.POST.get("text", "")
        return shown(request, public_id, {"verb": verb, "text": text, "error": str(error), "looks": error})
    messages.success(request, did.told())
    return redirect("letters_list") if verb == "slett" else redirect("letters_one", public_id=public_id)


@dataclass(frozen=True)
class _Did:
    act: Callable[[SignedInRequest, Letter], object]
    told: Callable[[], str]


def _usual(request: SignedInRequest, row: Letter) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now(), "letter_id": row.public_id}


def _send(request: SignedInRequest, row: Letter) -> object:
    return acts.send_letter(by=request.actor, at=timezone.now(), letter=row, revision=revision_of(request))


def _drop(request: SignedInRequest, row: Letter) -> object:
    return acts.drop_letter(**_usual(request, row), revision=revision_of(request))


def _withdraw(request: SignedInRequest, row: Letter) -> object:
    return acts.withdraw_letter(
        **_usual(request, row), revision=revision_of(request), reason=request.POST.get("text", ""),
        looked=looked(request),
    )  # fmt: skip


def _confirm(request: SignedInRequest, row: Letter) -> object:
    return letter_receipt.confirm_receipt(**_usual(request, row))


def _prove(request: SignedInRequest, row: Letter) -> object:
    asked, never = request.POST, date.min  # what is no day is told of: today would start the times from a wrong one
    return letter_receipt.note_receipt(
        **_usual(request, row), revision=revision_of(request), how=asked.get("how", ""),
        received_on=read_day(asked.get("received_on"), never), note=asked.get("text", ""),
    )  # fmt: skip


def _answer(request: SignedInRequest, row: Letter) -> object:
    return letter_receipt.answer_letter(
        **_usual(request, row), text=request.POST.get("text", ""), looked=looked(request)
    )


def _note_answer(request: SignedInRequest, row: Letter) -> object:
    text = request.POST.get("text", "")
    usual = _usual(request, row)
    return letter_receipt.note_answer(**usual, revision=revision_of(request), text=text, looked=looked(request))


def _sign(request: SignedInRequest, row: Letter) -> object:
    asked = request.POST.get("member", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Refused(Refusal(_("Velg hvem du undertegner for.")))
    return joint_letters.sign_letter(
        **_usual(request, row), revision=revision_of(request), member_id=int(asked),
        text_sha256=request.POST.get("read", ""),
    )  # fmt: skip


_MOVES: dict[str, _Did] = {
    "send": _Did(_send, lambda: _("Brevet er sendt, og leverandøren har fått e-post om det.")),
    "slett": _Did(_drop, lambda: _("Utkastet er slettet.")),
    "trekk": _Did(_withdraw, lambda: _("Brevet er trukket. Det står fortsatt i arkivet.")),
    "mottatt": _Did(_confirm, lambda: _("Takk. Fristene i brevet regnes fra i dag.")),
    "bevis": _Did(_prove, lambda: _("Beviset er ført inn. Fristene regnes fra den dagen.")),
    "svar": _Did(_answer, lambda: _("Takk. Svaret er sendt.")),
    "notersvar": _Did(_note_answer, lambda: _("Svaret er ført inn.")),
    "undertegn": _Did(_sign, lambda: _("Brevet er undertegnet.")),
}


def _language() -> str:
    return translation.get_language() or "nb"
