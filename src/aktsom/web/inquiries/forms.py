"""The forms of signals and inquiries."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktsom.findings.actions.inquiries import LONGEST_ABOUT, InquirySaid
from aktsom.findings.actions.signals import SignalSaid
from aktsom.findings.models.findings import LONGEST_TITLE
from aktsom.findings.models.signals import LONGEST_NAME, LONGEST_SIGNAL
from aktsom.findings.signal_states import SignalSource
from aktsom.follow_up.models import Evidence
from aktsom.teams.models import CategoryTeam
from aktsom.web.base.choices import choose
from aktsom.web.inquiries import words
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.teams.forms import day

NO_NAMES = _("Ingen navn på arbeidere eller den som sa fra.")
_NONE = [("", _("Velg"))]
_BY_OTHER_WAYS = [s for s in SignalSource if s not in (SignalSource.WORKER, SignalSource.RELATIVE)]


class SignalForm(Saying):
    source = forms.ChoiceField(
        label=_("Hva slags kilde er det?"), choices=[(s, words.SOURCES[s]) for s in [*_BY_OTHER_WAYS, "worker"]]
    )
    name = forms.CharField(
        label=_("Hvem er kilden?"), max_length=LONGEST_NAME,
        help_text=_("Navnet på avisen, organisasjonen eller virksomheten. Aldri på en arbeider."),
    )  # fmt: skip
    on = day(_("Når sa kilden det?"), required=False)
    link = forms.CharField(label=_("Lenke"), required=False, max_length=500)
    evidence = forms.ChoiceField(
        label=_("Arkivert kopi"), required=False,
        help_text=_("En kopi som ligger i dokumentasjonen, med kontrollsum."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Hva gjelder det?"), choices=[*_NONE, *words.KINDS.items()])
    place = area(_("Hvor er det?"), 2, 1_000)
    text = area(_("Hva sier kilden?"), 6, LONGEST_SIGNAL, NO_NAMES, required=True)
    in_danger = forms.BooleanField(label=_("Noen er i fare nå"), required=False)
    team = forms.ChoiceField(label=_("For hvilken gruppe?"))

    def __init__(self, *args: Any, teams: Sequence[tuple[str, str]], evidence: Sequence[Evidence], **kw: Any) -> None:
        super().__init__(*args, **kw)
        if teams:
            choose(self, "team", teams)
        else:
            del self.fields["team"]
        if evidence:
            choose(self, "evidence", [("", _("Ingen")), *((each.public_id, each.title) for each in evidence)])
        else:
            del self.fields["evidence"]

    def said(self, looked: str) -> SignalSaid:
        told = self.cleaned_data
        return SignalSaid(
            source=SignalSource(told["source"]), kind=told["kind"], text=told["text"], place=told["place"],
            name=told["name"], on=told["on"], link=told["link"], evidence_id=told.get("evidence", ""),
            in_danger=told["in_danger"], looked=looked,
        )  # fmt: skip


class InquiryForm(Saying):
    """`start`: what it is about, chosen by a search before; "kind|key"."""

    title = forms.CharField(label=_("Tittel"), max_length=LONGEST_TITLE)
    about = area(_("Hva gjelder saken?"), 5, LONGEST_ABOUT, required=True, help_text=_(
        "Alle med en berørt avtale leser dette, og leverandørene når de spørres. Skriv med egne ord, uten noe som kan "
        "vise hvem som sa fra."
    ))  # fmt: skip
    kind = forms.ChoiceField(label=_("Hva gjelder det?"), choices=[*_NONE, *words.KINDS.items()])
    product = forms.ChoiceField(
        label=_("Spør også dem som leverer dette"), required=False,
        help_text=_("Leverandører av samme slag varer, der ingen vei til stedet er kjent."),
    )  # fmt: skip
    held_reason = area(_("Hold leverandørene utenfor, fordi"), 2, 2_000, _(
        "Skriv her hvis det kan sette den som sa fra, i fare å spørre leverandøren nå. La stå tomt ellers."
    ))  # fmt: skip

    def __init__(self, *args: Any, products: Sequence[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        choose(self, "product", [("", _("Ingen andre")), *products])

    def said(self, start: tuple[str, str, str], looked: str) -> InquirySaid:
        told = self.cleaned_data
        kind, key, name = start
        return InquirySaid(
            title=told["title"], about=told["about"], kind=told["kind"], start_kind=kind, start_key=key,
            start_name=name, product_id=told["product"], held_reason=told["held_reason"], looked=looked,
        )  # fmt: skip


class PartForm(Saying):
    part = forms.ChoiceField(label=_("Hva gjør dere?"), choices=list(words.PARTS.items()), widget=forms.RadioSelect,
        help_text=_(
            "Blir dere med, får de som undersøker, vite det. Dere ser møtene i undersøkelsen med leverandører dere har "
            "avtale med: dag, sted og saksliste, og referatet når det står."
        ))  # fmt: skip
    judgement = area(_("Deres egen vurdering av avtalen"), 4, LONGEST_ABOUT, _("Deres egen, uansett hva dere velger."))
    shares = forms.BooleanField(label=_("La de andre berørte lese vurderingen"), required=False)


class BranchForm(Saying):
    text = area(_("Svaret deres"), 8, LONGEST_ABOUT, _("Ingen navn på arbeidere."), required=True)


class AllegationForm(Saying):
    title = forms.CharField(label=_("Tittel"), max_length=LONGEST_TITLE)
    text = area(_("Hva blir påstått?"), 5, LONGEST_ABOUT, _(
        "Skriv med egne ord. Det varselet sier, følger ikke med, og kan ikke kopieres hit."
    ), required=True)  # fmt: skip


def team_choices(teams: Sequence[CategoryTeam]) -> list[tuple[str, str]]:
    return [(each.public_id, words.by_whom(each)) for each in teams]
