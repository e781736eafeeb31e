"""The sign-in library's forms in our own words."""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aktsom.web.base.choices import choose

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _say(form: forms.Form, field: str, label: "StrOrPromise", help_text: "StrOrPromise" = "") -> None:
    """Our label, no placeholder (it vanishes when one types and is poorly read aloud)."""
    named = form.fields[field]
    named.label, named.help_text = label, help_text
    named.widget.attrs.pop("placeholder", None)


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", _("E-postadresse"))
        _say(self, "password", _("Passord"))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ReauthenticateForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Passord"))


_PASSWORD_HELP = _("Minst tolv tegn. En setning du husker, er bedre enn et kort og rart ord.")


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", _("Passordet du har nå"))
        _say(self, "password1", _("Nytt passord"), _PASSWORD_HELP)
        _say(self, "password2", _("Nytt passord en gang til"))


class SetPasswordForm(allauth_forms.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password1", _("Nytt passord"), _PASSWORD_HELP)
        _say(self, "password2", _("Nytt passord en gang til"))


class DetailsForm(forms.Form):
    name = forms.CharField(label=_("Navn"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Språk"), required=False)

    def __init__(self, *args: Any, letters: bool = False, **kwargs: Any) -> None:
        """`letters`: the person may be sent the month's letter, and can say no to it."""
        super().__init__(*args, **kwargs)
        choose(self, "language", [("", _("Som nettleseren")), *settings.LANGUAGES])
        if letters:
            self.fields["monthly"] = forms.BooleanField(
                label=_("Send meg månedsbrevet"), required=False,
                help_text=_(
                    "Ett brev i måneden om det årshjulet sier og det som har frist, til den som leder en gruppe eller "
                    "eier avtaler uten gruppe. Bare når det er noe å si."
                ),
            )  # fmt: skip


class PasskeyNameForm(forms.Form):
    name = forms.CharField(label=_("Hva vil du kalle den?"), max_length=60)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", _("E-postadresse"))


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password1", _("Nytt passord"), _PASSWORD_HELP)
        _say(self, "password2", _("Nytt passord en gang til"))
