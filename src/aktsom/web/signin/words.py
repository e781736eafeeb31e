"""What the sign-in journal holds, in words."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from aktsom.members.states import SignInOutcome

# The first that fits; Edge and Opera name Chrome too, Chrome names Safari.
_BROWSERS = (
    ("Edge", r"Edg[A-Z]?[a-z]*/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)
_MACHINES = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux"),
)


def browser_words(user_agent: str) -> str:
    browser = next((name for name, form in _BROWSERS if re.search(form, user_agent)), "")
    machine = next((name for name, form in _MACHINES if re.search(form, user_agent)), "")
    if browser and machine:
        return _("%(browser)s på %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("Ukjent nettleser")


def outcome_words(outcome: str) -> str:
    words = {
        SignInOutcome.SIGNED_IN: _("Logget inn"),
        SignInOutcome.WRONG: _("Stemte ikke"),
        SignInOutcome.THROTTLED: _("Stoppet etter mange forsøk"),
        SignInOutcome.REFUSED: _("Sluppet ikke inn"),
        SignInOutcome.SIGNED_OUT: _("Logget ut"),
    }
    return words.get(SignInOutcome(outcome), outcome) if outcome in set(SignInOutcome) else outcome


def method_words(method: str, providers: Mapping[str, str]) -> str:
    """`method` as the journal has it, "password+totp"; `providers` are names by id."""
    words = {
        "password": _("passord"),
        "passkey": _("passnøkkel"),
        "totp": _("kodeapp"),
        "recovery_code": _("gjenopprettingskode"),
        "recovery_codes": _("gjenopprettingskode"),
        "webauthn": _("passnøkkel"),
        "invitation": _("invitasjon"),
        "example": _("prøveutgaven"),
        "idle": _("ikke brukt på en stund"),
        "age": _("lengste tid nådd"),
    }
    return " + ".join(words.get(part) or providers.get(part, part) for part in method.split("+") if part)
