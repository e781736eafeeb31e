"""The inbox of signals and the page of one, with the talk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.findings.actions import inquiries as inquiry_acts
from aktsom.findings.actions import signals as acts
from aktsom.findings.models import Signal
from aktsom.findings.permissions import signals as permissions
from aktsom.findings.queries import signals as queries
from aktsom.findings.queries.inquiries import inquiries_for, list_of
from aktsom.findings.signal_states import InquiryState, SignalState
from aktsom.findings.signal_tables import signal_kinds
from aktsom.members.permissions import keeps_network
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.inquiries import words
from aktsom.web.inquiries.forms import SignalForm, team_choices

_VERBS = ("look", "join", "set_aside", "forward", "take_up")


def takes_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For those who take in signals; to others the page does not exist."""

    @takes_part
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if permissions.takes_in(request.actor) is not None:
            raise NotVisible
        return view(request, *args, **kwargs)

    return guarded


@takes_in
@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    waiting, over = queries.inbox(request.actor), queries.inbox(request.actor, over=True)
    context = {
        "waiting": waiting,
        "count": queries.waiting_count(request.actor),
        "over": over,
        "unanswered": queries.unanswered(request.actor, [*waiting, *over]),
        "gravity": {one.pk: str(queries.gravity(one)) for one in waiting},
        "today": timezone.localdate(),
        "all": keeps_network(request.actor),
        "words": words,
    }
    return render(request, "inquiries/inbox.html", context)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """For everybody with a role at a buyer. Who does not take in sees below what has become of its own."""
    takes = permissions.takes_in(request.actor) is None
    every = queries.teams_to_give()
    own = {each.public_id: each for each in every if each.pk in request.actor.team_ids}
    keeps = keeps_network(request.actor)
    form = SignalForm(
        sent(request), teams=[] if keeps else team_choices(list(own.values())),
        evidence=queries.archived_copies(request.actor),
    )  # fmt: skip
    made: list[Signal] = []

    def save() -> None:
        team = own.get(form.cleaned_data.get("team", ""))
        made.append(
            acts.note_signal(
                by=request.actor, at=timezone.now(), said=form.said(looked(request)), team_id=team.pk if team else None
            )
        )

    if request.method == "POST" and done(form, save):
        if not takes:
            told = _("Varselet er tatt imot. Sekretariatet leser det, og under ser du hva det blir av det.")
            messages.success(request, told)
            return redirect("signals_new")
        messages.success(request, _("Varselet er skrevet ned."))
        return redirect("signals_one", public_id=made[0].public_id)
    written = [] if takes else queries.written_by(request.actor)
    context = {"form": form, "takes": takes, "written": written, "words": words, **form.shown_looks()}
    return render(request, "inquiries/note.html", context, status=422 if form.errors else 200)


@takes_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(request: SignedInRequest, public_id: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    actor, found = request.actor, queries.signal(request.actor, public_id)
    kind = signal_kinds().get(found.kind)
    held_in = inquiries_for(actor).filter(pk=found.inquiry_id).first() if found.inquiry_id else None
    context = {
        "one": found,
        "talk": queries.messages_of(found),
        "words": words,
        "move": words.move_of(found, held_in),
        "zero": bool(kind and kind.zero_tolerance),
        "gravity": str(queries.gravity(found)),
        "may": {verb: permissions.handle(actor, found, verb) is None for verb in _VERBS},
        "may_answer": bool(found.receipt_hash) and permissions.handle(actor, found) is None,
        "may_give": permissions.give(actor, found) is None,
        "teams": team_choices(queries.teams_to_give()),
        "held_in": held_in,
        "open": [each for each in list_of(actor) if each.state == InquiryState.OPEN],
        "waits": found.state == SignalState.RECEIVED,
        "writer": ", ".join(filter(None, queries.writer_of(found))),
        "copies": queries.copy_of(actor, found),
        "wrong": wrong or {},
    }  # fmt: skip
    return render(request, "inquiries/signal.html", context, status=422 if wrong else 200)


Did = Callable[[SignedInRequest, dict[str, Any]], object]


def _reasoned(act: Callable[..., object], *names: str) -> Did:
    return lambda request, by: act(**by, **{name: request.POST.get(name, "") for name in names})


def _join(request: SignedInRequest, by: dict[str, Any]) -> object:
    """To one that is chosen, or to the open one about the same thing."""
    about = (request.POST.get("start_kind", ""), request.POST.get("start_key", ""))
    return inquiry_acts.join_signal(**by, inquiry_id=request.POST.get("inquiry", ""), about=about)


_MOVES: dict[str, tuple[Did, Callable[[], str]]] = {
    "se": (_reasoned(acts.look_at), lambda: _("Den som sa fra, ser nå at noen ser på det.")),
    "svar": (_reasoned(acts.answer_sender, "text"), lambda: _("Svaret ligger klart for den som har koden.")),
    "gi": (_reasoned(acts.give_to_team, "team_id"), lambda: _("Gruppen leser varselet nå.")),
    "legg-bort": (_reasoned(acts.set_aside, "reason"), lambda: _("Varselet er lagt bort, med grunnen.")),
    "send-videre": (_reasoned(acts.forward, "to", "reason"), lambda: _("Det står at varselet er sendt videre.")),
    "ta-opp": (_reasoned(acts.take_up), lambda: _("Varselet ses på igjen.")),
    "knytt": (_join, lambda: _("Varselet er en del av undersøkelsen. De som fører den, leser det nå.")),
}


@takes_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    queries.signal(request.actor, public_id)
    if verb not in _MOVES:
        raise NotVisible
    act, told = _MOVES[verb]
    by = {"by": request.actor, "at": timezone.now(), "signal_id": public_id, "revision": revision_of(request)}
    try:
        act(request, by)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        typed = {name: request.POST.get(name, "") for name in ("text", "reason", "to")}
        return shown(request, public_id, {"verb": verb, "error": str(error), **typed})
    messages.success(request, told())
    return redirect("signals_one", public_id=public_id)
