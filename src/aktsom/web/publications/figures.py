"""The figures that the secretariat is about to let out, as everybody will read them."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import NotVisible
from aktsom.effects.actions.publishing_figures import publish_figures
from aktsom.effects.permissions.public_figures import publish
from aktsom.effects.queries.public_figures import editions, ready_figures
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.base.trying import done
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.public import figure_words


class FiguresForm(Saying):
    """`number` is the edition that was looked at, so that no page grown old lets out another."""

    year = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(widget=forms.HiddenInput)
    reason = area(gettext_lazy("Hvorfor trengs en ny utgave?"), 2, LONGEST_REASON)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django takes them
        self.fields["reason"].required = False


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: SignedInRequest) -> HttpResponse:
    if publish(request.actor) is not None:
        raise NotVisible
    now = timezone.now()
    year = timezone.localdate(now).year
    out = next((row for row in editions(request.actor) if row.year == year), None)
    number = out.number + 1 if out else 1
    form = FiguresForm(request.POST or None, initial={"year": year, "number": number})

    def save() -> None:
        publish_figures(by=request.actor, at=now, **form.cleaned_data)

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Tallene er publisert."))
        return redirect("publications_figures")
    ready = ready_figures(year, now)
    context = {
        "ready": ready,
        "shown": [figure_words.shown(one) for one in ready.figures],
        "out": out,
        "form": form,
    }
    return render(request, "publications/figures.html", context, status=422 if form.errors else 200)
