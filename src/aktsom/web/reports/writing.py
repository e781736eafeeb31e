"""Beginning a report, and writing in its sections."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from aktsom.core.errors import stop_if
from aktsom.effects.actions import reports
from aktsom.effects.models import ReportSection
from aktsom.effects.permissions import reports as permissions
from aktsom.effects.queries.reports import may_begin, report, section_of
from aktsom.effects.report_states import ReportKind
from aktsom.effects.report_tables import report_limit
from aktsom.effects.reports.kinds import section as section_called
from aktsom.effects.reports.parts import checksum, read
from aktsom.effects.reports.setting import title_of
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.choices import choose
from aktsom.web.base.looking import looked
from aktsom.web.base.trying import done
from aktsom.web.contracts.sending import revision_of
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.reports import words


class NewForm(Saying):
    """`kind` is "kind:key" of one of the reports that the person may begin."""

    kind = forms.ChoiceField(label=gettext_lazy("Hvilken rapport?"), widget=forms.RadioSelect)
    year = forms.TypedChoiceField(label=gettext_lazy("År"), coerce=int)
    language = forms.ChoiceField(label=gettext_lazy("Språk"), choices=list(words.LANGUAGES.items()))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", kinds)
        choose(self, "year", [(each, str(each)) for each in range(year, year - reports.YEARS_BACK - 1, -1)])


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SignedInRequest) -> HttpResponse:
    choices = [(f"{each.kind}:{each.key}", words.choice_name(each)) for each in may_begin(request.actor)]
    year = timezone.localdate().year
    first = {"language": request.LANGUAGE_CODE, "year": year, "kind": request.GET.get("slag", "")}
    form = NewForm(request.POST if request.method == "POST" else None, initial=first, kinds=choices, year=year)
    made: list[tuple[Any, bool]] = []

    def save() -> None:
        kind, _colon, key = form.cleaned_data["kind"].partition(":")
        said = {"year": form.cleaned_data["year"], "language": form.cleaned_data["language"]}
        made.append(reports.start_report(by=request.actor, at=timezone.now(), kind=kind, key=key, **said))

    if request.method == "POST" and done(form, save):
        one, new = made[0]
        told = _("Utkastet er laget av det som står i Aktsom nå.") if new else _("Utkastet fantes fra før. Her er det.")
        messages.success(request, told)
        return redirect("reports_one", public_id=one.public_id)
    context = {"form": form, "nothing": not choices}
    return render(request, "reports/new.html", context, status=422 if form.errors else 200)


class SectionForm(Saying):
    text = forms.CharField()
    shown = forms.BooleanField(
        label=gettext_lazy("Ta med det som er hentet fra Aktsom"),
        help_text=gettext_lazy("Uten dette står bare teksten deres i rapporten."),
        required=False,
    )

    def __init__(self, *args: Any, asks: str, longest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = asks or _("Skriv det tallene ikke sier selv.")
        self.fields["text"] = area(gettext_lazy("Teksten deres"), 10, longest, said)


@takes_part
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: SignedInRequest, public_id: str, key: str) -> HttpResponse:
    one = report(request.actor, public_id)
    stop_if(permissions.write(request.actor, one))
    row, said = section_of(request.actor, one, key), section_called(one.kind, key)
    longest = report_limit("longest_line" if one.kind == ReportKind.MANAGEMENT else "longest_text")
    sent = request.POST if request.method == "POST" else None
    form = SectionForm(sent, initial={"text": row.text, "shown": row.shown}, asks=str(said.asks), longest=longest)

    def save() -> None:
        reports.write_section(
            by=request.actor, at=timezone.now(), report_id=public_id, key=key, revision=revision_of(request),
            looked=looked(request), **form.cleaned_data,
        )  # fmt: skip

    if request.method == "POST" and done(form, save):
        messages.success(request, _("Lagret."))
        return redirect("reports_one", public_id=public_id)
    context = {"one": one, "row": row, "title": title_of(one), "name": str(said.title), "form": form, **_facts(row)}
    return render(request, "reports/write.html", {**context, **form.shown_looks()}, status=422 if form.errors else 200)


def _facts(row: ReportSection) -> dict[str, Any]:
    return {"parts": read(row.drafted), "moved_on": bool(row.text) and row.text_on != checksum(row.drafted)}
