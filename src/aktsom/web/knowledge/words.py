"""What is known, in words: kinds, parts, who sees it, and how it stands towards its day."""

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.categories.queries import current_catalogue
from aktsom.knowledge.kinds import ASKED, SECTIONS, ArticleKind, Section
from aktsom.knowledge.queries.articles import Row, View
from aktsom.knowledge.rules.articles import Freshness
from aktsom.sharing.audiences import Audience
from aktsom.web.base.audience import audience_name
from aktsom.web.base.jinja import write_date
from aktsom.web.memos.words import group_name

SLUGS = {"veiledning": ArticleKind.GUIDANCE, "erfaring": ArticleKind.EXPERIENCE, "dokument": ArticleKind.DOCUMENT}
SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}
KINDS: dict[str, str | Promise] = {
    ArticleKind.GUIDANCE: gettext_lazy("Veiledning"),
    ArticleKind.EXPERIENCE: gettext_lazy("Erfaring"),
    ArticleKind.DOCUMENT: gettext_lazy("Dokument eller mal"),
    ArticleKind.QUESTION: gettext_lazy("Spørsmål"),
    ArticleKind.ANSWER: gettext_lazy("Svar"),
}
MANY: dict[str, str | Promise] = {
    ArticleKind.GUIDANCE: gettext_lazy("Veiledning"),
    ArticleKind.QUESTION: gettext_lazy("Spørsmål og svar"),
    ArticleKind.EXPERIENCE: gettext_lazy("Erfaringer"),
    ArticleKind.DOCUMENT: gettext_lazy("Dokumenter og maler"),
}
_OF_GUIDANCE: dict[str, str | Promise] = {
    Section.RISK: gettext_lazy("Hva er risikoen?"),
    Section.CHAIN: gettext_lazy("Hvordan ser kjeden ut?"),
    Section.QUESTIONS: gettext_lazy("Gode spørsmål å stille"),
    Section.METHODS: gettext_lazy("Metoder som passer"),
    Section.WORKED: gettext_lazy("Hva har virket?"),
}
_OF_EXPERIENCE: dict[str, str | Promise] = {
    Section.WORKED: gettext_lazy("Hva virket?"),
    Section.FAILED: gettext_lazy("Hva virket ikke?"),
    Section.ADVICE: gettext_lazy("Råd til den neste"),
}
_TEXT: dict[str, str | Promise] = {
    ArticleKind.DOCUMENT: gettext_lazy("Hva er det, og når brukes det?"),
    ArticleKind.QUESTION: gettext_lazy("Spørsmålet"),
    ArticleKind.ANSWER: gettext_lazy("Svaret"),
}


def section_names(kind: str) -> dict[str, str | Promise]:
    if kind == ArticleKind.GUIDANCE:
        return _OF_GUIDANCE
    return _OF_EXPERIENCE if kind == ArticleKind.EXPERIENCE else {Section.TEXT: _TEXT[kind]}


def category_name(group_id: str) -> str:
    return group_name(group_id) if group_id else _("Alle kategorier")


def categories() -> list[tuple[str, str]]:
    language = translation.get_language() or "nb"
    return [(group.id, group.name.in_language(language)) for group in current_catalogue().groups]


def freshness_words(row: Row) -> tuple[str, str]:
    """(state for the mark, words); nothing where nobody is to look again."""
    on = row.article.check_on
    if on is None:
        return "", ""
    day = write_date(on)
    return {
        Freshness.PAST: ("late", _("Skulle vært sett over %(day)s. Les med forbehold.") % {"day": day}),
        Freshness.SOON: ("wait", _("Ses over %(day)s") % {"day": day}),
        Freshness.FRESH: ("ok", _("Ses over %(day)s") % {"day": day}),
        Freshness.UNSAID: ("", ""),
    }[row.freshness]


def sees(view: View) -> list[tuple[str, str]]:
    """Who reads which version, of those the viewer sees."""
    newest: dict[Audience, int] = {}
    for version in sorted(view.versions, key=lambda one: one.number):
        newest[Audience(version.audience)] = version.number
    if len(newest) == 1:
        return [(audience_name(audience), _("alt som står her")) for audience in newest]
    return [
        (audience_name(audience), _("utgave %(number)s") % {"number": number})
        for audience, number in sorted(newest.items(), key=lambda item: item[0].width)
    ]


def first_seen_by(kind: str, team: bool) -> list[tuple[str, str]]:
    """Of what is about to be written."""
    if kind in ASKED:
        return [(audience_name(Audience.MEMBERS), _("spørsmålet og svarene, med hvem som skrev dem"))]
    who = audience_name(Audience.CASE_TEAM) if team else _("Virksomheten din")
    return [(who, _("det du skriver, til det deles med flere"))]


def parts(kind: str, sections: dict[str, str]) -> list[tuple[str, str]]:
    """(heading, text) of the parts that say something, in their order."""
    names = section_names(kind)
    return [(str(names[name]), sections[name]) for name in SECTIONS[ArticleKind(kind)] if sections.get(name)]


def row_words(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "kind": KINDS[row.article.kind],
            "category": category_name(row.article.group_id),
            "freshness": freshness_words(row),
            "owner": row.article.owner.name,
            "waits": row.waits,
        }
        for row in rows
    ]


def panel(rows: Sequence[Row], sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Guidance beside where work is done: these parts of each, where they say something."""
    names = _OF_GUIDANCE
    return [
        {
            "row": row,
            "freshness": freshness_words(row),
            "parts": [(names[section], row.text(section)) for section in sections if row.text(section)],
        }
        for row in rows
    ]
