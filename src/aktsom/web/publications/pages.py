"""What is published of one follow-up, the page of one publication, and the acts that stand on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.findings.actions import drafting, publishing
from aktsom.findings.models import Publication, PublicationVersion
from aktsom.findings.permissions import publications as permissions
from aktsom.findings.queries.findings import term_sets_of
from aktsom.findings.queries.publications import (
    doors,
    fields_of,
    passages_of,
    publication,
    publications_of,
    versions_of,
)
from aktsom.findings.rules.published import FIELDS
from aktsom.findings.states import IN_WORK, OPEN_TO_ALL, VERSION, EmbargoDecision, VersionState
from aktsom.follow_up.queries.planning import follow_up
from aktsom.sharing.releasing import HOLDS, Hold
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.looking import looked, looks
from aktsom.web.contracts.sending import revision_of
from aktsom.web.meetings.words import by_whom
from aktsom.web.public import words as public_words
from aktsom.web.publications import words
from aktsom.web.publications.writing import told_of
from aktsom.web.teams.words import group_name


@takes_part
@require_safe
def of_follow_up(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    one = follow_up(request.actor, follow_up_id)
    rows = publications_of(request.actor, [one])
    may = permissions.draft(request.actor, one) is None
    standing = {row.term_set_id for row in rows if row.withdrawn_at is None}
    context = {
        "one": one,
        "name": group_name(one.group_id),
        "rows": rows,
        "open_sets": [code for code in term_sets_of(one.pk) if code not in standing] if may else [],
        "words": words,
        "may": may,
    }
    return render(request, "publications/of_follow_up.html", context)


@takes_part
@require_POST
def begin(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    made = drafting.draft_publication(
        by=request.actor, at=timezone.now(), follow_up_id=follow_up_id, term_set=request.POST.get("term_set", "")
    )
    messages.success(request, _("Utkastet er satt opp fra saken. Ingen andre ser det ennå."))
    return redirect("publications_one", public_id=made.publication.public_id)


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    return shown(request, public_id)


def shown(request: SignedInRequest, public_id: str, wrong: dict[str, Any] | None = None) -> HttpResponse:
    found = publication(request.actor, public_id)
    versions = versions_of(request.actor, found)
    if not versions:
        raise NotVisible
    who = by_whom(found.team, found.owner)
    newest, out = versions[0], doors(versions).out
    context = {
        "one": found,
        "newest": newest,
        "out": out,
        "versions": [row for row in versions if row.state in (*OPEN_TO_ALL, VersionState.WITHDRAWN)],
        "who": who,
        "words": words,
        "state": words.STATES[newest.state],
        "move": words.whose_move(newest.state, who, found.supplier.name),
        "fields": [(name, public_words.FIELD_NAMES[name]) for name in FIELDS],
        "shown": public_words.shown(fields_of(newest), newest.language),
        "passages": [(row, told_of(row, found)) for row in passages_of(request.actor, newest)],
        "supplier": permissions.answers_for(request.actor, newest),
        "decides": permissions.decides(request.actor),
        "in_work": newest.state in IN_WORK,
        "wrong": wrong or {},
        **_may(request, found, newest),
        **_held(request, found, newest),
        **looks(wrong["looks"] if wrong else None),
    }
    return render(request, "publications/one.html", context, status=422 if wrong else 200)


def _may(request: SignedInRequest, one: Publication, newest: PublicationVersion) -> dict[str, Any]:
    actor = request.actor
    ours = {move.verb for move in VERSION.moves if move.who == "team"}
    theirs = {move.verb for move in VERSION.moves if move.who == "secretariat"}
    return {
        "runs": permissions.runs(actor, one) is None,
        "may": {verb: permissions.move(actor, newest, verb) is None for verb in ours}
        | {verb: permissions.decide(actor, newest, verb) is None for verb in theirs},
        "may_write": permissions.write(actor, newest) is None,
        "may_correct": permissions.correct(actor, one) is None,
        "may_answer": permissions.answer(actor, newest) is None,
        "may_withdraw": permissions.decides(actor) and one.published_at is not None and one.withdrawn_at is None,
    }


def _held(request: SignedInRequest, one: Publication, newest: PublicationVersion) -> dict[str, Any]:
    """What keeps it in, for those who can do something about it; that the case is another now, also of what is out."""
    if not (permissions.decides(request.actor) or permissions.runs(request.actor, one) is None):
        return {"holds": [], "undecided": False, "moved_on": False}
    now = timezone.now()
    found = publishing.holds_of(one, newest, now) if newest.state in IN_WORK else ()
    looked_at = newest.state in (*IN_WORK, VersionState.PUBLISHED)
    return {
        "holds": [HOLDS[hold] for hold in found],
        "undecided": Hold.PLAN_UNDECIDED in found,
        "moved_on": looked_at and publishing.case_has_moved_on(one, newest, now),
    }


@signed_in
@require_POST
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    if verb not in _MOVES:
        raise NotVisible
    publication(request.actor, public_id)
    act, told = _MOVES[verb]
    by = {"by": request.actor, "at": timezone.now(), "publication_id": public_id, "revision": revision_of(request)}
    try:
        act(request, by)
    except (NotVisible, Refused, Stale):
        raise
    except DomainError as error:
        typed = {name: request.POST.get(name, "") for name in ("text", "unshown")}
        return shown(request, public_id, {"verb": verb, **typed, "error": str(error), "looks": error})
    messages.success(request, told())
    return redirect("publications_one", public_id=public_id)


Did = Callable[[SignedInRequest, dict[str, Any]], object]


def _with(act: Callable[..., object]) -> Did:
    return lambda request, by: act(**by, reason=request.POST.get("text", ""), looked=looked(request))


def _propose(request: SignedInRequest, by: dict[str, Any]) -> object:
    return publishing.propose_version(
        **by, reason=request.POST.get("text", ""), unshown=request.POST.get("unshown", ""), looked=looked(request)
    )


def _answer(request: SignedInRequest, by: dict[str, Any]) -> object:
    return publishing.answer_version(**by, comment=request.POST.get("text", ""), looked=looked(request))


def _embargo(request: SignedInRequest, by: dict[str, Any]) -> object:
    said = request.POST.get("decision", "")
    decision = EmbargoDecision.PUBLISH if said == EmbargoDecision.PUBLISH else EmbargoDecision.HOLD
    return publishing.decide_embargo(
        **by, decision=decision, reason=request.POST.get("text", ""), looked=looked(request)
    )


def _correct(request: SignedInRequest, by: dict[str, Any]) -> object:
    told = {name: value for name, value in by.items() if name != "revision"}
    return drafting.begin_correction(**told, reason=request.POST.get("text", ""), looked=looked(request))


_MOVES: dict[str, tuple[Did, Callable[[], str]]] = {
    "vis": (
        lambda _request, by: publishing.show_version(**by),
        lambda: _("Leverandøren og de som har en avtale med, kan lese det nå, og har fått brev."),
    ),
    "svar": (_answer, lambda: _("Svaret er sendt. Kommentaren publiseres sammen med resultatet.")),
    "ta-tilbake": (lambda _request, by: drafting.take_back(**by), lambda: _("Utkastet er tatt tilbake.")),
    "foresla": (_propose, lambda: _("Sekretariatet har fått forslaget.")),
    "send-tilbake": (_with(publishing.send_back), lambda: _("Sendt tilbake til dem som følger opp.")),
    "uten-plan": (_embargo, lambda: _("Avgjørelsen er skrevet ned.")),
    "publiser": (_with(publishing.publish), lambda: _("Resultatet er publisert.")),
    "rett": (_correct, lambda: _("En ny utgave er satt opp. Den som er ute, står til den nye er publisert.")),
    "trekk": (_with(publishing.withdraw), lambda: _("Resultatet er trukket. Siden sier når og hvorfor.")),
    "forkast": (lambda _request, by: drafting.drop_version(**by), lambda: _("Utkastet er forkastet.")),
}
