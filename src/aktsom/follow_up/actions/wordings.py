"""What may be written in a question at all; that the questions make a whole questionnaire is asked at publishing."""

import re
from typing import Any

from django.utils.translation import gettext as _

from aktsom.contracts.rules import storable
from aktsom.follow_up.models.questionnaires import LONGEST_TEXT, TEXTS
from aktsom.follow_up.rules.conditions import RuleError, condition
from aktsom.follow_up.states import STEPS, AnswerType
from aktsom.teams.problems import Wrong

LONGEST_HELP = 4_000
LONGEST_CONDITION = 200
LONGEST_COLUMN = 60
MOST_COLUMNS = 20
MOST_POINTS = 60
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,15}")


def checked(code: str, said: dict[str, Any]) -> dict[str, Any]:
    """`said` as it is stored. Raises Wrong, with the field."""
    if not _CODE.fullmatch(code):
        raise Wrong("code", _("Skriv en kort kode av bokstaver, tall, punktum og bindestrek, som F-2.8."))
    wanted = {name: storable(value).strip() if isinstance(value, str) else value for name, value in said.items()}
    _check_texts(wanted)
    _check_kind(wanted)
    for name in ("show_if", "follow_up_if"):
        _check_condition(name, wanted.get(name, ""))
    for name, longest, most in (("columns", LONGEST_COLUMN, MOST_COLUMNS), ("points", 8, MOST_POINTS)):
        wanted[name] = _listed(name, wanted.get(name, ()), longest, most)
    return wanted


def _check_texts(wanted: dict[str, Any]) -> None:
    for name in TEXTS:
        longest = LONGEST_TEXT if name.startswith("text") else LONGEST_HELP
        if len(wanted.get(name, "")) > longest:
            raise Wrong(name, _too_long(longest))


def _check_kind(wanted: dict[str, Any]) -> None:
    if wanted.get("answer_type") not in set(AnswerType):
        raise Wrong("answer_type", _("Velg hva slags svar du vil ha."))
    if wanted.get("step", "") not in {"", *STEPS}:
        raise Wrong("step", _("Velg et av stegene."))
    if wanted.get("is_lead") and not wanted.get("step"):
        raise Wrong("is_lead", _("Et hovedspørsmål åpner et steg. Velg hvilket."))


def _check_condition(name: str, text: str) -> None:
    if len(text) > LONGEST_CONDITION:
        raise Wrong(name, _too_long(LONGEST_CONDITION))
    try:
        condition(text)
    except RuleError:
        raise Wrong(name, _("Vilkåret kan ikke leses. Skriv det som F-1.1=yes eller answer=no.")) from None


def _listed(name: str, said: Any, longest: int, most: int) -> list[str]:
    """Each once, in its order, without what is empty."""
    found = list(dict.fromkeys(filter(None, (storable(str(one)).strip() for one in said))))
    if len(found) > most:
        raise Wrong(name, _("Høyst {count} linjer.").format(count=most))
    if any(len(one) > longest for one in found):
        raise Wrong(name, _("Skriv hver linje med høyst {count} tegn.").format(count=longest))
    return found


def _too_long(longest: int) -> str:
    return _("Skriv det med høyst {count} tegn.").format(count=longest)
