"""The letters of a decision on its own page, and the way to write one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.sanctions.actions.letters import letter_to_be
from aktsom.sanctions.letter_making import missing, words_of
from aktsom.sanctions.letter_problems import TemplateBroken
from aktsom.sanctions.letter_states import LetterState
from aktsom.sanctions.letter_tables import called, letter_kinds
from aktsom.sanctions.models import Letter, SanctionDecision
from aktsom.sanctions.permissions import letters as permissions
from aktsom.sanctions.queries.letter_facts import values_of
from aktsom.sanctions.queries.letters import NOTICE, letters_of, notice_decided
from aktsom.sanctions.queries.unsent import unsent_of
from aktsom.sanctions.writing.filling import Filled
from aktsom.web.letters import words
from aktsom.web.letters.unsent import next_of
from aktsom.web.sanctions.deciding import PARTS


@dataclass(frozen=True, slots=True)
class Preview:
    """The words of a letter as they stand; `lacking` are the fields that it may not be sent without, `broken` why the
    wording in use says nothing."""

    words: Filled | None
    language: str
    lacking: list[str]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """What to do about a notice that has not been sent; `href` is where, "" where it is to be decided on first."""

    text: str
    href: str = ""


def notice_todo(viewer: Actor, one: SanctionDecision) -> Todo:
    found, told = notice_decided(viewer, one.contract, one.follow_up), {"kind": words.kind_name(NOTICE)}
    if found is None:
        return Todo(_("Avgjør «%(kind)s» først, og send brevet.") % told)
    decided, waiting = found
    if waiting is not None:
        href = reverse("letters_one", kwargs={"public_id": waiting.public_id})
        return Todo(_("Send brevet «%(kind)s»") % told, href)
    href = reverse("sanctions_decision", kwargs={"public_id": decided.public_id}) + "#brev"
    return Todo(_("Skriv brevet «%(kind)s», og send det") % told, href)


def preview(viewer: Actor, one: SanctionDecision, rows: Sequence[Letter]) -> Preview | None:
    """Of the letter of the step: the draft, or what would be begun now. None for whom no letter is to be written, and
    where it has gone out."""
    if one.step not in letter_kinds() or permissions.write(viewer, one) is not None:
        return None
    begun = next((row for row in rows if row.kind == one.step and row.state != LetterState.WITHDRAWN), None)
    if begun is not None and begun.state != LetterState.DRAFT:
        return None
    letter = begun or letter_to_be(one, one.step, timezone.now())
    values = values_of(letter)
    if begun is None:
        with translation.override(letter.language):
            values["page"] = _("[nettadressen, når brevet er skrevet]")
    names = [called(id_, translation.get_language() or "nb") for id_ in missing(letter, values)]
    try:
        return Preview(words_of(letter, values), letter.language, names)
    except TemplateBroken as error:
        return Preview(None, letter.language, names, str(error))


def letter_parts(viewer: Actor, one: SanctionDecision) -> dict[str, Any]:
    rows = letters_of(viewer, one)
    has, waits = one.step in letter_kinds(), unsent_of(viewer, one)
    begun = any(row.kind == one.step and row.state != LetterState.WITHDRAWN for row in rows)
    return {
        "letter_rows": [(row, words.kind_name(row.kind)) for row in rows],
        "letter_words": words,
        "letter_next": next_of(waits) if waits is not None else None,
        "letter_preview": preview(viewer, one, rows),
        "letter_kind": words.kind_name(one.step) if has else "",
        "todo": {"notice-sent": notice_todo(viewer, one)} if one.owner_id in viewer.member_ids else {},
        "may_write_letter": has and not begun and permissions.write(viewer, one) is None,
    }


PARTS.append(letter_parts)
