"""Recommendations, decisions and what ticks a precondition, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.rules.ladder import Decider, Reversible
from aktsom.sanctions.seams import Tick
from aktsom.sanctions.states import Answer, DecisionState, RecommendationState
from aktsom.sanctions.tables import step_called, step_names
from aktsom.web.base.jinja import write_date

# What stands on the picture of the ladder, where the whole name has no room.
SHORT: Mapping[str, str | Promise] = {
    "dialogue": gettext_lazy("Dialog"),
    "notice-of-breach": gettext_lazy("Påpekt brudd"),
    "correction": gettext_lazy("Krav om retting"),
    "action-plan": gettext_lazy("Tiltaksplan"),
    "verification": gettext_lazy("Kontroll"),
    "suspension-partial": gettext_lazy("Stans av deler"),
    "suspension-full": gettext_lazy("Stans av alt"),
    "replace-subsupplier": gettext_lazy("Bytte av ledd"),
    "termination": gettext_lazy("Heving"),
}
STATES: Mapping[str, str | Promise] = {
    RecommendationState.MADE: gettext_lazy("Anbefaling ute"),
    RecommendationState.REPLACED: gettext_lazy("Erstattet av en nyere"),
    RecommendationState.WITHDRAWN: gettext_lazy("Trukket"),
}
ANSWERS: Mapping[str, str | Promise] = {
    Answer.FOLLOW: gettext_lazy("Følg anbefalingen"),
    Answer.OTHER_STEP: gettext_lazy("Ta et annet steg"),
    Answer.DECLINE: gettext_lazy("Ikke gjør noe nå"),
    Answer.AWAIT: gettext_lazy("Vent med å avgjøre"),
}
DECISIONS: Mapping[str, str | Promise] = {
    DecisionState.DRAFT: gettext_lazy("Utkast"),
    DecisionState.DECIDED: gettext_lazy("Avgjort"),
    DecisionState.SUPERSEDED: gettext_lazy("Erstattet av en nyere"),
    DecisionState.WITHDRAWN: gettext_lazy("Trukket"),
}
_WHO: Mapping[frozenset[Decider], str | Promise] = {
    frozenset({Decider.OWNER}): gettext_lazy("Bare avtaleeieren avgjør dette."),
    frozenset({Decider.OWNER, Decider.MANAGER}): gettext_lazy(
        "Avtaleeieren avgjør dette, eller kontraktsforvalteren, når forvalteren ikke sitter i gruppen som anbefaler."
    ),
}
_UNDONE: Mapping[Reversible, str | Promise] = {
    Reversible.YES: gettext_lazy("Det kan gjøres om."),
    Reversible.PARTLY: gettext_lazy("Det kan bare delvis gjøres om."),
    Reversible.NO: gettext_lazy("Det kan ikke gjøres om."),
}
# Where the words of the table say too little to whoever is about to decide.
_UNDONE_OF: Mapping[str, str | Promise] = {
    "replace-subsupplier": gettext_lazy(
        "Det kan bare delvis gjøres om: dere kan trekke kravet, men bestillinger og arbeid det gamle stedet har "
        "mistet, kommer ikke tilbake av seg selv."
    ),
    "termination": gettext_lazy(
        "Heving kan ikke gjøres om: når leverandøren har fått brevet, er avtalen slutt, og bare en ny avtale kan sette "
        "noe i stedet."
    ),
}
# {kind of tick: what it says, with the text and the day of it}
TICKS: Mapping[str, str | Promise] = {
    "finding": gettext_lazy("Funn: %(text)s, %(day)s"),
    "conclusion": gettext_lazy("Punkt %(text)s er ikke vist eller ikke oppfylt"),
    "deviation": gettext_lazy("Avvik: %(text)s, %(day)s"),
    "grave": gettext_lazy("Svært alvorlig avvik: %(text)s, %(day)s"),
    "clause": gettext_lazy("Punkt %(text)s"),
    "deadline": gettext_lazy("Fristen er %(day)s"),
    "deadline_gone": gettext_lazy("Fristen gikk ut %(day)s"),
    "plan_days": gettext_lazy("Planen har frister fram til %(day)s"),
    "commented": gettext_lazy("Svarte %(day)s om: %(text)s"),
    "silent": gettext_lazy("Svarte ikke innen %(day)s om: %(text)s"),
    "meeting": gettext_lazy("Møte %(day)s, med referat"),
    "plan_owned": gettext_lazy("Antall tiltak med ansvarlig og frist: %(text)s"),
    "proof": gettext_lazy("Vist %(day)s: %(text)s"),
    "overdue": gettext_lazy("Over fristen %(day)s: %(text)s"),
    "insufficient": gettext_lazy("Vurdert som ikke nok: %(text)s"),
    "red": gettext_lazy("Rød etter %(text)s siden %(day)s"),
    "right": gettext_lazy("Punkt %(text)s gir retten"),
    "right_inferred": gettext_lazy("Slik vi leser vilkårene, gir punkt %(text)s retten"),
    "deviates": gettext_lazy("Punkt %(text)s gir retten, men avtalen har avvik fra punktet"),
    "deviates_inferred": gettext_lazy(
        "Slik vi leser vilkårene, gir punkt %(text)s retten, men avtalen har avvik fra punktet"
    ),
    "own_clause": gettext_lazy("Eieren viser til punkt %(text)s i avtalen"),
    "said": gettext_lazy("Skrevet i avgjørelsen"),
    "parts": gettext_lazy("Stanses: %(text)s"),
    "lift_test": gettext_lazy("Skrevet. Siste dag er %(day)s"),
    "letter_sent": gettext_lazy("Brev %(text)s, sendt %(day)s"),
    "letter_answered": gettext_lazy("Svarte på brev %(text)s %(day)s"),
    "letter_silent": gettext_lazy("Svarte ikke på brev %(text)s innen %(day)s"),
    "letter_deadline": gettext_lazy("Fristen i brev %(text)s er %(day)s"),
    "letter_deadline_gone": gettext_lazy("Fristen i brev %(text)s gikk ut %(day)s"),
}
_PAGES = {
    "fnd": ("findings_one", "public_id"),
    "apl": ("plans_one", "public_id"),
    "mee": ("meetings_one", "public_id"),
    "sde": ("sanctions_decision", "public_id"),
    "con": ("contracts_contract", "public_id"),
    "ltr": ("letters_one", "public_id"),
    "fol": ("findings_list", "follow_up_id"),
}


def step_name(id_: str) -> str:
    return step_names(translation.get_language() or "nb").get(id_, id_)


def who_decides(id_: str) -> str:
    return str(_WHO[step_called(id_).decided_by])


def undone(id_: str) -> str:
    """Whether the step can be undone, in plain words."""
    return str(_UNDONE_OF.get(id_) or _UNDONE[step_called(id_).reversible])


def is_final(id_: str) -> bool:
    return step_called(id_).reversible is Reversible.NO


def short(id_: str) -> str:
    return str(SHORT.get(id_) or step_name(id_))


def tick_text(tick: Tick) -> str:
    told = str(TICKS.get(tick.kind, "%(text)s"))
    return told % {"text": tick.text, "day": write_date(tick.on, "medium") if tick.on else ""}


def tick_href(tick: Tick) -> str:
    """Of the record that ticked it; a conclusion stands on a page of its own."""
    if tick.kind == "conclusion":
        return reverse("cases_conclusions", kwargs={"public_id": tick.about})
    return href_of(tick.about)


def href_of(about: str) -> str:
    name, parameter = _PAGES.get(about[:3], ("", ""))
    return reverse(name, kwargs={parameter: about}) if name else ""


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the decision of one contract stands: a mark, what it is in few words, and what more is to be said."""

    mark: str
    text: str
    note: str = ""


def outcome(one: SanctionDecision) -> str:
    """What was decided, in one line."""
    if one.step:
        return step_name(one.step)
    if one.answer == Answer.AWAIT and one.await_until is not None:
        return _("Venter til %(day)s") % {"day": write_date(one.await_until, "medium")}
    return _("Venter med å avgjøre") if one.answer == Answer.AWAIT else _("Gjør ikke noe nå")


def day_of(at: date | None) -> str:
    return write_date(at, "medium") if at else ""
