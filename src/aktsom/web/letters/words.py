"""Letters in words."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.sanctions.letter_states import LETTER, LetterState, ReceivedHow
from aktsom.sanctions.letter_tables import LANGUAGES, letter_kinds
from aktsom.sanctions.models import Letter

STATES: Mapping[str, str | Promise] = {
    LetterState.DRAFT: gettext_lazy("Utkast"),
    LetterState.SENT: gettext_lazy("Sendt, ikke bekreftet mottatt"),
    LetterState.RECEIVED: gettext_lazy("Mottatt"),
    LetterState.ANSWERED: gettext_lazy("Besvart"),
    LetterState.WITHDRAWN: gettext_lazy("Trukket"),
}
MARKS = {"draft": "none", "sent": "wait", "received": "wait", "answered": "ok", "withdrawn": "none"}
HOW: Mapping[str, str | Promise] = {
    ReceivedHow.PRESSED: gettext_lazy("Bekreftet på siden"),
    ReceivedHow.REGISTERED: gettext_lazy("Rekommandert post"),
    ReceivedHow.DELIVERED: gettext_lazy("Overlevert for hånd"),
    ReceivedHow.WRITTEN: gettext_lazy("Leverandøren har skrevet det selv"),
}
LANGUAGE_NAMES: Mapping[str, str | Promise] = {
    "nb": gettext_lazy("Bokmål"),
    "nn": gettext_lazy("Nynorsk"),
    "en": gettext_lazy("Engelsk"),
}
FORMS = {"pdf": "PDF", "docx": "Word"}


def kind_name(kind: str) -> str:
    """In the language of the page."""
    language = translation.get_language() or "nb"
    return letter_kinds()[kind].names[language if language in LANGUAGES else "nb"]


def title_of(one: Letter) -> str:
    return one.subject or kind_name(one.kind)


def whose_move(one: Letter) -> str:
    owner = LETTER.owners[one.state]
    if owner == "supplier":
        return one.recipient.split("\n")[0]
    return one.owner.name if owner else _("Ingen")
