"""Self-reports in words for those who answer: steps, states, what is wrong in an answer."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from aktsom.follow_up.answer_words import COLUMNS, SCALE, YES_NO
from aktsom.follow_up.models import Question
from aktsom.follow_up.queries.answers import AFTER, BEFORE
from aktsom.follow_up.rules.answers import Problem, Said
from aktsom.follow_up.rules.difference import Need
from aktsom.follow_up.states import AnswerType, ReportState
from aktsom.follow_up.tables import answer_limit
from aktsom.web.base.jinja import locale

STEPS: Mapping[str, str | Promise] = {
    BEFORE: gettext_lazy("Om svaret og virksomheten"),
    "2.1": gettext_lazy("Forankring"),
    "2.2": gettext_lazy("Kartlegging av risiko"),
    "2.3": gettext_lazy("Stanse, forebygge og begrense"),
    "2.4": gettext_lazy("Følge med på at det virker"),
    "2.5": gettext_lazy("Fortelle om arbeidet"),
    "2.6": gettext_lazy("Klage og oppreisning"),
    AFTER: gettext_lazy("Vedlegg og forretningshemmeligheter"),
}
STATES: Mapping[str, str | Promise] = {
    ReportState.ASKED: gettext_lazy("Venter på svar fra dere"),
    ReportState.ANSWERED: gettext_lazy("Sendt inn, leses nå"),
    ReportState.RETURNED: gettext_lazy("Noen svar er sendt tilbake"),
    ReportState.JUDGED: gettext_lazy("Ferdig lest"),
    ReportState.WITHDRAWN: gettext_lazy("Trukket tilbake"),
}
NEEDS: Mapping[Need, tuple[str, str | Promise]] = {
    Need.SENT_BACK: ("late", gettext_lazy("Sendt tilbake")),
    Need.EMPTY: ("none", gettext_lazy("Ikke svart")),
    Need.LOOK_AGAIN: ("wait", gettext_lazy("Fra sist, se på det igjen")),
    Need.HELD: ("wait", gettext_lazy("Fra sist")),
    Need.ANSWERED: ("ok", gettext_lazy("Svart")),
    Need.NOT_ASKED: ("none", gettext_lazy("Ikke spurt om nå")),
}


def text_of(question: Question) -> str:
    return str(getattr(question, f"text_{language()}"))


def help_of(question: Question) -> str:
    return str(getattr(question, f"help_{language()}"))


def language() -> str:
    active = get_language() or "nb"
    return active if active in ("nb", "nn", "en") else "nb"


def choices_of(question: Question) -> list[tuple[str, str]]:
    if question.answer_type in (AnswerType.YES_NO, AnswerType.YES_NO_FILE):
        return [(code, str(words)) for code, words in YES_NO.items()]
    return [(code, str(SCALE.get(code, code))) for code in question.columns]


def column_name(code: str) -> str:
    return str(COLUMNS.get(code, code))


def as_day(text: str) -> date:
    return date.fromisoformat(text)


def as_number(text: str) -> str:
    """As people write it in the language, all its decimals kept; what is no number stands as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return format_decimal(value, "#,##0.####################", locale=locale())


def to_write(text: str) -> str:
    """A number as it stands in the field where it is written, with the mark of the language."""
    return text if language() == "en" else text.replace(".", ",")


def is_cut(said: Said) -> bool:
    """Whether some passage was taken out of it."""
    return any("[[" in text for text in said.texts)


def told(problem: Problem) -> str:
    words = {
        "too_long": _("Teksten er for lang. Grensen er %(limit)s tegn. Legg ved en fil i stedet.")
        % {"limit": answer_limit("text")},
        "not_number": _("Skriv et tall, for eksempel 1250 eller 12,5."),
        "not_day": _("Skriv en dato, for eksempel 3.2.2026."),
        "not_choice": _("Velg et av svarene."),
        "too_many_rows": _("Listen har %(count)s rader. Grensen er %(limit)s. Legg resten ved som fil.")
        % {"count": problem.about, "limit": answer_limit("rows")},
        "cell_too_long": _("En celle i rad %(row)s er for lang. Grensen er %(limit)s tegn.")
        % {"row": problem.about, "limit": answer_limit("cell")},
        "not_address": _("Skriv hele nettadressen, for eksempel https://firma.no/redegjorelse."),
        "reason_lacks": _("Skriv hvorfor «%(passage)s» er en forretningshemmelighet.") % {"passage": problem.about},
        "passage_not_there": _("«%(passage)s» står ikke i svaret. Kopier avsnittet slik det står.")
        % {"passage": problem.about},
        "no_such_question": _("Skriv nummeret på spørsmålet der «%(passage)s» står, for eksempel F-2.2.")
        % {"passage": problem.about},
        "not_asked": _("Spørsmålet finnes ikke i skjemaet, eller er ikke åpent nå."),
    }
    return words[problem.code]
