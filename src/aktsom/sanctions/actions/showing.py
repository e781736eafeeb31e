"""The supplier shows what it says lifts a suspension, in words or with a file."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import stop_if
from aktsom.follow_up.actions.evidence import Said, Whose, finish_upload
from aktsom.follow_up.states import EvidenceKind
from aktsom.follow_up.wording import text_in
from aktsom.follow_up.workers_first import stop_if_unlooked
from aktsom.sanctions.actions.step_loading import step_for_change
from aktsom.sanctions.actions.suspensions import show_lines
from aktsom.sanctions.models import Suspension, SuspensionStep
from aktsom.sanctions.permissions import steps as permissions
from aktsom.sanctions.queries.steps import suspensions_for
from aktsom.sharing.audiences import Audience
from aktsom.suppliers.queries.identity import records
from aktsom.teams.actions.loading_mandates import day_of

LONGEST_SHOWN = 4_000


def show_test(
    *, by: Actor, at: datetime, suspension_id: str, revision: int, text: str, upload_id: str = "", looked: str = ""
) -> SuspensionStep:
    """The file is put in its place before anything is written, so that whoever is stopped in between does the same
    again. Raises Stale, Wrong and LookAgain."""
    said = text_in("text", text, LONGEST_SHOWN, needed=_("Skriv hva dere har gjort."))
    with transaction.atomic():
        one = _shown(by, at, suspension_id, revision)
        stop_if_unlooked({"text": said}, looked)
    file = finish_upload(by=by, at=at, upload_id=upload_id, said=_brought(by, one)) if upload_id else None
    with transaction.atomic():
        return show_lines(_shown(by, at, suspension_id, revision), said, file, by, at)


def _shown(by: Actor, at: datetime, suspension_id: str, revision: int) -> Suspension:
    one = step_for_change(by, suspensions_for(by), suspension_id, revision)
    stop_if(permissions.suspension(by, one, "show", day_of(at)))
    return one


def _brought(by: Actor, one: Suspension) -> Said:
    """For the owner body; given by the record of the company that the person answers for."""
    answered = [each for each in records(one.supplier.identity_id) if each.pk in by.supplier_ids]
    return Said(
        kind=EvidenceKind.OTHER,
        title=_("Vist for å oppheve en stans"),
        whose=Whose(owner_id=one.owner.public_id, supplier_id=(answered or [one.supplier])[0].public_id),
        audience=Audience.CASE_TEAM,
    )
