"""What members of the demo aim at, and its figures as they are today. Of quarters that are over there are none: they
could only be reckoned from what has become of their records since, which is not how they stood."""

from decimal import Decimal

from aktsom.cli.pilot_days import clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

OWNER = "guri@sykehus.example"
AIMS = (
    ("with_clause", "90", "Vedtatt i styret i januar"),
    ("followed_up", "20", "Så mye rekker gruppene i år"),
    ("days_to_plan", "14", ""),
)


def load_figures() -> None:
    from aktsom.effects.actions.ambitions import set_ambition
    from aktsom.effects.actions.reckoning import reckon_all
    from aktsom.members.queries.actors import members_with
    from aktsom.members.roles import Permission

    at = clock()
    guri = actor(OWNER)
    [member] = members_with(guri, Permission.READ_REGISTER)
    for indicator, target, reason in AIMS:
        set_ambition(
            by=guri, at=at, member_id=member.public_id, indicator=indicator, year=at.year, target=Decimal(target),
            reason=reason,
        )  # fmt: skip
    reckon_all(at)
