"""A member's own competitions: that a supplier bids, whether what is known is used there, and who was not qualified."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal, stop_if
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.members.models import Member
from aktsom.members.queries import members_with
from aktsom.members.roles import Permission
from aktsom.sanctions.actions import competitions as acts
from aktsom.sanctions.models import Bid
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.competitions import bid, bids_of, open_case, own_bids, own_decisions, refusal_of
from aktsom.sanctions.step_tables import QUALIFICATION, USE, competition_grounds
from aktsom.sanctions.tables import step_names
from aktsom.suppliers.queries import supplier as supplier_called
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.choices import choose
from aktsom.web.base.jinja import write_date
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.steps import words
from aktsom.web.steps.acting import Acting, act, acting_of
from aktsom.web.teams.forms import day


class BidForm(Saying):
    member = forms.ChoiceField(label=_("Hvilken virksomhet?"))
    competition = forms.CharField(label=_("Hva heter konkurransen?"), max_length=acts.LONGEST_COMPETITION)
    reference = forms.CharField(label=_("Referanse"), max_length=acts.LONGEST_REFERENCE, required=False)

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "member", [(one.public_id, one.name) for one in members])


class HearForm(Saying):
    about = forms.ChoiceField(label=_("Hvilken avgjørelse gjelder det?"))
    about_from = day(_("Fra"), _("Perioden i avtalen som dette gjelder."))
    about_to = day(_("Til"))
    ground = forms.ChoiceField(label=_("Hvilket grunnlag i regelverket?"))
    told_how = area(_("Hvordan fikk leverandøren vite det, og hva?"), 3, LONGEST_REASON, required=True)
    hear_by = day(_("Når må leverandøren ha uttalt seg?"))

    def __init__(self, *args: Any, one: Bid, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = translation.get_language() or "nb"
        names = step_names(language)
        found = [
            (each.public_id, f"{names[each.step]}, {each.contract.title}, {write_date(each.decided_at, 'medium')}")
            for each in own_decisions(actor, one)
        ]
        choose(self, "about", [("", _now("Velg")), *found])
        choose(self, "ground", [("", _now("Velg")), *competition_grounds(USE, language).items()])


class UseForm(Saying):
    use = forms.ChoiceField(
        label=_("Brukes det i konkurransen?"), widget=forms.RadioSelect, choices=[("yes", _("Ja")), ("no", _("Nei"))]
    )
    supplier_says = area(_("Hva sa leverandøren?"), 3, LONGEST_REASON)
    reason = area(_("Hvorfor?"), 4, LONGEST_REASON, required=True)


class LeaveForm(Saying):
    reason = area(_("Hvorfor?"), 4, LONGEST_REASON, required=True)


class RefusalForm(Saying):
    missing = area(_("Hva manglet i det leverandøren leverte?"), 3, LONGEST_REASON, required=True)
    ground = forms.ChoiceField(label=_("Hvilket grunnlag i regelverket?"))
    decided_on = day(_("Når ble det avgjort?"))
    reason = area(_("Hvorfor?"), 3, LONGEST_REASON, required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = competition_grounds(QUALIFICATION, translation.get_language() or "nb")
        choose(self, "ground", [("", _now("Velg")), *found.items()])


@takes_part
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    return render(request, "steps/bids.html", {"bids": own_bids(request.actor), "words": words})


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, supplier_id: str) -> HttpResponse:
    found = supplier_called(request.actor, supplier_id)
    members = members_with(request.actor, Permission.KEEP_REGISTER)
    stop_if(None if members else Refusal(_now("Bare avtaleeier og kontraktsforvalter skriver dette.")))
    form = BidForm(sent(request), members=members)
    made: list[Bid] = []

    def save() -> None:
        told = form.cleaned_data
        made.append(
            acts.note_bid(
                by=request.actor, at=timezone.now(), member_id=told["member"], supplier_id=supplier_id,
                competition=told["competition"], reference=told["reference"],
            )
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        return redirect("steps_bid", public_id=made[0].public_id)
    context = {"form": form, "supplier": found, "bids": bids_of(request.actor, found), "words": words}
    return render(request, "steps/bid_new.html", context, status=422 if form.errors else 200)


@takes_part
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found, language = bid(request.actor, public_id), translation.get_language() or "nb"
    context = {
        "one": found, "words": words, "state": words.USES[found.state], "case": open_case(request.actor, found),
        "refusal": refusal_of(request.actor, found), "steps": step_names(language),
        "grounds": {**competition_grounds(USE, language), **competition_grounds(QUALIFICATION, language)},
        "may": {verb for verb in ACTS if _refusal(request.actor, found, verb) is None},
        "usable": bool(own_decisions(request.actor, found)),
        "ends": found.over_at is None and permissions.prepares(request.actor, found.owner_id) is None,
    }  # fmt: skip
    return render(request, "steps/bid.html", context)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, public_id: str, verb: str) -> HttpResponse:
    acting = acting_of(ACTS, verb)
    found = bid(request.actor, public_id)
    back = found.competition, reverse("steps_bid", kwargs={"public_id": public_id})
    return act(
        request, found, acting, named={"bid_id": public_id}, back=back, refusal=_refusal(request.actor, found, verb)
    )


@takes_part
@require_POST
def end(request: SignedInRequest, public_id: str) -> HttpResponse:
    bid(request.actor, public_id)
    acts.end_competition(by=request.actor, at=timezone.now(), bid_id=public_id, revision=revision_of(request))
    messages.success(request, _now("Konkurransen er over, og advarselen er borte."))
    return redirect("steps_bid", public_id=public_id)


def _refusal(actor: Actor, found: Bid, verb: str) -> Refusal | None:
    if verb == "avvisning":
        taken = refusal_of(actor, found) is not None
        again = Refusal(_now("Avvisningen er skrevet ned allerede.")) if taken else None
        return permissions.owner_decides(actor, found.owner_id) or again
    return permissions.use_in_competition(actor, found, {"hor": "hear", "avgjor": "use", "la-vaere": "leave"}[verb])


def _hear(form: HearForm, by: dict[str, Any], looked: str) -> object:
    return acts.hear_before_use(**by, said=acts.UseSaid(**form.cleaned_data, looked=looked))


def _use(form: UseForm, by: dict[str, Any], looked: str) -> object:
    told = form.cleaned_data
    return acts.decide_use(
        **by, use=told["use"] == "yes", reason=told["reason"], supplier_says=told["supplier_says"], looked=looked
    )


ACTS = {
    "hor": Acting(
        HearForm, _hear, _("Fortell leverandøren hva det skal brukes til"), _("Lagre"),
        _("Leverandøren har fått vite det. Avgjør når den har uttalt seg, eller fristen er ute."),
        lambda request, found: HearForm(sent(request), one=found, actor=request.actor),
    ),
    "avgjor": Acting(UseForm, _use, _("Brukes det i konkurransen?"), _("Avgjør"), _("Avgjørelsen er lagret.")),
    "la-vaere": Acting(
        LeaveForm, lambda form, by, looked: acts.decide_use(**by, use=False, **form.cleaned_data, looked=looked),
        _("Ikke bruk det i konkurransen"), _("Lagre"), _("Det brukes ikke i konkurransen."),
    ),
    "avvisning": Acting(
        RefusalForm, lambda form, by, looked: acts.refuse_qualification(**by, **form.cleaned_data, looked=looked),
        _("Leverandøren ble ikke kvalifisert"), _("Lagre"),
        _("Avvisningen står i konkurransen. Den er ikke et resultat av oppfølging."),
    ),
}  # fmt: skip
