"""The year's figures once more, from the journal's rows alone: verb, subject, moment, member and what changed. Nothing
here asks the product's tables or its own way of reckoning."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from aktsom.core.models import JournalEntry

MEET, REVIEW = 2, 4  # bits of what a mandate lets a team do


@dataclass(frozen=True)
class Entry:
    verb: str
    subject: str
    at: datetime
    member: int | None
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class Spell:
    """Something was open from one moment until another, or still is."""

    subject: str
    since: datetime
    until: datetime | None = None
    follow_up: str = ""


@dataclass(frozen=True)
class Line:
    opening: int = 0
    new: int = 0
    closed: int = 0
    closing: int = 0


def line(spells: Iterable[Spell], start: datetime, end: datetime) -> Line:
    """From the one (with it) to the other (without it)."""
    ones = list(spells)
    return Line(
        sum(one.since < start and (one.until is None or one.until >= start) for one in ones),
        sum(start <= one.since < end for one in ones),
        sum(one.until is not None and start <= one.until < end for one in ones),
        sum(one.since < end and (one.until is None or one.until >= end) for one in ones),
    )


class Journal:
    def __init__(self) -> None:
        columns = ("verb", "subject", "at", "member_id", "changes")
        rows = JournalEntry.objects.order_by("number").values_list(*columns)
        self.entries = [Entry(*row) for row in rows]

    def of(self, *verbs: str) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.verb in verbs)

    @cached_property
    def follow_up_of(self) -> dict[str, str]:
        """{what was found, planned, met about or looked at: the follow-up it belongs to}."""
        begun = ("finding_noted", "plan_asked_for", "meeting_planned", "documents_listed", "audit_drafted")
        return {entry.subject: entry.changes["follow_up"] for entry in self.of(*begun)}

    @cached_property
    def joined(self) -> dict[str, list[Entry]]:
        """{follow-up: the contracts that it covers}."""
        found = defaultdict(list)
        for entry in self.of("follow_up_joined"):
            found[entry.subject].append(entry)
        return found

    @cached_property
    def group_of(self) -> dict[str, str]:
        """{follow-up: its category}."""
        teams = {entry.subject: entry.changes["group"][1] for entry in self.of("team_formed")}
        return {entry.subject: teams.get(entry.changes["by"], "") for entry in self.of("follow_up_planned")}

    def spells(self, kind: str) -> list[Spell]:
        return list(getattr(self, f"_{kind}")())

    def of_member(self, spells: Iterable[Spell], member: int) -> Iterator[Spell]:
        """As it has met them: from when a contract of its own was covered."""
        for one in spells:
            since = [entry.at for entry in self.joined[one.follow_up] if entry.member == member]
            if since and (one.until is None or one.until > min(since)):
                yield replace(one, since=max(one.since, min(since)))

    def in_group(self, spells: Iterable[Spell], group: str) -> Iterator[Spell]:
        return (one for one in spells if self.group_of.get(one.follow_up) == group)

    def _deviations(self) -> Iterator[Spell]:
        """One that is stopped to keep workers safe is in no figure until it is lifted."""
        begins = ("finding_stands", "finding_reopened", "finding_decided", "finding_lifted")
        ends = ("finding_closed", "finding_withdrawn")
        kept = {entry.subject: entry.verb for entry in self.of("finding_stopped", "finding_lifted")}
        for subject, entries in self._by_subject(*begins, *ends).items():
            if kept.get(subject) == "finding_stopped":
                continue
            turns = [
                (entry.at, entry.changes["state"] == "stands" and entry.changes["kind"] == "deviation")
                for entry in entries
            ]
            yield from _spells(subject, turns, self.follow_up_of[subject])

    def _plans(self) -> Iterator[Spell]:
        again = ("plan_resumed", "proof_doubted", "plan_asked_for")
        for subject, entries in self._by_subject("plan_accepted", "plan_ended", *again).items():
            turns, agreed = [], False
            for entry in entries:
                agreed = agreed or entry.verb == "plan_accepted"
                turns.append((entry.at, agreed and entry.verb != "plan_ended"))
            yield from _spells(subject, turns, self.follow_up_of[subject])

    def _follow_ups(self) -> Iterator[Spell]:
        verbs = ("follow_up_announced", "follow_up_concluded", "follow_up_dropped")
        for subject, entries in self._by_subject(*verbs).items():
            turns = [(entry.at, entry.verb == "follow_up_announced") for entry in entries]
            yield from _spells(subject, turns, subject)

    def _inquiries(self) -> Iterator[Spell]:
        for subject, entries in self._by_subject("inquiry_opened", "inquiry_closed").items():
            yield from _spells(subject, [(entry.at, entry.verb == "inquiry_opened") for entry in entries], "")

    def _signals(self) -> Iterator[Spell]:
        begins = ("signal_received", "signal_noted", "signal_looked_at")
        ends = ("signal_joined", "signal_set_aside", "signal_forwarded")
        for subject, entries in self._by_subject(*begins, *ends).items():
            yield from _spells(subject, [(entry.at, entry.verb in begins) for entry in entries], "")

    def _decisions(self) -> Iterator[Spell]:
        """One for each contract that a recommendation concerns, until its owner has decided."""
        made: dict[tuple[str, str], list[tuple[datetime, bool]]] = defaultdict(list)
        for entry in self.of("sanction_decided", "sanction_decision_withdrawn"):
            key = entry.changes["follow_up"], entry.changes["contract"]
            made[key].append((entry.at, entry.verb == "sanction_decision_withdrawn"))
        for subject, entries in self._by_subject("recommendation_made").items():
            first, follow_up = entries[0], entries[0].changes["follow_up"]
            over = [entry.at for entry in self.of("recommendation_withdrawn", "recommendation_replaced")
                    if entry.subject == subject]  # fmt: skip
            for contract in {entry.changes["contract"] for entry in self.joined[follow_up]}:
                turns = [(first.at, True), *made[follow_up, contract]]
                turns = [turn for turn in turns if not over or turn[0] < over[0]] + [(at, False) for at in over[:1]]
                yield from _spells(f"{subject} {contract}", turns, follow_up)

    def _by_subject(self, *verbs: str) -> dict[str, list[Entry]]:
        found = defaultdict(list)
        for entry in self.of(*verbs):
            found[entry.subject].append(entry)
        return found

    def ticked(self, start: datetime, end: datetime) -> dict[str, dict[str, Counter[int]]]:
        """{kind: {joint activity: contracts that it ticked off, by member}}."""
        return {
            "self_report": self._reported(start, end),
            "meeting": self._covered_by(("minutes_confirmed", "minutes_settled"), MEET, start, end),
            "document_review": self._covered_by(("document_review_closed",), REVIEW, start, end),
            "audit": self._consented(start, end),
        }

    def avoided(self, start: datetime, end: datetime) -> dict[str, int]:
        """Contracts ticked off, less one for each time it was done."""
        return {
            kind: sum(sum(contracts.values()) - 1 for contracts in activities.values())
            for kind, activities in self.ticked(start, end).items()
        }

    def _reported(self, start: datetime, end: datetime) -> dict[str, Counter[int]]:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for entry in self.of("report_ticked_off"):
            if start <= entry.at < end:
                found[entry.subject][entry.changes["contract"]] = entry.member or 0
        return {subject: Counter(contracts.values()) for subject, contracts in found.items()}

    def _covered_by(self, verbs: tuple[str, ...], act: int, start: datetime, end: datetime) -> dict[str, Counter[int]]:
        """Contracts covered that day, whose owner let it be done all day. The last of several minutes counts."""
        acts = {entry.subject: entry.changes["acts"][1] for entry in self.of("mandate_granted", "mandate_limited")}
        over = {entry.subject: timezone.localdate(entry.at) for entry in self.of("mandate_withdrawn")}
        found = {}
        for entry in self.of(*verbs):
            if start <= entry.at < end:
                there = self.joined[self.follow_up_of[entry.subject]]
                found[entry.subject] = Counter(
                    one.member or 0
                    for one in there
                    if one.at <= entry.at
                    and ("mandate" not in one.changes or acts[one.changes["mandate"]] & act)
                    and timezone.localdate(entry.at) < over.get(one.changes.get("mandate"), date.max)
                )
        return found

    def _consented(self, start: datetime, end: datetime) -> dict[str, Counter[int]]:
        given = defaultdict(Counter[int])
        for entry in self.of("audit_consent_given"):
            given[entry.changes["audit"]][entry.member or 0] += 1
        done = [entry.changes["audit"] for entry in self.of("audit_report_handed_in") if start <= entry.at < end]
        return {audit: given[audit] for audit in done}

    def funnel(self, start: datetime, end: datetime) -> dict[str, int]:
        """Suppliers: followed up, answered, documents looked at, met, audited."""
        supplier = {entry.subject: entry.changes["supplier"] for entry in self.of("follow_up_announced")}
        running = [one for one in self._follow_ups() if one.since < end and (one.until is None or one.until >= start)]
        ticked = self.ticked(start, end)
        answered = {entry.changes["supplier"] for entry in self.of("report_submitted") if start <= entry.at < end}
        found = {kind: {supplier[self.follow_up_of[one]] for one in ticked[kind]}
                 for kind in ("document_review", "meeting", "audit")}  # fmt: skip
        return {
            "followed_up": len({supplier[one.subject] for one in running}),
            "answered": len(answered),
            "documents": len(found["document_review"]),
            "met": len(found["meeting"]),
            "audited": len(found["audit"]),
        }


def _spells(subject: str, turns: list[tuple[datetime, bool]], follow_up: str) -> Iterator[Spell]:
    since = None
    for at, is_open in sorted(turns, key=lambda turn: turn[0]):
        if is_open and since is None:
            since = at
        elif not is_open and since is not None:
            yield Spell(subject, since, at, follow_up)
            since = None
    if since is not None:
        yield Spell(subject, since, None, follow_up)
