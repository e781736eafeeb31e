"""The letter that answers a request for access, the notice of longer time, and the copy of a text without what is kept
back: as papers, in the language that the answer is in."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.core.papers import Heading, Note, Paper, Part, Table, Text
from aktsom.records.models import AccessRequest, RequestedDocument
from aktsom.records.rules.passages import without
from aktsom.records.states import Outcome, PassageState
from aktsom.records.tables import access_laws, grounds_for
from aktsom.sanctions.letter_making import sender_lines
from aktsom.sanctions.letter_words import day_words


def outcome_words(outcome: str) -> str:
    return {
        Outcome.FULL: _("Gis ut"),
        Outcome.PARTLY: _("Gis ut med sladd"),
        Outcome.DENIED: _("Gis ikke ut"),
    }[Outcome(outcome)]


def public_name(kind: str, made_on: date) -> str:
    """What a document is called to whoever asks: its own title may tell what is kept back."""
    return _("%(kind)s, %(day)s") % {"kind": kind, "day": day_words(made_on)}


def letter(one: AccessRequest, documents: Sequence[tuple[RequestedDocument, str]], today: date) -> Paper:
    """`documents` with what kind each is, in words. `one` has its outcome and reason."""
    law, language = access_laws()[one.law], one.language
    with translation.override(language):
        facts = [(_("Dato"), day_words(today)), (_("Mottatt"), day_words(one.received_on))]
        facts += [(_("Sak"), one.case_number)] if one.case_number else []
        facts += [(_("Til"), one.asker)] if one.asker else []
        parts: list[Part] = [Heading(_("Det du spurte om")), Text(one.asked_for), Heading(_("Avgjørelsen"))]
        parts.append(Text(_whole(one.outcome)))
        if one.answer:
            parts.append(Text(one.answer))
        parts += _table(one, documents)
        parts += [Heading(_("Begrunnelse")), Text(one.reason)]
        parts += [Heading(_("Hvis du er uenig")), Text(law.appeals[language]), Note(law.legal_reference)]
        return Paper(
            title=law.names[language], language=language, sender=sender_lines(one.member, language), parts=tuple(parts),
            facts=tuple(facts), labels=(_("Side"), _("av")),
        )  # fmt: skip


def _whole(outcome: str) -> str:
    return {
        Outcome.FULL: _("Du får det du ba om."),
        Outcome.PARTLY: _("Du får en del av det du ba om."),
        Outcome.DENIED: _("Du får ikke det du ba om."),
    }[Outcome(outcome)]


def _table(one: AccessRequest, documents: Sequence[tuple[RequestedDocument, str]]) -> list[Part]:
    if not documents:
        return []
    grounds = grounds_for(one.law)
    rows = []
    for document, kind in documents:
        codes = _codes(document)
        told = "\n".join(grounds[code].told(one.language) for code in codes if code in grounds)
        rows.append((public_name(kind, document.made_on), outcome_words(document.outcome), told, document.reason))
    columns = (_("Dokument"), _("Avgjørelse"), _("Hjemmel"), _("Hvorfor"))
    return [Table(_("Dokumentene"), columns, tuple(rows))]


def _codes(document: RequestedDocument) -> list[str]:
    if document.outcome == Outcome.PARTLY:
        return list(dict.fromkeys(one.ground for one in document.passages.all() if one.state == PassageState.KEPT_BACK))
    return [document.ground] if document.outcome == Outcome.DENIED else []


def redacted(document: RequestedDocument, kind: str, language: str, law: str) -> Paper:
    """What is kept back is not in it in any form: the paper is made of the text without it."""
    grounds = grounds_for(law)
    with translation.override(language):
        kept = [
            (one.starts, one.ends, _("[sladdet: %(ground)s]") % {"ground": grounds[one.ground].legal_reference})
            for one in document.passages.all()
            if one.state == PassageState.KEPT_BACK
        ]
        said = without(document.text, kept)
        lines = [Text(line) for line in said.split("\n") if line.strip()]
        note = _(
            "Kopi til den som har bedt om innsyn. Det som er holdt tilbake, er tatt ut, og hjemmelen står i stedet."
        )
        member = document.request.member
        return Paper(
            title=public_name(kind, document.made_on), language=language, sender=sender_lines(member, language),
            parts=(*lines, Note(note)), labels=(_("Side"), _("av")),
        )  # fmt: skip


def notice(one: AccessRequest, today: date) -> Paper:
    """That the answer takes longer, with the reason. The request is one that has been given longer time."""
    law, language = access_laws()[one.law], one.language
    with translation.override(language):
        told = _("Vi trenger mer tid til å svare. Du får svar senest %(day)s.") % {"day": day_words(one.answer_by)}
        parts = (Text(told), Heading(_("Begrunnelse")), Text(one.extension_reason), Note(law.legal_reference))
        facts = [(_("Dato"), day_words(today)), (_("Mottatt"), day_words(one.received_on))]
        facts += [(_("Sak"), one.case_number)] if one.case_number else []
        return Paper(
            title=_("Lengre tid til å svare"), language=language, sender=sender_lines(one.member, language),
            parts=parts, facts=tuple(facts), labels=(_("Side"), _("av")),
        )  # fmt: skip
