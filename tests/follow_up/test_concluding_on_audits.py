"""What an auditor fills in and hands in is something to conclude on, without a file beside it."""

from dataclasses import asdict

import pytest

from aktsom.follow_up.actions.audit_sharing import stop_sharing
from aktsom.follow_up.queries.audit_reports import looked_into
from aktsom.follow_up.rules.fitness import Quality
from aktsom.follow_up.states import Method, Verdict
from aktsom.teams.problems import Wrong
from tests.cast import actor
from tests.follow_up.audits import begun, handed_in, of, ordered, told, wrote
from tests.follow_up.concluded import concluded
from tests.follow_up.methods import followed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


def test_a_finding_rests_on_the_report_with_what_the_order_says_of_it() -> None:
    one = followed(term_set="T4")
    report = begun(ordered(one, announced="unannounced", season="no_season"))
    wrote(report)
    told(report)
    with pytest.raises(Wrong) as wrong:  # a draft is nothing to rest on
        concluded(one, "1.1", Verdict.NOT_MET)
    assert wrong.value.field == "cited"
    handed_in(report)
    made = concluded(one, "1.1", Verdict.NOT_MET, sites=[""])
    said = Quality("buyer", "unannounced", "no_season", "auditor", "specific")
    assert [row.qualities for row in made] == [[asdict(said)]] * len(made)


def test_not_by_another_method_nor_on_a_point_it_was_not_ordered_for() -> None:
    one = followed(term_set="T4")
    report = begun(ordered(one))
    told(report)
    handed_in(report)
    for number, method in (("1.6", Method.AUDIT), ("1.1", Method.DOCUMENT_REVIEW)):
        with pytest.raises(Wrong) as wrong:
            concluded(one, number, Verdict.NOT_MET, method=method, sites=[""])
        assert wrong.value.field == "cited"


def test_not_on_a_report_that_is_stopped_to_keep_workers_safe() -> None:
    one = followed(term_set="T4")
    report = begun(ordered(one))
    told(report)
    handed_in(report)
    assert looked_into(actor("bjarne"), one, "1.1") == [report]
    stop_sharing(**of(report), reason="Arbeiderne kan bli gjenkjent av ledelsen.")
    assert looked_into(actor("bjarne"), one, "1.1") == []
    with pytest.raises(Wrong) as wrong:
        concluded(one, "1.1", Verdict.NOT_MET, sites=[""])
    assert wrong.value.field == "cited"
