"""The solver, HiGHS, behind one question: which pairs of member and category, so that rows hold and points are most.

Every column stands for a pair and has two entries: one in its category's row (a seat) and one in its member's row (the
load). No other model is asked. One thread and a fixed seed, so that the same question has the same answer.
"""

from dataclasses import dataclass
from enum import StrEnum

import highspy
import numpy as np
import numpy.typing as npt

from aktsom.teams.planning.problem import Numbers

Reals = npt.NDArray[np.float64]
WHOLE = 1e-6
NOTHING = 1e-9


class Found(StrEnum):
    BEST = "best"  # nothing better exists, within the gap asked for
    SOME = "some"  # the time was up
    NONE = "none"  # nothing exists
    UNKNOWN = "unknown"  # the time was up before anything was found


@dataclass(frozen=True, eq=False)
class Rows:
    """Lowest and highest sum of each row: of seats by category, then of load by member."""

    seats_low: Reals
    seats_high: Reals
    load_low: Reals
    load_high: Reals


@dataclass(frozen=True, eq=False)
class Answer:
    """`value` is by pair, 0 to 1. `bound` is what no answer to the same question can exceed. `cost` (of a question in
    fractions) is by pair how many points the whole would lose if the pair were forced in: 0 or less."""

    found: Found
    value: Reals
    total: float
    bound: float
    cost: Reals


def ask(
    members: Numbers,
    categories: Numbers,
    points: Numbers,
    seat_load: Numbers,
    rows: Rows,
    *,
    whole: bool,
    seconds: float,
    gap: float = 0.0,
) -> Answer:
    """`members` and `categories` say which pairs there are; `points` is by pair, `seat_load` by category."""
    if not len(points):
        return _without_pairs(rows)
    highs = _solver(seconds, mip_rel_gap=gap, mip_abs_gap=1 - WHOLE)
    highs.passModel(_model(members, categories, points, seat_load, rows, whole=whole))
    highs.run()
    return _answer(highs, len(points), whole=whole)


def rows_that_clash(
    members: Numbers, categories: Numbers, seat_load: Numbers, rows: Rows, *, seconds: float
) -> Numbers | None:
    """Where the question has no answer even in fractions: positions of a few rows (seats first, then loads) that have
    none by themselves, from the proof that the solver leaves (Farkas). None where it leaves no proof in time."""
    highs = _solver(seconds, presolve="off")
    nothing = np.zeros(len(members), np.int64)
    highs.passModel(_model(members, categories, nothing, seat_load, rows, whole=False))
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
        return None
    _status, there, ray = highs.getDualRay()  # type: ignore[attr-defined]  # missing in its stubs
    return np.flatnonzero(np.abs(np.array(ray)) > NOTHING) if there else None


def _solver(seconds: float, **options: str | float) -> highspy.Highs:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # comes without types
    always = {"output_flag": False, "threads": 1, "random_seed": 1, "time_limit": max(seconds, 0.01)}
    for name, value in {**always, **options}.items():
        highs.setOptionValue(name, value)
    return highs


def _model(
    members: Numbers, categories: Numbers, points: Numbers, seat_load: Numbers, rows: Rows, *, whole: bool
) -> highspy.HighsLp:
    pairs = len(points)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = pairs, len(rows.seats_low) + len(rows.load_low)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = points.astype(float)
    model.col_lower_, model.col_upper_ = np.zeros(pairs), np.ones(pairs)
    model.row_lower_ = np.concatenate([rows.seats_low, rows.load_low])
    model.row_upper_ = np.concatenate([rows.seats_high, rows.load_high])
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = np.arange(0, 2 * pairs + 1, 2)
    matrix.index_ = np.stack([categories, len(rows.seats_low) + members], axis=1).ravel()
    matrix.value_ = np.stack([np.ones(pairs), seat_load[categories]], axis=1).ravel()
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * pairs
    return model


def _answer(highs: highspy.Highs, pairs: int, *, whole: bool) -> Answer:
    status, info, solution = highs.getModelStatus(), highs.getInfo(), highs.getSolution()
    statuses = highspy.HighsModelStatus
    if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
        found = Found.NONE
    elif not solution.value_valid or info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        found = Found.UNKNOWN
    else:
        found = Found.BEST if status == statuses.kOptimal else Found.SOME
    if found in (Found.NONE, Found.UNKNOWN):
        return Answer(found, np.zeros(pairs), 0.0, float("inf"), np.zeros(pairs))
    total = float(info.objective_function_value)
    bound = float(info.mip_dual_bound) if whole else total
    cost = np.array(solution.col_dual) if not whole and solution.dual_valid else np.zeros(pairs)
    return Answer(found, np.array(solution.col_value), total, bound, cost)


def _without_pairs(rows: Rows) -> Answer:
    low, high = (
        np.concatenate(sides) for sides in ((rows.seats_low, rows.load_low), (rows.seats_high, rows.load_high))
    )
    none = np.zeros(0)
    holds = bool((low <= 0).all() and (high >= 0).all())
    return Answer(Found.BEST if holds else Found.NONE, none, 0.0, 0.0 if holds else float("inf"), none)
