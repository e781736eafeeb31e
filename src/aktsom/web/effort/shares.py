"""What members owe each other for joint costs: each its own shares, and the whole for those who follow up."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import DomainError, NotVisible, Refused, Stale, stop_if
from aktsom.core.public_ids import new_public_id
from aktsom.effects.actions import costs as acts
from aktsom.effects.effort_tables import share_rules
from aktsom.effects.models import CostShare, JointCost
from aktsom.effects.permissions import costs as permissions
from aktsom.effects.queries.costs import (
    audits_to_share,
    cost,
    costs_of,
    covered_members,
    members_called,
    own_shares,
    recorded_by_form,
    share,
    total_open,
    traces,
)
from aktsom.effects.queries.effort import people_called
from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.queries.audits import audit
from aktsom.follow_up.queries.planning import follow_up, own
from aktsom.interop.spreadsheets.writing import Column, Item, Style
from aktsom.web.audits.words import title as audit_title
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.excel import excel
from aktsom.web.base.jinja import by_language
from aktsom.web.contracts.sending import revision_of
from aktsom.web.effort import words
from aktsom.web.effort.forms import CostForm

VERBS = {"betalt": "say_paid", "kommet": "settle", "apne": "reopen"}


@takes_part
@require_safe
def shown(request: SignedInRequest) -> HttpResponse:
    return _shown(request)


def _shown(request: SignedInRequest, wrong: dict[str, str] | None = None) -> HttpResponse:
    actor = request.actor
    if not actor.member_ids:
        raise NotVisible
    found = own_shares(actor)
    every = [*found.owed, *found.due]
    told = traces(actor, every)
    context = {
        "found": found,
        "names": {one.pk: one.name for one in members_called({id_ for row in found.net for id_ in _ends(row)})},
        "own": actor.member_ids,
        "open": {"owed": total_open(found.owed), "due": total_open(found.due)},
        "traces": told,
        "people": people_called({row.person_id for rows in told.values() for row in rows if row.person_id}),
        "may": {one.pk: _may(actor, one) for one in every},
        "rules": {code: by_language(row, "name") for code, row in share_rules().items()},
        "several": len(actor.member_ids) > 1,
        "words": words,
        "wrong": wrong or {},
    }
    return render(request, "effort/shares.html", context, status=422 if wrong else 200)


def _ends(row: object) -> tuple[int, int]:
    return row.debtor, row.creditor  # type: ignore[attr-defined]  # an Owed


def _may(actor: Actor, one: CostShare) -> set[str]:
    return {path for path, verb in VERBS.items() if permissions.move(actor, one, verb) is None}


@takes_part
@require_POST
def move(request: SignedInRequest, share_id: str, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise NotVisible
    share(request.actor, share_id)
    note = request.POST.get("text", "")
    try:
        acts.move_share(
            by=request.actor, at=timezone.now(), share_id=share_id, revision=revision_of(request), verb=VERBS[verb],
            note=note,
        )  # fmt: skip
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _shown(request, {"share": share_id, "verb": verb, "text": note, "error": str(error)})
    messages.success(request, _("Det er skrevet ned."))
    return redirect("effort_shares")


@takes_part
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    if not request.actor.member_ids:
        raise NotVisible
    found = own_shares(request.actor)
    columns = [
        Column(_("Dag"), Style.DAY),
        Column(_("Hva det gjelder"), Style.LONG_TEXT),
        Column(_("Leverandør")),
        Column(_("Skyldes av")),
        Column(_("Skyldes til")),
        Column(_("Beløp"), Style.MONEY),
        Column(_("Valuta")),
        Column(_("Deling")),
        Column(_("Tilstand")),
        Column(_("Kode"), Style.CODE),
    ]
    rules = share_rules()
    lines: Iterator[list[Item]] = (
        [
            one.on, one.title, one.supplier.name, one.member.name, one.creditor.name, one.amount, one.currency,
            by_language(rules[one.rule], "name"), str(words.SHARE_STATES[one.state]), one.public_id,
        ]
        for one in [*found.owed, *found.due, *found.own]
    )  # fmt: skip
    return excel(_("Felles kostnader"), columns, lines)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def costs(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    """Of one follow-up, for those who do it and those who paid."""
    one = follow_up(request.actor, follow_up_id)
    if request.method != "POST":
        return _costs(request, one)
    _runs_or_raise(request.actor, one)
    known = recorded_by_form(request.actor, one, request.POST.get("cost_id", ""))
    form = _form(request.actor, one, request.POST, known)
    try:
        if form.is_valid():
            acts.record_cost(by=request.actor, at=timezone.now(), follow_up_id=follow_up_id, said=form.said())
            return _recorded(request, one)
    except acts.FormUsed as error:
        return _costs(request, one, _anew(request, one, known, error))
    except acts.AlreadyRecorded as error:
        return _recorded(request, one, "" if known else str(error))  # pressed twice: answered as the first
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        form.say(error)
    return _costs(request, one, form)


def _recorded(request: SignedInRequest, one: FollowUp, otherwise: str = "") -> HttpResponse:
    if otherwise:
        messages.info(request, otherwise)
    else:
        messages.success(request, _("Kostnaden er ført, og delt mellom medlemmene."))
    return redirect("effort_costs", follow_up_id=one.public_id)


def _anew(request: SignedInRequest, one: FollowUp, known: JointCost | None, error: DomainError) -> CostForm:
    """What was typed, in a form of its own: sent once more it is another cost."""
    typed = request.POST.copy()
    typed["cost_id"] = new_public_id("jco")
    form = _form(request.actor, one, typed, known)
    form.say(error)
    return form


def _runs_or_raise(actor: Actor, one: FollowUp) -> None:
    if not FollowUp._default_manager.filter(own(actor), pk=one.pk).exists():
        raise NotVisible
    stop_if(permissions.record_cost(actor, one))


def _form(actor: Actor, one: FollowUp, sent: object = None, known: JointCost | None = None) -> CostForm:
    """`known` is what the form has recorded already: the audit it was for can still be chosen, so that a second press
    reads as the first."""
    counts = covered_members(one)
    members = members_called(counts)
    payers = members_called({*counts, *actor.member_ids})
    own_audit = [audit(actor, known.subject)] if known and known.subject else []
    audits = {each.public_id: audit_title(each.number) for each in [*own_audit, *audits_to_share(actor, one)]}
    initial = {"cost_id": new_public_id("jco"), "on": timezone.localdate(), "currency": "NOK", "rule": "equal"}
    return CostForm(sent, members=members, payers=payers, audits=list(audits.items()), initial=initial)


def _costs(request: SignedInRequest, one: FollowUp, form: CostForm | None = None, wrong: str = "") -> HttpResponse:
    actor = request.actor
    runs = permissions.record_cost(actor, one) is None
    rows = costs_of(actor, one)
    if not runs and not rows:
        raise NotVisible
    context = {
        "one": one,
        "rows": rows,
        "runs": runs,
        "form": form or (_form(actor, one) if runs else None),
        "open_form": form is not None,
        "rules": {code: by_language(row, "name") for code, row in share_rules().items()},
        "may_take_back": {each.pk for each in rows if permissions.take_back(actor, each) is None},
        "words": words,
        "wrong": wrong,
    }
    return render(request, "effort/costs.html", context, status=422 if form or wrong else 200)


@takes_part
@require_POST
def take_back(request: SignedInRequest, cost_id: str) -> HttpResponse:
    found = cost(request.actor, cost_id)
    try:
        acts.take_back_cost(by=request.actor, at=timezone.now(), cost_id=cost_id, reason=request.POST.get("text", ""))
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        return _costs(request, found.follow_up, wrong=str(error))
    messages.success(request, _("Kostnaden er tatt tilbake. Ingen skylder noe for den."))
    return redirect("effort_costs", follow_up_id=found.follow_up.public_id)
