"""What speaks against a document, and what stands of its verdicts, without a database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from aktsom.follow_up.review_states import Verdict
from aktsom.follow_up.rules.documents import Flag, Given, Read, Standing, flags, standing
from aktsom.terms.rules import parse

MOST = parse("document_date+P2Y").alternatives[0].when.duration
TODAY = date(2026, 11, 2)


def test_a_document_is_old_the_day_after_two_years() -> None:
    assert flags(Given(dated_on=date(2024, 11, 2)), TODAY, MOST) == []
    assert flags(Given(dated_on=date(2024, 11, 1)), TODAY, MOST) == [Flag.OLD]
    assert flags(Given(), TODAY, MOST) == [Flag.UNDATED]


def test_each_weakness_of_evidence_is_flagged() -> None:
    weak = {
        "paid_by": "producer",
        "announced": "announced",
        "season": "outside",
        "workers_chosen_by": "management",
        "reach": "generic",
    }
    found = flags(Given(TODAY, TODAY - timedelta(days=1), weak), TODAY, MOST)
    assert set(found) == {
        Flag.EXPIRED,
        Flag.PAID_BY_SIDE,
        Flag.ANNOUNCED,
        Flag.OUTSIDE_SEASON,
        Flag.CHOSEN_BY_MANAGEMENT,
        Flag.GENERIC,
    }
    strong = {"paid_by": "buyer", "announced": "unannounced", "season": "in_season", "reach": "specific"}
    assert flags(Given(TODAY, TODAY, strong), TODAY, MOST) == []


READS = st.builds(Read, st.sampled_from([1, 2]), st.sampled_from([None, 1, 2]), st.sampled_from(list(Verdict)))


@given(st.lists(READS), st.sampled_from([None, 1, 2]))
def test_only_verdicts_of_what_stands_there_now_count(reads: list[Read], now: int | None) -> None:
    found = standing(reads, now)
    assert found == standing([read for read in reads if read.evidence == now], now)
    for reading, verdict in ((1, found.first), (2, found.second)):
        ours = [read.verdict for read in reads if read.evidence == now and read.reading == reading]
        assert verdict == (ours[0] if ours else None)


@given(st.sampled_from([None, *Verdict]), st.sampled_from([None, *Verdict]))
def test_two_readers_settle_only_what_they_agree_on(first: Verdict | None, second: Verdict | None) -> None:
    now = Standing(first, second)
    assert now.settled(by_two=True) == (first is not None and first is second)
    assert now.settled(by_two=False) == (first is not None)
    assert now.disagree == (first is not None and second is not None and first != second)
