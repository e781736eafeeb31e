"""Mandates in words: the acts, where a mandate stands, and what a team is called."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.teams.acts import MandateAct
from aktsom.teams.rules.mandates import Standing


@dataclass(frozen=True, slots=True)
class ActWords:
    """`sentence` is read by the owner who is asked: "they may ..."."""

    act: int
    name: str
    sentence: str


def act_words() -> dict[MandateAct, ActWords]:
    told = {
        MandateAct.ASK: (_("Spørre"), _("Sende spørsmål og egenrapporter til leverandøren, og ta imot svarene.")),
        MandateAct.MEET: (_("Møte"), _("Snakke med leverandøren i møte.")),
        MandateAct.REVIEW: (_("Lese dokumenter"), _("Be leverandøren om dokumenter, og vurdere dem.")),
        MandateAct.AUDIT: (_("Bestille revisjon"), _("Bestille revisjon der avtalen gir rett til det.")),
        MandateAct.PLAN: (_("Avtale plan"), _("Bli enig med leverandøren om en plan for å rette det som er galt.")),
        MandateAct.RECOMMEND: (_("Anbefale"), _("Anbefale avtaleeieren hva som bør gjøres. Avtaleeieren avgjør selv.")),
    }
    return {act: ActWords(int(act), name, sentence) for act, (name, sentence) in told.items()}


def ticked(number: int) -> set[int]:
    """The numbers of the single acts in it, as boxes are sent; what is no act is passed over."""
    return {int(act) for act in MandateAct if act & number}


def acts_in_words(acts: MandateAct) -> str:
    """As in a line: "spørre, møte, anbefale"."""
    known = act_words()
    return ", ".join(known[act].name.lower() for act in acts)


@dataclass(frozen=True, slots=True)
class StandingWords:
    """As the part `state` takes it: kind, word, icon."""

    key: str
    kind: str
    word: str
    icon: str


def standing_words() -> dict[Standing, StandingWords]:
    told = {
        Standing.COVERED: ("ok", _("Dekket"), "ok"),
        Standing.LAPSING: ("wait", _("Går ut snart"), "clock"),
        Standing.UPCOMING: ("ok", _("Gjelder senere"), "next"),
        Standing.ASKED: ("wait", _("Spurt"), "send"),
        Standing.REFUSED: ("none", _("Sa nei"), "cross"),
        Standing.WITHDRAWN: ("none", _("Trukket"), "minus"),
        Standing.LAPSED: ("late", _("Gått ut"), "warning"),
    }
    return {standing: StandingWords(standing.value, *words) for standing, words in told.items()}


def read_standing(text: str | None) -> Standing | None:
    """What an address says to show only; anything else shows all."""
    return Standing(text) if text in list(Standing) else None


def group_name(group_id: str) -> str:
    group = current_catalogue().group.get(group_id)
    return group.name.in_language(translation.get_language() or "nb") if group else group_id


def team_names() -> Callable[[str], str]:
    """What teams are called, by group; the list is asked for once, however many are named."""
    groups, language = current_catalogue().group, translation.get_language() or "nb"

    def name(group_id: str) -> str:
        category = groups[group_id].name.in_language(language).lower() if group_id in groups else group_id
        return _("Gruppen for %(category)s") % {"category": category}

    return name


def team_name(group_id: str) -> str:
    return team_names()(group_id)


def acts_from(texts: Iterable[str]) -> int:
    """The number that ticked boxes stand for. What is no plain number counts as one that no rule lets pass."""
    total = 0
    for text in texts:
        total |= int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1 << 20
    return total
