"""Hours on the page where the work is done: the form with the typical value, the timer, and what is written already."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from aktsom.core.actor import Actor
from aktsom.effects.effort_states import Activity
from aktsom.effects.models import EffortEntry, RunningTimer
from aktsom.effects.permissions.effort import write
from aktsom.effects.queries.effort import of_subject, running
from aktsom.web.effort import words
from aktsom.web.effort.forms import EffortForm, first


@dataclass(frozen=True, slots=True)
class Here:
    """`timer` is one that runs on this, `elsewhere` one that runs on something else. `sums` are members' hours by name,
    `stated` what the supplier says, and `own` its own entries, for the supplier to correct."""

    subject: str
    form: EffortForm
    supplier: bool
    timer: RunningTimer | None
    elsewhere: RunningTimer | None
    sums: list[tuple[str, str]]
    stated: str
    own: list[EffortEntry]


def effort_here(actor: Actor, subject: str, activity: Activity, *, supplier: bool = False) -> Here | None:
    """None for who writes nothing down. To the supplier it is about its own hours alone."""
    if not supplier and write(actor) is not None:
        return None
    rows = of_subject(actor, subject)
    timer = None if supplier else running(actor)
    here = timer is not None and timer.subject == subject
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row.member is not None:
            sums[row.member.name] += row.hours
    theirs = [row for row in rows if row.supplier_id is not None]
    return Here(
        subject=subject,
        form=EffortForm(initial=first(subject, activity), supplier=supplier, auto_id="effort_%s"),
        supplier=supplier,
        timer=timer if here else None,
        elsewhere=timer if timer is not None and not here else None,
        sums=[(name, words.hours(total)) for name, total in sorted(sums.items())],
        stated=words.hours(sum((row.hours for row in theirs), Decimal(0))) if theirs else "",
        own=theirs if supplier else [],
    )
