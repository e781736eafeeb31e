"""What members write down of the time it took, and what each took before."""

from decimal import Decimal

from aktsom.effects.actions.baselines import BaselineSaid, say_baseline, say_hourly_cost
from aktsom.effects.actions.effort import EffortSaid, write_down
from aktsom.effects.effort_states import Activity
from tests.effects.pilot_year.clock import YEAR, now
from tests.effects.pilot_year.people import actor, member, owner_of

# What each of them used on one self-report, asked and read, when it did so alone: three are enough to tell the total.
ALONE = {"oslo": 6, "bergen": 4, "sykehus": 8, "statsbygg": 6}
HOURLY = "713.37"  # Oslo's alone, in kroner


def say_what_it_took() -> None:
    for buyer, hours in ALONE.items():
        for activity, part in ((Activity.ASKING, 1), (Activity.READING, hours - 1)):
            said = BaselineSaid(activity, YEAR - 1, 10, Decimal(part), "Innkjøpssjefen")
            say_baseline(by=owner_of(buyer), at=now(), member_id=member(buyer).pk, said=said)
    say_hourly_cost(
        by=owner_of("oslo"), at=now(), member_id=member("oslo").pk, since=now().date(), amount=Decimal(HOURLY),
        currency="NOK", said_by="Økonomi",
    )  # fmt: skip


def write(name: str, activity: Activity, hours: str, subject: str) -> None:
    write_down(by=actor(name), at=now(), said=EffortSaid(activity, now().date(), Decimal(hours), subject))
