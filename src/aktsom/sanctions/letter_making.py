"""A letter put together: its words in the member's wording, on a sheet, as PDF and as Word."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.core.letters import page_address
from aktsom.core.wall import lowered
from aktsom.follow_up.files import place
from aktsom.follow_up.storage.places import key_of
from aktsom.members.models import Member
from aktsom.sanctions.letter_problems import FactMissing, broken_wording
from aktsom.sanctions.letter_tables import (
    called,
    example_values,
    field_kinds,
    layout_limits,
    letter_kinds,
    names_of_fields,
    standard_wording,
    wording_of,
)
from aktsom.sanctions.letter_words import (
    day_words,
    draft_mark,
    example_mark,
    labels,
    number_line,
    registered_number,
    sent_otherwise_words,
    sent_words,
)
from aktsom.sanctions.models import Letter, LetterTemplate
from aktsom.sanctions.queries.letter_facts import values_of
from aktsom.sanctions.queries.letter_templates import in_use
from aktsom.sanctions.writing.filling import Filled, Sheet, Signature, Values, filled
from aktsom.sanctions.writing.pdf import pdf_of
from aktsom.sanctions.writing.word_file import word_of
from aktsom.sanctions.writing.word_layout import Layout, read_layout
from aktsom.sanctions.writing.word_standard import standard_file
from aktsom.sanctions.writing.words import Broken, Wording

PDF, WORD = "pdf", "docx"
TYPES = {
    PDF: "application/pdf",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def missing(letter: Letter, values: Values) -> list[str]:
    """Fields that this kind of letter may not be sent without and that have no value."""
    needed = letter_kinds()[letter.kind].needed
    return [one.id for one in field_kinds().values() if one.id in needed and not values.get(one.id)]


def stop_if_missing(letter: Letter, values: Values) -> None:
    if lacking := missing(letter, values):
        name = called(lacking[0], translation.get_language() or "nb")
        raise FactMissing(lacking[0], _("Brevet mangler «%(field)s».") % {"field": name})


def sheet_of(
    letter: Letter, signers: Sequence[Signature], *, number: str = "", day: date, draft: bool = False
) -> Sheet:
    """As it stands now, by the wording in use."""
    values = values_of(letter)
    wording = wording_to_use(letter)
    with translation.override(letter.language):
        said = labels()
        facts = [number_line(number), (_("Dato"), day_words(day))]
        if letter.contract is not None and values.get("contract_number"):
            facts.append((_("Avtale"), str(values["contract_number"])))
        page = page_address("letters_one", public_id=letter.public_id)
        return Sheet(
            letter.language,
            sender_lines(letter.owner, letter.language),
            tuple(letter.recipient.split("\n")),
            tuple(facts),
            filled(wording, values, and_=said["and"]),
            tuple(signers),
            said,
            sent_words(page) if letter.supplier_id else sent_otherwise_words(),
            draft_mark() if draft else "",
            values,
        )


def text_digest(letter: Letter) -> str:
    """Of what it says as it stands now, whatever its number and day, and whoever has signed."""
    told = words_of(letter, values_of(letter))
    parts = [letter.language, letter.recipient, told.subject, *([str(one.kind), one.text] for one in told.blocks)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def words_of(letter: Letter, values: Values) -> Filled:
    """In the letter's own language. Raises TemplateBroken."""
    with translation.override(letter.language):
        return filled(wording_to_use(letter), values, and_=labels()["and"])


def wording_to_use(letter: Letter) -> Wording:
    """The member's own, or the standard one. Raises TemplateBroken where the own one has been whole and no longer is,
    since what a letter needs is data and may change."""
    template = template_of(letter)
    words = (template.subject, template.body) if template else standard_wording(letter.kind, letter.language)
    try:
        return wording_of(letter.kind, *words)
    except Broken as error:
        raise broken_wording(error, translation.get_language() or "nb") from None


def template_of(letter: Letter) -> LetterTemplate | None:
    """The owner's own that is in use."""
    with lowered():  # those who sign a joint letter see it, and not the templates of the body that writes it
        return in_use(letter.owner_id, letter.kind, letter.language)


def sender_lines(member: Member, language: str) -> tuple[str, ...]:
    """In the language of the moment: to be asked within it."""
    name = member.name_en or member.name if language == "en" else member.name
    number = registered_number(member.organisation_number) if member.organisation_number else ""
    return tuple(line for line in (name, number, member.contact_email) if line)


def made(sheet: Sheet, form: str, template: LetterTemplate | None, kind: str) -> bytes:
    """`form` is PDF or WORD; the layout of the Word file is the member's own where it has one."""
    return pdf_of(sheet) if form == PDF else word_of(sheet, layout_of(template, kind, sheet.language))


def layout_of(template: LetterTemplate | None, kind: str, language: str) -> Layout:
    if template is not None and template.layout_sha256:
        return _own_layout(template.layout_sha256, template.layout_size)
    return _standard_layout(kind, language)


@lru_cache(maxsize=64)
def _own_layout(sha256: str, size: int) -> Layout:
    """Under its checksum a file never changes, so that what was read of it holds."""
    content = b"".join(place().read(key_of(sha256), 0, size))
    return read_layout(content, names=names_of_fields(in_words=False), limits=layout_limits())


@lru_cache(maxsize=64)
def _standard_layout(kind: str, language: str) -> Layout:
    content = layout_file(*standard_wording(kind, language), language)
    return read_layout(content, names=names_of_fields(in_words=False), limits=layout_limits())


def layout_file(subject: str, body: str, language: str) -> bytes:
    """The standard layout with these words, to be adapted in Word."""
    names = {id_: called(id_, language) for id_ in field_kinds()}
    return standard_file(subject, body, names=names, language=language)


def example_sheet(member: Member, kind: str, language: str, subject: str, body: str) -> Sheet:
    """A letter to nobody, to see what a wording looks like. Raises Broken."""
    wording = wording_of(kind, subject, body)
    values = {**example_values(language), "buyer": member.name}
    with translation.override(language):
        said = labels()
        recipient = (str(values["supplier"]), registered_number("999888777"))
        facts = (number_line("2026/12"), (_("Dato"), day_words(date(2026, 2, 2))), (_("Avtale"), "2025/118"))
        note = sent_words(str(values["page"]))
        return Sheet(
            language,
            sender_lines(member, language),
            recipient,
            facts,
            filled(wording, values, and_=said["and"]),
            (Signature(member.name, "Kari Nilsen"),),
            said,
            note,
            example_mark(),
            values,
        )
