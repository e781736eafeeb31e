"""The form of a plan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError
from aktsom.follow_up.actions.planning import LONGEST_REASON, Plan
from aktsom.follow_up.states import Form, Method
from aktsom.members.models import Person
from aktsom.teams.problems import Wrong
from aktsom.web.base.choices import choose
from aktsom.web.cases import words
from aktsom.web.teams.forms import day


class PlanForm(forms.Form):
    starts_on = day(_("Fra"))
    ends_on = day(_("Til"))
    methods = forms.MultipleChoiceField(
        label=_("Hvordan følger dere opp?"),
        choices=[(method.value, words.METHODS[method]) for method in Method],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én måte å følge opp på.")},
    )
    form = forms.ChoiceField(
        label=_("Hvilket skjema?"),
        choices=[(form.value, words.FORMS[form]) for form in Form],
        widget=forms.RadioSelect,
        required=False,
    )
    form_reason = forms.CharField(
        label=_("Hvorfor noe annet enn foreslått?"),
        help_text=_("Trengs bare når dere velger et annet skjema eller andre måter enn foreslått."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=LONGEST_REASON,
    )
    lead = forms.ChoiceField(label=_("Hvem gjør det?"), required=False)
    beside = forms.CharField(
        label=_("Hvorfor trengs en til?"),
        help_text=_("Den som følger opp fra før, får se dette."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=LONGEST_REASON,
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Person],
        asks_why: bool = False,
        proposed: Sequence[Method] = (),
        **kwargs: Any,
    ) -> None:
        """`asks_why`: somebody else follows up the same, and a second needs a reason. `proposed` are the methods that
        the risk speaks for."""
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        choose(self, "lead", [("", _("Ikke bestemt")), *((one.public_id, one.name) for one in people)])
        if not asks_why and "beside" not in self.data:
            del self.fields["beside"]

    def plan(self) -> Plan:
        """Of a valid form."""
        said = self.cleaned_data
        return Plan(
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            methods=[Method(one) for one in said["methods"]],
            lead=said["lead"],
            form=Form(said["form"]) if said["form"] else None,
            form_reason=said["form_reason"],
            beside=said.get("beside", ""),
            proposed=self.proposed,
        )

    def say(self, error: DomainError) -> None:
        field = error.field if isinstance(error, Wrong) and error.field in self.fields else None
        self.add_error(field, str(error))
