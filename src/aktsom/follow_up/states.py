"""Workflows and words of state in the area of follow-up."""

from enum import StrEnum

from aktsom.core.workflow import Move, TransitionTable


class EditionState(StrEnum):
    """Of an edition of a questionnaire. What is published never changes again: answers are read with its questions."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    REPLACED = "replaced"  # by a newer one; what was asked with it is answered and judged with it
    DROPPED = "dropped"  # a draft that came to nothing


EDITION = TransitionTable(
    name="Edition of a questionnaire",
    states=EditionState,
    owners={
        "draft": "secretariat",
        "review": "another at the secretariat",
        "published": "",
        "replaced": "",
        "dropped": "",
    },
    moves=(
        Move("send_to_review", ("draft",), "review", "secretariat"),
        Move("send_back", ("review",), "draft", "secretariat"),
        Move("publish", ("review",), "published", "another at the secretariat"),
        Move("replace", ("published",), "replaced", "platform"),
        Move("drop", ("draft", "review"), "dropped", "secretariat"),
    ),
    start="draft",
)


class FollowUpState(StrEnum):
    PLANNED = "planned"  # known to the team alone
    ANNOUNCED = "announced"  # to all, so that nobody starts a second one
    RUNNING = "running"  # the supplier has been asked or met
    CONCLUDED = "concluded"
    DROPPED = "dropped"


FOLLOW_UP = TransitionTable(
    name="Follow-up of a supplier",
    states=FollowUpState,
    owners={"planned": "team", "announced": "team", "running": "team", "concluded": "", "dropped": ""},
    moves=(
        Move("announce", ("planned",), "announced", "team"),
        Move("begin", ("announced",), "running", "platform"),
        Move("conclude", ("running",), "concluded", "team"),
        Move("drop", ("planned", "announced", "running"), "dropped", "team"),
    ),
    start="planned",
)
LIVE = (FollowUpState.PLANNED, FollowUpState.ANNOUNCED, FollowUpState.RUNNING)
TOLD = (FollowUpState.ANNOUNCED, FollowUpState.RUNNING, FollowUpState.CONCLUDED)


class Method(StrEnum):
    """The ways of following up that the terms give, the lightest first."""

    SELF_REPORT = "self_report"
    MEETING = "meeting"
    DOCUMENT_REVIEW = "document_review"
    AUDIT = "audit"


class Verdict(StrEnum):
    """On one point of the terms. None says that a supplier is in order: only what was found, how and when."""

    MET = "met"  # no deviation found by this method
    NOT_MET = "not_met"
    NOT_SHOWN = "not_shown"  # looked into, and what was laid before us does not show it
    NOT_ASSESSED = "not_assessed"


class ReportState(StrEnum):
    """Of a self-report: one question to one supplier, for all the contracts that it is asked for."""

    ASKED = "asked"
    ANSWERED = "answered"
    RETURNED = "returned"  # single answers, with what is missing
    JUDGED = "judged"
    WITHDRAWN = "withdrawn"  # called back before it was answered


REPORT = TransitionTable(
    name="Self-report",
    states=ReportState,
    owners={"asked": "supplier", "answered": "team", "returned": "supplier", "judged": "", "withdrawn": ""},
    moves=(
        Move("submit", ("asked", "returned"), "answered", "supplier's approver"),
        Move("send_back", ("answered",), "returned", "team"),
        Move("judge", ("answered",), "judged", "team"),
        Move("read_again", ("judged",), "answered", "team"),
        Move("withdraw", ("asked", "returned"), "withdrawn", "team"),
    ),
    start="asked",
)
OPEN_TO_SUPPLIER = (ReportState.ASKED, ReportState.RETURNED)
UNDER_WAY = (ReportState.ASKED, ReportState.ANSWERED, ReportState.RETURNED)


class LetterKind(StrEnum):
    """Of letters about a self-report that are sent once."""

    FIRST_REMINDER = "reminder_1"
    SECOND_REMINDER = "reminder_2"
    OVERDUE = "overdue"  # to those who ask, on the day after a contract's own due day


class RoundState(StrEnum):
    """Of many self-reports that are dispatched one after the other in the background."""

    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


ROUND = TransitionTable(
    name="Dispatch of many",
    states=RoundState,
    owners={"running": "platform", "stopped": "team", "done": ""},
    moves=(
        Move("stop", ("running",), "stopped", "team"),
        Move("go_on", ("running", "stopped", "done"), "running", "team"),
        Move("finish", ("running",), "done", "platform"),
    ),
    start="running",
)


class PackageState(StrEnum):
    """Of all files of follow-ups, put together in the background for one person."""

    MAKING = "making"
    READY = "ready"
    STOPPED = "stopped"
    FAILED = "failed"  # with the reason why; tried again a few times, and by whoever asked
    GONE = "gone"  # its days are over, or a newer one has come in its place


class PackageProblem(StrEnum):
    """Why a package could not be put together."""

    NO_ROOM = "no_room"  # on the disk
    AWAY = "away"  # the place for files does not answer
    NOTHING = "nothing"  # whoever asked sees none of it now
    SILENT = "silent"  # nothing has happened for hours
    BROKEN = "broken"  # whatever else; the log tells


PACKAGE = TransitionTable(
    name="Package of files",
    states=PackageState,
    owners={"making": "platform", "ready": "person", "stopped": "person", "failed": "person", "gone": ""},
    moves=(
        Move("finish", ("making",), "ready", "platform"),
        Move("stop", ("making",), "stopped", "person"),
        Move("fail", ("making",), "failed", "platform"),
        Move("try_again", ("failed",), "making", "platform"),
        Move("go_on", ("stopped", "failed"), "making", "person"),
        Move("delete", ("ready", "stopped", "failed"), "gone", "platform"),
    ),
    start="making",
)


class LineState(StrEnum):
    """Of one follow-up among them."""

    WAITING = "waiting"
    ASKED = "asked"
    FAILED = "failed"  # with the reason why


class RemarkKind(StrEnum):
    """What a reader writes to the supplier about one answer."""

    MISSING = "missing"  # and is sent back for
    ADVICE = "advice"  # how to do better; nothing is asked for


class UploadState(StrEnum):
    """Of a file on its way. Once it is done it is evidence, and the upload only remembers which."""

    RECEIVING = "receiving"
    CHECKED = "checked"  # whole, of a kind that is taken in, and no virus known in it
    REFUSED = "refused"
    DONE = "done"


UPLOAD = TransitionTable(
    name="Upload of a file",
    states=UploadState,
    owners={"receiving": "sender", "checked": "sender", "refused": "", "done": ""},
    moves=(
        Move("check", ("receiving",), "checked", "platform"),
        Move("refuse", ("receiving",), "refused", "platform"),
        Move("finish", ("checked",), "done", "sender"),
    ),
    start="receiving",
)


class ScanState(StrEnum):
    NOT_CONFIGURED = "not_configured"  # no scanner is set up
    WAITING = "waiting"  # the scanner did not answer, or the file is scanned in the background: not given out yet
    CLEAN = "clean"
    INFECTED = "infected"  # found after it was taken in: never given out
    TOO_LARGE = "too_large"  # for the scanner's own limit: given out, and people are told


class EvidenceKind(StrEnum):
    POLICY = "policy"
    RISK_ANALYSIS = "risk_analysis"
    AUDIT_REPORT = "audit_report"
    CERTIFICATE = "certificate"
    ACTION_PLAN = "action_plan"
    MINUTES = "minutes"
    PAY_RECORDS = "pay_records"
    PHOTO = "photo"
    LETTER = "letter"
    OTHER = "other"


# The quality of evidence, as far as it is known; empty where nobody has said.
class PaidBy(StrEnum):
    BUYER = "buyer"
    SUPPLIER = "supplier"
    PRODUCER = "producer"
    SHARED = "shared"


class Announced(StrEnum):
    ANNOUNCED = "announced"
    WINDOW = "window"  # within some weeks that were told beforehand
    UNANNOUNCED = "unannounced"


class Season(StrEnum):
    IN_SEASON = "in_season"
    OUTSIDE = "outside"
    NO_SEASON = "no_season"


class WorkersChosenBy(StrEnum):
    AUDITOR = "auditor"
    MANAGEMENT = "management"
    WORKERS = "workers"


class Reach(StrEnum):
    SPECIFIC = "specific"  # to these products and places
    GENERIC = "generic"


class Form(StrEnum):
    """Which of the two self-reports; the rule that proposes one is in the terms' clocks."""

    FULL = "full"
    SIMPLIFIED = "simplified"


class AnswerType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"  # takes an explanation too
    YES_NO_FILE = "yes_no_file"  # and a file, or the address of a published statement
    SCALE = "scale"  # one of the question's columns, weakest first
    LIST = "list"  # rows of the question's columns
    FILE = "file"


# The six steps of due diligence: points 2.1 to 2.6 of the terms, the OECD's six.
STEPS = ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6")
