"""The page of a suspension: what is stopped, until when, what lifts it, and what has been shown and decided."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from aktsom.core.actor import Actor
from aktsom.follow_up.file_words import TAKEN
from aktsom.follow_up.tables import evidence_limit
from aktsom.sanctions.actions import showing, suspensions
from aktsom.sanctions.letter_tables import LIFTING
from aktsom.sanctions.models import Suspension
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.permissions.letters import write
from aktsom.sanctions.queries.letters import lifting_letters
from aktsom.sanctions.queries.steps import files_of, steps_of, suspension
from aktsom.sanctions.rules.suspensions import Result, Standing, standing
from aktsom.sanctions.step_states import SUSPENSION
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.evidence.uploads import largest_form
from aktsom.web.letters import words as letter_words
from aktsom.web.steps import words
from aktsom.web.steps.acting import Acting, act, acting_of
from aktsom.web.steps.forms import ProlongForm, ReasonForm, ShowForm, TestForm

MEGA = 1024 * 1024
VERBS = {"vis": "show", "vurder": "lift", "forleng": "prolong", "avslutt": "end"}


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found, today = suspension(request.actor, public_id), timezone.localdate()
    steps, now = steps_of(found), standing(found.state, found.period, today)
    may = {verb for verb, move in VERBS.items() if permissions.suspension(request.actor, found, move, today) is None}
    context = {
        "one": found, "words": words, "may": may, "steps": steps, "run_out": now is Standing.RUN_OUT,
        "state": words.OVER.get(found.state) or words.STANDINGS[now],
        "what": words.parts_of(found.whole, found.products, [place["name"] for place in found.places]),
        "move": words.whose_move(SUSPENSION, found.state, found.owner.name, found.supplier.name),
        "files": files_of(request.actor, steps), "next": _next(may, now, found),
        "supplier": permissions.answers_for(request.actor, found), "own": found.owner_id in request.actor.member_ids,
        **_letters(request.actor, found), "left": max((found.ends_on - today).days, 0),
    }  # fmt: skip
    return render(request, "steps/suspension.html", context)


def _letters(actor: Actor, found: Suspension) -> dict[str, Any]:
    """Of its being lifted, and whether one is to be written: the supplier may not see the decision itself."""
    rows = lifting_letters(actor, found)
    writes = not rows and found.owner_id in actor.member_ids and write(actor, found.decision, LIFTING) is None
    return {
        "letter_rows": [(row, letter_words.kind_name(row.kind)) for row in rows], "letter_words": letter_words,
        "writes_letter": found.decision.public_id if writes else "", "letter_kind": LIFTING,
    }  # fmt: skip


def _next(may: set[str], now: Standing, found: Suspension) -> str:
    """The one thing to press, by its verb."""
    wanted = ("vis", "vurder") if found.state == "shown" or now is not Standing.RUN_OUT else ("vis", "avslutt")
    return next((verb for verb in wanted if verb in may), "")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    acting = acting_of(ACTS, verb)
    found = suspension(request.actor, public_id)
    refusal = permissions.suspension(request.actor, found, VERBS[verb], timezone.localdate())
    back = _now("Stansen"), reverse("steps_suspension", kwargs={"public_id": public_id})
    steps = steps_of(found)
    more = {
        "upload": verb == "vis", "taken": TAKEN, "largest": evidence_limit("largest_bytes") // MEGA,
        "largest_form": largest_form(), "part_bytes": evidence_limit("part_bytes"), "shown": _shown(steps),
        "files": files_of(request.actor, steps), "test": found.lift_test,
    }  # fmt: skip
    return act(request, found, acting, named={"suspension_id": public_id}, back=back, refusal=refusal, more=more)


def _shown(steps: list[Any]) -> Any:
    """What the supplier has shown last and nobody has judged."""
    last = steps[-1] if steps else None
    return last if last is not None and last.kind == "show" else None


def _show(form: ShowForm, by: dict[str, Any], looked: str) -> object:
    upload = form.upload.public_id if form.upload else ""
    return showing.show_test(**by, text=form.cleaned_data["text"], upload_id=upload, looked=looked)


def _judge(form: TestForm, by: dict[str, Any], looked: str) -> object:
    told = form.cleaned_data
    result = Result(told["result"])
    return suspensions.judge_test(**by, result=result, rests_on=told["rests_on"], reason=told["reason"], looked=looked)


ACTS = {
    "vis": Acting(
        ShowForm, _show, _("Vis hva dere har gjort"), _("Send"), _("Takk. Avtaleeieren får brev og vurderer det."),
        lambda request, _one: ShowForm.taking(request),
    ),
    "vurder": Acting(
        TestForm, _judge, _("Er det vist som opphever stansen?"), _("Avgjør"),
        _("Avgjørelsen er lagret. Leverandøren får brev."),
    ),
    "forleng": Acting(
        ProlongForm, lambda form, by, looked: suspensions.prolong(**by, **form.cleaned_data, looked=looked),
        _("Flytt siste dag"), _("Flytt siste dag"), _("Siste dag er flyttet. Den gamle står ved siden av."),
    ),
    "avslutt": Acting(
        ReasonForm, lambda form, by, looked: suspensions.end_suspension(**by, **form.cleaned_data, looked=looked),
        _("Avslutt stansen uten at prøven er bestått"), _("Avslutt stansen"),
        _("Stansen er avsluttet. Det står at prøven ikke ble bestått."),
    ),
}  # fmt: skip
