from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, server_error

from aktsom.core.errors import DomainError, NotVisible, Refusal, Refused, Stale
from aktsom.web.base.middleware import DomainErrorMiddleware
from tests.cast import person
from tests.web.conftest import sign_in


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (NotVisible(), 404, "Vi finner ikke siden"),
        (Refused(Refusal("Bare kontraktseier kan dette.")), 403, "Bare kontraktseier kan dette."),
        (Stale(), 409, "Noen endret dette mens du hadde siden åpen."),
        (DomainError("Beløpet er negativt."), 400, "Beløpet er negativt."),
    ],
)
def test_expected_errors_become_pages_that_say_what_is_wrong(error: DomainError, status: int, told: str) -> None:
    request = RequestFactory().get("/avtaler/")
    request.resolver_match = None  # type: ignore[assignment]  # as when no address fits
    answer = DomainErrorMiddleware(lambda _request: None).process_exception(request, error)  # type: ignore[arg-type, return-value]  # not reached
    assert answer is not None
    assert (answer.status_code, told in answer.content.decode()) == (status, True)


def test_other_errors_are_bugs_and_surface() -> None:
    request = RequestFactory().get("/")
    assert DomainErrorMiddleware(lambda _request: None).process_exception(request, ValueError()) is None  # type: ignore[arg-type, return-value]  # not reached


@pytest.mark.parametrize(
    ("view", "told"), [(server_error, "Noe gikk galt hos oss"), (bad_request, "Det forstod vi ikke")]
)
def test_pages_of_last_resort_need_nothing(view: object, told: str) -> None:
    arguments = (ValueError(),) if view is bad_request else ()
    assert told in view(RequestFactory().get("/"), *arguments).text  # type: ignore[operator]  # one of Django's two


@pytest.mark.django_db
def test_without_a_list_the_pages_say_who_can_help(client: Client) -> None:
    sign_in(client, person("olga"))
    answer = client.get("/kategorier/")
    assert answer.status_code == 400
    assert "Høyrisikolisten er ikke lest inn ennå" in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/konto/logg-inn/", "Det du sendte, er større enn 2 MB."),
        ("/avtaler/inn/", "Filen er større enn 1 MB."),
        ("/nope/", "Det du sendte, er større enn 2 MB."),
    ],
)
def test_what_no_register_can_be_is_refused_unread(client: Client, address: str, said: str, settings: Any) -> None:
    settings.REGISTER_MAX_BYTES = 1024 * 1024
    answer = client.post(address, b"a", content_type="text/csv", CONTENT_LENGTH=str(2 * 1024 * 1024 + 1))
    assert (answer.status_code, said in answer.text) == (413, True)
    assert "Content-Security-Policy" in answer.headers
    assert client.post(address, b"a", content_type="text/csv").status_code != 413


def test_what_is_too_large_leads_back_to_the_page_it_was_sent_from(client: Client) -> None:
    came = {"HTTP_REFERER": "http://testserver/svar/srp-1/steg/2.2/", "CONTENT_LENGTH": str(2 * 1024**3)}
    answer = client.post("/svar/srp-1/svar/F-2.1/fil/", b"a", content_type="text/csv", **came)
    assert answer.status_code == 413
    assert 'href="/svar/srp-1/steg/2.2/"' in answer.text


class TestWhatWasTyped:
    """A form that could not be taken gives back what was written, and a way back to it."""

    def stale(self, said: dict[str, Any], **headers: str) -> str:
        request = RequestFactory().post("/notater/x/endre/", said, headers=headers)
        request.resolver_match = None  # type: ignore[assignment]  # as when no address fits
        answer = DomainErrorMiddleware(lambda _request: None).process_exception(request, Stale())  # type: ignore[arg-type, return-value]  # not reached
        assert answer is not None
        return answer.content.decode()

    def test_words_are_given_back_and_choices_and_secrets_are_not(self) -> None:
        text = self.stale(
            {"title": "Møtet om <lønn>", "revision": "7", "kind": "promise", "password1": "a long secret phrase"}
        )
        assert "Møtet om &lt;lønn&gt;</textarea>" in text
        assert text.count("<textarea") == 1
        assert "secret" not in text

    def test_with_nothing_written_there_is_nothing_to_give_back(self) -> None:
        assert "Det du skrev" not in self.stale({"revision": "7", "day": "2026-11-24"})

    @pytest.mark.parametrize(
        ("came_from", "leads_to"),
        [
            ("http://testserver/notater/x/?side=2", "/notater/x/?side=2"),
            ("http://elsewhere.example/notater/y/", "/notater/x/endre/"),
            ("http://testserver//elsewhere.example/", "/notater/x/endre/"),
            ("javascript:alert(1)", "/notater/x/endre/"),
        ],
    )
    def test_the_way_back_is_a_page_of_ours(self, came_from: str, leads_to: str) -> None:
        said = self.stale({"title": "To ord"}, referer=came_from)
        assert f'href="{leads_to}"' in said
        assert "elsewhere" not in said


@pytest.mark.django_db
def test_an_address_that_takes_forms_only_says_so_when_it_is_opened(client: Client) -> None:
    sign_in(client, person("olga"))
    answer = client.get("/virksomhet/for/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Her er det ingen side" in answer.text


@pytest.mark.django_db
def test_whoever_was_signed_out_comes_back_to_the_form_and_not_to_where_it_was_sent(client: Client) -> None:
    form = "http://testserver/notater/not-x/"
    answer = client.post("/notater/not-x/avsnitt/pas-x/gjennomgang/", {}, headers={"referer": form})
    assert answer["Location"] == "/konto/logg-inn/?next=/notater/not-x/"
    assert client.post("/virksomhet/for/", {})["Location"] == "/konto/logg-inn/?next=/"
