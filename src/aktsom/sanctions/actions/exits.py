"""The exit assessment: written before a step that takes orders from a place, with what is open for its workers."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Stale, stop_if
from aktsom.core.journal import Act, record
from aktsom.follow_up.wording import text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions.actions.step_loading import draft_for_change, owner_keys
from aktsom.sanctions.models import ExitAssessment
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.left_open import open_now

LONGEST_PART = 4_000


@dataclass(frozen=True)
class ExitSaid:
    workers: str
    tried: str
    left_open: str
    looked: str = ""


@transaction.atomic
def write_exit_assessment(
    *, by: Actor, at: datetime, decision_id: str, said: ExitSaid, revision: int | None = None
) -> ExitAssessment:
    """Of a decision that is a draft; what is there already is written over, from the `revision` that the page showed.
    Raises Stale, Wrong and LookAgain."""
    decision = draft_for_change(by, decision_id)
    stop_if(permissions.draft(by, decision))
    one = ExitAssessment.objects.select_for_update().filter(decision=decision).first()
    if (one.revision if one else 0) != (revision or 0):
        raise Stale
    made = one or ExitAssessment(decision=decision, owner=decision.owner, seen_by=owner_keys(decision))
    made.workers = text_in("workers", said.workers, LONGEST_PART, needed=_("Skriv hva steget gjør for arbeiderne."))
    made.tried = text_in("tried", said.tried, LONGEST_PART, needed=_("Skriv hva annet som er prøvd."))
    made.left_open = text_in(
        "left_open", said.left_open, LONGEST_PART, needed=_("Skriv hvordan det arbeiderne har krav på, følges opp.")
    )
    stop_if_unlooked({"workers": made.workers, "tried": made.tried, "left_open": made.left_open}, said.looked)
    made.knew, made.written_at, made.written_by_id = open_now(by, decision.follow_up).kept(), at, by.person_id
    if one is not None:
        made.revision += 1
    made.save()
    record(by=by, at=at, acts=[Act("exit_assessed", made.public_id, made.owner_id, changes=made.knew)])
    return made
