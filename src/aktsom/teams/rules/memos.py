"""How a passage stands after a change: narrower by itself, never wider. Plain values in, decision out."""

from dataclasses import dataclass
from datetime import date

from aktsom.sharing.audiences import Audience, narrower
from aktsom.sharing.grounds import SecrecyGround
from aktsom.sharing.releasing import ReleaseFacts, widest_now

FIRST = (Audience.CASE_TEAM, Audience.WORKER_PROTECTED)  # what may be chosen when something is written


@dataclass(frozen=True)
class PassageWords:
    """What a person writes of one passage. `audience` empty leaves it as it stands; to go wider is a release."""

    text: str
    audience: Audience | None = None
    secrecy_ground: str = ""
    review_on: date | None = None
    names_sub_supplier: bool = False
    tells_price: bool = False
    is_deviation: bool = False
    plan_due_on: date | None = None


def audience_after(
    now: Audience, words: PassageWords, *, new_text: bool, today: date, ground: SecrecyGround | None
) -> Audience:
    """A new text has been released to nobody: it falls back to the team. What the passage now holds may narrow it
    further; a plan or a ground taken away never widens it."""
    after = now if words.audience is None else narrower(now, words.audience)
    if new_text:
        after = narrower(after, Audience.CASE_TEAM)
    facts = ReleaseFacts(
        audience=Audience.WORKER_PROTECTED,
        today=today,
        names_sub_supplier=words.names_sub_supplier,
        tells_price=words.tells_price,
        is_deviation=words.is_deviation,
        plan_due_on=words.plan_due_on,
        ground=ground,
    )
    return narrower(after, widest_now(facts))


def fits_public_journal(title: str) -> bool:
    """A title stands in the public journal of every body that holds the memo (offentleglova § 10): no sums, no
    addresses of people."""
    return not any(mark in title for mark in ("@", "kr ", " kr", "NOK", "€", "$"))
