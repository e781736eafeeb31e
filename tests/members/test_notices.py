"""Letters are noted, held back and gathered as each person has chosen; none is lost, and none comes twice."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from aktsom.core import outbox
from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible, Refused
from aktsom.core.letters import Letter, deliver, page_address
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due, send
from aktsom.members.actions.digests import DIGEST_MAIL, ask_for_digests, forget_old_notices, send_digest
from aktsom.members.actions.notices import choose_rhythms, mark_all_read, mark_read
from aktsom.members.digest_jobs import _written
from aktsom.members.letter_topics import kinds, topics
from aktsom.members.models import Digest, Notice
from aktsom.members.queries.notices import notices_of, rhythms_of, topics_for
from aktsom.members.states import Left, Rhythm
from tests.cast import actor, person

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 2)  # a Wednesday
MONDAY, NEXT_MONDAY = date(2026, 11, 30), date(2026, 12, 7)


def moment(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


class Days:
    """The day that the work is delivered on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._set = monkeypatch
        self.now = moment(TODAY)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    def go_to(self, day: date, hour: int = 9) -> None:
        self.now = moment(day, hour)

    def work(self) -> None:
        """As the worker does on a new day: the day's gathering, then all that is due."""
        ask_for_digests(today=timezone.localdate(), at=self.now)
        deliver_due(self.now)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    return Days(monkeypatch)


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work that writes one letter of a kind that people choose for, and of one that they do not."""
    before = dict(outbox._handlers)

    def write(payload: dict[str, Any]) -> None:
        page = page_address("home")
        deliver(Letter(payload["subject"], f"Hei,\n\n{page}"), payload["to"])

    for kind in ("finding_stands", "inquiry_alert", "follow_up_announced", "invitation_letter", "nobody_knows"):
        outbox._handlers[kind] = [write]
    yield
    outbox._handlers.clear()
    outbox._handlers.update(before)


def comes(subject: str, to: str = "olga", kind: str = "finding_stands", deliver_now: bool = True) -> None:
    email = person(to).email if "@" not in to else to
    send(kind=kind, payload={"subject": subject, "to": email}, at=timezone.now())
    if deliver_now:
        deliver_due(timezone.now())


def chooses(rhythm: Rhythm, who: str = "olga", topic: str = "findings") -> None:
    person(who)
    choose_rhythms(by=actor(who), at=timezone.now(), rhythms={topic: rhythm})


def subjects() -> list[str]:
    return [str(letter.subject) for letter in mail.outbox]


def test_a_letter_leaves_at_once_unless_something_else_is_chosen(days: Days) -> None:
    comes("Et funn")
    assert subjects() == ["Et funn"]
    notice = Notice.objects.get()
    assert (notice.left, notice.page, notice.topic) == (Left.SENT, "/", "findings")


def test_of_a_day_one_letter_comes_the_day_after(days: Days) -> None:
    chooses(Rhythm.DAILY)
    comes("Et funn")
    comes("Et annet funn")
    days.work()
    assert subjects() == []
    days.go_to(TODAY + timedelta(days=1), 5)
    days.work()
    assert subjects() == []  # not in the night
    days.go_to(TODAY + timedelta(days=1), 7)
    days.work()
    (letter,) = mail.outbox
    assert letter.subject == "Aktsom siden sist: 2 beskjeder"
    assert letter.to == [person("olga").email]
    assert "- Et funn\n  https://aktsom.example/\n- Et annet funn" in letter.body
    assert page_address("notices_choices") in letter.body
    assert set(Notice.objects.values_list("left", flat=True)) == {Left.SENT}


def test_nothing_new_is_no_letter(days: Days) -> None:
    chooses(Rhythm.DAILY)
    days.go_to(TODAY + timedelta(days=1))
    days.work()
    assert subjects() == []
    assert not OutboxMessage.objects.filter(kind=DIGEST_MAIL).exists()


def test_a_week_comes_on_its_monday_or_when_the_worker_is_up_again(days: Days) -> None:
    chooses(Rhythm.WEEKLY)
    comes("Et funn")
    for day in range(1, 5):
        days.go_to(TODAY + timedelta(days=day))
        days.work()
    assert subjects() == []
    days.go_to(NEXT_MONDAY + timedelta(days=1))  # nobody was up on Monday
    comes("Et funn denne uka")
    days.work()
    assert subjects() == ["Aktsom forrige uke: 1 beskjed"]
    days.go_to(NEXT_MONDAY + timedelta(days=2))
    days.work()
    assert len(mail.outbox) == 1
    days.go_to(NEXT_MONDAY + timedelta(days=7))
    days.work()
    assert len(mail.outbox) == 2
    assert "Et funn denne uka" in mail.outbox[1].body


def test_what_is_not_wanted_by_letter_stands_on_the_page_alone(days: Days) -> None:
    chooses(Rhythm.NEVER)
    comes("Et funn")
    days.go_to(TODAY + timedelta(days=8))
    days.work()
    assert subjects() == []
    assert [row.subject for row in notices_of(actor("olga")).rows] == ["Et funn"]


def test_the_letter_is_in_the_language_of_its_reader(days: Days) -> None:
    olga = person("olga")
    olga.language = "en"
    olga.save()
    chooses(Rhythm.DAILY)
    comes("A finding")
    days.go_to(TODAY + timedelta(days=1))
    days.work()
    assert subjects() == ["Aktsom since last time: 1 message"]


class TestNoneIsLostAndNoneComesTwice:
    def test_work_that_is_begun_anew_after_some_letters_had_left(self, days: Days) -> None:
        emails = [person("olga").email, person("mons").email]

        def dies(payload: dict[str, Any]) -> None:
            for email in emails[: payload["until"]]:
                deliver(Letter("Et funn", "Hei"), email)
            if payload["until"] < 2:
                payload["until"] = 2
                raise SystemExit  # the worker is killed

        outbox._handlers["finding_stands"] = [dies]
        send(kind="finding_stands", payload={"until": 1}, at=timezone.now())
        with pytest.raises(SystemExit):
            deliver_due(timezone.now())
        OutboxMessage.objects.update(payload={"until": 2}, taken_at=None)
        deliver_due(timezone.now())
        assert [letter.to for letter in mail.outbox] == [[email] for email in emails]
        assert Notice.objects.count() == 2

    def test_killed_between_noting_and_sending_it_leaves_when_begun_anew(
        self, days: Days, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            self._kill_post(patch)
            with pytest.raises(SystemExit):
                comes("Et funn")
        assert Notice.objects.get().left == Left.LEAVING
        OutboxMessage.objects.update(taken_at=None)
        deliver_due(timezone.now())
        assert subjects() == ["Et funn"]
        assert Notice.objects.get().left == Left.SENT

    def _kill_post(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def killed(*_: Any, **__: Any) -> None:
            raise SystemExit

        monkeypatch.setattr("django.core.mail.EmailMessage.send", killed)

    def test_the_gathering_killed_on_the_way_sends_the_same_letter_when_begun_anew(
        self, days: Days, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        chooses(Rhythm.DAILY)
        comes("Et funn")
        days.go_to(TODAY + timedelta(days=1))
        with monkeypatch.context() as patch:
            self._kill_post(patch)
            with pytest.raises(SystemExit):
                days.work()
        assert subjects() == []
        assert Notice.objects.get().left == Left.HELD
        OutboxMessage.objects.filter(kind=DIGEST_MAIL).update(taken_at=None)  # as `take_up_again` does
        deliver_due(days.now)
        assert subjects() == ["Aktsom siden sist: 1 beskjed"]

    def test_two_workers_that_gather_the_same_day_send_one(self, days: Days) -> None:
        chooses(Rhythm.DAILY)
        comes("Et funn")
        days.go_to(TODAY + timedelta(days=1))
        for _worker in range(2):
            ask_for_digests(today=timezone.localdate(), at=days.now)
        assert OutboxMessage.objects.filter(kind=DIGEST_MAIL).count() == 2
        deliver_due(days.now)
        assert subjects() == ["Aktsom siden sist: 1 beskjed"]

    def test_while_one_has_it_another_lets_it_be(self, days: Days) -> None:
        chooses(Rhythm.DAILY)
        comes("Et funn")
        olga, tomorrow = person("olga"), TODAY + timedelta(days=1)
        Digest.objects.create(person=olga, rhythm="daily", on=tomorrow, taken_at=moment(tomorrow), taken_by=11)
        at = moment(tomorrow) + timedelta(minutes=5)

        def sends(work: int, minutes: int = 0) -> bool:
            then = at + timedelta(minutes=minutes)
            return send_digest(person=olga, rhythm=Rhythm.DAILY, on=tomorrow, work=work, at=then, written=_written)

        assert not sends(12)
        assert sends(11)  # the one that has it goes on with it
        assert not sends(12, minutes=60)  # and then it is sent
        assert len(mail.outbox) == 1

    def test_one_that_died_for_good_is_taken_over(self, days: Days) -> None:
        chooses(Rhythm.DAILY)
        comes("Et funn")
        olga, tomorrow = person("olga"), TODAY + timedelta(days=1)
        Digest.objects.create(person=olga, rhythm="daily", on=tomorrow, taken_at=moment(tomorrow, 6), taken_by=11)
        assert send_digest(
            person=olga, rhythm=Rhythm.DAILY, on=tomorrow, work=12, at=moment(tomorrow), written=_written
        )

    def test_a_relay_that_was_down_all_day_costs_a_day_and_no_letter(
        self, days: Days, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        chooses(Rhythm.DAILY)
        comes("Et funn")
        days.go_to(TODAY + timedelta(days=1))
        with monkeypatch.context() as patch:

            def refuses(*_: Any, **__: Any) -> None:
                raise OSError("no relay")

            patch.setattr("django.core.mail.EmailMessage.send", refuses)
            days.work()
            for hour in range(10, 23):
                days.go_to(TODAY + timedelta(days=1), hour)
                deliver_due(days.now)
        assert subjects() == []
        comes("Enda et")
        days.go_to(TODAY + timedelta(days=2))
        days.work()
        (letter,) = mail.outbox
        assert "Et funn" in letter.body
        assert "Enda et" in letter.body

    def test_work_that_is_late_is_left_to_the_day_that_it_is(self, days: Days) -> None:
        chooses(Rhythm.DAILY)
        comes("Et funn")
        ask_for_digests(today=TODAY + timedelta(days=1), at=days.now)
        days.go_to(TODAY + timedelta(days=3))
        days.work()
        assert len(mail.outbox) == 1

    def test_a_letter_at_once_that_was_given_up_is_in_the_next_days(
        self, days: Days, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            self._kill_post(patch)
            with pytest.raises(SystemExit):
                comes("Et funn")
        OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS)
        days.go_to(TODAY + timedelta(days=2))
        days.work()
        assert subjects() == ["Aktsom siden sist: 1 beskjed"]

    def test_what_is_held_goes_by_what_is_chosen_since(self, days: Days) -> None:
        chooses(Rhythm.WEEKLY)
        comes("Et funn")
        chooses(Rhythm.AT_ONCE)
        days.go_to(TODAY + timedelta(days=1))
        days.work()
        assert subjects() == ["Aktsom siden sist: 1 beskjed"]

    def test_who_is_put_out_of_use_is_sent_nothing(self, days: Days) -> None:
        chooses(Rhythm.DAILY)
        comes("Et funn")
        olga = person("olga")
        olga.is_active = False
        olga.save()
        days.go_to(TODAY + timedelta(days=1))
        days.work()
        assert subjects() == []
        assert Notice.objects.get().left == Left.KEPT
        olga.is_active = True
        olga.save()
        days.go_to(TODAY + timedelta(days=2))
        days.work()
        assert subjects() == []  # what was written for who was away is not told of afterwards

    def test_nor_is_what_was_asked_for_before_that_or_leaves_at_once(self, days: Days) -> None:
        chooses(Rhythm.DAILY)
        comes("Et funn")
        olga, tomorrow = person("olga"), TODAY + timedelta(days=1)
        olga.is_active = False
        olga.save()
        assert not send_digest(
            person=olga, rhythm=Rhythm.DAILY, on=tomorrow, work=1, at=moment(tomorrow), written=_written
        )
        comes("Nulltoleranse", kind="inquiry_alert")
        assert subjects() == []


class TestWhatMayNotWait:
    def test_zero_tolerance_always_comes_at_once(self, days: Days) -> None:
        with pytest.raises(Refused, match="i fare"):
            chooses(Rhythm.DAILY, topic="zero_tolerance")
        comes("Nulltoleranse", kind="inquiry_alert")
        assert subjects() == ["Nulltoleranse"]

    @pytest.mark.parametrize("rhythm", [Rhythm.WEEKLY, Rhythm.NEVER])
    def test_a_deadline_waits_a_day_and_no_longer(self, days: Days, rhythm: Rhythm) -> None:
        chooses(Rhythm.DAILY, topic="deadlines")
        with pytest.raises(Refused, match="frist"):
            chooses(rhythm, topic="deadlines")

    def test_each_that_may_not_be_turned_off_says_why_in_three_languages(self) -> None:
        for topic in topics().values():
            assert all(topic.name.values()), topic.code
            assert all(topic.why.values()) or len(topic.rhythms) == len(Rhythm), topic.code

    def test_what_the_table_closes_is_the_usual_again(self, days: Days, monkeypatch: pytest.MonkeyPatch) -> None:
        chooses(Rhythm.NEVER)
        narrow = {**topics()}
        narrow["findings"] = topics()["zero_tolerance"]
        monkeypatch.setattr("aktsom.members.queries.notices.topics", lambda: narrow)
        assert rhythms_of(person("olga").pk)["findings"] is Rhythm.AT_ONCE


class TestWhatIsNotKept:
    def test_a_letter_whose_link_is_a_secret(self, days: Days) -> None:
        comes("Du er invitert", kind="invitation_letter")
        assert subjects() == ["Du er invitert"]
        assert not Notice.objects.exists()

    def test_a_letter_to_somebody_without_an_account(self, days: Days) -> None:
        comes("Et funn", to="kari@oslo.example")
        assert subjects() == ["Et funn"]
        assert not Notice.objects.exists()

    def test_a_kind_that_the_table_lacks_leaves_at_once(self, days: Days) -> None:
        comes("Noe nytt", kind="nobody_knows")
        assert subjects() == ["Noe nytt"]
        assert not Notice.objects.exists()

    def test_each_says_why(self) -> None:
        assert {topic for topic in kinds().values() if topic} <= topics().keys()
        assert {kind for kind, topic in kinds().items() if not topic} == {
            "invitation_letter", "self_report_invited", "findings.danger_hour", "letter_digest",
        }  # fmt: skip


def test_choices_are_told_in_the_journal_and_the_same_again_is_not(days: Days) -> None:
    olga = person("olga")
    assert choose_rhythms(by=actor("olga"), at=days.now, rhythms={"findings": Rhythm.DAILY}) == 1
    assert choose_rhythms(by=actor("olga"), at=days.now, rhythms={"findings": Rhythm.DAILY}) == 0
    entry = JournalEntry.objects.get(verb="letters_chosen")
    assert (entry.subject, entry.changes) == (olga.public_id, {"findings": ["at_once", "daily"]})


def test_nobody_chooses_for_nobody_or_of_what_is_not_there(days: Days) -> None:
    with pytest.raises(NotVisible):
        choose_rhythms(by=PLATFORM, at=days.now, rhythms={"findings": Rhythm.DAILY})
    person("olga")
    with pytest.raises(NotVisible):
        choose_rhythms(by=actor("olga"), at=days.now, rhythms={"weather": Rhythm.DAILY})


def test_a_notice_is_read_by_whom_it_came_to(days: Days) -> None:
    person("mons")
    comes("Et funn")
    notice = Notice.objects.get()
    with pytest.raises(NotVisible):
        mark_read(by=actor("mons"), at=days.now, public_id=notice.public_id)
    assert notices_of(actor("olga")).unread == 1
    mark_read(by=actor("olga"), at=days.now, public_id=notice.public_id)
    mark_read(by=actor("olga"), at=days.now + timedelta(days=1), public_id=notice.public_id)
    assert Notice.objects.get().read_at == days.now
    assert notices_of(actor("olga")).unread == 0
    assert notices_of(actor("mons")).rows == []


def test_all_are_read_that_had_come(days: Days) -> None:
    comes("Et funn")
    opened = days.now
    days.go_to(TODAY, 10)
    comes("Et til")
    assert mark_all_read(by=actor("olga"), at=days.now, until=opened) == 1
    assert [row.subject for row in notices_of(actor("olga"), unread_only=True).rows] == ["Et til"]


def test_topics_are_those_that_concern_the_person() -> None:
    for name in ("olga", "nora", "sekka", "revi"):
        person(name)
    shown = {
        name: {topic.code for topic, _now in topics_for(actor(name))} for name in ("olga", "nora", "sekka", "revi")
    }
    assert "signals" in shown["sekka"]
    assert "signals" not in shown["olga"]
    assert "mandates" not in shown["nora"]
    assert "deadlines" in shown["nora"]
    assert shown["revi"] == {"audits"}


def test_what_is_old_is_forgotten_unless_it_is_held(days: Days) -> None:
    comes("Et funn")
    chooses(Rhythm.WEEKLY, "mons")
    comes("Et holdt", to="mons")
    assert forget_old_notices(at=days.now + timedelta(days=400)) == 1
    assert [row.subject for row in Notice.objects.all()] == ["Et holdt"]
