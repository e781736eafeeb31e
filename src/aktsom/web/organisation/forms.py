"""The forms of an organisation and its people."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from aktsom.members.models import Member, Person
from aktsom.members.roles import ROLES
from aktsom.members.rules import addresses_in
from aktsom.web.base.choices import choose
from aktsom.web.base.days import sensible
from aktsom.web.organisation.words import kind_words, role_words

PASSWORD, PASSKEY = "password", "passkey"


def _role_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(role.code, f"{role.name}: {role.sentence}") for role in role_words(codes)]


class InviteForm(forms.Form):
    addresses = forms.CharField(
        label=_("E-postadresser"),
        help_text=_("Én eller flere, med komma eller linjeskift mellom. Alle får rollene du velger under."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Skriv minst én e-postadresse.")},
    )
    roles = forms.MultipleChoiceField(
        label=_("Roller"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én rolle.")},
    )
    language = forms.ChoiceField(label=_("Språk i brevet"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "roles", _role_choices(roles))

    def clean_addresses(self) -> list[str]:
        good, wrong = addresses_in(self.cleaned_data["addresses"])
        if wrong:
            raise forms.ValidationError(
                _("Dette er ikke e-postadresser: %(wrong)s"), params={"wrong": ", ".join(wrong[:5])}
            )
        if not good:
            raise forms.ValidationError(_("Skriv minst én e-postadresse."))
        return good


class TakeUpForm(forms.Form):
    name = forms.CharField(
        label=_("Navnet ditt"),
        help_text=_("Slik kollegene dine ser det."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Skriv navnet ditt.")},
    )
    way = forms.ChoiceField(
        label=_("Slik vil jeg logge inn"),
        choices=[
            (PASSWORD, _("Med passord")),
            (PASSKEY, _("Med passnøkkel: fingeravtrykk, ansikt eller sikkerhetsnøkkel. Du lager den i neste steg.")),
        ],
        widget=forms.RadioSelect,
        initial=PASSWORD,
    )
    password = forms.CharField(
        label=_("Passord"),
        help_text=_("Minst tolv tegn. En setning du husker, er bedre enn et kort og rart ord."),
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("way") == PASSKEY:
            said["password"] = None
        elif not said.get("password"):
            self.add_error("password", _("Skriv et passord."))
        else:
            try:
                validate_password(said["password"], Person(email=self.email, name=said.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return said


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Kontaktperson"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-post til kontakten"), required=False)
    archive_address = forms.CharField(
        label=_("Arkivadresse"),
        help_text=_("Dit saksmappene deres skal sendes, for eksempel postmottaket. Bare dere ser den."),
        max_length=254,
        required=False,
    )


class MemberForm(forms.Form):
    name = forms.CharField(
        label=_("Navn"), max_length=200, error_messages={"required": _("Skriv navnet på virksomheten.")}
    )
    name_en = forms.CharField(label=_("Navn på engelsk"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Slags virksomhet"))
    organisation_number = forms.CharField(label=_("Organisasjonsnummer"), max_length=11, required=False)
    parent = forms.ChoiceField(label=_("Hører til"), required=False)

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", list(kind_words().items()))
        parents = [("", _("Ingen")), *((member.public_id, member.name) for member in members)]
        choose(self, "parent", parents)

    def clean_organisation_number(self) -> str:
        number = "".join(self.cleaned_data["organisation_number"].split())
        if number and not (number.isascii() and number.isdigit() and len(number) == 9):
            raise forms.ValidationError(_("Et organisasjonsnummer har ni siffer."))
        return number


class DomainForm(forms.Form):
    provider = forms.CharField(label=_("Innloggingsleverandør"), max_length=40)
    domain = forms.CharField(label=_("Domene"), max_length=120, help_text=_("For eksempel oslo.kommune.no"))
    first_role = forms.ChoiceField(label=_("Første rolle"), required=False)

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [("", _("Ingen: venter på administratoren")), *((code, ROLES[code].name) for code in roles)]
        choose(self, "first_role", first)


class RepresentationForm(forms.Form):
    acting = forms.ChoiceField(label=_("Hvem skal handle for dere?"))
    roles = forms.MultipleChoiceField(
        label=_("I hvilke roller?"),
        help_text=_("De som har rollen hos den andre, har den også for dere."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én rolle.")},
    )
    starts_on = forms.DateField(
        label=_("Første dag"), widget=forms.DateInput(attrs={"type": "date"}), validators=[sensible]
    )
    ends_on = forms.DateField(
        label=_("Siste dag"), required=False, widget=forms.DateInput(attrs={"type": "date"}), validators=[sensible]
    )

    def __init__(self, *args: Any, members: Iterable[Member], roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "acting", [(one.public_id, one.name) for one in members])
        choose(self, "roles", _role_choices(roles))
