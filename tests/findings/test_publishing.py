"""Results told to everybody: written, shown, decided, corrected and taken back."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.findings.actions import drafting, hearing, publishing
from aktsom.findings.actions.publication_loading import Leaks
from aktsom.findings.models import Finding, Measure, Publication, PublicationVersion, PublicResult
from aktsom.findings.queries.public_results import result, standing_results
from aktsom.findings.queries.publication_facts import case_passages, case_standing
from aktsom.findings.queries.publications import fields_of, passages_of, publication, versions_of
from aktsom.findings.rules.published import FIELDS, PublicFields
from aktsom.findings.states import EmbargoDecision, VersionState
from aktsom.follow_up.models import FollowUp
from aktsom.sharing.models import Release
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.findings import made
from tests.findings import published as out
from tests.follow_up.concluded import concluded, report

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told(page: PublicResult) -> PublicFields:
    return PublicFields.read(page.content)


def audited(one: FollowUp) -> FollowUp:
    concluded(one, cited=(report(one),))
    return one


def test_a_result_without_deviations_goes_the_whole_way(one: FollowUp) -> None:
    page = out.let_out(audited(one))
    assert tuple(page.content) == FIELDS
    found = told(page)
    assert found.outcome.colour == "green"
    assert [row.verdict for row in found.outcome.conclusions] == ["met"]
    assert found.outcome.comment == "Vi retter det som er funnet."
    assert found.buyers.names == ("Bergen kommune", "Oslo kommune")
    shown, rows = result(None, page.page)
    assert (shown.pk, len(rows)) == (page.pk, 1)
    release = Release.objects.get(subject=page.page)
    assert (release.after, release.reason) == ("public", out.WHY)
    verbs = list(JournalEntry.objects.filter(subject=page.page).order_by("number").values_list("verb", flat=True))
    assert verbs == [f"publication_{v}" for v in ("drafted", "written", "shown", "answered", "proposed", "published")]


def test_nobody_but_those_who_follow_up_knows_of_a_draft(one: FollowUp) -> None:
    version = out.drafted(audited(one))
    public_id = version.publication.public_id
    assert versions_of(actor("bjarne"), version.publication) == [version]
    for name in ("nora", "sekka", "stina", "olga"):
        with pytest.raises(NotVisible):
            publication(actor(name), public_id)


def test_who_is_shown_it_and_who_decides(one: FollowUp) -> None:
    version = out.shown(out.drafted(audited(one)))
    public_id = version.publication.public_id
    for name in ("nora", "olga"):
        assert publication(actor(name), public_id)
    for name in ("sekka", "stina", "odd"):
        with pytest.raises(NotVisible):
            publication(actor(name), public_id)
    out.proposed(version)
    assert publication(actor("sekka"), public_id)
    with pytest.raises(Refused):
        publishing.publish(**out.by(version), reason=out.WHY)  # the team proposes and does not decide


def test_the_supplier_has_its_days_unless_it_has_answered(one: FollowUp) -> None:
    version = out.proposed(out.shown(out.drafted(audited(one))))
    assert version.answer_by == NOON.date() + 9 * DAY
    with pytest.raises(Refused, match="tid til å svare"):
        out.published(version, NOON + 9 * DAY)
    assert out.published(version, NOON + 10 * DAY).number == 1


def test_an_answer_ends_the_waiting_and_follows_the_result(one: FollowUp) -> None:
    version = out.proposed(out.shown(out.drafted(audited(one))))
    out.answered(version, "Vi er enige.")
    assert told(out.published(version)).outcome.comment == "Vi er enige."


def test_a_new_wording_is_shown_anew(one: FollowUp) -> None:
    version = out.shown(out.drafted(audited(one)))
    with pytest.raises(Refused):
        out.written(version, statement="Noe annet enn det som ble vist.")
    drafting.take_back(**out.by(version))
    assert versions_of(actor("nora"), version.publication) == []
    with pytest.raises(Wrong):
        out.proposed(version)


def test_a_warning_that_endangers_workers_is_left_out_in_writing(one: FollowUp) -> None:
    version = out.drafted(audited(one))
    out.proposed(version, unshown="Et varsel kan føre til at arbeiderne blir truet til taushet.")
    page = out.published(version)
    assert page.number == 1
    version.refresh_from_db()
    assert version.shown_at is None
    assert not {key % 10 for key in version.seen_by} & {6}  # of the supplier


def test_while_something_endangers_workers_nothing_moves(one: FollowUp) -> None:
    version = out.drafted(audited(one))
    found = made.noted(one)
    hearing.stop_finding(
        by=actor("bjarne"), at=NOON, finding_id=found.public_id, revision=found.revision, reason=made.WHY
    )
    for act in (out.shown, lambda row: out.proposed(row, unshown=made.WHY)):
        with pytest.raises(Refused, match="arbeidere i fare"):
            act(version)


class TestEmbargo:
    def ready(self, one: FollowUp, at: datetime = NOON) -> PublicationVersion:
        made.standing(one, at=at)
        return out.proposed(out.answered(out.shown(out.drafted(one, at=at), at), at=at), at)

    def test_a_deviation_without_a_plan_is_held_until_the_limit(self, one: FollowUp) -> None:
        version = self.ready(one)
        with pytest.raises(Refused, match="plan med frist"):
            out.published(version)
        with pytest.raises(Refused):
            publishing.decide_embargo(
                **out.by(version, "sekka"), decision=EmbargoDecision.PUBLISH, reason="Vi vil ikke vente lenger."
            )
        late = NOON + 91 * DAY
        with pytest.raises(Refused, match="manglet lenge"):
            out.published(version, late)
        with pytest.raises(Refused):
            publishing.decide_embargo(
                **out.by(version, "bjarne", late), decision=EmbargoDecision.PUBLISH, reason="Vi vil ikke vente lenger."
            )
        publishing.decide_embargo(
            **out.by(version, "sekka", late), decision=EmbargoDecision.HOLD, reason="Vi venter på en rapport til."
        )
        with pytest.raises(Refused, match="manglet lenge"):
            out.published(version, late)
        publishing.decide_embargo(
            **out.by(version, "sekka", late), decision=EmbargoDecision.PUBLISH, reason="Vi vil ikke vente lenger."
        )
        page = out.published(version, late)
        assert told(page).outcome.flags == ("no_plan",)

    @pytest.mark.parametrize(
        ("stood", "days", "last"),
        [
            (datetime(2027, 12, 1, 22, 30, tzinfo=UTC), 90, datetime(2028, 2, 29, 22, 59, tzinfo=UTC)),  # leap day
            (datetime(2026, 11, 2, 23, 30, tzinfo=UTC), 90, datetime(2027, 2, 1, 22, 59, tzinfo=UTC)),  # 3 November
        ],
    )
    def test_the_day_turns_at_midnight_in_oslo(self, one: FollowUp, stood: datetime, days: int, last: datetime) -> None:
        from aktsom.findings.rules.publishing import publishing_holds
        from aktsom.teams.actions.loading_mandates import day_of

        def held(at: datetime) -> list[str]:
            return list(
                publishing_holds(
                    today=day_of(at),
                    shown_on=day_of(stood),
                    answered=True,
                    unshown=False,
                    endangers_workers=False,
                    open_deviations=1,
                    open_since=day_of(stood),
                    plan_due_on=None,
                    plan_may_wait=days,
                )
            )

        assert held(last) == ["no_plan"]
        assert held(last + timedelta(minutes=1)) == ["plan_undecided"]

    def test_the_limit_is_a_setting_of_the_secretariat(self, one: FollowUp) -> None:
        version = self.ready(one)
        for name in ("bjarne", "nora"):
            with pytest.raises(Refused):
                publishing.set_embargo_limit(by=actor(name), at=NOON, days=30, reason="Nettverket har bestemt det.")
        with pytest.raises(Wrong):
            publishing.set_embargo_limit(by=actor("sekka"), at=NOON, days=0, reason="Nettverket har bestemt det.")
        publishing.set_embargo_limit(by=actor("sekka"), at=NOON, days=30, reason="Nettverket har bestemt det.")
        with pytest.raises(Refused, match="manglet lenge"):
            out.published(version, NOON + 31 * DAY)

    def test_with_a_plan_the_deviation_and_the_next_step_are_told(self, one: FollowUp) -> None:
        made.accepted(one, made.standing(one))
        found = told(out.let_out(one, next_step="Leverandøren betaler tilbake innen nyttår."))
        assert found.outcome.colour == "yellow"
        [row] = found.outcome.deviations
        assert (row.number, row.text, row.due_on) == ("1.1", "Gebyr for å få jobben", "2027-01-01")
        assert found.outcome.next_step == "Leverandøren betaler tilbake innen nyttår."

    def test_a_conclusion_that_no_finding_has_taken_up_is_no_way_round(self, one: FollowUp) -> None:
        from aktsom.follow_up.states import Verdict

        concluded(one, verdict=Verdict.NOT_MET, cited=(report(one),))
        version = out.proposed(out.answered(out.shown(out.drafted(one))))
        with pytest.raises(Refused, match="plan med frist"):
            out.published(version)

    def test_a_day_that_nobody_has_accepted_is_no_day_of_the_plan(self, one: FollowUp) -> None:
        deviation = made.standing(audited(one))
        plan = made.accepted(one, deviation)
        agreed = plan.measures.get()
        later = {"due_on": agreed.due_on + 90 * DAY, "text": "Betale", "cause": "Formidleren", "who": "Lederen"}
        Measure.objects.create(plan=plan, finding=deviation, **later)  # as the supplier writes it when there is more
        assert case_standing(one, "T4", NOON.date()).plan_due_on == agreed.due_on
        [_met, (_kind, _code, facts, _title)] = case_passages(one, "T4")
        assert facts["due_on"] == str(agreed.due_on)
        Measure.objects.filter(pk=agreed.pk).delete()
        assert case_passages(one, "T4")[1][2]["due_on"] == ""


class TestRedaction:
    def test_a_ground_keeps_a_passage_in_and_the_number_is_told(self, one: FollowUp) -> None:
        made.accepted(one, made.standing(one))
        version = out.drafted(one)
        [row] = version.passages.filter(kind="deviation")
        drafting.redact(
            **out.by(version), passage_id=row.public_id, text="Noe som er hemmelig", ground="fvl-13-1-2",
            reason="Det røper en forretningshemmelighet.",
        )  # fmt: skip
        out.shown(version)
        version.refresh_from_db()
        assert row.public_id not in [each.public_id for each in passages_of(actor("nora"), version)]
        out.answered(version)
        found = told(out.published(out.proposed(version)))
        assert (found.outcome.deviations, found.outcome.left_out) == ((), 1)
        assert "hemmelig" not in json.dumps(found.stored())

    @pytest.mark.parametrize("ground", ["offl-99", "paragraf"])
    def test_a_ground_is_one_of_the_law(self, one: FollowUp, ground: str) -> None:
        from aktsom.sharing.grounds import UnknownGround

        version = out.drafted(audited(one))
        passage = version.passages.all()[0]
        with pytest.raises(UnknownGround):
            drafting.redact(**out.by(version), passage_id=passage.public_id, text="", ground=ground, reason=made.WHY)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Alle fikk 900 USD tilbake.", "900 USD"),
            ("Prisen var kr 12 000 per plass.", "kr 1"),
            ("De fikk NOK 500 hver.", "NOK 5"),
            ("Leverandøren er fully compliant.", "compliant"),
        ],
    )
    def test_amounts_and_claims_are_never_let_out(self, one: FollowUp, text: str, words: str) -> None:
        version = out.drafted(audited(one))
        with pytest.raises(Leaks, match=words):
            out.written(version, statement=text)

    def test_a_place_in_the_case_is_never_named(self, one: FollowUp) -> None:
        found = made.standing(one)
        Finding.objects.filter(pk=found.pk).update(site_key="x", site_name="Dongguan Yifan Garments Co., Ltd.")
        made.accepted(one, found)
        version = out.drafted(one)
        for text in (
            "Hos Dongguan Yifan Garments ble det funnet.",
            "I DONGGUAN-YIFAN  garments",
            "dongguanyifangarments",
        ):
            with pytest.raises(Leaks, match="Yifan"):
                out.written(version, statement=text)

    def test_a_title_with_a_name_is_not_proposed(self, one: FollowUp) -> None:
        found = made.standing(one, title="Gebyr hos Dongguan Yifan Garments")
        Finding.objects.filter(pk=found.pk).update(site_key="x", site_name="Dongguan Yifan Garments Ltd")
        [row] = out.drafted(one).passages.filter(kind="deviation")
        assert row.text == ""

    def test_the_supplier_names_nobody_either(self, one: FollowUp) -> None:
        found = made.standing(one)
        Finding.objects.filter(pk=found.pk).update(site_key="x", site_name="Dongguan Yifan Garments Ltd")
        made.accepted(one, found)
        version = out.shown(out.drafted(one))
        with pytest.raises(Leaks):
            out.answered(version, "Dongguan Yifan Garments har rettet det.")

    def test_what_has_become_known_since_stops_it_at_the_door(self, one: FollowUp) -> None:
        found = made.standing(one)
        made.accepted(one, found)
        version = out.written(out.drafted(one), statement="Vi snakket med Yifan Garments om dette.")
        out.answered(out.shown(version))
        out.proposed(version)
        Finding.objects.filter(pk=found.pk).update(site_key="x", site_name="Yifan Garments Ltd")
        with pytest.raises(Leaks):
            out.published(version)
        assert not PublicResult.objects.exists()


def test_nothing_publishes_itself(one: FollowUp) -> None:
    """A deviation after it was shown: it is taken back and shown anew, and what is out stays as it was."""
    page = out.let_out(audited(one))
    made.accepted(one, made.standing(one))
    page.refresh_from_db()
    assert told(page).outcome.colour == "green"
    newest = PublicationVersion.objects.get(publication__public_id=page.page)
    assert publishing.case_has_moved_on(newest.publication, newest, NOON)


def test_a_case_that_has_moved_on_is_not_published_as_it_was(one: FollowUp) -> None:
    version = out.proposed(out.answered(out.shown(out.drafted(audited(one)))))
    made.accepted(one, made.standing(one))
    with pytest.raises(Refused, match="endret siden"):
        out.published(version)


class TestCorrection:
    def test_the_old_version_stays_with_the_day_and_the_reason(self, one: FollowUp) -> None:
        page = out.let_out(audited(one))
        later = NOON + 5 * DAY
        newer = out.corrected(page, later)
        page.refresh_from_db()
        assert (page.corrected_at, page.corrected_reason) == (later, "Et avvik er lukket siden sist.")
        assert [row.number for row in result(None, page.page)[1]] == [2, 1]
        assert list(standing_results(None)) == [newer]
        assert told(newer).outcome.comment == ""
        states = PublicationVersion.objects.order_by("number").values_list("state", flat=True)
        assert list(states) == [VersionState.CORRECTED, VersionState.PUBLISHED]

    def test_the_colour_history_follows(self, one: FollowUp) -> None:
        finding = made.standing(one)
        made.accepted(one, finding)
        page = out.let_out(one)
        row = finding.measures.get()
        made.judged(row, NOON + DAY)
        made.closed(finding, NOON + DAY)
        newer = told(out.corrected(page, NOON + DAY))
        assert newer.outcome.colour == "green"
        assert [colour for _day, colour in newer.outcome.history] == ["yellow"]
        assert newer.outcome.deviations[0].closed_on

    def test_twice_at_once_makes_one(self, one: FollowUp) -> None:
        page = out.let_out(audited(one))
        told_ = {"by": actor("bjarne"), "at": NOON, "publication_id": page.page, "reason": out.WHY}
        drafting.begin_correction(**told_)
        with pytest.raises(Stale):
            drafting.begin_correction(**told_)


class TestWithdrawal:
    def test_the_notice_is_all_that_is_left(self, one: FollowUp) -> None:
        page = out.let_out(audited(one))
        out.corrected(page, NOON + DAY)
        later = NOON + 2 * DAY
        out.withdrawn(page, later)
        row, rows = result(None, page.page, 1)
        assert rows == [row]
        assert (row.withdrawn_at, row.content, row.supplier_name, row.colour, row.group_id) == (later, {}, "", "", "")
        assert not standing_results(None).exists()
        release = Release.objects.filter(subject=page.page).order_by("id").last()
        assert release is not None
        assert release.withdraws is not None
        kept = PublicationVersion.objects.filter(publication__public_id=page.page)
        assert {row.state for row in kept} == {VersionState.WITHDRAWN}
        assert all(fields_of(each).supplier for each in kept)  # those with a part in it can still read what it said

    def test_it_can_be_told_anew_on_a_page_of_its_own(self, one: FollowUp) -> None:
        page = out.let_out(audited(one))
        out.withdrawn(page)
        assert out.let_out(one).page != page.page

    def test_only_the_secretariat_and_only_once(self, one: FollowUp) -> None:
        page = out.let_out(audited(one))
        version = PublicationVersion.objects.get()
        with pytest.raises(Refused):
            publishing.withdraw(**out.by(version), reason="Det er feil i det som står.")
        out.withdrawn(page)
        with pytest.raises(Stale):
            out.withdrawn(page)


def test_a_double_click_publishes_once(one: FollowUp) -> None:
    version = out.proposed(out.answered(out.shown(out.drafted(audited(one)))))
    told_ = out.by(version, "sekka")
    publishing.publish(**told_, reason=out.WHY)
    with pytest.raises(Stale):
        publishing.publish(**told_, reason=out.WHY)
    assert PublicResult.objects.count() == 1


def test_a_second_draft_is_the_first(one: FollowUp) -> None:
    out.drafted(one)
    with pytest.raises(Stale):
        out.drafted(one)
    assert Publication.objects.count() == 1


def test_sent_back_with_a_reason(one: FollowUp) -> None:
    version = out.proposed(out.answered(out.shown(out.drafted(audited(one)))))
    with pytest.raises(Refused):
        publishing.send_back(**out.by(version), reason="Skriv mer om hva som ble sett.")
    back = publishing.send_back(**out.by(version, "sekka"), reason="Skriv mer om hva som ble sett.")
    assert (back.state, back.shown_at) == (VersionState.DRAFT, None)


def test_dropped_before_it_was_out_can_be_begun_anew(one: FollowUp) -> None:
    version = out.drafted(one)
    drafting.drop_version(**out.by(version))
    assert out.drafted(one).publication_id != version.publication_id
