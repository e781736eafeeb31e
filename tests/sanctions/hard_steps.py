"""What an owner writes with a decision on each of the steps that take orders from a place, for tests: the same acts as
people's, from the draft of a decision to what is set in motion by it."""

from datetime import datetime

from aktsom.core.actor import Actor
from aktsom.sanctions.actions import replacements, suspensions, terminations
from aktsom.sanctions.models import Replacement, SanctionDecision, Suspension, Termination
from aktsom.sanctions.tables import ladder
from tests.cast import NOON
from tests.factories.chains import FACTORY, LATEX, sent
from tests.sanctions.steps_made import DAY, GLOVES

HARD = [step.id for step in ladder() if step.needs_exit_assessment]
PARTIAL, WHOLE, REPLACE, TERMINATE = HARD
MOVED = {PARTIAL: Suspension, WHOLE: Suspension, REPLACE: Replacement, TERMINATE: Termination}
BEGUN = {PARTIAL: "in_force", WHOLE: "in_force", REPLACE: "demanded", TERMINATE: "standing"}


def place_told_of(at: datetime = NOON) -> str:
    """The factory in the chain that the supplier has told of, as it is chosen on a page."""
    site = sent(FACTORY, LATEX, at=at).links.get(to_supplier__isnull=False).from_site
    assert site is not None
    return str(site.public_id)


def write_what_it_moves(draft: SanctionDecision, step: str, by: Actor, at: datetime, place: str = "") -> None:
    """Over what is there already; all but the exit assessment."""
    today, id_ = at.date(), draft.public_id
    before = MOVED[step].objects.filter(decision=draft).first()
    revision = before.revision if before else None
    if step in (PARTIAL, WHOLE):
        parts = () if step == WHOLE else (GLOVES,)
        stop = suspensions.SuspensionSaid(step == WHOLE, today, today + 90 * DAY, "Revisjon viser det.", parts)
        suspensions.draft_suspension(by=by, at=at, decision_id=id_, said=stop, revision=revision)
    elif step == REPLACE:
        leave = replacements.ReplacementSaid(place, today + 60 * DAY, wanted="Ingen gebyrer.")
        replacements.draft_replacement(by=by, at=at, decision_id=id_, said=leave, revision=revision)
    else:
        over = terminations.TerminationSaid(today + 30 * DAY, "Vi spør hver måned til alt er betalt.")
        terminations.draft_termination(by=by, at=at, decision_id=id_, said=over, revision=revision)
