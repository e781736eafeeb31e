"""The outbox: delivered at least once, and never for a write that was undone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from aktsom.core import outbox
from aktsom.core.models import OutboxMessage

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def heard(settings):
    """What the handler of "test.heard" was given; delivering is left to the test."""
    settings.OUTBOX_INLINE = False
    calls = []
    outbox.handles("test.heard")(calls.append)
    yield calls
    outbox._handlers.pop("test.heard")


@pytest.fixture
def failing(settings):
    settings.OUTBOX_INLINE = False
    calls = []

    def fail(payload):
        calls.append(payload)
        raise ValueError("a secret that must not be kept")

    outbox.handles("test.failing")(fail)
    yield calls
    outbox._handlers.pop("test.failing")


def send(kind="test.heard", **said):
    outbox.send(kind=kind, payload={"n": 1}, at=NOON, **said)


@pytest.mark.django_db
def test_a_message_is_delivered_once(heard):
    send()
    assert outbox.deliver_due(NOON) == 1
    assert outbox.deliver_due(NOON) == 0
    assert heard == [{"n": 1}]


@pytest.mark.django_db
def test_a_message_waits_for_its_time(heard):
    send(not_before=NOON + timedelta(hours=1))
    assert outbox.deliver_due(NOON) == 0
    assert outbox.deliver_due(NOON + timedelta(hours=1)) == 1
    assert len(heard) == 1


@pytest.mark.django_db
def test_a_failing_message_is_tried_again_later_each_time_and_then_left(failing, caplog):
    send("test.failing")
    now, tried = NOON, []
    for _minute in range(90):
        outbox.deliver_due(now)
        tried.append(len(failing))
        now += timedelta(minutes=1)
    assert tried[-1] == outbox.MAX_ATTEMPTS
    assert [tried.index(n) for n in range(1, 6)] == [0, 2, 6, 14, 30]
    kept = OutboxMessage.objects.get()
    assert (kept.error, kept.delivered_at) == ("ValueError", None)
    assert "test.failing failed" in caplog.text


@pytest.mark.django_db
def test_a_message_whose_worker_died_is_taken_up_again(heard):
    send()
    OutboxMessage.objects.update(taken_at=NOON, attempts=1)
    assert outbox.deliver_due(NOON + outbox.TAKEN_FOR) == 0
    assert outbox.deliver_due(NOON + outbox.TAKEN_FOR + timedelta(seconds=1)) == 1
    assert len(heard) == 1


@pytest.mark.django_db
def test_the_only_worker_takes_up_what_the_last_one_left(heard):
    send()
    OutboxMessage.objects.update(taken_at=NOON, attempts=1)
    alone = connection.vendor == "sqlite"
    assert outbox.take_up_again() == (1 if alone else 0)
    assert outbox.deliver_due(NOON) == len(heard) == (1 if alone else 0)


@pytest.mark.django_db
def test_one_failing_message_does_not_hold_up_the_others(heard, failing):
    send("test.failing")
    send()
    assert outbox.deliver_due(NOON) == 1
    assert (len(heard), len(failing)) == (1, 1)


@pytest.mark.django_db
def test_a_message_goes_with_the_write_that_is_undone(heard):
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert OutboxMessage.objects.count() == 0
    assert outbox.deliver_due(NOON) == 0


@pytest.mark.django_db
def test_inline_delivery_comes_after_the_commit(heard, settings, django_capture_on_commit_callbacks):
    settings.OUTBOX_INLINE = True
    with django_capture_on_commit_callbacks(execute=True):
        send()
        assert heard == []
    assert heard == [{"n": 1}]


@pytest.fixture
def heard_daily(settings):
    settings.OUTBOX_INLINE = False
    calls = []
    others, outbox._daily[:] = list(outbox._daily), []
    outbox.daily("test.daily")(calls.append)
    yield calls
    outbox._daily[:] = others
    outbox._handlers.pop("test.daily")


@pytest.mark.django_db
def test_what_is_daily_is_sent_once_a_day_by_whichever_worker_asks(heard_daily):
    day = NOON.date()
    assert outbox.send_todays(today=day, at=NOON) == 1
    assert outbox.send_todays(today=day, at=NOON + timedelta(hours=5)) == 0
    assert outbox.deliver_due(NOON) == 1
    assert outbox.send_todays(today=day, at=NOON + timedelta(hours=6)) == 0
    assert outbox.send_todays(today=day + timedelta(days=1), at=NOON + timedelta(days=1)) == 1
    assert heard_daily == [{"day": day.isoformat()}]


@pytest.mark.django_db
def test_a_day_that_failed_for_good_does_not_stop_the_next(heard_daily):
    outbox.send_todays(today=NOON.date(), at=NOON)
    OutboxMessage.objects.update(attempts=outbox.MAX_ATTEMPTS)
    tomorrow = NOON + timedelta(days=1)
    assert outbox.send_todays(today=tomorrow.date(), at=tomorrow) == 1
    assert outbox.deliver_due(tomorrow) == 1
