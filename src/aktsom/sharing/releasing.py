"""What may move outward, and what holds it back. Plain values in, reasons out (domain rule «Audience»).

A move outward is a decision with a reason. What concerns a supplier is shown to it first; where that would endanger
workers nothing moves at all. A deviation without a time-bound plan stays with the linked buyers, as do names of
sub-suppliers and prices, whatever is decided.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import Refusal
from aktsom.sharing.audiences import Audience
from aktsom.sharing.grounds import SecrecyGround
from aktsom.sharing.limits import limit
from aktsom.sharing.publication import Telling, publication

SHORTEST_REASON = 10  # characters: room for a sentence, too long for a full stop


class Hold(StrEnum):
    """What keeps a thing from moving outward, in the order it is told."""

    ENDANGERS_WORKERS = "endangers_workers"
    NOT_SHOWN = "not_shown"  # the supplier has not seen it
    TOO_SOON = "too_soon"  # the supplier has it still to answer
    SUB_SUPPLIER = "sub_supplier"
    PRICE = "price"
    NO_PLAN = "no_plan"
    PLAN_UNDECIDED = "plan_undecided"  # the plan has been missing so long that the rule ends
    GROUND = "ground"


HOLDS: dict[Hold, str | Promise] = {
    Hold.ENDANGERS_WORKERS: _("Å fortelle dette nå setter arbeidere i fare. Ingenting deles før det er over."),
    Hold.NOT_SHOWN: _("Leverandøren skal se det først. Vis det til leverandøren."),
    Hold.TOO_SOON: _("Leverandøren har fått det, og skal ha tid til å svare."),
    Hold.SUB_SUPPLIER: _("Navn på underleverandører blir hos kjøperne det gjelder."),
    Hold.PRICE: _("Priser blir hos kjøperne det gjelder."),
    Hold.NO_PLAN: _("Et avvik deles ikke lenger ut før det har en plan med frist."),
    Hold.PLAN_UNDECIDED: _("Planen har manglet lenge, og nettverket har ikke bestemt hva som skjer da."),
    Hold.GROUND: _("Hjemmelen for taushet stenger så lenge den står."),
}


@dataclass(frozen=True)
class ReleaseFacts:
    """A record's title or one passage as it stands on `today`. `shown_on` is when the supplier it concerns got to see
    it as it now reads; one that has `answered` need not be waited for."""

    audience: Audience
    today: date
    reason: str = ""
    concerns_supplier: bool = False
    shown_on: date | None = None
    answered: bool = False
    endangers_workers: bool = False
    names_sub_supplier: bool = False
    tells_price: bool = False
    is_deviation: bool = False
    plan_due_on: date | None = None
    found_on: date | None = None  # of a deviation: how long its plan has been missing
    plan_may_wait: int | None = None  # days; none: as the file of limits has it
    ground: SecrecyGround | None = None


def release_refusal(facts: ReleaseFacts, to: Audience) -> Refusal | None:
    if to.width <= facts.audience.width:
        return Refusal(_("Det er delt så vidt allerede. Å dele er å gå til flere."))
    if found := holds(facts, to):
        return Refusal(HOLDS[found[0]])
    if len(facts.reason.strip()) < SHORTEST_REASON:
        return Refusal(_("Skriv kort hvorfor det deles, så andre forstår det senere."))
    return None


def holds(facts: ReleaseFacts, to: Audience) -> tuple[Hold, ...]:
    """Every rule that keeps the thing from this audience, whatever the reason given."""
    leaves_team = to.width > Audience.CASE_TEAM.width
    beyond_linked = to.width > Audience.LINKED_BUYERS.width
    found = [Hold.ENDANGERS_WORKERS] if facts.endangers_workers else []
    if leaves_team and facts.concerns_supplier and not facts.endangers_workers:
        found += _supplier_first(facts)
    if beyond_linked:
        found += [Hold.SUB_SUPPLIER] if facts.names_sub_supplier else []
        found += [Hold.PRICE] if facts.tells_price else []
        found += _embargo(facts)
    if facts.ground is not None and to.width > facts.ground.widest.width:
        found.append(Hold.GROUND)
    return tuple(found)


def widest_now(facts: ReleaseFacts) -> Audience:
    """As far as the thing may stand by what it holds itself: used when its facts change after a release. Whether the
    supplier saw it first was asked when it moved, and is not asked again; danger to workers stops moves and takes
    nothing back by itself."""
    asked = (Hold.SUB_SUPPLIER, Hold.PRICE, Hold.NO_PLAN, Hold.PLAN_UNDECIDED, Hold.GROUND)
    return max((a for a in Audience if not set(holds(facts, a)) & set(asked)), key=lambda a: a.width)


def open_from(shown_on: date) -> date:
    """The first day on which what the supplier was shown may leave the team."""
    return shown_on + timedelta(days=limit("supplier_sees_first") or 0)


def _supplier_first(facts: ReleaseFacts) -> list[Hold]:
    if facts.shown_on is None:
        return [Hold.NOT_SHOWN]
    too_soon = facts.today < open_from(facts.shown_on) and not facts.answered
    return [Hold.TOO_SOON] if too_soon else []


def _embargo(facts: ReleaseFacts) -> list[Hold]:
    if not facts.is_deviation:
        return []
    blocks = facts.plan_may_wait if facts.plan_may_wait is not None else limit("missing_plan_blocks")
    waited = bool(facts.found_on and blocks is not None and (facts.today - facts.found_on).days > blocks)
    told = publication(open_deviations=1, has_plan=facts.plan_due_on is not None, waited_too_long=waited)
    return {Telling.HOLD: [Hold.NO_PLAN], Telling.UNDECIDED: [Hold.PLAN_UNDECIDED]}.get(told.telling, [])
