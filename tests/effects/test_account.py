"""What a public account tells: what is published and nothing more; and the reminders of its day."""

from datetime import date, datetime, timedelta

from aktsom.core.models import OutboxMessage
from aktsom.effects.actions.not_acting import state_duty
from aktsom.effects.jobs.reports import DUE, remind_of_accounts
from aktsom.effects.models import AccountDuty, Report
from aktsom.effects.queries.reports import account_clocks, account_day
from aktsom.findings.models import Finding, Measure
from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member
from tests.effects.reported import begun, everything, said
from tests.findings import published
from tests.findings.made import accepted, standing
from tests.follow_up.concluded import followed_up

DAY = timedelta(days=1)


@beginning(after=commons.terms)
def one() -> FollowUp:
    return followed_up(sets={"oslo": "T4", "bergen": "T1"})


class TestWhatIsPublished:
    def test_a_result_that_waits_is_not_told_by_name_or_number(self, one: FollowUp) -> None:
        standing(one, title="Gebyr hos Lanka Stitching")
        published.drafted(one)
        told = everything(begun("account"))

        assert "Lanka" not in told
        assert "Nordhav" not in told
        assert "Inn og ut" not in told

    def test_what_is_out_is_told_with_its_day(self, one: FollowUp) -> None:
        made = standing(one)
        accepted(one, made)
        published.let_out(one)
        told = said(begun("account"), "risks")

        assert "Nordhav Medisinsk AS" in told
        assert "leverandørkjeden (2022)»: avvik med frist" in told
        assert "Punkt 1.1" in told
        assert "1 avvik er publisert. 0 er rettet." in said(begun("account"), "measures")
        assert Measure.objects.get().text not in told
        assert Finding.objects.get().text not in told

    def test_another_members_account_does_not_hold_it(self, one: FollowUp) -> None:
        accepted(one, standing(one))
        published.let_out(one)

        assert "Nordhav" not in everything(begun("account", owner="stavanger", by="stina"))


class TestReminders:
    def told(self, day: date) -> list[dict[str, object]]:
        remind_of_accounts({"day": day.isoformat()})
        return [row.payload for row in OutboxMessage.objects.order_by("id") if row.payload.get("what") == DUE]

    def owes(self) -> None:
        state_duty(by=actor("mons"), at=NOON, member_id=member("oslo").public_id, owes=True)

    def test_the_day_is_that_of_the_clock(self) -> None:
        assert account_day(2027) == date(2027, 6, 30)

    def test_twice_and_each_once(self, one: FollowUp) -> None:
        self.owes()
        counts = [len(self.told(date(2027, 6, 30) - timedelta(days=left))) for left in (31, 30, 29, 8, 7, 0)]

        assert counts == [0, 1, 1, 1, 2, 2]
        assert len(self.told(date(2027, 7, 1))) == 2  # the day has gone

    def test_not_once_it_is_adopted_or_no_longer_owed(self, one: FollowUp) -> None:
        self.owes()
        Report.objects.create(
            kind="account", member=member("oslo"), year=2026, language="nb", state="adopted", made_at=NOON,
            drafted_at=NOON, adopted_at=NOON, pdf_sha256="a", word_sha256="b", content_sha256="c",
        )  # fmt: skip
        assert self.told(date(2027, 6, 10)) == []

        Report.objects.all().delete()
        state_duty(by=actor("mons"), at=NOON + DAY, member_id=member("oslo").public_id, owes=False)
        assert self.told(date(2027, 6, 10)) == []

    def test_the_clock_is_the_members_own(self, one: FollowUp) -> None:
        self.owes()
        today = datetime(2027, 6, 1).date()

        assert [each.member.slug for each in account_clocks(actor("olga"), today)] == ["oslo-kommune"]
        assert account_clocks(actor("berit"), today) == []
        assert AccountDuty.objects.get().said_by_id is not None
