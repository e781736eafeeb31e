"""What rests on evidence. Whatever points at it says so here, and it is then no longer removed, only replaced."""

from collections.abc import Callable, Collection

from aktsom.follow_up.models import AnswerFile, CitedEvidence, Evidence

RestsOn = Callable[[Evidence], bool]
_asked: list[RestsOn] = []


def rests_on_evidence(function: RestsOn) -> RestsOn:
    _asked.append(function)
    return function


def is_rested_on(evidence: Evidence, *, besides: Collection[RestsOn] = ()) -> bool:
    """By anything but `besides`."""
    return any(rests(evidence) for rests in _asked if rests not in besides)


@rests_on_evidence
def newer_revision(evidence: Evidence) -> bool:
    return Evidence.objects.filter(replaces=evidence).exists()


@rests_on_evidence
def conclusion(evidence: Evidence) -> bool:
    return CitedEvidence.objects.filter(evidence=evidence).exists()


@rests_on_evidence
def an_answer(evidence: Evidence) -> bool:
    return AnswerFile.objects.filter(evidence=evidence).exists()
