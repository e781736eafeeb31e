"""What keeps a result from being published today: the rules of releases, for the widest audience there is."""

from datetime import date

from aktsom.sharing.audiences import Audience
from aktsom.sharing.releasing import Hold, ReleaseFacts, holds


def publishing_holds(
    *,
    today: date,
    shown_on: date | None,
    answered: bool,
    unshown: bool,
    endangers_workers: bool,
    open_deviations: int,
    open_since: date | None,
    plan_due_on: date | None,
    plan_may_wait: int,
    decided: bool = False,
) -> tuple[Hold, ...]:
    """`unshown`: to warn the supplier would endanger workers, in writing; it is not waited for then. `decided`: a
    person has decided that a plan which is missing past the limit holds it no longer. Somebody may decide on the day
    after the limit: with 90 days, what stood on day 0 is held on day 90 and decided from day 91."""
    facts = ReleaseFacts(
        audience=Audience.LINKED_BUYERS,
        today=today,
        concerns_supplier=not unshown,
        shown_on=shown_on,
        answered=answered,
        endangers_workers=endangers_workers,
        is_deviation=open_deviations > 0,
        plan_due_on=plan_due_on,
        found_on=open_since,
        plan_may_wait=plan_may_wait,
    )
    found = holds(facts, Audience.PUBLIC)
    return tuple(hold for hold in found if not (decided and hold is Hold.PLAN_UNDECIDED))
