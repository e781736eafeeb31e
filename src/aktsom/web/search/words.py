"""What was found, in words: a heading for each kind and a line for each thing."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.knowledge.found_kinds import FoundKind
from aktsom.knowledge.queries.looked_through import FoundClause
from aktsom.knowledge.queries.searching import Found, Hit
from aktsom.knowledge.rules.snippets import marked, snippet
from aktsom.knowledge.sources import Read
from aktsom.web.base.jinja import write_date
from aktsom.web.cases.words import STATES
from aktsom.web.findings.words import KINDS
from aktsom.web.inquiries.words import INQUIRY_STATES as INQUIRIES
from aktsom.web.inquiries.words import by_whom
from aktsom.web.letters.words import STATES as LETTERS
from aktsom.web.meetings.words import KINDS as MEETING_KINDS
from aktsom.web.meetings.words import STATES as MEETINGS
from aktsom.web.memos.words import group_name
from aktsom.web.requirements.words import place_words
from aktsom.web.sanctions.words import DECISIONS, step_name
from aktsom.web.sanctions.words import STATES as RECOMMENDATIONS

_ABOUT_ONE = {
    FoundKind.CONTRACT: "contracts_contract",
    FoundKind.SUPPLIER: "suppliers_supplier",
    FoundKind.FOLLOW_UP: "cases_follow_up",
    FoundKind.FINDING: "findings_one",
    FoundKind.GUIDANCE: "knowledge_article",
    FoundKind.QUESTION: "knowledge_article",
    FoundKind.EXPERIENCE: "knowledge_article",
    FoundKind.DOCUMENT: "knowledge_article",
    FoundKind.MEMO: "memos_memo",
    FoundKind.EVIDENCE: "evidence_one",
    FoundKind.LETTER: "letters_one",
    FoundKind.DECISION: "sanctions_decision",
    FoundKind.MEETING: "meetings_one",
    FoundKind.INQUIRY: "inquiries_one",
}


def _href(read: Read) -> str:
    if read.kind == FoundKind.RECOMMENDATION:
        return reverse("sanctions_case", kwargs={"follow_up_id": read.row.follow_up.public_id})
    if read.kind == FoundKind.RESULT:
        return reverse("public_result", kwargs={"page": read.subject})
    return reverse(_ABOUT_ONE[read.kind], kwargs={"public_id": read.subject})


def headings() -> dict[FoundKind, str]:
    return {
        FoundKind.CONTRACT: _("Avtaler"),
        FoundKind.SUPPLIER: _("Leverandører"),
        FoundKind.FOLLOW_UP: _("Oppfølginger"),
        FoundKind.FINDING: _("Funn"),
        FoundKind.GUIDANCE: _("Veiledning"),
        FoundKind.QUESTION: _("Spørsmål og svar"),
        FoundKind.EXPERIENCE: _("Erfaringer"),
        FoundKind.DOCUMENT: _("Dokumenter og maler"),
        FoundKind.MEMO: _("Notater"),
        FoundKind.EVIDENCE: _("Dokumentasjon"),
        FoundKind.LETTER: _("Brev"),
        FoundKind.DECISION: _("Avgjørelser"),
        FoundKind.RECOMMENDATION: _("Anbefalinger"),
        FoundKind.MEETING: _("Møter og referater"),
        FoundKind.INQUIRY: _("Felles undersøkelser"),
        FoundKind.RESULT: _("Publiserte resultater"),
    }


def sections(found: Found) -> list[dict[str, Any]]:
    words, names = _words(found), headings()
    rows = [(kind.name.lower(), names[kind], [_line(hit, words) for hit in hits]) for kind, hits in found.hits.items()]
    rows.append(("clause", _("Klausuler"), clause_lines(found)))
    rows.append(("requirement", _("Kravtekster"), requirement_lines(found)))
    return [{"key": key, "name": name, "lines": lines} for key, name, lines in rows if lines]


def clause_lines(found: Found) -> list[dict[str, Any]]:
    """Points of the terms in force lead to the page of them; those of older versions to the two beside each other."""
    words, now = _words(found), _language()
    return [
        {
            "title": marked(_clause_title(one), words),
            "href": _clause_href(one),
            "note": marked("" if one.in_force else _("Gjelder ikke for nye avtaler"), words),
            "snippet": snippet(one.text[now] or one.text["nb"], words) if one.text else marked(one.name[now], words),
        }
        for one in found.texts.clauses
    ]


def _clause_title(one: FoundClause) -> str:
    named = {"code": one.term_set, "number": one.number}
    return _("%(code)s punkt %(number)s") % named if one.number else one.term_set


def _clause_href(one: FoundClause) -> str:
    if one.in_force:
        return f"{reverse('clauses_now')}?versjon={one.term_set}"
    return f"{reverse('clauses_compare')}?a={one.term_set}"


def requirement_lines(found: Found) -> list[dict[str, Any]]:
    """They are chosen by what is to be bought, so each leads to where that is begun."""
    words, now = _words(found), _language()
    return [
        {
            "title": marked(one.title[now], words),
            "href": reverse("requirements_list"),
            "note": marked(place_words()[one.place], words),
            "snippet": snippet(one.text[now], words),
        }
        for one in found.texts.requirements
    ]


def _words(found: Found) -> frozenset[str]:
    return frozenset(word for meanings in found.asked for word in meanings)


def _language() -> str:
    return translation.get_language() or "nb"


def _line(hit: Hit, words: Collection[str]) -> dict[str, Any]:
    read = hit.read
    return {
        "title": marked(read.title, words),
        "href": _href(read),
        "note": marked(_note(read.kind, read.row), words),
        "beside": _beside(read.row) if read.kind == FoundKind.SUPPLIER else "",
        "verdict": read.row.verdict if read.kind == FoundKind.CONTRACT else "",
        "snippet": snippet(read.text, words) if read.kind in _TOLD else [],
    }


# Those with a text of their own; of the others the note says all that they are found by.
_TOLD = (
    FoundKind.FINDING,
    FoundKind.GUIDANCE,
    FoundKind.QUESTION,
    FoundKind.EXPERIENCE,
    FoundKind.DOCUMENT,
    FoundKind.MEMO,
    FoundKind.LETTER,
    FoundKind.DECISION,
    FoundKind.RECOMMENDATION,
    FoundKind.MEETING,
    FoundKind.INQUIRY,
    FoundKind.RESULT,
)


def _note(kind: FoundKind, row: Any) -> str:
    return " · ".join(str(part) for part in _NOTES.get(kind, _of_article)(row) if part)


def _of_contract(row: Any) -> tuple[Any, ...]:
    mine = _("(deg)")
    return row.supplier or _("leverandør ikke oppgitt"), f"{row.member} {mine}" if row.own else row.member


def _day(at: datetime) -> str:
    return write_date(timezone.localdate(at))


def _of_article(row: Any) -> tuple[Any, ...]:
    return group_name(row.group_id) if row.group_id else _("Alle kategorier"), row.owner.name


_NOTES: dict[FoundKind, Callable[[Any], tuple[Any, ...]]] = {
    FoundKind.CONTRACT: _of_contract,
    FoundKind.SUPPLIER: lambda row: (row.organisation_number or _("organisasjonsnummer ikke oppgitt"),),
    FoundKind.FOLLOW_UP: lambda row: (group_name(row.group_id), STATES[row.state]),
    FoundKind.FINDING: lambda row: (KINDS[row.kind], row.supplier.name),
    FoundKind.MEMO: lambda row: (group_name(row.group_id), row.owner),
    FoundKind.EVIDENCE: lambda row: (row.supplier.name if row.supplier else "", row.owner.name),
    FoundKind.LETTER: lambda row: (LETTERS[row.state], row.supplier.name if row.supplier else "", row.owner.name),
    FoundKind.DECISION: lambda row: (DECISIONS[row.state], row.supplier.name, row.owner.name),
    FoundKind.RECOMMENDATION: lambda row: (step_name(row.step), RECOMMENDATIONS[row.state]),
    FoundKind.MEETING: lambda row: (MEETING_KINDS[row.kind], _day(row.starts_at), MEETINGS[row.state]),
    FoundKind.INQUIRY: lambda row: (INQUIRIES[row.state], by_whom(row.team)),
    FoundKind.RESULT: lambda row: (group_name(row.group_id), _day(row.published_at)),
}


def _beside(row: Any) -> str:
    members = ngettext("%(num)s medlem", "%(num)s medlemmer", row.members) % {"num": row.members}
    contracts = ngettext("%(num)s avtale", "%(num)s avtaler", row.contracts) % {"num": row.contracts}
    return f"{members}, {contracts}"
