"""The letters of a decision on its own page, and the way to write one."""

from typing import Any

from aktsom.core.actor import Actor
from aktsom.sanctions.letter_states import LetterState
from aktsom.sanctions.letter_tables import letter_kinds
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.permissions import letters as permissions
from aktsom.sanctions.queries.letters import letters_of
from aktsom.web.letters import words
from aktsom.web.sanctions.deciding import PARTS


def letter_parts(viewer: Actor, one: SanctionDecision) -> dict[str, Any]:
    rows = letters_of(viewer, one)
    has = one.step in letter_kinds()
    begun = any(row.kind == one.step and row.state != LetterState.WITHDRAWN for row in rows)
    return {
        "letter_rows": [(row, words.kind_name(row.kind)) for row in rows],
        "letter_words": words,
        "letter_kind": words.kind_name(one.step) if has else "",
        "may_write_letter": has and not begun and permissions.write(viewer, one) is None,
    }


PARTS.append(letter_parts)
