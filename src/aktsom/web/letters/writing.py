"""A letter begun from a decision, and what its owner writes in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aktsom.core.errors import stop_if
from aktsom.sanctions.actions.letters import change_letter, write_letter
from aktsom.sanctions.permissions import letters as permissions
from aktsom.sanctions.queries.decisions import decision
from aktsom.sanctions.queries.letters import letter
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of, sent
from aktsom.web.letters import words
from aktsom.web.letters.forms import LetterForm, letter_now


@takes_part
@require_POST
def write(request: SignedInRequest, decision_id: str) -> HttpResponse:
    """Begins the letter of the decision's step, or comes to the one that is begun; `kind` for a lifting."""
    made = write_letter(
        by=request.actor, at=timezone.now(), decision=decision(request.actor, decision_id),
        kind=request.POST.get("kind", ""), language=request.POST.get("language", ""),
    )  # fmt: skip
    return redirect("letters_one", public_id=made.public_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    one = letter(request.actor, public_id)
    stop_if(permissions.change(request.actor, one))
    form = LetterForm(sent(request), letter=one, initial=letter_now(one))

    def save() -> None:
        change_letter(
            by=request.actor, at=timezone.now(), letter_id=public_id, revision=revision_of(request),
            looked=looked(request), **form.told(),
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Brevet er lagret. Les det før du sender det."))
        return redirect("letters_one", public_id=public_id)
    context = {"one": one, "form": form, "kind": words.kind_name(one.kind), **form.shown_looks()}
    return render(request, "letters/form.html", context, status=422 if form.errors else 200)
