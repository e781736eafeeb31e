"""The public form as whoever knows of harm meets it: one question a screen, a code, and a talk; and what others try."""

import hashlib
import io
import logging
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.findings.actions import signals as acts
from aktsom.findings.actions.receiving import journal_what_came
from aktsom.findings.models import Signal, SignalMessage
from aktsom.findings.signal_states import SignalSource
from aktsom.findings.signal_tables import signal_limit
from aktsom.members.models import SignIn
from aktsom.web.concerns.meter import METER
from aktsom.web.concerns.quiet_log import FAULTS
from aktsom.web.concerns.texts import languages, words
from tests.cast import NOON, actor, person
from tests.web.concerns.filled import ADDRESS, ANSWERS, Phone, code_in, hidden, press, until_check

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests fill in a form faster than people; what is too fast has a test of its own."""
    METER.forget()
    limits = {"fastest_seconds": 0}
    monkeypatch.setattr("aktsom.web.concerns.state.signal_limit", lambda name: limits.get(name, signal_limit(name)))


def sent(client: Phone, **told: str) -> Any:
    return press(client, until_check(client, **told), press="send")


class TestFromQuestionToTalk:
    def test_seven_questions_a_look_and_a_code(self) -> None:
        client = Phone()
        assert "Begin" in client.get("/si-fra/en/").text
        page = sent(client).text
        assert words("en")["sent_title"] in page
        code = code_in(page)
        one = Signal.objects.get()
        assert (one.kind, one.source, one.employer, one.language) == ("forced_labour", "worker", "never", "en")
        assert one.text == ANSWERS["text"]
        assert code.replace("-", "") not in repr(one.__dict__)
        talk = client.post("/si-fra/en/kode/", {"code": code.lower()}, **ADDRESS).text
        assert words("en")["state_received"] in talk
        assert ANSWERS["text"] not in talk  # who comes upon a code learns little
        talk = client.post("/si-fra/en/kode/", hidden(talk) | {"text": "Det er verre nå."}, **ADDRESS).text
        assert "Det er verre nå." in talk
        person("sekka")
        acts.answer_sender(
            by=actor("sekka"), at=NOON, signal_id=one.public_id, revision=one.revision, text="Hvor mange er dere?"
        )
        talk = client.post("/si-fra/en/kode/", {"code": code}, **ADDRESS).text
        assert "Hvor mange er dere?" in talk
        assert words("en")["state_looked_at"] in talk

    @pytest.mark.parametrize("code", list(languages()))
    def test_in_every_language_and_direction(self, code: str) -> None:
        client, said = Phone(), words(code)
        start = client.get(f"/si-fra/{code}/")
        direction = languages()[code].direction
        assert f'<html lang="{code}" dir="{direction}"' in start.text
        assert (said["unreviewed"] in start.text) == (not languages()[code].reviewed)
        assert start["Content-Language"] == code
        page = press(client, until_check(client, code), code, press="send").text
        assert said["sent_title"] in page
        assert Signal.objects.get().language == code

    @pytest.mark.parametrize("source", list(SignalSource))
    def test_everybody_who_may_know_of_harm_is_asked_for_in_every_language(self, source: SignalSource) -> None:
        page = Phone().get("/si-fra/en/skriv/").text
        assert f'value="{source}"' in page
        told = {code: words(code)[f"source_{source}"] for code in languages()}
        assert len(set(told.values())) == len(told)
        for code in languages():
            others = {words(code)[f"source_{other}"] for other in SignalSource}
            assert len(others) == len(SignalSource)
        press(Phone(), until_check(Phone(), source=source), press="send")
        assert Signal.objects.get().source == source

    def test_a_question_without_an_answer_is_asked_again_and_back_keeps_what_was_said(self) -> None:
        client = Phone()
        page = client.get("/si-fra/nb/skriv/").text
        again = press(client, page, "nb", press="next")
        assert again.status_code == 422
        assert words("nb")["missing"] in again.text
        page = press(client, again.text, "nb", answer="worker", press="next").text
        page = press(client, page, "nb", answer="other", press="back").text
        assert re.search(r'value="worker" checked', page)
        page = press(client, page, "nb", answer="worker", press="next").text
        assert re.search(r'value="other" checked', page)

    def test_one_answer_is_changed_and_one_is_led_back_to_all_of_it(self) -> None:
        client = Phone()
        page = press(client, until_check(client), press="change:place").text
        assert hidden(page)["step"] == "place"
        page = press(client, page, answer="Another town", press="next").text
        assert "Another town" in page
        assert words("en")["q_check"] in page

    def test_a_language_that_we_do_not_have_does_not_exist(self) -> None:
        assert Phone().get("/si-fra/xx/").status_code == 404


class TestOnce:
    def test_pressed_twice_is_one_signal_and_one_code(self) -> None:
        client = Phone()
        page = until_check(client)
        first, second = press(client, page, press="send").text, press(client, page, press="send").text
        assert code_in(first) == code_in(second)
        assert Signal.objects.count() == 1

    def test_a_message_sent_twice_is_said_once(self) -> None:
        client = Phone()
        talk = client.post("/si-fra/en/kode/", {"code": code_in(sent(client).text)}).text
        for _ in range(2):
            client.post("/si-fra/en/kode/", hidden(talk) | {"text": "Mer"})
        assert SignalMessage.objects.count() == 1

    def test_an_old_form_is_looked_through_again_and_never_shows_an_old_code(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client = Phone()
        page = until_check(client)
        code = code_in(press(client, page, press="send").text)
        later = time.time() + 60 * signal_limit("check_minutes") + 1
        monkeypatch.setattr("aktsom.web.concerns.state.time.time", lambda: later)
        again = press(client, page, press="send")
        assert again.status_code == 422
        assert code not in again.text
        assert words("en")["look_again"] in again.text

    def test_a_form_of_yesterday_keeps_what_was_typed_and_counts_as_new(self, monkeypatch: pytest.MonkeyPatch) -> None:
        client = Phone()
        page = until_check(client)
        later = time.time() + 3600 * signal_limit("form_hours") + 1
        monkeypatch.setattr("aktsom.web.concerns.state.time.time", lambda: later)
        again = press(client, page, press="send").text
        assert ANSWERS["place"] in again
        assert words("en")["sent_title"] in press(client, again, press="send").text


class TestNoTrace:
    """Neither table, journal, outbox, log nor answer holds where it came from, with what, or when in the day."""

    def test_nothing_tells_who_from_where_or_when(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        client = Phone()
        code = code_in(sent(client).text)
        client.post("/si-fra/en/kode/", {"code": code}, **ADDRESS)
        client.get("/si-fra/xx/", **ADDRESS)
        client.post("/si-fra/en/kode/", {"code": "feil"}, **ADDRESS)
        kept = repr([row.__dict__ for model in (Signal, SignalMessage, JournalEntry, OutboxMessage, SignIn)
                     for row in model.objects.all()])  # fmt: skip
        logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
        digest = METER.place_of(ADDRESS["REMOTE_ADDR"])
        for told in (
            *ADDRESS.values(),
            code,
            code.replace("-", ""),
            digest.hex(),
            hashlib.sha256(b"203.0.113.9").hexdigest(),
        ):
            assert told not in kept, told
            assert told not in logged, told
        assert ANSWERS["text"] not in logged
        assert not JournalEntry.objects.filter(verb="signal_received").exists()
        assert not OutboxMessage.objects.exists()
        journal_what_came(timezone.localdate() + timedelta(days=1))
        [entry] = JournalEntry.objects.filter(verb="signal_received")
        assert (entry.person_id, entry.member_id, entry.changes) == (None, None, {})
        assert timezone.localtime(entry.at).strftime("%H:%M:%S.%f") == "00:00:00.000000"

    def test_no_line_of_the_log_tells_that_somebody_opened_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each line has its moment. What goes wrong elsewhere is logged as ever."""
        written = io.StringIO()
        [handler] = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
        monkeypatch.setattr(handler, "stream", written)
        client = Phone(raise_request_exception=False)
        page = client.get("/si-fra/nb/skriv/").text
        codes = [press(client, page, "nb", press="next").status_code, client.get("/si-fra/xx/").status_code]
        codes += [client.post("/si-fra/en/kode/", {"code": "feil"}, **each).status_code
                  for each in ({}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_HOST": "evil.example"})]  # fmt: skip
        codes.append(press(client, page, answer="x" * 500_000, press="next").status_code)
        codes.append(Client().post("/si-fra/en/skriv/", {"answer": "x"}).status_code)
        monkeypatch.setattr(type(METER), "place_of", None)
        codes.append(client.get("/si-fra/en/").status_code)
        assert codes == [422, 404, 422, 403, 400, 413, 415, 500]
        assert written.getvalue() == ""
        FAULTS.tell_before(timezone.localdate())
        assert written.getvalue() == ""
        client.get("/finnes-ikke/")
        assert "/finnes-ikke/" in written.getvalue()

    def test_a_fault_of_ours_is_told_when_the_day_is_over_without_what_was_sent(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        FAULTS.tell_before(timezone.localdate() - timedelta(days=1))  # what other tests have left
        [handler] = [each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler]
        written = io.StringIO()
        monkeypatch.setattr(handler, "stream", written)
        client, page = Phone(raise_request_exception=False), until_check(Phone())

        def fails(*_args: object) -> None:
            raise RuntimeError(ANSWERS["text"])

        monkeypatch.setattr("aktsom.findings.actions.receiving.text_in", fails)
        assert [press(client, page, press="send").status_code for _ in range(2)] == [500, 500]
        assert written.getvalue() == ""
        FAULTS.tell_before(timezone.localdate() + timedelta(days=1))
        [line] = written.getvalue().splitlines()
        assert "the public form failed before today, 2 times: RuntimeError at " in line
        assert ANSWERS["text"] not in line
        assert ADDRESS["REMOTE_ADDR"] not in line
        FAULTS.tell_before(timezone.localdate())

    def test_that_somebody_is_in_danger_waits_for_the_hour_and_is_not_stored_as_it_comes(self) -> None:
        sent(Phone(), danger="yes")
        assert Signal.objects.get().in_danger
        assert not OutboxMessage.objects.exists()

    def test_no_cookie_no_cache_no_referer_no_script_and_nothing_from_elsewhere(self) -> None:
        client = Phone()
        pages = [client.get(path) for path in ("/si-fra/", "/si-fra/ur/", "/si-fra/ur/skriv/", "/si-fra/ur/kode/")]
        pages.append(sent(client))
        pages.append(client.post("/si-fra/en/kode/", {"code": "feil"}))
        pages.append(client.get("/si-fra/xx/"))
        for page in pages:
            assert page.cookies == {}
            assert page["Cache-Control"] == "no-store"
            assert page["Referrer-Policy"] == "no-referrer"
            assert "Vary" not in page
        for page in pages[:-1]:
            assert "<script" not in page.text
            assert "csrfmiddlewaretoken" not in page.text
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text)
        assert client.cookies == {}

    def test_whoever_is_signed_in_is_nobody_here(self) -> None:
        """The cookie is taken off before anybody looks at it."""
        client = Phone()
        client.force_login(person("olga"), backend=settings.AUTHENTICATION_BACKENDS[0])
        sent(client)
        assert Signal.objects.get().made_by_id is None
        journal_what_came(timezone.localdate() + timedelta(days=1))
        [entry] = JournalEntry.objects.filter(verb="signal_received")
        assert entry.person_id is None

    def test_the_code_never_stands_in_an_address(self) -> None:
        page = Phone().get("/si-fra/en/kode/?code=ACDEF-GHJKM-NPQRT-W3467").text
        assert 'method="post"' in page
        assert "ACDEF" not in page


class TestWhatOthersTry:
    def test_a_script_in_the_text_is_text(self) -> None:
        nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
        page = until_check(Phone(), text=nasty, place=nasty)
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page

    def test_signs_that_turn_the_direction_are_taken_out(self) -> None:
        sent(Phone(), place="Ipoh\u202egnp.exe\u2066")
        assert Signal.objects.get().place == "Ipohgnp.exe"

    def test_a_huge_text_is_told_of_and_kept_and_a_huger_one_is_not_read(self) -> None:
        client = Phone()
        page = client.get("/si-fra/en/skriv/").text
        for name in ("source", "kind", "place"):
            page = press(client, page, answer=ANSWERS[name], press="next").text
        long = press(client, page, answer="x" * 5_001, press="next")
        assert long.status_code == 422
        assert words("en")["too_long"] in long.text
        assert "x" * 5_001 in long.text
        assert press(client, page, answer="x" * 500_000, press="next").status_code == 413

    @pytest.mark.parametrize("answer", ["admin", "", "worker' or 1=1", "\x00"])
    def test_a_choice_that_is_none_is_asked_again(self, answer: str) -> None:
        client = Phone()
        page = client.get("/si-fra/en/skriv/").text
        assert press(client, page, answer=answer, press="next").status_code in (400, 422)

    def test_hidden_fields_that_were_edited_or_belong_to_another_begin_anew(self) -> None:
        client = Phone()
        page = until_check(client)
        state = hidden(page)["state"]
        talk = client.post("/si-fra/en/kode/", {"code": code_in(press(client, page, press="send").text)}).text
        for forged in ("", "x", state[:-2], state.swapcase(), hidden(talk)["talk"]):
            answer = client.post("/si-fra/en/skriv/", {"state": forged, "press": "send"})
            assert answer.status_code == 400
            assert words("en")["broken"] in answer.text
        for forged in ("", "x", hidden(talk)["talk"][:-2], state):
            answer = client.post("/si-fra/en/kode/", {"talk": forged, "text": "Mer"})
            assert answer.status_code == 422
        assert (Signal.objects.count(), SignalMessage.objects.count()) == (1, 0)

    def test_questions_cannot_be_jumped_over(self) -> None:
        client = Phone()
        page = client.get("/si-fra/en/skriv/").text
        answer = client.post("/si-fra/en/skriv/", {"state": hidden(page)["state"], "press": "send"})
        assert hidden(answer.text)["step"] == "source"
        assert Signal.objects.count() == 0

    def test_codes_are_not_guessed_and_the_right_one_is_no_different_once_too_many_were(self) -> None:
        client = Phone()
        code = code_in(sent(client).text)
        answers = [client.post("/si-fra/en/kode/", {"code": f"ACDEF-GHJKM-NPQRT-W34{n:02}"}, **ADDRESS)
                   for n in range(60, 60 + signal_limit("codes_tried"))]  # fmt: skip
        assert {answer.status_code for answer in answers} == {422}
        assert len({answer.text for answer in answers}) == 1  # never given and badly written alike
        right = client.post("/si-fra/en/kode/", {"code": code}, **ADDRESS)
        wrong = client.post("/si-fra/en/kode/", {"code": "feil"}, **ADDRESS)
        assert (right.status_code, right.text) == (wrong.status_code, wrong.text) == (429, right.text)
        elsewhere = client.post("/si-fra/en/kode/", {"code": code}, REMOTE_ADDR="198.51.100.1")
        assert elsewhere.status_code == 200

    def test_signals_from_one_place_are_slowed_down_and_nothing_typed_is_lost(self) -> None:
        client = Phone()
        for _ in range(signal_limit("signals_sent")):
            assert sent(client).status_code == 200
        stopped = sent(client)
        assert stopped.status_code == 429
        assert ANSWERS["place"] in stopped.text
        assert Signal.objects.count() == signal_limit("signals_sent")

    def test_from_all_places_together_there_is_a_ceiling_and_codes_are_still_answered(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        limits = {"signals_each_hour": 24, "throttle_minutes": 10}  # two in ten minutes for each of two processes
        monkeypatch.setattr("aktsom.web.concerns.meter.signal_limit", lambda name: limits.get(name, signal_limit(name)))

        def sent_from(number: int) -> Any:
            page = until_check(Phone())
            return Phone().post("/si-fra/en/skriv/", hidden(page) | {"press": "send"}, REMOTE_ADDR=f"192.0.2.{number}")

        first = sent_from(1)
        assert [sent_from(number).status_code for number in (2, 3, 4)] == [200, 429, 429]
        assert Signal.objects.count() == 2
        talk = Phone().post("/si-fra/en/kode/", {"code": code_in(first.text)}, REMOTE_ADDR="192.0.2.1")
        assert talk.status_code == 200
        more = Phone().post(
            "/si-fra/en/kode/", hidden(talk.text) | {"text": "They lock us in."}, REMOTE_ADDR="192.0.2.1"
        )
        assert more.status_code == 200
        assert SignalMessage.objects.get().text == "They lock us in."

    def test_a_program_is_asked_to_look_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        page = until_check(Phone())
        assert press(Phone(), page, press="send", homepage="https://spam.example").status_code == 422
        monkeypatch.setattr("aktsom.web.concerns.state.signal_limit", signal_limit)
        assert sent(Phone()).status_code == 422
        assert Signal.objects.count() == 0

    @pytest.mark.parametrize(
        "headers", [{"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"},
                    {"HTTP_SEC_FETCH_SITE": "same-site"}],
    )  # fmt: skip
    def test_a_form_that_another_site_sends_is_refused(self, headers: dict[str, str]) -> None:
        """There is no cookie that it could ride on; a browser that tells is believed all the same."""
        client = Phone(enforce_csrf_checks=True)
        page = until_check(client)
        answer = client.post("/si-fra/en/skriv/", hidden(page) | {"press": "send"}, **headers)
        assert answer.status_code == 403
        assert Signal.objects.count() == 0
        same = {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-origin"}
        assert client.post("/si-fra/en/skriv/", hidden(page) | {"press": "send"}, **same).status_code == 200

    def test_a_file_is_refused_with_the_reason_before_it_is_read(self) -> None:
        from io import BytesIO

        file = BytesIO(b"\xff\xd8 EXIF GPS")
        file.name = "bilde.jpg"
        answer = Client().post("/si-fra/en/skriv/", {"state": "x", "answer": file})
        assert answer.status_code == 415
        assert "hidden facts" in answer.text
        assert words("en")["files"] in Phone().get("/si-fra/en/").text
