"""The page of what has come, and the one where a person says how often."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from aktsom.core.outbox import _handlers, deliver_due, send
from aktsom.findings.jobs.signal_letters import HOUR
from aktsom.findings.models import Signal
from aktsom.follow_up.jobs.method_letters import _written
from aktsom.follow_up.telling import METHOD_MAIL
from aktsom.members.letter_topics import kinds
from aktsom.members.models import LetterChoice, Notice, Person
from tests.cast import NOON, person
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


def came(who: str = "olga", subject: str = "Et funn gjelder avtalen deres", **said: object) -> Notice:
    usual = {"topic": "findings", "page": "/avtaler/", "came_at": timezone.now(), "fingerprint": subject, "work": 1}
    return Notice.objects.create(person=person(who), subject=subject, **{**usual, **said})


def test_what_has_come_is_shown_to_whom_it_came_to_and_read_by_opening_it(visit: Visit) -> None:
    one = came()
    olga, mons = visit("olga"), visit("mons")
    page = olga.get(reverse("notices_list")).content.decode()
    assert "Et funn gjelder avtalen deres" in page
    assert "Ulest" in page
    assert "Et funn gjelder" not in mons.get(reverse("notices_list")).content.decode()
    assert mons.post(reverse("notices_open", args=[one.public_id])).status_code == 404
    answer = olga.post(reverse("notices_open", args=[one.public_id]))
    assert (answer.status_code, answer["Location"]) == (302, "/avtaler/")
    assert "Ulest" not in olga.get(reverse("notices_list")).content.decode()


def test_all_are_marked_as_read_up_to_when_the_page_was_opened(visit: Visit) -> None:
    came()
    olga = visit("olga")
    opened = timezone.now().isoformat()
    came(subject="Et nytt", fingerprint="2")
    assert olga.post(reverse("notices_read_all"), {"until": opened}).status_code == 302
    assert olga.post(reverse("notices_read_all"), {"until": "nonsense"}).status_code == 302
    page = olga.get(reverse("notices_list") + "?vis=uleste").content.decode()
    assert "Et nytt" in page
    assert "Et funn gjelder" not in page


def test_more_than_a_page_is_led_on(visit: Visit) -> None:
    person("olga")
    for number in range(55):
        came(subject=f"Nr. {number}", fingerprint=str(number), came_at=NOON + timedelta(minutes=number))
    olga = visit("olga")
    first = olga.get(reverse("notices_list"))
    assert first.content.decode().count('class="notice"') == 50
    address = first.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert olga.get(address).content.decode().count('class="notice"') == 5


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-13-40T99:00", "x"]
)
def test_a_moment_that_nobody_can_mean_is_as_none(visit: Visit, moment: str) -> None:
    came()
    olga = visit("olga")
    page = olga.get(reverse("notices_list"), {"for": moment})
    assert page.status_code == 200
    assert "Et funn gjelder" in page.content.decode()
    assert olga.post(reverse("notices_read_all"), {"until": moment}).status_code == 302
    assert Notice.objects.get().read_at is None


def test_a_choice_is_kept_and_one_that_is_not_open_is_left_out(visit: Visit) -> None:
    olga = visit("olga")
    page = olga.get(reverse("notices_choices")).content.decode()
    assert "Nulltoleranse og fare" in page
    assert 'name="zero_tolerance"' not in page
    said = {"findings": "weekly", "zero_tolerance": "never", "mandates": "nonsense"}
    assert olga.post(reverse("notices_choices"), said).status_code == 302
    assert dict(LetterChoice.objects.values_list("topic", "rhythm")) == {"findings": "weekly"}
    assert olga.post(reverse("notices_choices"), {"deadlines": "never"}).status_code == 403


def test_every_kind_of_letter_has_its_topic_or_says_why_it_has_none() -> None:
    """A new kind of letter without a row would leave at once whatever people have chosen, and be kept nowhere."""
    posting = {"deliver", "post"}
    handled = {kind for kind, all_ in _handlers.items() if any(posting & set(one.__globals__) for one in all_)}
    days = {"members.open_access_reviews", "members.forget_sign_ins", "follow_up.monthly_letters"}
    days |= {"members.gather_letters", "method_letter", "articles.remind"}
    assert handled - days | set(_written) <= kinds().keys() | {"members.send_gathered"}
    assert kinds().keys() - {"findings.danger_hour", "letter_digest"} <= handled | set(_written)


def test_a_letter_of_a_real_job_is_noted_with_its_page(visit: Visit) -> None:
    sekka = person("sekka")
    send(kind=METHOD_MAIL, payload={"what": "signals_wait", "id": ""}, at=timezone.now())
    deliver_due(timezone.now())
    assert [letter.to for letter in mail.outbox] == [[sekka.email]]
    notice = Notice.objects.get()
    assert (notice.topic, notice.page, notice.left) == ("signals", reverse("signals_inbox"), "sent")
    assert Person.objects.get(pk=notice.person_id) == sekka


def test_that_somebody_is_in_danger_leaves_no_trace_of_when() -> None:
    person("sekka")
    Signal.objects.create(
        kind="forced_labour", source="worker", text="x", in_danger=True, danger_told=False, state="received",
        received_on=NOON.date(),
    )  # fmt: skip
    send(kind=HOUR, payload={"hour": "x"}, at=timezone.now())
    deliver_due(timezone.now())
    assert len(mail.outbox) == 1
    assert not Notice.objects.exists()
