"""Questionnaires read by everybody, written by the secretariat, published by another."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aktsom.follow_up.actions import questionnaires as acts
from aktsom.follow_up.models import Question, QuestionnaireEdition
from aktsom.follow_up.queries.questionnaires import published
from aktsom.follow_up.states import EditionState, Form
from aktsom.members.models import Person
from aktsom.web.questionnaires.forms import first_values
from tests.cast import NOON, actor
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
EVERYBODY = ["olga", "rita", "ada", "sekka", "uma", "nora", "odd", "revi"]


def draft() -> QuestionnaireEdition:
    return acts.start_edition(by=actor("sekka"), at=NOON, form=Form.FULL)


def page(name: str, one: QuestionnaireEdition, **more: str) -> str:
    return reverse(f"questionnaires_{name}", kwargs={"public_id": one.public_id, **more})


def said(one: Question, **changes: Any) -> dict[str, Any]:
    values = first_values(one) | changes
    if not values["is_lead"]:
        del values["is_lead"]
    return values | {"revision": QuestionnaireEdition.objects.get(pk=one.edition_id).revision} | changes


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_published_is_read_by_everybody(visit: Visit, who: str) -> None:
    client, one = visit(who), published(Form.FULL)
    assert page("edition", one) in client.get(reverse("questionnaires_list")).text
    shown = client.get(page("edition", one)).text
    assert "Har ledelsen vedtatt en policy" in shown
    assert "Leverandøren skal forankre ansvaret" in shown
    assert client.get(page("preview", one)).status_code == 200
    assert "Dette er den første utgaven" in client.get(page("changes", one)).text


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one != "sekka"])
def test_a_draft_does_not_exist_for_others(visit: Visit, who: str) -> None:
    one, client = draft(), visit(who)
    for name in ("edition", "preview", "changes", "new_question"):
        assert client.get(page(name, one)).status_code == 404, name
    assert client.get(page("question", one, code="F-1.1")).status_code == 404
    assert one.public_id not in client.get(reverse("questionnaires_list")).text
    assert "Lag utkast" not in client.get(reverse("questionnaires_list")).text
    for name in ("to_review", "back", "publish", "drop"):
        assert client.post(page(name, one), {"revision": 1, "note": "x"}).status_code == 404, name
    assert client.post(reverse("questionnaires_start", kwargs={"form": "full"})).status_code == 403
    assert client.get(page("new_question", published(Form.FULL))).status_code == 403


def test_a_draft_is_begun_once(visit: Visit) -> None:
    sekka, start = visit("sekka"), reverse("questionnaires_start", kwargs={"form": "full"})
    first = sekka.post(start)["Location"]
    assert sekka.post(start)["Location"] == first
    assert "Gå til utgave 2" in sekka.get(reverse("questionnaires_list")).text
    assert sekka.post(reverse("questionnaires_start", kwargs={"form": "nothing"})).status_code == 404


def test_a_question_is_changed_with_all_its_fields(visit: Visit) -> None:
    one, sekka = draft(), visit("sekka")
    question = one.questions.get(code="F-1.4")
    shown = sekka.get(page("question", one, code="F-1.4")).text
    assert question.text_nn in shown
    assert "Leverandøren skal forankre ansvaret" in shown
    changes = {
        "text_nb": "Hvem svarer?",
        "answer_type": "list",
        "columns": " who \n\n date\nwho ",
        "points": ["2.1", "3.1"],
        "show_if": "F-1.1=yes",
        "follow_up_if": "rows=0",
        "help_en": "<b>Who</b>",
    }
    answer = sekka.post(page("question", one, code="F-1.4"), said(question, **changes))
    assert answer["Location"] == page("edition", one) + "#F-1.4"
    question.refresh_from_db()
    assert (question.text_nb, question.columns, question.points) == ("Hvem svarer?", ["who", "date"], ["2.1", "3.1"])
    read = sekka.get(page("edition", one)).text
    assert "Liste med kolonner: who, Dato" in read
    assert "Krever handling når listen er tom." in read
    assert "&lt;b&gt;Who&lt;/b&gt;" in read
    assert "<b>Who</b>" not in read


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text_nb": "x" * 601}, "600"),
        ({"help_nn": "x" * 4001}, "4000"),
        ({"show_if": "if so"}, "Vilkåret kan ikke leses"),
        ({"follow_up_if": "x" * 201}, "200"),
        ({"step": ""}, "Et hovedspørsmål åpner et steg"),
        ({"step": "9.9"}, "9.9"),
        ({"answer_type": "song"}, "song"),
        ({"points": ["99"]}, "99"),
        ({"columns": "x" * 61}, "Skriv hver linje med høyst 60 tegn."),
        ({"columns": "\n".join(str(n) for n in range(21))}, "Høyst 20 linjer."),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_kept(visit: Visit, changes: dict[str, Any], told: str) -> None:
    one, sekka = draft(), visit("sekka")
    lead = one.questions.get(code="F-1.1")
    sent = said(lead, text_en="Kept whatever happens?", **changes)
    answer = sekka.post(page("question", one, code="F-1.1"), sent)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Kept whatever happens?" in answer.text
    assert one.questions.get(code="F-1.1").text_en != "Kept whatever happens?"


def test_a_new_question_goes_where_it_was_asked_for(visit: Visit) -> None:
    one, sekka = draft(), visit("sekka")
    form = page("new_question", one)
    assert "Står etter F-1.4." in sekka.get(f"{form}?etter=F-1.4").text
    new = {"code": "F-1.9", "step": "2.1", "answer_type": "text", "text_nb": "Nytt?", "after": "F-1.4", "revision": 1}
    assert sekka.post(form, new)["Location"].endswith("#F-1.9")
    codes = list(one.questions.values_list("code", flat=True))
    assert codes[codes.index("F-1.4") + 1] == "F-1.9"
    shown = sekka.get(page("edition", one)).text
    assert "Spørsmålet mangler tekst på bokmål, nynorsk eller engelsk." in shown
    assert "2 ting må rettes" in shown
    taken = sekka.post(form, new | {"revision": 2, "text_nb": "Et annet?"})
    assert taken.status_code == 422
    assert "Et annet spørsmål i utgaven har denne koden." in taken.text
    assert sekka.post(form, new | {"revision": 2, "code": "F 1"}).status_code == 422


def test_pressed_twice_it_is_written_once_and_nobody_is_scolded(visit: Visit) -> None:
    one, sekka = draft(), visit("sekka")
    form = page("new_question", one)
    new = {"code": "F-1.9", "step": "2.1", "answer_type": "text", "text_nb": "Nytt?", "after": "F-1.4", "revision": 1}
    assert [sekka.post(form, new).status_code for _ in range(2)] == [302, 302]
    assert one.questions.filter(code="F-1.9").count() == 1
    assert QuestionnaireEdition.objects.get(pk=one.pk).revision == 2


def test_an_old_page_overwrites_nothing_and_loses_nothing(visit: Visit, other: Client) -> None:
    one, sekka = draft(), visit("sekka")
    question = one.questions.get(code="F-1.4")
    old, new = said(question, text_nb="Først?"), said(question, text_nb="Sist?")
    other.post(page("question", one, code="F-1.4"), old)
    answer = sekka.post(page("question", one, code="F-1.4"), new)
    assert answer.status_code == 409
    assert "Noen endret utgaven mens du skrev" in answer.text
    assert "Sist?" in answer.text
    assert 'name="revision" value="2"' in answer.text
    assert one.questions.get(code="F-1.4").text_nb == "Først?"
    assert sekka.post(page("question", one, code="F-1.4"), new | {"revision": 2}).status_code == 302
    assert one.questions.get(code="F-1.4").text_nb == "Sist?"


def test_questions_are_moved_and_removed(visit: Visit) -> None:
    one, sekka = draft(), visit("sekka")
    codes = list(one.questions.values_list("code", flat=True))
    second = codes[1]
    sekka.post(page("move", one, code=second), {"revision": 1, "way": "up"})
    assert list(one.questions.values_list("code", flat=True))[:2] == [second, codes[0]]
    assert sekka.post(page("move", one, code=second), {"revision": 1, "way": "up"}).status_code == 409
    assert sekka.post(page("move", one, code="nothing"), {"revision": 2, "way": "up"}).status_code == 404
    assert sekka.post(page("remove", one, code=second), {"revision": 2}).status_code == 302
    assert not one.questions.filter(code=second).exists()
    assert sekka.post(page("remove", one, code=second), {"revision": 3}).status_code == 404
    assert sekka.post(page("remove", one, code=codes[0])).status_code == 409


def test_it_is_read_and_published_by_another(visit: Visit, other: Client) -> None:
    one, sekka = draft(), visit("sekka")
    question = one.questions.get(code="F-1.4")
    sekka.post(page("question", one, code="F-1.4"), said(question, text_nb="Hvem svarer?"))
    empty = sekka.post(page("to_review", one), {"revision": 2, "note": "  "})
    assert empty.status_code == 422
    assert "Skriv kort hva som er nytt" in empty.text
    assert sekka.post(page("to_review", one), {"revision": 2, "note": "Kortere spørsmål."}).status_code == 302
    assert sekka.post(page("to_review", one), {"revision": 2, "note": "Kortere spørsmål."}).status_code == 409
    own = sekka.get(page("edition", one)).text
    assert "En annen må lese og publisere den." in own
    assert sekka.post(page("publish", one), {"revision": 3}).status_code == 403
    compared = other.get(page("changes", one)).text
    assert "1 endret" in compared
    assert "<ins>Hvem svarer?</ins>" in compared
    assert other.post(page("publish", one), {"revision": 3}).status_code == 302
    assert other.post(page("publish", one), {"revision": 3}).status_code == 409
    assert published(Form.FULL) == one
    assert "Kortere spørsmål." in visit("nora").get(page("edition", one)).text
    assert sekka.get(page("question", one, code="F-1.4")).status_code == 403
    first = QuestionnaireEdition.objects.get(form=Form.FULL, number=1)
    assert "En nyere utgave sendes ut nå" in visit("nora").get(page("edition", first)).text


def test_what_is_faulty_is_not_sent_and_says_why(visit: Visit) -> None:
    one, sekka = draft(), visit("sekka")
    sekka.post(page("remove", one, code="F-1.1"), {"revision": 1})
    shown = sekka.get(page("edition", one)).text
    assert "mangler et hovedspørsmål" in shown
    assert "Det spørres avhengig av F-1.1" in shown
    answer = sekka.post(page("to_review", one), {"revision": 2, "note": "Uten det første."})
    assert answer.status_code == 422
    assert "Uten det første." in answer.text
    assert QuestionnaireEdition.objects.get(pk=one.pk).state == EditionState.DRAFT


def test_it_is_taken_back_and_dropped(visit: Visit, other: Client) -> None:
    one, sekka = draft(), visit("sekka")
    sekka.post(page("to_review", one), {"revision": 1, "note": "Ingenting."})
    assert sekka.get(page("question", one, code="F-1.1")).status_code == 403
    assert other.post(page("back", one), {"revision": 2}).status_code == 302
    assert sekka.post(page("drop", one), {"revision": 2}).status_code == 409
    assert sekka.post(page("drop", one), {"revision": 3})["Location"] == reverse("questionnaires_list")
    assert sekka.post(page("drop", one), {"revision": 3}).status_code == 409
    assert one.public_id in sekka.get(reverse("questionnaires_list")).text
    assert one.public_id not in visit("olga").get(reverse("questionnaires_list")).text


@pytest.mark.parametrize(
    ("language", "text"), [("nb", "Har ledelsen"), ("nn", "Har leiinga"), ("en", "Has management")]
)
def test_the_preview_speaks_each_language_whatever_the_page_speaks(visit: Visit, language: str, text: str) -> None:
    shown = visit("nora").get(f"{page('preview', published(Form.FULL))}?sprak={language}")
    assert text in shown.text
    assert f'<div class="paper" lang="{language}">' in shown.text
    assert visit("nora").get(f"{page('preview', published(Form.FULL))}?sprak=xx").status_code == 404


@pytest.mark.parametrize(
    "address", ["/skjemaer/nothing/", "/skjemaer/qed-0/forskjell/", "/skjemaer/qed-0/sporsmal/F-1/"]
)
def test_what_is_not_there_is_not_found(visit: Visit, address: str) -> None:
    assert visit("sekka").get(address).status_code == 404


def test_a_page_asks_as_often_for_many_questions_as_for_few(
    visit: Visit, django_assert_max_num_queries: Any, colleague: Person
) -> None:
    full, simplified, sekka = published(Form.FULL), published(Form.SIMPLIFIED), visit("sekka")
    for one in (full, simplified, draft()):
        sekka.get(page("edition", one))
        with django_assert_max_num_queries(22):
            sekka.get(page("edition", one))
    with django_assert_max_num_queries(20):
        sekka.get(reverse("questionnaires_list"))


def test_the_catalogue_leads_there(visit: Visit) -> None:
    for who in ("sekka", "olga", "nora"):
        assert reverse("questionnaires_list") in visit(who).get("/katalog/").text
