"""An officer chooses texts on the page, edits them, keeps them, and takes them away as Word."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from docx import Document

from aktsom.knowledge.models import ChosenRequirement, RequirementChoice
from aktsom.knowledge.queries import requirements as queries
from aktsom.knowledge.tables import requirement_rules, requirement_texts
from aktsom.web.requirements import choosing
from tests.cast import person
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
GOODS = {"group_id": "medical"}


def form(page: str, *codes: str, **said: str) -> dict[str, object]:
    """As a browser sends what the page holds, with these ticked."""
    hidden = dict(re.findall(r'<input type="hidden" name="(sent|language)" value="([^"]*)"', page))
    texts = requirement_texts()
    fields = {f"tekst-{code}": texts[code].text["nb"] for code in codes}
    fields |= {f"grunn-{code}": texts[code].reason["nb"] for code in codes}
    return {**hidden, "title": "Hansker 2027", "valgt": list(codes), **fields, **said}


def test_from_the_start_one_is_led_to_a_product_or_a_category(visit: Visit) -> None:
    olga = visit("olga")
    answer = olga.get(reverse("requirements_list") + "?produkt=gloves")
    assert answer["Location"] == reverse("requirements_goods", kwargs=GOODS) + "?produkt=gloves"
    assert olga.get(reverse("requirements_list") + "?kategori=medical")["Location"] == reverse(
        "requirements_goods", kwargs=GOODS
    )
    assert (
        "Dere har ikke valgt noen krav ennå" in olga.get(reverse("requirements_list") + "?produkt=x").content.decode()
    )


def test_each_text_says_why_and_the_choice_is_kept_and_taken_away(visit: Visit) -> None:
    olga, address = visit("olga"), reverse("requirements_goods", kwargs=GOODS) + "?produkt=gloves"
    page = olga.get(address).content.decode()
    assert "Foreslås" in page
    assert "Høyeste nivå er" in page
    said = form(page, "self-report", "label", **{"tekst-label": "Varen skal ha et merke."})
    assert olga.post(address, said)["Location"] == olga.post(address, said)["Location"]  # a double click
    made = RequirementChoice.objects.get()
    kept = olga.get(reverse("requirements_choice", args=[made.public_id])).content.decode()
    assert "Varen skal ha et merke." in kept
    assert "Endret av dere" in kept
    answer = olga.get(reverse("requirements_choice_word", args=[made.public_id]))
    paper = Document(io.BytesIO(answer.content))
    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert told.index("Kravspesifikasjon") < told.index("Kontraktsvilkår") < told.index("Begrunnelse for saken")
    assert "Varen skal ha et merke." in told
    assert visit("berit").get(reverse("requirements_choice_word", args=[made.public_id])).status_code == 404


def test_what_is_missing_is_said_and_what_was_written_stands(visit: Visit) -> None:
    olga, address = visit("olga"), reverse("requirements_goods", kwargs=GOODS)
    page = olga.get(address).content.decode()
    answer = olga.post(address, form(page, "label", **{"tekst-label": " ", "title": "Mitt"}))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Skriv hva som kreves, eller ta bort haken." in shown
    assert 'value="Mitt"' in shown
    assert olga.post(address, form(page)).status_code == 422
    assert olga.post(address, {**form(page, "label"), "language": "sv"}).status_code == 404
    assert not RequirementChoice.objects.exists()


def test_one_goes_on_from_a_choice_and_somebody_elses_going_on_is_told(visit: Visit) -> None:
    olga, address = visit("olga"), reverse("requirements_goods", kwargs=GOODS)
    page = olga.get(address).content.decode()
    olga.post(address, form(page, "label", **{"tekst-label": "Vårt eget."}))
    again = reverse("requirements_again", args=[RequirementChoice.objects.get().public_id])
    first, second = olga.get(again).content.decode(), olga.get(again).content.decode()
    assert "Vårt eget." in first
    assert 'value="label" id="valgt-label" checked' in first
    assert olga.post(again, form(first, "label")).status_code == 302
    assert olga.post(again, form(second, "label")).status_code == 409
    assert RequirementChoice.objects.count() == 2


def test_from_an_own_contract_it_is_for_its_member(visit: Visit) -> None:
    made = gloves()
    olga, address = visit("olga"), reverse("requirements_contract", args=[made.public_id])
    page = olga.get(address).content.decode()
    assert made.title in page
    assert olga.post(address, form(page, "current-terms")).status_code == 302
    assert RequirementChoice.objects.get().contract_id == made.pk
    assert ChosenRequirement.objects.get().code == "current-terms"
    assert visit("berit").get(address).status_code == 404


def test_who_only_reads_sees_the_proposals_and_why_they_cannot_be_kept(visit: Visit) -> None:
    person("rita")
    rita, address = visit("rita"), reverse("requirements_goods", kwargs=GOODS)
    page = rita.get(address).content.decode()
    assert "Bare avtaleeier og kontraktsforvalter kan ta vare på et valg" in page
    assert rita.post(address, form(page, "label")).status_code == 404


def chosen(olga: Client, *codes: str, **said: str) -> RequirementChoice:
    address = reverse("requirements_goods", kwargs=GOODS)
    page = olga.get(address).content.decode()
    assert olga.post(address, form(page, *codes, **said)).status_code == 302
    return RequirementChoice.objects.get()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_word_file_is_in_the_language_of_its_texts_alone(visit: Visit, language: str) -> None:
    """Whatever language the page is read in."""
    olga = visit("olga")
    made = chosen(olga, "self-report", language=language)
    other = {"nb": "en", "en": "nn"}[language]
    answer = olga.get(reverse("requirements_choice_word", args=[made.public_id]), headers={"Accept-Language": other})
    paper = Document(io.BytesIO(answer.content))
    with translation.override(language):
        place = str(translation.gettext("Kontraktsvilkår"))
        rule = requirement_rules()[requirement_texts()["self-report"].rule].name[language]
        wanted = {place, translation.gettext("Begrunnelse for saken"), rule}
    told = {paragraph.text for paragraph in paper.paragraphs}
    assert wanted <= told
    assert paper.core_properties.language.startswith(language)


def test_what_was_chosen_is_there_to_go_on_from_when_its_rule_has_ended(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = visit("olga")
    made = chosen(olga, "label", **{"tekst-label": "Vårt eget merke."})
    again = reverse("requirements_again", args=[made.public_id])
    rules = requirement_rules()
    ended = {code: replace(rule, valid_to=date(2020, 1, 1)) for code, rule in rules.items()}
    monkeypatch.setattr(queries, "requirement_rules", lambda: ended)
    monkeypatch.setattr(choosing, "requirement_rules", lambda: ended)
    page = olga.get(again).content.decode()
    assert 'value="label" id="valgt-label" checked' in page
    assert "Vårt eget merke." in page
    assert "gjelder ikke nå" in page
    assert 'id="valgt-self-report"' not in page  # one that was not chosen is not offered


def test_what_the_table_has_no_more_is_shown_and_said_to_be_left_out(visit: Visit) -> None:
    olga = visit("olga")
    made = chosen(olga, "label", **{"tekst-label": "Vårt eget merke."})
    ChosenRequirement.objects.update(code="taken-out")
    page = olga.get(reverse("requirements_again", args=[made.public_id])).content.decode()
    assert "finnes ikke lenger i samlingen" in page
    assert "Vårt eget merke." in page
