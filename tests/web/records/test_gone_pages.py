"""Pages of a request for access to what has been stopped in the case since: they give out and tell nothing of it."""

from pathlib import Path

import pytest

from aktsom.core.errors import Refused
from aktsom.findings.models import Finding
from aktsom.follow_up.models import FollowUp
from aktsom.records.actions import deciding
from tests.follow_up.evidence import places
from tests.records.filed import filed, stands
from tests.records.test_gone_since import TOLD, given, stop
from tests.records.test_requesting import decided, of
from tests.web.conftest import Visit

__all__ = ["places"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(small_list: object, places: Path) -> FollowUp:
    one = filed()
    Finding.objects.update(text=TOLD)
    return one


def test_an_answer_that_was_written_before_is_not_sent(told: FollowUp, visit: Visit) -> None:
    made, document = given(told)
    decided(made)
    page = f"/innsyn/{made.public_id}/"
    copy = f"{page}dokument/{document.public_id}/kopi/"
    assert visit("mons").get(copy).status_code == visit("mons").get(f"{page}brev/pdf/").status_code == 200
    stop()
    with pytest.raises(Refused, match="ikke lenger i saken"):
        deciding.note_answered(**of(made), stands=stands())
    for address in (copy, f"{page}brev/pdf/", f"{page}brev/docx/"):
        answer = visit("mons").get(address)
        assert (answer.status_code, b"ikke lenger i saken" in answer.content) == (403, True), address


def test_its_pages_tell_nothing_of_it(told: FollowUp, visit: Visit) -> None:
    made, document = given(told)
    stop()
    title = Finding.objects.get().title
    for address in ("", f"dokument/{document.public_id}/", "svar/", "dokumenter/"):
        shown = visit("mons").get(f"/innsyn/{made.public_id}/{address}").content.decode()
        assert title not in shown, address
        assert "Mei Lin" not in shown, address
    assert "ikke lenger i saken" in visit("mons").get(f"/innsyn/{made.public_id}/").content.decode()
    assert (
        "Ta det bort" in visit("mons").get(f"/innsyn/{made.public_id}/dokument/{document.public_id}/").content.decode()
    )


def test_an_answer_that_is_sent_says_what_was_given_then(told: FollowUp, visit: Visit) -> None:
    made, document = given(told)
    decided(made)
    deciding.note_answered(**of(made), stands=stands())
    page = f"/innsyn/{made.public_id}/"
    Finding.objects.update(text="Lønnen ble holdt igjen.")
    shown = visit("mons").get(page).content.decode()
    assert "Gis ut med sladd" in shown
    assert "ikke lenger i saken" not in shown
    assert "Dokumentet gis ikke ut" not in visit("mons").get(f"{page}dokument/{document.public_id}/").content.decode()
    title = Finding.objects.get().title
    stop()
    shown = visit("mons").get(page).content.decode()
    assert "Gis ut med sladd" in shown
    assert "ikke lenger i saken" not in shown
    assert title not in shown
