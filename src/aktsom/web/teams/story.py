"""The journal of a team as a timeline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aktsom.teams.queries.pages import StoryRow
from aktsom.teams.states import SeatPart, TaskKind
from aktsom.web.teams.words import PARTS


@dataclass(frozen=True, slots=True)
class Event:
    """As the part `timeline` takes it."""

    on: datetime
    text: str
    note: str = ""


def events(rows: list[StoryRow]) -> list[Event]:
    return [Event(row.at, _text(row), _note(row)) for row in rows]


def _text(row: StoryRow) -> str:
    promise = row.changes.get("kind") == TaskKind.PROMISE
    texts = {
        "team_formed": _("%(who)s dannet gruppen"),
        "seat_taken": _("%(person)s fikk plass for %(member)s"),
        "seat_left": _("%(person)s gikk ut av gruppen"),
        "part_changed": _("%(person)s ble %(part)s"),
        "fallback_set": _("%(fallback)s overtar hvis gruppen stopper"),
        "period_changed": _("%(who)s endret perioden"),
        "task_added": _("%(who)s skrev opp et løfte") if promise else _("%(who)s skrev opp et arbeid"),
        "task_finished": _("%(who)s holdt et løfte") if promise else _("%(who)s gjorde ferdig et arbeid"),
        "task_taken_over": _("Et løfte fulgte med fra gruppen før")
        if promise
        else _("Et arbeid fulgte med fra gruppen før"),
        "handover_offered": _("%(who)s vil levere over til %(receiver)s"),
        "handover_accepted": _("%(who)s tok over gruppen"),
        "handover_declined": _("%(who)s takket nei til å ta over"),
        "handover_taken_back": _("Overleveringen ble trukket tilbake"),
        "team_flagged": _("Lederen har vært stille i %(days)s dager"),
        "lead_confirmed": _("%(who)s sa fra om å lede videre"),
        "team_fell_dormant": _("Gruppen gikk i dvale"),
        "team_declared_dormant": _("%(who)s satte gruppen i dvale"),
        "team_woken": _("%(who)s vekket gruppen"),
        "team_went_bilateral": _("Arbeidet fortsetter mellom %(parties)s"),
        "team_closed": _("%(who)s avsluttet gruppen"),
    }
    return texts.get(row.verb, row.verb.replace("_", " ")) % _facts(row)


def _facts(row: StoryRow) -> Mapping[str, Any]:
    changes = row.changes
    parties = changes.get("parties")
    return {
        "who": row.person or "Aktsom",
        "person": _named(row, changes.get("person")),
        "member": _named(row, changes.get("member")),
        "receiver": _named(row, changes.get("receiver")),
        "fallback": _named(row, _new(changes.get("fallback"))),
        "parties": ", ".join(_named(row, one) for one in parties) if isinstance(parties, list) else "",
        "part": PARTS.get(SeatPart(_new(changes["part"])), "") if changes.get("part") else "",
        "days": changes.get("silent_days", ""),
    }


def _note(row: StoryRow) -> str:
    if row.verb == "seat_taken" and _new(row.changes.get("part")) != SeatPart.MEMBER:
        return str(PARTS.get(SeatPart(_new(row.changes["part"])), "")).capitalize()
    if row.verb == "team_fell_dormant":
        return _("Lederen hadde vært stille i %(days)s dager.") % {"days": row.changes.get("silent_days", "")}
    return ""


def _named(row: StoryRow, public_id: object) -> str:
    return row.named.get(str(public_id), _("noen som ikke er her lenger"))


def _new(change: object) -> Any:
    return change[1] if isinstance(change, list) and len(change) == 2 else change
