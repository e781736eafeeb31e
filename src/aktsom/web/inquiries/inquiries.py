"""The list of joint inquiries and the page of one: for those who run it, and for bodies that are touched."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.effects.effort_states import Activity
from aktsom.findings.actions import inquiries as acts
from aktsom.findings.actions import touched as touched_acts
from aktsom.findings.actions.reaching_again import reach_again
from aktsom.findings.models import Finding, InquiryMember
from aktsom.findings.permissions import findings as finding_permissions
from aktsom.findings.permissions import signals as permissions
from aktsom.findings.queries.inquiries import inquiry, inquiry_view, list_of
from aktsom.findings.signal_states import BranchState
from aktsom.findings.signal_tables import inquiry_branches, signal_kinds
from aktsom.follow_up.queries.planning import follow_up
from aktsom.supply_chain.queries.starts import Start, StartKind
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.days import read_day
from aktsom.web.base.jinja import by_language
from aktsom.web.base.looking import looked, looks
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.effort.here import effort_here
from aktsom.web.inquiries import words
from aktsom.web.inquiries.forms import AllegationForm, PartForm
from aktsom.web.touched.words import name_of, way_words


@takes_part
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    takes = permissions.takes_in(request.actor) is None
    return render(request, "inquiries/list.html", {"rows": list_of(request.actor), "words": words, "takes": takes})


@takes_part
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(request: SignedInRequest, public_id: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor, found = request.actor, inquiry(request.actor, public_id)
    view = inquiry_view(actor, found, timezone.localdate())
    runs = permissions.run(actor, found) is None
    context = {
        "one": found,
        "view": view,
        "words": words,
        "texts": {id_: by_language(text, "text") for id_, text in inquiry_branches().items()},
        "way_words": way_words,
        "who": words.by_whom(found.team),
        "move": words.move_in(view),
        "place": _place(found.start_kind, found.start_key, view.place),
        "now_day": timezone.localdate(),
        "runs": runs,
        "unasked": view.by_state[BranchState.WAITING],
        "unshown": view.by_branch.total() - len(view.branches),
        "may_ask": permissions.ask(actor, found) is None,
        "ask_refusal": permissions.ask(actor, found) if view.runs else None,
        "may_alert": permissions.alert(actor, found) is None and signal_kinds()[found.kind].zero_tolerance,
        "parts": [(row, _part_form(row, wrong)) for row in view.mine if permissions.answer_for(actor, row) is None],
        "alleges": [each for each in view.follow_ups if finding_permissions.note(actor, each) is None],
        "effort": effort_here(actor, public_id, Activity.INQUIRY),
        "wrong": wrong or {},
        **looks(wrong.get("looks") if wrong else None),
    }  # fmt: skip
    return render(request, "inquiries/inquiry.html", context, status=422 if wrong else 200)


def _place(kind: str, key: str, name: str) -> str:
    """Countries and products are named in the reader's language; a place that it may not see is not named at all."""
    if kind not in (StartKind.COUNTRY, StartKind.PRODUCT):
        return name
    return name_of(Start(StartKind(kind), key, name))


def _part_form(row: InquiryMember, wrong: dict[str, Any] | None) -> PartForm:
    if wrong and wrong.get("member") == row.member.public_id:
        form: PartForm = wrong["form"]
        return form
    return PartForm(initial={"part": row.part, "judgement": row.judgement, "shares": row.shares}, prefix=None)


Did = Callable[[SignedInRequest, dict[str, Any]], object]


def _ask(request: SignedInRequest, by: dict[str, Any]) -> object:
    day = request.POST.get("answer_by", "")
    until = read_day(day, timezone.localdate()) if day else None
    return acts.ask_suppliers(**by, answer_by=until, again=request.POST.get("branch", ""))


def _alert(request: SignedInRequest, by: dict[str, Any]) -> object:
    return acts.raise_alert(**by, text=request.POST.get("text", ""), looked=looked(request))


def _close(request: SignedInRequest, by: dict[str, Any]) -> object:
    return acts.close_inquiry(**by, reason=request.POST.get("text", ""), looked=looked(request))


def _reasoned(act: Callable[..., object]) -> Did:
    return lambda request, by: act(**by, reason=request.POST.get("text", ""))


_MOVES: dict[str, tuple[Did, Callable[[], str]]] = {
    "spor": (_ask, lambda: _("Leverandørene er spurt, hver etter hvor den står i kjeden.")),
    "hold": (_reasoned(acts.hold), lambda: _("Leverandørene spørres ikke før dere slipper det fri.")),
    "slipp": (_reasoned(acts.release), lambda: _("Leverandørene kan spørres nå.")),
    "varsle": (_alert, lambda: _("Alle med en berørt avtale har fått varselet, hjemme og i e-post.")),
    "pa-nytt": (lambda _request, by: reach_again(**by), lambda: _("Kjeden er gått gjennom på nytt.")),
    "lukk": (_close, lambda: _("Undersøkelsen er avsluttet.")),
}


@takes_part
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    inquiry(request.actor, public_id)
    if verb not in _MOVES:
        raise NotVisible
    act, told = _MOVES[verb]
    by = {"by": request.actor, "at": timezone.now(), "inquiry_id": public_id, "revision": revision_of(request)}
    try:
        act(request, by)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        text = request.POST.get("text", "")
        return shown(request, public_id, {"verb": verb, "text": text, "error": str(error), "looks": error})
    messages.success(request, told())
    return redirect("inquiries_one", public_id=public_id)


@takes_part
@require_POST
def acknowledge(request: SignedInRequest, public_id: str) -> HttpResponse:
    touched_acts.acknowledge_alert(
        by=request.actor, at=timezone.now(), inquiry_id=public_id, member_id=request.POST.get("member", "")
    )
    messages.success(request, _("Dere har kvittert. Skriv gjerne hva dere gjør."))
    return redirect("inquiries_one", public_id=public_id)


@takes_part
@require_POST
def part(request: SignedInRequest, public_id: str) -> HttpResponse:
    inquiry(request.actor, public_id)
    form, member = PartForm(request.POST), request.POST.get("member", "")

    def save() -> None:
        touched_acts.take_part(
            by=request.actor, at=timezone.now(), inquiry_id=public_id, member_id=member, revision=revision_of(request),
            **form.cleaned_data, looked=looked(request),
        )  # fmt: skip

    if done(form, save):
        messages.success(request, _("Lagret. Vurderingen er deres egen."))
        return redirect("inquiries_one", public_id=public_id)
    return shown(request, public_id, {"member": member, "form": form})


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def allege(request: SignedInRequest, public_id: str, follow_up_id: str) -> HttpResponse:
    found, case = inquiry(request.actor, public_id), follow_up(request.actor, follow_up_id)
    stop_if(finding_permissions.note(request.actor, case))
    form, made = AllegationForm(sent(request)), list[Finding]()

    def save() -> None:
        told = form.cleaned_data
        made.append(
            touched_acts.note_allegation(
                by=request.actor,
                at=timezone.now(),
                inquiry_id=public_id,
                follow_up_id=follow_up_id,
                title=told["title"],
                text=told["text"],
                looked=looked(request),
            )
        )

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Påstanden er skrevet ned. Ingen andre ser den før dere viser den."))
        return redirect("findings_one", public_id=made[0].public_id)
    context = {"one": found, "case": case, "form": form, **form.shown_looks()}
    return render(request, "inquiries/allege.html", context, status=422 if form.errors else 200)
