"""Competence in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.knowledge.queries.strength import NeedRow, TeamStrength
from aktsom.knowledge.rules.strength import Kind, Standing
from aktsom.knowledge.states import Mastery, Skill
from aktsom.knowledge.tables import languages
from aktsom.web.base.jinja import locale
from aktsom.web.teams.words import group_name


def skill_words() -> dict[Skill, str]:
    return {
        Skill.SELF_REPORT: _("Egenrapport"),
        Skill.MEETING: _("Møte med leverandør"),
        Skill.DOCUMENT_REVIEW: _("Dokumentgjennomgang"),
        Skill.AUDIT_READING: _("Lese revisjoner"),
        Skill.LANGUAGE: _("Språk"),
    }


def mastery_words() -> dict[Mastery, str]:
    return {
        Mastery.LEARNING: _("Lærer det"),
        Mastery.WITH_SECOND: _("Kan det med en andre leser"),
        Mastery.ALONE: _("Kan det alene"),
        Mastery.TRAINS: _("Kan lære det bort"),
    }


def language_name(code: str) -> str:
    name = str(locale().languages.get(code, code))
    return name[:1].upper() + name[1:]


def language_choices() -> list[tuple[str, str]]:
    return sorted(((code, language_name(code)) for code in languages()), key=lambda one: one[1])


def where(group_id: str) -> str:
    return group_name(group_id) if group_id else _("Alle kategorier")


def need_name(need: NeedRow) -> str:
    if need.kind is Kind.LEAD:
        return _("Lede gruppen")
    if need.kind is Kind.CATEGORY:
        return _("Vurdere noe i kategorien")
    return skill_words()[need.skill] if need.skill else ""


def standing_words() -> dict[Standing, str]:
    return {
        Standing.ENOUGH: _("Flere kan"),
        Standing.ONE: _("Bare én kan"),
        Standing.NOBODY: _("Ingen kan"),
        Standing.UNKNOWN: _("Ukjent"),
        Standing.TOO_FEW: _("Fortelles ikke"),
    }


STANDING_MARKS = {
    Standing.ENOUGH: "ok",
    Standing.ONE: "late",
    Standing.NOBODY: "late",
    Standing.UNKNOWN: "wait",
    Standing.TOO_FEW: "none",
}


def numbers(need: NeedRow) -> str:
    """How many can, and of how many it is not known."""
    if need.standing is Standing.TOO_FEW:
        return _("gruppen er så liten at et tall ville vist hvem")
    said = [ngettext("%(num)s kan alene", "%(num)s kan alene", need.able) % {"num": need.able}]
    if need.kind is Kind.LEAD:
        said = [
            ngettext("%(num)s leder eller nestleder", "%(num)s ledere eller nestledere", need.able) % {"num": need.able}
        ]
    if need.with_second:
        said.append(
            ngettext("%(num)s med en andre leser", "%(num)s med en andre leser", need.with_second)
            % {"num": need.with_second}
        )
    if need.silent:
        said.append(
            ngettext("%(num)s har ikke sagt noe", "%(num)s har ikke sagt noe", need.silent) % {"num": need.silent}
        )
    return ", ".join(said)


def strength_warning(found: TeamStrength | None) -> str:
    """In a sentence why the team is flagged; empty where it is not, and for a team that is closed."""
    if found is None:
        return ""
    if found.single:
        names = ", ".join(need_name(need).lower() for need in found.single)
        return _("Gruppen faller med én oppsigelse. Bare én kan: %(needs)s.") % {"needs": names}
    if found.gaps:
        names = ", ".join(need_name(need).lower() for need in found.gaps)
        return _("Ingen i gruppen kan det planene trenger: %(needs)s.") % {"needs": names}
    return ""
