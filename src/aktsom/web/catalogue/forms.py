from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 10 * 1024 * 1024


class ParcelForm(forms.Form):
    file = forms.FileField(
        label=_("Zip-fil med tabellene"),
        error_messages={"required": _("Velg en fil først."), "empty": _("Filen er tom.")},
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen er større enn 10 MB. Det er ikke en høyrisikoliste."))
        return bytes(file.read())
