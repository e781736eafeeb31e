"""A contract owner decides what to build on what was concluded for others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import NotVisible, stop_if
from aktsom.follow_up.actions.relying import decide_reliance
from aktsom.follow_up.queries.cases import person_name
from aktsom.follow_up.queries.conclusions import conclusions_of
from aktsom.follow_up.queries.planning import follow_up as called
from aktsom.follow_up.queries.reliance import reliance_line
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.cases import conclusion_words as told
from aktsom.web.cases import words
from aktsom.web.cases.conclusion_forms import RelianceForm
from aktsom.web.contracts.sending import sent
from aktsom.web.teams.words import group_name


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def rely(request: SignedInRequest, public_id: str, contract_id: str) -> HttpResponse:
    today = timezone.localdate()
    one = called(request.actor, public_id)
    line = reliance_line(request.actor, one, contract_id, today)
    weighed = line.weighed
    if weighed is None:
        raise NotVisible
    if request.method == "POST":
        stop_if(line.refusal)
    now = {"choice": line.decision.choice, "reason": line.decision.reason} if line.decision else {}
    form = RelianceForm(sent(request), may=[each for each in Reliance if weighed.may(each)], initial=now)

    def save() -> None:
        decide_reliance(
            by=request.actor, at=timezone.now(), follow_up_id=public_id, contract_id=contract_id,
            choice=Reliance(form.cleaned_data["choice"]), reason=form.cleaned_data["reason"],
            seen=request.POST.get("seen", ""), looked=looked(request),
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Avgjørelsen er ført. Andre ser bare at dere har bestemt noe."))
        return redirect("cases_conclusions", public_id=public_id)
    name = group_name(one.group_id)
    standing = [row for row in conclusions_of(request.actor, one, today) if row.term_set == line.term_set]
    context = {
        "one": one,
        "name": name,
        "by_whom": words.by_whom(one, name),
        "line": line,
        "form": form,
        "seen": request.POST.get("seen", line.decision.public_id if line.decision else ""),
        "against": told.against_lines(weighed, line.site_names),
        "standing": standing,
        **form.shown_looks(),
        "told": told,
        "history": [(row, person_name(row.decided_by_id)) for row in line.history],
    }
    return render(request, "cases/rely.html", context, status=422 if form.errors else 200)
