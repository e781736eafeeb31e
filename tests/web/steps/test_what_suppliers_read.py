"""What the supplier reads on the pages of steps: nobody writes it without being told, and what is the owner's own stays
the owner's."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.utils import timezone, translation

from aktsom.contracts.models import Contract
from aktsom.core.actor import PLATFORM
from aktsom.follow_up.models import FollowUp
from aktsom.terms.actions import load_terms
from aktsom.web.sanctions.forms import DecideForm
from aktsom.web.steps import condition, replacement, suspension, termination
from aktsom.web.steps.forms import (
    ConditionForm,
    ExitForm,
    ReplacementForm,
    SayForm,
    ShowForm,
    SuspensionForm,
    TerminationForm,
    WeighForm,
)
from tests.cast import NOON, person
from tests.follow_up.concluded import followed_up
from tests.sanctions.steps_made import demanded, proposed, suspended, weighed
from tests.web.conftest import Visit

SUPPLIERS_OWN = (ShowForm, SayForm)
OWNERS_OWN = (ExitForm, WeighForm)
WRITTEN = (SuspensionForm, ReplacementForm, TerminationForm, ConditionForm)
INNER = "Bergen kommune sa på telefon at de ikke tør."


@pytest.fixture
def one(small_list: object) -> FollowUp:
    load_terms(by=PLATFORM, at=NOON)
    person("nora"), person("aksel")
    return followed_up(sets={"oslo": "T4", "bergen": "T4"})


def revision(page: str) -> str:
    return re.findall(r'name="revision" value="(\d+)"', page)[0]


def free_texts() -> Iterator[tuple[str, forms.Field]]:
    """Of every form on these pages in which an owner writes what the supplier reads."""
    modules = (suspension, replacement, termination, condition)
    acts = [acting.form for module in modules for acting in module.ACTS.values()]
    for form in {*acts, *WRITTEN} - {*SUPPLIERS_OWN, *OWNERS_OWN}:
        for name, field in form.base_fields.items():
            if isinstance(field.widget, forms.Textarea) or name == "text":
                yield f"{form.__name__}.{name}", field


def test_whoever_writes_a_text_that_the_supplier_reads_is_told() -> None:
    with translation.override("nb"):
        told = {name: "Leverandøren" in str(field.help_text) for name, field in free_texts()}
    assert {"TestForm.rests_on", "TerminationForm.followed_how", "MetForm.rests_on"} <= told.keys()
    assert [name for name, is_told in told.items() if not is_told] == []


def test_whoever_decides_is_told_that_the_letter_takes_over_the_reason() -> None:
    with translation.override("nb"):
        assert "brev til leverandøren" in str(DecideForm.base_fields["reason"].help_text)


@pytest.mark.django_db
class TestOnTheirPages:
    def test_a_decision_that_is_withdrawn_says_so_and_never_why(self, one: FollowUp, visit: Visit) -> None:
        made = suspended(one, timezone.now())
        olga, nora = visit("olga"), visit("nora")
        at = f"/avgjorelser/{made.decision.public_id}/"
        told = {"revision": revision(olga.get(at).text), "text": INNER}
        assert olga.post(f"{at}trekk/", told).status_code == 302
        assert INNER in olga.get(at).text
        page = nora.get(f"/stans/{made.public_id}/").text
        assert "Avgjørelsen bak stansen er trukket." in page
        assert INNER not in page

    def test_how_a_place_was_weighed_is_the_owners(self, one: FollowUp, visit: Visit) -> None:
        made = weighed(proposed(demanded(one, timezone.now())))
        at, inner = f"/bytte/{made.public_id}/", "risikoen for gebyrer er mindre"
        assert inner in visit("olga").get(f"{at}bekreft/").text
        assert inner not in visit("nora").get(at).text
        pages: dict[str, Any] = {verb: visit("nora").get(f"{at}{verb}/") for verb in replacement.ACTS}
        assert {verb: page.status_code for verb, page in pages.items()} == dict.fromkeys(pages, 403)
        assert all(inner not in page.text for page in pages.values())

    def test_a_condition_that_names_a_worker_is_looked_at_first(self, one: FollowUp, visit: Visit) -> None:
        olga, contract = visit("olga"), Contract.objects.get(member__slug="oslo-kommune")
        at = f"/bestillingsvilkar/ny/{contract.public_id}/"
        told = {"text": "Arbeideren Siti Rahman har fått pengene.", "due_on": "2030-01-01"}
        again = olga.post(at, told)
        assert again.status_code == 422
        [mark] = re.findall(r'name="looked" value="([^"]+)"', again.text)
        assert olga.post(at, {**told, "looked": mark}).status_code == 302
