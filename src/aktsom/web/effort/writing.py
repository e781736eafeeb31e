"""Hours are written down, corrected and struck, and the timer is started and stopped: from the page where the work is
done, and back to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.effects.actions import effort as acts
from aktsom.effects.actions import timers
from aktsom.effects.effort_states import Activity
from aktsom.effects.permissions import effort as permissions
from aktsom.effects.queries.effort import entry, history, own_facts, people_called, running
from aktsom.effects.subjects import Subject, subject
from aktsom.sharing.viewing import sees_network
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.page import page_before
from aktsom.web.effort import words
from aktsom.web.effort.forms import CorrectForm, EffortForm, HoursForm, first, now_of

OWN_PAGES = "/effekt/innsats/"


def back(request: SignedInRequest) -> HttpResponse:
    """To the page that the work is done on; what is only the answer to a form is no page."""
    came = page_before(request)
    return redirect(came if came and not came.startswith(OWN_PAGES) else "effort_mine")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest) -> HttpResponse:
    """The one address that every page's form is sent to; opened, it is the whole form."""
    about = (request.POST if request.method == "POST" else request.GET).get("subject", "")
    on = subject(request.actor, about) if about else None
    supplier = on is not None and permissions.is_suppliers(request.actor, on)
    if not supplier and not sees_network(request.actor):
        raise NotVisible
    stop_if(permissions.state(request.actor, on) if supplier and on else permissions.write(request.actor))
    if request.method != "POST":
        usual = on.of_supplier if supplier and on else on.activity if on else Activity.OTHER
        return _form(request, EffortForm(initial=first(about, usual or Activity.OTHER), supplier=supplier), on)
    form = EffortForm(request.POST, supplier=supplier)
    try:
        if form.is_valid():
            made = acts.write_down(by=request.actor, at=timezone.now(), said=form.said())
            messages.success(request, _("%(hours)s er skrevet ned.") % {"hours": words.hours(made.hours)})
            return back(request)
    except acts.AlreadyWritten as error:
        messages.success(request, str(error))
        return back(request)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
    return _form(request, form, on)


def _form(request: SignedInRequest, form: EffortForm, on: Subject | None) -> HttpResponse:
    context = {"form": form, "on": on, "kind": words.kind_of(on.public_id) if on else "", "words": words}
    context["href"] = words.page_of(on.public_id) if on else ""
    return render(request, "effort/write.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def one(request: SignedInRequest, entry_id: str) -> HttpResponse:
    return _shown(request, entry_id)


def _shown(request: SignedInRequest, entry_id: str, form: CorrectForm | None = None, wrong: str = "") -> HttpResponse:
    found = entry(request.actor, entry_id)
    rows = history(request.actor, found)
    own = own_facts(request.actor, rows)
    supplier = found.supplier_id is not None
    context = {
        "one": found,
        "rows": [(row, own.get(row.pk)) for row in rows],
        "own": own.get(found.pk),
        "people": people_called({facts.person_id for facts in own.values() if facts.person_id}),
        "may": permissions.change(request.actor, found) is None,
        "form": form or CorrectForm(initial=now_of(found, own.get(found.pk)), supplier=supplier),
        "kind": words.kind_of(found.subject),
        "href": words.page_of(found.subject),
        "words": words,
        "strike_wrong": wrong,
        "network": sees_network(request.actor),
    }
    return render(request, "effort/entry.html", context, status=422 if wrong or (form and form.errors) else 200)


@signed_in
@require_POST
def correct(request: SignedInRequest, entry_id: str) -> HttpResponse:
    found = entry(request.actor, entry_id)
    if found.ended_at is not None:
        raise Stale(_("Linjen er rettet eller strøket allerede. Se på den nye."))
    stop_if(permissions.change(request.actor, found))
    form = CorrectForm(request.POST, supplier=found.supplier_id is not None)
    try:
        if form.is_valid():
            told = dict(form.cleaned_data)
            reason = told.pop("reason")
            said = acts.EffortSaid(**{**told, "subject": found.subject, "entry_id": ""})
            made = acts.correct(by=request.actor, at=timezone.now(), entry_id=entry_id, said=said, reason=reason)
            messages.success(request, _("Linjen er rettet. Den gamle står under historien."))
            return redirect("effort_entry", entry_id=made.public_id)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
    return _shown(request, entry_id, form)


@signed_in
@require_POST
def strike(request: SignedInRequest, entry_id: str) -> HttpResponse:
    entry(request.actor, entry_id)
    try:
        acts.strike(by=request.actor, at=timezone.now(), entry_id=entry_id, reason=request.POST.get("text", ""))
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _shown(request, entry_id, wrong=str(error))
    messages.success(request, _("Linjen er strøket, og teller ikke lenger."))
    return redirect("effort_entry", entry_id=entry_id)


@takes_part
@require_POST
def start(request: SignedInRequest) -> HttpResponse:
    told = {name: request.POST.get(name, "") for name in ("subject", "activity")}
    try:
        timers.start_timer(by=request.actor, at=timezone.now(), subject_id=told["subject"], activity=told["activity"])
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Tidtakeren går. Den går videre om du lukker siden."))
    return back(request)


@takes_part
@require_POST
def timer(request: SignedInRequest, timer_id: str, verb: str) -> HttpResponse:
    """A timer that ran for very long asks how long it was, on a page of its own."""
    act = _TIMER.get(verb)
    if act is None:
        raise NotVisible
    form = HoursForm(request.POST) if "hours" in request.POST else None
    if form is not None and not form.is_valid():
        return _asks(request, form)
    try:
        said = act(request, timer_id, form.cleaned_data["hours"] if form else None)
    except Stale as error:  # a second click, or another tab
        messages.info(request, str(error))
        return back(request)
    except (NotVisible, Refused):
        raise
    except DomainError as error:
        return _asks(request, HoursForm(), str(error))
    messages.success(request, said)
    return back(request)


def _asks(request: SignedInRequest, form: HoursForm, wrong: str = "") -> HttpResponse:
    context = {"form": form, "timer": running(request.actor), "words": words, "wrong": wrong}
    return render(request, "effort/timer.html", context, status=422)


def _stopped(request: SignedInRequest, timer_id: str, hours: Any) -> str:
    made = timers.stop_timer(by=request.actor, at=timezone.now(), timer_id=timer_id, hours=hours)
    return _("%(hours)s er skrevet ned.") % {"hours": words.hours(made.hours)}


def _dropped(request: SignedInRequest, timer_id: str, _hours: Any) -> str:
    timers.drop_timer(by=request.actor, at=timezone.now(), timer_id=timer_id)
    return _("Tidtakeren er kastet. Ingenting er skrevet ned.")


_TIMER: dict[str, Callable[[SignedInRequest, str, Any], str]] = {"stopp": _stopped, "kast": _dropped}
