"""A letter from several members together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import stop_if
from aktsom.follow_up.permissions.follow_ups import begin
from aktsom.follow_up.queries.planning import follow_up
from aktsom.sanctions.actions.joint_letters import write_joint_letter
from aktsom.sanctions.models import Letter
from aktsom.sanctions.queries.letters import may_sign
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import sent
from aktsom.web.letters.forms import JointForm


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, follow_up_id: str) -> HttpResponse:
    one = follow_up(request.actor, follow_up_id)
    stop_if(begin(request.actor, one.team, one.member_id or 0))
    members = may_sign(one)
    form = JointForm(sent(request), members=members, initial={"language": "nb", "members": [m.pk for m in members]})
    made: list[Letter] = []

    def save() -> None:
        said = form.cleaned_data
        made.append(
            write_joint_letter(
                by=request.actor, at=timezone.now(), follow_up_id=follow_up_id, language=said["language"],
                member_ids=[int(id_) for id_ in said["members"]], said={"message": said["message"]},
                recipient=said["recipient"], looked=looked(request),
            )
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Brevet er skrevet. De som står som avsendere, har fått beskjed om å undertegne."))
        return redirect("letters_one", public_id=made[0].public_id)
    context = {"one": one, "form": form, **form.shown_looks()}
    return render(request, "letters/joint.html", context, status=422 if form.errors else 200)
