"""The forms of what decisions set in motion."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aktsom.contracts.models import Contract
from aktsom.follow_up.queries.judged_sites import JudgedSite
from aktsom.follow_up.wording import LONGEST_REASON
from aktsom.sanctions.actions.conditions import LONGEST_POINT, LONGEST_TEXT, MOST_MONTHS, ConditionSaid
from aktsom.sanctions.actions.exits import LONGEST_PART, ExitSaid
from aktsom.sanctions.actions.replacements import LONGEST_NAME, PlaceSaid, ReplacementSaid
from aktsom.sanctions.actions.showing import LONGEST_SHOWN
from aktsom.sanctions.actions.suspensions import LONGEST_TEST, SuspensionSaid
from aktsom.sanctions.actions.terminations import TerminationSaid
from aktsom.web.base.choices import choose
from aktsom.web.base.jinja import country_name
from aktsom.web.evidence.fields import UploadForm
from aktsom.web.meetings.forms import Saying, area
from aktsom.web.steps import words
from aktsom.web.teams.forms import day
from aktsom.web.touched.words import country_codes

NO_NAMES = _("Ingen navn på arbeidere. Skriv det slik at ingen kan kjennes igjen.")
SUPPLIER_READS = _("Leverandøren leser dette.")
SUPPLIER_READS_NO_NAMES = _("Ingen navn på arbeidere. Leverandøren leser dette.")


class ProductsForm(Saying):
    """Lines of the contract, or written where it has none."""

    products = forms.MultipleChoiceField(
        label=_("Hvilke varer?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Velg ingen hvis det gjelder alle."),
    )  # fmt: skip

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [line for line in contract.products.split("\n") if line.strip()]
        if lines:
            choose(self, "products", [(line, line) for line in lines])
        else:
            self.fields["products"] = area(
                _("Hvilke varer?"), 3, LONGEST_REASON, _("Én på hver linje. La stå tomt hvis det gjelder alle.")
            )
            if isinstance(self.initial.get("products"), list):
                self.initial["products"] = "\n".join(self.initial["products"])

    def goods(self) -> Sequence[str]:
        told = self.cleaned_data["products"]
        return told if isinstance(told, list) else told.splitlines()


class SuspensionForm(ProductsForm):
    places = forms.MultipleChoiceField(
        label=_("Hvilke steder?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Velg ingen hvis det gjelder alle."),
    )  # fmt: skip
    starts_on = day(_("Første dag"))
    ends_on = day(_("Siste dag"), _("Stansen slutter ikke av seg selv den dagen. Dere får beskjed og avgjør."))
    lift_test = area(
        _("Hva må være vist for at stansen oppheves?"), 4, LONGEST_TEST,
        _("Leverandøren leser dette. Skriv det slik at begge kan se om det er gjort."), required=True,
    )  # fmt: skip

    def __init__(self, *args: Any, sites: Sequence[JudgedSite], whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if whole or not sites:
            del self.fields["places"]
        else:
            choose(self, "places", [(site.key, site.name) for site in sites])
        if whole:
            del self.fields["products"]
        self.whole = whole

    def said(self, looked: str) -> SuspensionSaid:
        told = self.cleaned_data
        return SuspensionSaid(
            self.whole, told["starts_on"], told["ends_on"], told["lift_test"], () if self.whole else self.goods(),
            told.get("places", ()), looked,
        )  # fmt: skip


class ReplacementForm(ProductsForm):
    place = forms.ChoiceField(label=_("Hvilket sted skal byttes ut?"))
    due_on = day(_("Når skal leverandøren ha foreslått et nytt?"))
    wanted = area(_("Hva må et nytt sted oppfylle?"), 3, LONGEST_REASON, SUPPLIER_READS)
    field_order: Sequence[str] | None = ["place", "products", "due_on", "wanted"]

    def __init__(self, *args: Any, sites: Sequence[JudgedSite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "place", [("", _now("Velg")), *((site.key, site.name) for site in sites)])

    def said(self, looked: str) -> ReplacementSaid:
        told = self.cleaned_data
        return ReplacementSaid(told["place"], told["due_on"], self.goods(), told["wanted"], looked)


class TerminationForm(Saying):
    from_on = day(_("Fra hvilken dag er avtalen hevet?"))
    followed_how = area(
        _("Hvordan følges det arbeiderne har krav på, opp etterpå?"), 4, LONGEST_REASON, SUPPLIER_READS_NO_NAMES,
        required=True,
    )  # fmt: skip

    def said(self, looked: str) -> TerminationSaid:
        return TerminationSaid(self.cleaned_data["from_on"], self.cleaned_data["followed_how"], looked)


class ExitForm(Saying):
    workers = area(
        _("Hva gjør dette steget for arbeiderne?"), 4, LONGEST_PART,
        _("Arbeid, lønn, opphold og trygghet, også for dem som har klaget."), required=True,
    )  # fmt: skip
    tried = area(_("Hva annet er prøvd, eller kan prøves i stedet?"), 4, LONGEST_PART, required=True)
    left_open = area(
        _("Hvordan holdes det arbeiderne har krav på, åpent?"), 4, LONGEST_PART,
        _("Hvem betaler, hvem følger opp, og til når."), required=True,
    )  # fmt: skip

    def said(self, looked: str) -> ExitSaid:
        return ExitSaid(**self.cleaned_data, looked=looked)


class ShowForm(UploadForm, Saying):
    file_is_required = False
    text = area(_("Hva har dere gjort?"), 5, LONGEST_SHOWN, NO_NAMES, required=True)


class TestForm(Saying):
    result = forms.ChoiceField(label=_("Er det vist?"), choices=list(words.RESULTS.items()), widget=forms.RadioSelect)
    rests_on = area(
        _("Hva bygger dere på?"), 3, LONGEST_REASON,
        _("Rapport, besøk eller samtale, og dato. Leverandøren leser dette."), required=True,
    )  # fmt: skip
    reason = area(_("Hvorfor?"), 3, LONGEST_REASON, SUPPLIER_READS, required=True)


class ProlongForm(Saying):
    until = day(_("Ny siste dag"))
    reason = area(_("Hvorfor?"), 3, LONGEST_REASON, SUPPLIER_READS, required=True)


class ReasonForm(Saying):
    reason = area(_("Hvorfor?"), 3, LONGEST_REASON, SUPPLIER_READS, required=True)


class PlaceForm(Saying):
    name = forms.CharField(label=_("Hva heter stedet?"), max_length=LONGEST_NAME)
    country = forms.ChoiceField(label=_("Land"))
    town = forms.CharField(label=_("By"), max_length=100, required=False)
    address = forms.CharField(label=_("Adresse"), max_length=400, required=False)
    text = area(
        _("Hvorfor er dette stedet bedre, og hvordan vet dere det?"), 4, LONGEST_REASON,
        _("Leverandøren og avtaleeieren leser dette. Ingen navn på arbeidere."), required=True,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "country", [("", _now("Velg")), *_countries()])

    def said(self, looked: str) -> PlaceSaid:
        return PlaceSaid(**self.cleaned_data, looked=looked)


class WeighForm(Saying):
    weighed = area(_("Hvordan vurderer dere risikoen ved det nye stedet?"), 5, LONGEST_REASON, NO_NAMES, required=True)


class ConfirmPlaceForm(Saying):
    delivers_from = day(_("Fra hvilken dag leverer det nye stedet?"))


class SayForm(Saying):
    text = area(_("Hva mener dere?"), 5, LONGEST_REASON, NO_NAMES, required=True)


class ConditionForm(ProductsForm):
    text = forms.CharField(
        label=_("Hva skal leverandøren vise?"),
        max_length=LONGEST_TEXT,
        help_text=_("Som «LSAS nivå 1». Leverandøren leser dette."),
    )
    point = forms.CharField(label=_("Punkt i avtalen"), max_length=LONGEST_POINT, required=False)
    months = forms.IntegerField(
        label=_("Hvor mange måneder etter at avtalen starter?"), min_value=1, max_value=MOST_MONTHS, required=False
    )
    due_on = day(_("Eller på en bestemt dag"), required=False)
    field_order: Sequence[str] | None = ["text", "point", "months", "due_on", "products"]

    def said(self, looked: str) -> ConditionSaid:
        told = self.cleaned_data
        return ConditionSaid(told["text"], told["months"], told["due_on"], told["point"], self.goods(), looked)


class MetForm(Saying):
    shown_on = day(_("Hvilken dag viser det?"), _("Datoen på sertifikatet eller rapporten."))
    rests_on = area(_("Hva viser det?"), 3, LONGEST_REASON, SUPPLIER_READS_NO_NAMES, required=True)


def _countries() -> list[tuple[str, str]]:
    return sorted(((code, country_name(code)) for code in country_codes()), key=lambda pair: pair[1].casefold())
