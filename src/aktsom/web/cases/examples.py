"""Example answers with the score agreed on, for readers to score alike."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.follow_up.actions.examples import add_example, withdraw_example
from aktsom.follow_up.permissions.reading import keep_examples
from aktsom.follow_up.permissions.reading import withdraw_example as may_withdraw
from aktsom.follow_up.queries.beginning import teams_of
from aktsom.follow_up.queries.reading import every_example, questions_now
from aktsom.teams.problems import Wrong
from aktsom.web.answers import words as answer_words
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.choices import choose
from aktsom.web.cases import reading_words
from aktsom.web.cases.conclusion_forms import text as long_text
from aktsom.web.contracts.sending import sent
from aktsom.web.teams.words import group_name


class ExampleForm(forms.Form):
    team = forms.ChoiceField(label=gettext_lazy("Hvem er det for?"), required=False)
    code = forms.ChoiceField(label=gettext_lazy("Spørsmål"))
    text = long_text(
        gettext_lazy("Svaret"),
        gettext_lazy("Skriv et oppdiktet svar, eller ett ingen kan kjenne igjen."),
        required=True,
    )
    score = forms.ChoiceField(label=gettext_lazy("Poeng"), widget=forms.RadioSelect)
    why = long_text(gettext_lazy("Hvorfor akkurat det?"), required=True)

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions = [(one.code, f"{one.code} {answer_words.text_of(one)}") for one in questions_now()]
        scale = [(str(score), f"{score} {name}") for score, name, _guidance in reading_words.scale()]
        for name, choices in (("team", teams), ("code", questions), ("score", scale)):
            choose(self, name, choices)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def examples(request: SignedInRequest) -> HttpResponse:
    teams = [(one.public_id, group_name(one.group_id)) for one in teams_of(request.actor)]
    if keep_examples(request.actor, None) is None:
        teams.append(("", _("Alle")))
    if request.method == "POST" and request.POST.get("withdraw"):
        withdraw_example(by=request.actor, at=timezone.now(), example_id=request.POST["withdraw"])
        messages.success(request, _("Eksempelet er tatt bort."))
        return redirect("cases_examples")
    form = ExampleForm(sent(request), teams=teams, initial={"code": request.GET.get("sporsmal", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_example(
                by=request.actor, at=timezone.now(), team_id=said["team"], code=said["code"], text=said["text"],
                score=int(said["score"]), why=said["why"],
            )  # fmt: skip
        except (NotVisible, Refused, Stale):
            raise
        except DomainError as error:
            form.add_error(error.field if isinstance(error, Wrong) else None, str(error))
        else:
            messages.success(request, _("Eksempelet er lagt inn."))
            return redirect("cases_examples")
    found = every_example(request.actor)
    context = {
        "form": form,
        "writes": bool(teams),
        "rows": [(one, group_name(one.team.group_id) if one.team else "", may_withdraw(request.actor, one) is None)
                 for one in found],
        "scale": reading_words.scale(),
        "error": bool(form.errors),
    }  # fmt: skip
    return render(request, "cases/examples.html", context, status=422 if form.errors else 200)
