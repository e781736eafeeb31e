"""The form of a conclusion: how it was looked into, and for each wording of the point what was found."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.follow_up.actions.concluding import Cited, Ground, Judged
from aktsom.follow_up.actions.planning import LONGEST_REASON
from aktsom.follow_up.models import Evidence
from aktsom.follow_up.queries.conclusions import Wording
from aktsom.follow_up.queries.judged_sites import JudgedSite
from aktsom.follow_up.rules.fitness import Risk
from aktsom.follow_up.rules.reliance import Reliance
from aktsom.follow_up.states import Method, Verdict
from aktsom.teams.problems import Wrong
from aktsom.web.base.jinja import country_name, write_date
from aktsom.web.base.looking import Looking
from aktsom.web.cases import words
from aktsom.web.cases.conclusion_words import CHOICES, VERDICTS
from aktsom.web.teams.forms import day

WHOLE = "whole"
NOT_NOW = ("", _("Ikke konkluder nå"))


def text(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class PointForm(Looking):
    """`verdict-0`, `reason-0` and `left_open-0` are of the first wording, and so on."""

    method = forms.ChoiceField(label=_("Hvordan ble det undersøkt?"), widget=forms.RadioSelect)
    done_on = day(_("Når?"), _("Dagen det ble undersøkt. Den avgjør hvor lenge konklusjonen kan brukes."))

    def __init__(
        self, *args: Any, wordings: Sequence[Wording], evidence: Sequence[Evidence], risks: Sequence[Risk],
        products: Sequence[tuple[str, str]], sites: Sequence[JudgedSite] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.wordings, self.risks = wordings, {f"{risk.code}-{risk.stage}": risk for risk in risks}
        self.evidence = evidence
        self.fields["method"] = forms.ChoiceField(
            label=_("Hvordan ble det undersøkt?"), widget=forms.RadioSelect,
            choices=[(method.value, words.METHODS[method]) for method in Method],
        )  # fmt: skip
        self.fields["risks"] = _boxes(_("Hvilke risikoer gjelder det?"), [(key, key) for key in self.risks])
        self.fields["cited"] = _boxes(_("Hva bygger det på?"), [(one.public_id, _told(one)) for one in evidence])
        self.fields["confirmed"] = _boxes(
            _("Har revisor bekreftet det leverandøren har lagt fram?"),
            [(one.public_id, one.title) for one in evidence if one.from_supplier],
        )
        if len(products) > 1:
            self.fields["products"] = _boxes(_("Hvilke produkter? Ingen valgt er alle."), products)
        if sites:
            choices = [(WHOLE, _("Leverandøren som helhet")), *((site.key, _place(site)) for site in sites)]
            self.fields["sites"] = _boxes(_("Hvor? Ingen valgt er leverandøren som helhet."), choices)
        for index, _wording in enumerate(wordings):
            self.fields[f"verdict-{index}"] = forms.ChoiceField(
                label=_("Hva ble funnet?"), widget=forms.RadioSelect, required=False,
                choices=[NOT_NOW, *((verdict.value, VERDICTS[verdict]) for verdict in Verdict)],
            )  # fmt: skip
            self.fields[f"reason-{index}"] = text(_("Hvorfor?"), _("Hva er vist, og hva bygger dere det på?"))
            self.fields[f"left_open-{index}"] = text(
                _("Hva kan ikke utelukkes?"), _("Det metoden ikke kan vise, for eksempel ledd ingen har sett.")
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for index, _wording in enumerate(self.wordings):
            if said.get(f"verdict-{index}") and not said.get(f"reason-{index}"):
                self.add_error(f"reason-{index}", _("Skriv hvorfor."))
        return said

    def ground(self) -> Ground:
        said = self.cleaned_data
        confirmed = set(said["confirmed"])
        return Ground(
            method=Method(said["method"]),
            done_on=said["done_on"],
            risks=[self.risks[key] for key in said["risks"]],
            cited=[Cited(id_, id_ in confirmed) for id_ in said["cited"]],
            products=said.get("products", ()),
            sites=["" if key == WHOLE else key for key in said.get("sites", ())],
        )

    def judged(self) -> list[Judged]:
        said = self.cleaned_data
        return [
            Judged(
                wording.term_sets, Verdict(said[f"verdict-{index}"]), said[f"reason-{index}"],
                said[f"left_open-{index}"],
            )
            for index, wording in enumerate(self.wordings)
            if said[f"verdict-{index}"]
        ]  # fmt: skip

    def say(self, error: DomainError) -> None:
        """Beside the field; what is wrong with a wording beside the first that was judged."""
        self.keep_looks(error)
        name = error.field if isinstance(error, Wrong) else None
        first = next((i for i, _w in enumerate(self.wordings) if self.cleaned_data.get(f"verdict-{i}")), 0)
        fits = (each for each in (name, f"{name}-{first}") if each in self.fields)
        self.add_error(next(fits, None), str(error))


def _boxes(label: Any, choices: Sequence[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False)


def _place(site: JudgedSite) -> str:
    where = f"{site.name}, {country_name(site.country)}" if site.country else site.name
    return _("%(place)s (revidert)") % {"place": where} if site.audited else where


def _told(one: Evidence) -> str:
    return f"{one.title}, {write_date(one.uploaded_at.date(), 'medium')}"


class RelianceForm(Looking):
    choice = forms.ChoiceField(label=_("Hva bestemmer dere?"), widget=forms.RadioSelect)
    reason = text(
        _("Hvorfor?"), _("Begrunnelsen er deres egen. Andre ser bare at dere har bestemt noe."), required=True
    )

    def __init__(self, *args: Any, may: Sequence[Reliance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"] = forms.ChoiceField(
            label=_("Hva bestemmer dere?"), widget=forms.RadioSelect,
            choices=[(each.value, CHOICES[each]) for each in may],
        )  # fmt: skip

    def say(self, error: DomainError) -> None:
        self.keep_looks(error)
        field = error.field if isinstance(error, Wrong) and error.field in self.fields else None
        self.add_error(field, str(error))
