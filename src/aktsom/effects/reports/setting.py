"""A report as a paper: what stands frozen or drafted in its sections, with what people wrote, and nothing reckoned."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.core.papers import Heading, Note, Paper, Part, Text
from aktsom.effects.models import Report, ReportSection
from aktsom.effects.report_states import KEPT, ReportKind
from aktsom.effects.reports import words
from aktsom.effects.reports.kinds import NAMES, section
from aktsom.effects.reports.parts import Source, read, read_sources
from aktsom.sanctions.letter_words import registered_number


def title_of(one: Report) -> str:
    """In the language of the moment."""
    name = str(NAMES[ReportKind(one.kind)])
    if one.team is not None:
        name = _("Årsrapport for %(category)s") % {"category": words.group_name(one.team.group_id)}
    return f"{name} {one.year}"


def paper_of(one: Report, sections: Sequence[ReportSection]) -> Paper:
    """In its own language; marked as a draft until it is adopted."""
    with translation.override(one.language):
        parts = tuple(part for each in sections for part in _section(one, each))
        mark = "" if one.state in KEPT else _("Utkast. Rapporten er ikke vedtatt.")
        return Paper(
            title_of(one), one.language, _sender(one), (*parts, *_end(one, sections)), _facts(one), mark,
            (_("Side"), _("av")),
        )  # fmt: skip


def _section(one: Report, each: ReportSection) -> list[Part]:
    """The person's words first, under them the facts; a section that holds neither is left out."""
    facts = read(each.drafted) if each.shown else ()
    written = [Text(paragraph) for paragraph in each.text.split("\n\n") if paragraph.strip()]
    if not facts and not written:
        return []
    noted = [] if one.kind == ReportKind.MANAGEMENT or not facts else _notes(read_sources(each.sources))
    return [Heading(str(section(one.kind, each.key).title), 1), *written, *facts, *noted]


def _notes(sources: Sequence[Source]) -> list[Part]:
    """What the section is made of: definition, how many rows, the day."""
    return [Note("\n".join(source_words(each) for each in sources))] if sources else []


def source_words(each: Source) -> str:
    said = f"{each.name}: {each.text}"
    if each.count:
        said += " " + ngettext("%(count)s post.", "%(count)s poster.", each.count) % {"count": words.number(each.count)}
    return f"{said} {_day(each.on)}"


def _day(on: str) -> str:
    if not on:
        return _("Ikke regnet ut ennå.")
    return _("Regnet %(day)s.") % {"day": words.day(date.fromisoformat(on))}


def _end(one: Report, sections: Sequence[ReportSection]) -> list[Part]:
    if one.kind != ReportKind.MANAGEMENT:
        return []
    day = words.day(min((each.drafted_at for each in sections), default=one.drafted_at))
    return [Note(_("Tallene er regnet %(day)s. Hva hvert tall er laget av, kan åpnes i Aktsom.") % {"day": day})]


def _sender(one: Report) -> tuple[str, ...]:
    if one.member is None:
        return (_("Samarbeidet om menneskerettigheter i leverandørkjeden"),)
    english = one.language == "en" and one.member.name_en
    lines = [english or one.member.name]
    if one.member.organisation_number:
        lines.append(registered_number(one.member.organisation_number))
    return tuple(lines)


def _facts(one: Report) -> tuple[tuple[str, str], ...]:
    facts = [(_("Gjelder"), str(one.year)), (_("Opplysningene er hentet"), words.day(one.drafted_at))]
    if one.adopted_at is not None:
        facts.append((_("Vedtatt"), f"{words.day(timezone.localtime(one.adopted_at))}, {one.adopted_name}"))
    if one.number > 1:
        facts.append(
            (_("Utgave"), _("%(number)s. Retter den forrige: %(why)s") % {"number": one.number, "why": one.corrects})
        )
    return tuple(facts)
