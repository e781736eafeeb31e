"""Workflows and words of state in the area of findings."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class FindingKind(StrEnum):
    """Three different things, never one for another; from one to the next only by a decision with what it rests on."""

    ALLEGATION = "allegation"  # somebody says so
    OBSERVATION = "observation"  # seen, and no breach of the terms
    DEVIATION = "deviation"  # a breach of a point of the terms, shown


KIND = TransitionTable(
    name="Kind of a finding",
    states=FindingKind,
    owners={"allegation": "team", "observation": "", "deviation": ""},
    moves=(
        Move("see", ("allegation",), "observation", "team"),
        Move("prove", ("allegation", "observation"), "deviation", "team"),
        Move("ease", ("deviation",), "observation", "team"),
    ),
    start="allegation",
)


class FindingState(StrEnum):
    NOTED = "noted"  # known to those who follow up alone
    HEARING = "hearing"  # the supplier has been shown it, and corrects facts and comments
    STANDS = "stands"  # those who have a contract covered see it
    CLOSED = "closed"  # put right, or nothing more to do about it
    WITHDRAWN = "withdrawn"


FINDING = TransitionTable(
    name="Finding",
    states=FindingState,
    owners={"noted": "team", "hearing": "supplier", "stands": "team", "closed": "", "withdrawn": ""},
    moves=(
        Move("hear", ("noted",), "hearing", "team"),
        Move("stand", ("noted", "hearing"), "stands", "team"),
        Move("close", ("stands",), "closed", "team"),
        Move("reopen", ("closed",), "stands", "team"),
        Move("stop", ("hearing",), "noted", "team"),  # telling the employer now endangers workers
        Move("lift", ("stands",), "noted", "team"),  # the danger is over, and the supplier was never heard
        Move("withdraw", ("noted", "hearing", "stands"), "withdrawn", "team"),
    ),
    start="noted",
)
COUNTS = (FindingState.STANDS, FindingState.CLOSED)  # towards the colour
OVER = (FindingState.CLOSED, FindingState.WITHDRAWN)


class BuyersPart(StrEnum):
    """What of the buyers' own doing may have caused it (UN Guiding Principle 19)."""

    PRICE = "price"
    LEAD_TIME = "lead_time"
    LATE_CHANGE = "late_change"
    OTHER = "other"


class PlanState(StrEnum):
    WANTED = "wanted"  # the supplier has been asked for one
    PROPOSED = "proposed"
    CHANGES = "changes"  # the team has asked for changes
    ACCEPTED = "accepted"
    ENDED = "ended"  # everything in it has been verified


PLAN = TransitionTable(
    name="Action plan",
    states=PlanState,
    owners={"wanted": "supplier", "proposed": "team", "changes": "supplier", "accepted": "supplier", "ended": ""},
    moves=(
        Move("propose", ("wanted", "changes"), "proposed", "supplier"),
        Move("take_back", ("proposed",), "changes", "supplier"),
        Move("ask_changes", ("proposed",), "changes", "team"),
        Move("accept", ("proposed",), "accepted", "team"),
        Move("open", ("accepted", "ended"), "changes", "team"),  # something more has to be put right
        Move("end", ("accepted",), "ended", "platform"),
        Move("resume", ("ended",), "accepted", "platform"),  # something that was enough has not held
    ),
    start="wanted",
)


class MeasureState(StrEnum):
    OPEN = "open"
    PROVED = "proved"  # the supplier has shown what it has done
    INSUFFICIENT = "insufficient"
    BLOCKED = "blocked"  # cannot be done or checked now, and another control stands in
    SUFFICIENT = "sufficient"


MEASURE = TransitionTable(
    name="Measure in an action plan",
    states=MeasureState,
    owners={"open": "supplier", "proved": "team", "insufficient": "supplier", "blocked": "team", "sufficient": ""},
    moves=(
        Move("prove", ("open", "insufficient", "blocked", "proved"), "proved", "supplier"),
        Move("find_sufficient", ("proved",), "sufficient", "team"),
        Move("find_insufficient", ("proved",), "insufficient", "team"),
        Move("block", ("open", "insufficient"), "blocked", "team"),
        Move("unblock", ("blocked",), "open", "team"),
        Move("doubt", ("sufficient",), "insufficient", "team"),
    ),
    start="open",
)


class VersionState(StrEnum):
    DRAFT = "draft"  # known to those who follow up
    SHOWN = "shown"  # the supplier and those who have a contract covered read it as it will stand
    PROPOSED = "proposed"  # to the secretariat
    PUBLISHED = "published"
    CORRECTED = "corrected"  # stands beside a newer one, with the day and the reason
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"  # never published


VERSION = TransitionTable(
    name="Version of a publication",
    states=VersionState,
    owners={
        "draft": "team", "shown": "supplier", "proposed": "secretariat", "published": "", "corrected": "",
        "withdrawn": "", "dropped": "",
    },
    moves=(
        Move("show", ("draft",), "shown", "team"),
        Move("take_back", ("shown", "proposed"), "draft", "team"),
        Move("propose", ("shown",), "proposed", "team"),
        Move("propose_unshown", ("draft",), "proposed", "team"),  # showing it first would endanger workers
        Move("send_back", ("proposed",), "draft", "secretariat"),
        Move("publish", ("proposed",), "published", "secretariat"),
        Move("replace", ("published",), "corrected", "platform"),  # when a newer version is published
        Move("withdraw", ("published", "corrected"), "withdrawn", "secretariat"),
        Move("drop", ("draft", "shown", "proposed"), "dropped", "team"),
    ),
    start="draft",
)  # fmt: skip
IN_WORK = (VersionState.DRAFT, VersionState.SHOWN, VersionState.PROPOSED)
OPEN_TO_ALL = (VersionState.PUBLISHED, VersionState.CORRECTED)


class EmbargoDecision(StrEnum):
    """What a person of the secretariat decided once a plan had been missing longer than the limit."""

    PUBLISH = "publish"
    HOLD = "hold"


class RemedyKind(StrEnum):
    WAGES = "wages"
    FEES = "fees"  # paid to get or keep the job
    COMPENSATION = "compensation"
    MEDICAL = "medical"
    WORK = "work"  # taken back, or another place
    SCHOOLING = "schooling"
    APOLOGY = "apology"
    OTHER = "other"


class ConfirmedBy(StrEnum):
    WORKERS = "workers"
    UNION = "union"
    SAMPLE = "sample"  # of payments, looked through by an auditor or by those who follow up
