"""Choosing a register file, and for which member."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aktsom.members.models import Member


class RegisterForm(forms.Form):
    """`member` is asked for only where there is a choice."""

    file = forms.FileField(
        label=_("Fil med avtaleregisteret"),
        error_messages={
            "required": _("Velg en fil først."),
            "empty": _("Filen er tom. Se etter om eksporten ble fullført, og hent den på nytt."),
        },
    )
    member = forms.ChoiceField(label=_("Hvem gjelder registeret?"))

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._members = {member.public_id: member for member in members}
        if len(members) > 1:
            choices = [(member.public_id, member.name) for member in members]
            self.fields["member"] = forms.ChoiceField(label=self.fields["member"].label, choices=choices)
        else:
            del self.fields["member"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.REGISTER_MAX_BYTES:
            limit = settings.REGISTER_MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(
                _("Filen er større enn %(limit)s MB. Del den opp, eller lagre den som CSV."), params={"limit": limit}
            )
        return file

    def chosen_member(self) -> Member:
        """Of a valid form."""
        chosen = self.cleaned_data.get("member")
        return self._members[chosen] if chosen else next(iter(self._members.values()))
