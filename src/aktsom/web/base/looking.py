"""Texts that may tell who a worker is come back once, with what to look at, and are saved when somebody has looked."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from aktsom.core.errors import DomainError
from aktsom.sharing.workers import Worry
from aktsom.teams.actions.memos import LookAgain


def worry_words(worry: Worry) -> str:
    return {
        Worry.NAME: _("Teksten ser ut til å nevne en arbeider ved navn. Skriv rollen uten navn."),
        Worry.SMALL_GROUP: _("Teksten forteller om færre enn fem personer. De kan bli kjent igjen. Skriv «noen»."),
        Worry.NATIONAL_ID: _("Teksten inneholder et fødselsnummer."),
    }[worry]


def looks(error: DomainError | None) -> dict[str, Any]:
    """What the macro `look` of parts/looking.html shows; nothing for other errors."""
    if not isinstance(error, LookAgain):
        return {"worries": [], "seen_mark": ""}
    return {"worries": [worry_words(worry) for worry in error.worries], "seen_mark": error.mark}


def looked(request: HttpRequest) -> str:
    """The mark of the text that the person says to have looked at."""
    return request.POST.get("looked", "")


class Looking(forms.Form):
    """Keeps what is to be looked at; the form's own `say` tells it of the error."""

    looks: LookAgain | None = None

    def keep_looks(self, error: DomainError) -> None:
        if isinstance(error, LookAgain):
            self.looks = error

    def shown_looks(self) -> dict[str, Any]:
        return looks(self.looks)
