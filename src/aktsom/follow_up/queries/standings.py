"""Where many follow-ups stand, read at once: their self-reports, how far the reading has come, mandates that nobody has
answered, and points that are open. The page of one asks the same functions as a board of thirty."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from aktsom.core.actor import Actor
from aktsom.follow_up.models import (
    AnswerRemark,
    Conclusion,
    CoveredContract,
    FollowUp,
    ReportReader,
    Score,
    SelfReport,
    Settlement,
    Submission,
)
from aktsom.follow_up.queries.conclusions import SUPPLIER
from aktsom.follow_up.queries.reading import answer_marks
from aktsom.follow_up.rules.answers import restored
from aktsom.follow_up.rules.conclusions import Point, points_open
from aktsom.follow_up.rules.reading import PLACES, Progress, Scores, progress
from aktsom.follow_up.states import RemarkKind, ReportState
from aktsom.members.models import Person
from aktsom.suppliers.queries.identity import identity, of_companies
from aktsom.teams.models import Mandate, TeamSeat
from aktsom.teams.states import MandateState, SeatPart
from aktsom.terms.queries import obligations


def newest_reports(viewer: Actor, ones: Iterable[FollowUp]) -> dict[int, SelfReport]:
    """{follow-up: the newest self-report that the viewer sees and that was not called back}, with its contracts."""
    rows = SelfReport.objects.visible_to(viewer).filter(follow_up__in=list(ones))
    rows = rows.exclude(state=ReportState.WITHDRAWN).prefetch_related("contracts").order_by("id")
    return {one.follow_up_id: one for one in rows}


@dataclass(frozen=True, slots=True)
class ReadingNow:
    """`readers` are persons by place, `left` how many answers each place has not read; `to_send_back` how many are
    written up as lacking something."""

    readers: Mapping[int, int]
    left: Mapping[int, int]
    progress: Progress
    to_send_back: int


def readings_now(reports: Iterable[SelfReport]) -> dict[int, ReadingNow]:
    """{self-report: how far its reading has come}, of those that are being read. For who runs the follow-ups."""
    ids = [one.pk for one in reports if one.state == ReportState.ANSWERED]
    if not ids:
        return {}
    newest = Submission.objects.filter(self_report__in=ids).order_by().values("self_report").annotate(last=Max("id"))
    made = Submission.objects.filter(pk__in=newest.values("last")).prefetch_related("secret_passages")
    stands = _Stands(ids)
    return {one.self_report_id: stands.of(one) for one in made}


class _Stands:
    """What stands for the answers of all the reports."""

    def __init__(self, ids: Sequence[int]) -> None:
        now = {"self_report__in": ids, "superseded_at__isnull": True}
        self.scores = {(one.self_report_id, one.code, one.place): one for one in Score.objects.filter(**now)}
        self.settled = {(one.self_report_id, one.code): one for one in Settlement.objects.filter(**now)}
        self.lacking: dict[int, set[str]] = defaultdict(set)
        for id_, code in AnswerRemark.objects.filter(kind=RemarkKind.MISSING, **now).values_list("self_report", "code"):
            self.lacking[id_].add(code)
        self.readers: dict[int, dict[int, int]] = defaultdict(dict)
        for one in ReportReader.objects.filter(self_report__in=ids):
            self.readers[one.self_report_id][one.place] = one.person_id

    def of(self, made: Submission) -> ReadingNow:
        id_, answers = made.self_report_id, made.content["answers"]
        marks = answer_marks(made)
        found = {code: self._scores(id_, code, marks[code], answer) for code, answer in answers.items()}
        left = {place: sum(not each.is_empty and each.of(place) is None for each in found.values()) for place in PLACES}
        standings = progress(each.standing for each in found.values())
        return ReadingNow(self.readers[id_], left, standings, len(self.lacking[id_] & answers.keys()))

    def _scores(self, id_: int, code: str, mark: str, answer: Mapping[str, object]) -> Scores:
        """Of the answer as it stands: what was said of an earlier wording counts no more."""
        given = [self.scores.get((id_, code, place)) for place in PLACES]
        first, second = (one.score if one is not None and one.answer == mark else None for one in given)
        settled = self.settled.get((id_, code))
        holds = settled.score if settled is not None and settled.answer == mark else None
        return Scores(first, second, holds, restored(answer, {}).is_empty and not answer["files"])


@dataclass(frozen=True, slots=True)
class AskedOwners:
    """Contract owners that have been asked for a mandate and have not answered, by the names of their members."""

    names: tuple[str, ...]
    contracts: int
    answer_by: date | None


def owners_asked(ones: Iterable[FollowUp]) -> dict[int, AskedOwners]:
    """{follow-up: whom its team has asked about contracts with the supplier}. For who runs the follow-ups."""
    by_team: dict[tuple[int, int], list[int]] = defaultdict(list)
    for one in ones:
        if one.team_id is not None:
            by_team[one.team_id, one.supplier.identity_id].append(one.pk)
    rows = Mandate.objects.filter(
        of_companies({company for _team, company in by_team}, "contract__supplier"),
        team__in={team for team, _company in by_team},
        state=MandateState.ASKED,
    ).annotate(company=identity("contract__supplier"))
    found: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for team, company, name, by in rows.values_list("team_id", "company", "member__name", "request__answer_by"):
        for id_ in by_team.get((team, company), ()):
            found[id_].append((name, by))
    return {id_: _asked(asked) for id_, asked in found.items()}


def _asked(rows: Sequence[tuple[str, date | None]]) -> AskedOwners:
    days = [by for _name, by in rows if by is not None]
    return AskedOwners(tuple(sorted({name for name, _by in rows})), len(rows), min(days, default=None))


@dataclass(frozen=True, slots=True)
class PointsNow:
    """Points of the covered contracts' terms: all, those not judged yet, and sets that came in after the rest was."""

    contracts: int
    total: int
    open: int
    late_sets: tuple[str, ...]


def points_now(ones: Iterable[FollowUp]) -> dict[int, PointsNow]:
    """{follow-up: how much of its terms has been judged}."""
    ids = [one.pk for one in ones]
    sets: dict[int, list[str]] = {id_: [] for id_ in ids}
    covered = CoveredContract.objects.filter(follow_up__in=ids, left_at__isnull=True)
    for id_, term_set in covered.values_list("follow_up_id", "contract__term_set"):
        sets[id_].append(term_set or "")
    judged: dict[int, set[Point]] = defaultdict(set)
    stands = Conclusion.objects.filter(follow_up__in=ids, superseded_at__isnull=True).order_by()
    for id_, term_set, number in stands.values_list("follow_up_id", "term_set_id", "number"):
        judged[id_].add(Point(term_set, number))
    known = obligations()
    duties = {code: [one.number for one in rows if one.owed_by == SUPPLIER] for code, rows in known.items()}
    return {id_: _points(found, duties, judged[id_]) for id_, found in sets.items()}


def _points(found: Sequence[str], duties: Mapping[str, Sequence[str]], judged: set[Point]) -> PointsNow:
    sets = sorted({code for code in found if code})
    points = [Point(code, number) for code in sets for number in duties.get(code, ())]
    begun = {point.term_set for point in judged}
    late = tuple(code for code in sets if code not in begun) if begun else ()
    return PointsNow(len(found), len(points), len(points_open(points, judged)), late)


def leaders_of(ones: Iterable[FollowUp]) -> dict[int, list[int]]:
    """{team: persons that lead it or are deputy}."""
    found: dict[int, list[int]] = defaultdict(list)
    parts = (SeatPart.LEAD, SeatPart.DEPUTY)
    seats = TeamSeat.objects.filter(team__in={one.team_id for one in ones}, part__in=parts, left_at__isnull=True)
    for team_id, person_id in seats.order_by("id").values_list("team_id", "person_id"):
        found[team_id].append(person_id)
    return found


def persons(ids: Iterable[int]) -> dict[int, Person]:
    return Person.objects.in_bulk(set(ids))
