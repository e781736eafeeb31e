"""The forms about mandates. What a rule decides is decided by the actions; here only what people type is read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.teams.acts import MandateAct
from aktsom.teams.problems import Wrong
from aktsom.web.base.days import sensible
from aktsom.web.mandates.words import act_words

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST = 4_000


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        validators=[sensible],
        error_messages={"required": _("Velg en dag."), "invalid": _("Skriv dagen som dd.mm.åååå.")},
    )


class ToldForm(forms.Form):
    def say(self, error: DomainError) -> None:
        """At the field it is about, where the form has it."""
        name = error.field if isinstance(error, Wrong) and error.field in self.fields else None
        self.add_error(name, str(error))


class AskForm(ToldForm):
    starts_on = day_field(_("Fra og med"))
    ends_on = day_field(_("Til og med"))
    answer_by = day_field(_("Svar helst innen"), required=False)
    message = forms.CharField(
        label=_("Hvorfor ber dere om dette?"),
        help_text=_("Avtaleeierne leser det sammen med spørsmålet. Skriv ikke om enkeltpersoner eller priser."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )


class GrantForm(ToldForm):
    ends_on = day_field(
        _("Til og med"), required=False, help_text=_("La stå for hele tiden de ber om, eller velg en tidligere dag.")
    )
    reservations = forms.CharField(
        label=_("Forbehold"),
        help_text=_("For eksempel at dere vil vite om møter før de holdes. Bare dere og gruppen ser det."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )


class RefuseForm(ToldForm):
    """Stands in one form with the yes, folded away: the browser must not ask for a reason from who says yes."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Hvorfor ikke?"),
        help_text=_("Bare dere og gruppen ser det."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv kort hvorfor.")},
    )


class LimitForm(ToldForm):
    ends_on = day_field(_("Til og med"))


class WithdrawForm(ToldForm):
    reason = forms.CharField(
        label=_("Hvorfor trekker dere den?"),
        help_text=_("Bare dere og gruppen ser det."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv kort hvorfor.")},
    )


class StepForm(ToldForm):
    act = forms.ChoiceField(
        label=_("Hva slags steg"), widget=forms.RadioSelect, error_messages={"required": _("Velg én.")}
    )
    what = forms.CharField(
        label=_("Hva gjorde dere?"),
        help_text=_("Én setning. Avtaleeierne ser den. Skriv ikke navn på arbeidere."),
        max_length=300,
        error_messages={"required": _("Skriv kort hva dere gjorde.")},
    )
    done_on = day_field(_("Dag"))
    again_reason = forms.CharField(
        label=_("Hvorfor gjøres det igjen?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=300, required=False
    )

    def __init__(self, *args: Any, acts: Iterable[MandateAct], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = act_words()
        self.fields["act"] = forms.ChoiceField(
            label=self.fields["act"].label,
            widget=forms.RadioSelect,
            choices=[(int(act), f"{words[act].name}. {words[act].sentence}") for act in acts],
            error_messages={"required": _("Velg én.")},
        )
