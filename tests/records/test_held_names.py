"""A name that is kept back in one document of a request is not given out by another of the same request."""

from dataclasses import replace
from typing import Any

import pytest

from aktsom.core.errors import Refused
from aktsom.core.papers import Text
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.records.actions import deciding
from aktsom.records.actions.deciding import PassageSaid
from aktsom.records.documents import CaseDocument
from aktsom.records.models import AccessRequest, Passage, RequestedDocument
from aktsom.records.rules.passages import names_held_back, names_within
from aktsom.records.states import PassageKind, PassageState
from aktsom.teams.problems import Wrong
from tests.cast import NOON, actor
from tests.records.filed import WHY, asked, judged, now_at, stands, taken_up

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Vi var hos Brattlia Gummivarer i mai.", "Porten til Brattlia\nGummivarers lager var låst."
NAME = "Brattlia Gummivarer"


@pytest.fixture
def two(one: FollowUp) -> tuple[RequestedDocument, RequestedDocument]:
    """Texts of one request, with a name that nobody knows but whoever reads it; in the second in the genitive."""
    Finding.objects.update(text="Ingenting å ta ut her.")
    request = asked(one)
    first, second = taken_up(request)[:2]
    for document, text in ((first, FIRST), (second, SECOND)):
        document.passages.all().delete()
        document.text, document.outcome, document.more_found = text, "", 0
        document.save()
    RequestedDocument.objects.exclude(pk__in=[first.pk, second.pk]).delete()
    return first, second


def of(document: RequestedDocument) -> dict[str, Any]:
    request = document.request
    return {"by": actor("mons"), "at": NOON, "request_id": request.public_id, "revision": now_at(request)}


def settled(document: RequestedDocument, *said: PassageSaid, add: str = "") -> RequestedDocument:
    more = {"add": add, "add_ground": "offl-13"} if add else {}
    return deciding.settle_passages(**of(document), document_id=document.public_id, said=said, **more)


def given(each: Passage, reason: str = "") -> PassageSaid:
    return PassageSaid(each.pk, PassageState.GIVEN, each.ground, reason)


def there(request: AccessRequest) -> list[CaseDocument]:
    """The case as it stands, with the texts of this test."""
    texts = dict(request.documents.values_list("subject", "text"))
    found = stands()(request)
    return [replace(each, parts=(Text(texts[each.id]),), files=()) for each in found if each.id in texts]


def answered(document: RequestedDocument) -> AccessRequest:
    return deciding.decide_request(**of(document), kinds={}, reason=WHY, stands=there)


def words(document: RequestedDocument) -> list[str]:
    return [document.text[each.starts : each.ends] for each in document.passages.all()]


def test_a_name_kept_back_in_one_is_shown_in_the_other_and_stops_it(
    two: tuple[RequestedDocument, RequestedDocument],
) -> None:
    first, second = two
    judged(second, "full", stands=there)
    settled(first, add=NAME)
    second.refresh_from_db()
    assert (second.outcome, words(second)) == ("", ["Brattlia\nGummivarers"])
    assert second.passages.get().state == PassageState.SUGGESTED
    with pytest.raises(Wrong, match="hvert forslag"):
        judged(second, "full", stands=there)
    with pytest.raises(Refused, match="hvert dokument"):
        answered(first)
    with pytest.raises(Wrong) as why:
        settled(second, given(second.passages.get()))
    assert why.value.field == f"reason-{second.passages.get().pk}"
    settled(second, PassageSaid(second.passages.get().pk, PassageState.KEPT_BACK, "offl-13"))
    assert answered(first).outcome == "partly"


def test_it_is_given_there_with_a_reason_that_stays(two: tuple[RequestedDocument, RequestedDocument]) -> None:
    first, second = two
    settled(first, add=NAME)
    settled(second, given(second.passages.get(), "Navnet er kjent fra avisen."))
    settled(first, *(PassageSaid(each.pk, each.state, each.ground) for each in first.passages.all()))
    assert second.passages.get().state == PassageState.GIVEN
    assert answered(first).outcome == "partly"


def test_what_was_given_before_it_was_kept_back_elsewhere_is_asked_of_again(
    two: tuple[RequestedDocument, RequestedDocument],
) -> None:
    first, second = two
    settled(second, add="Brattlia Gummivarers")
    settled(second, given(second.passages.get()))
    second.refresh_from_db()
    assert second.outcome == "full"
    settled(first, add=NAME)
    second.refresh_from_db()
    assert (second.outcome, second.passages.get().state) == ("", PassageState.SUGGESTED)


def test_an_answer_is_refused_while_a_name_stands_open(two: tuple[RequestedDocument, RequestedDocument]) -> None:
    """Also in a request where it was kept back before names were looked for in all of it."""
    first, second = two
    settled(first, add=NAME)
    second.passages.all().delete()
    judged(second, "full", stands=there)
    with pytest.raises(Refused, match="holdes tilbake"):
        answered(first)
    settled(second)
    assert second.passages.get().state == PassageState.SUGGESTED


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (PassageKind.NAME, "Nordhavs", ["Nordhavs", "Nordhav"]),
        (PassageKind.PERSON, "Hans", ["Hans"]),
        (PassageKind.PRICE, "kr 100", []),
        (PassageKind.SECRET, "vår oppskrift", []),
        (PassageKind.OWN, "hos Brattlia i mai", ["hos Brattlia i mai", "Brattlia"]),
    ],
)
def test_what_is_looked_for(kind: PassageKind, text: str, found: list[str]) -> None:
    within = names_within(text, ["Brattlia"])
    assert names_held_back(text, 0, len(text), kind, within) == found
