"""Questionnaires in words: states, steps, kinds of answer, and what stands in the way of publishing."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.follow_up.rules.editions import Fault
from aktsom.follow_up.states import AnswerType, EditionState

STATES: Mapping[str, str | Promise] = {
    EditionState.DRAFT: gettext_lazy("Utkast"),
    EditionState.REVIEW: gettext_lazy("Til gjennomlesing"),
    EditionState.PUBLISHED: gettext_lazy("Publisert"),
    EditionState.REPLACED: gettext_lazy("Erstattet"),
    EditionState.DROPPED: gettext_lazy("Forkastet"),
}
MARKS: Mapping[str, str] = {EditionState.PUBLISHED: "ok", EditionState.DRAFT: "wait", EditionState.REVIEW: "wait"}
STEPS: Mapping[str, str | Promise] = {
    "": gettext_lazy("Om svaret"),
    "2.1": gettext_lazy("Forankre ansvaret"),
    "2.2": gettext_lazy("Kartlegge og vurdere risiko"),
    "2.3": gettext_lazy("Stanse, forebygge og begrense"),
    "2.4": gettext_lazy("Følge med på at tiltakene virker"),
    "2.5": gettext_lazy("Fortelle hvordan det håndteres"),
    "2.6": gettext_lazy("Gjenopprette og ha en klageordning"),
}
NUMBERED_STEPS: Sequence[tuple[str, str | Promise]] = [
    (number, format_lazy("{} {}", number, name) if number else name) for number, name in STEPS.items()
]
TYPES: Mapping[str, str | Promise] = {
    AnswerType.TEXT: gettext_lazy("Tekst"),
    AnswerType.NUMBER: gettext_lazy("Tall"),
    AnswerType.DATE: gettext_lazy("Dato"),
    AnswerType.YES_NO: gettext_lazy("Ja eller nei, med forklaring"),
    AnswerType.YES_NO_FILE: gettext_lazy("Ja eller nei, med fil eller lenke"),
    AnswerType.SCALE: gettext_lazy("Ett trinn på en skala"),
    AnswerType.LIST: gettext_lazy("Liste med kolonner"),
    AnswerType.FILE: gettext_lazy("Fil eller lenke"),
}
FIELDS: Mapping[str, str | Promise] = {
    "step": gettext_lazy("Steg"),
    "is_lead": gettext_lazy("Hovedspørsmål"),
    "type": gettext_lazy("Slags svar"),
    "columns": gettext_lazy("Kolonner eller trinn"),
    "points": gettext_lazy("Punkter i vilkårene"),
    "show_if": gettext_lazy("Spørres bare når"),
    "follow_up_if": gettext_lazy("Krever handling når"),
    "text_nb": gettext_lazy("Spørsmålet på bokmål"),
    "text_nn": gettext_lazy("Spørsmålet på nynorsk"),
    "text_en": gettext_lazy("Spørsmålet på engelsk"),
    "help_nb": gettext_lazy("Hjelp på bokmål"),
    "help_nn": gettext_lazy("Hjelp på nynorsk"),
    "help_en": gettext_lazy("Hjelp på engelsk"),
}


def fault_words(fault: Fault) -> str:
    """What is wrong and what mends it, to stand beside the question it is about."""
    step = STEPS.get(fault.about, fault.about)
    told = {
        "no_questions": _("Skjemaet har ingen spørsmål."),
        "no_lead": _("Steget «%(step)s» mangler et hovedspørsmål. Merk spørsmålet som åpner steget.") % {"step": step},
        "two_leads": _("Steget «%(step)s» har flere hovedspørsmål. Det skal ha ett.") % {"step": step},
        "lead_not_first": _("Hovedspørsmålet skal stå først i steget. Flytt det opp."),
        "text_lacks": _("Spørsmålet mangler tekst på bokmål, nynorsk eller engelsk."),
        "no_points": _("Velg minst ett punkt i vilkårene som svaret sier noe om."),
        "unknown_point": _("Ingen av vilkårene har punkt %(point)s.") % {"point": fault.about},
        "columns_lack": _("En liste trenger kolonner, og en skala trinn."),
        "columns_unused": _("Bare lister og skalaer har kolonner eller trinn. Ta dem bort, eller velg et annet svar."),
        "lead_not_yes_no": _("Et hovedspørsmål besvares med ja eller nei, for et nei er et brudd som skal rettes."),
        "unreadable": _("Et vilkår kan ikke leses."),
        "hangs_on_no_earlier": _("Det spørres avhengig av %(code)s, men det er ikke spurt om tidligere i skjemaet.")
        % {"code": fault.about},
    }
    return told.get(fault.fault, fault.fault)
