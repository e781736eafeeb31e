"""The pages of whoever joins an inquiry: the meeting that is held there, and nothing else of the follow-up."""

import re

import pytest

from aktsom.findings.models import Inquiry, InquiryMember
from aktsom.follow_up.actions import meetings as acts
from aktsom.follow_up.actions.minutes import write_minutes
from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person, supplier
from tests.findings.signalled import delivers, noted, opened, place
from tests.follow_up.methods import LEAD, followed
from tests.follow_up.test_meetings import planned_meeting
from tests.follow_up.test_planning import gloves
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def case() -> tuple[FollowUp, Inquiry]:
    """Nordhav is followed up for Oslo alone; Bergen and Stavanger buy from it too."""
    for name in ("sekka", "nora", "olga", "berit", "stina"):
        person(name)
    one, site = followed("oslo"), place()
    delivers(site, supplier())
    gloves("bergen"), gloves("stavanger")
    return one, opened(noted(), site)


def revision(page: str) -> str:
    return re.findall(r'name="revision" value="(\d+)"', page)[0]


def test_a_body_joins_and_reads_day_agenda_and_in_time_the_minutes(
    visit: Visit, case: tuple[FollowUp, Inquiry]
) -> None:
    one, made = case
    met = planned_meeting(one)
    sekka, berit, stina, lead, nora = (visit(name) for name in ("sekka", "berit", "stina", "bjarne", "nora"))
    at, there = f"/undersokelser/{made.public_id}/", f"/moter/{met.public_id}/"
    page = berit.get(at).text
    assert "får de som undersøker, vite det" in page
    row = InquiryMember.objects.get(member=member("bergen"))
    said = {"member": row.member.public_id, "revision": str(row.revision), "part": "joins", "judgement": "Vår egen."}
    assert berit.post(f"{at}del/", said).status_code == 302
    assert "Blir med i møte og undersøkelse" in sekka.get(at).text
    assert berit.get(there).status_code == 404
    page = lead.get(there).text
    assert "Hold møtet i undersøkelsen" in page
    linked = {"revision": revision(page), "inquiry": made.public_id}
    assert lead.post(f"{there}undersokelse/", linked).status_code == 302
    assert lead.post(f"{there}undersokelse/", linked).status_code == 409
    assert made.title in lead.get(there).text
    assert "Møter i undersøkelsen" in berit.get(at).text
    assert there in berit.get(at).text
    page = berit.get(there).text
    for shown in ("Lønn", "Gebyr", "Oslo rådhus", "referatet når det står"):
        assert shown in page
    assert "Avlys møtet" not in page
    assert berit.get(f"{there}kalender.ics").status_code == 200
    assert berit.get(f"{there}endre/").status_code == 403
    for other in (stina, nora, sekka):
        assert other.get(there).status_code == 404
    assert "Møter i undersøkelsen" not in stina.get(at).text
    met.refresh_from_db()
    by = {"by": actor(LEAD), "at": NOON, "meeting_id": met.public_id}
    acts.invite(**by, revision=met.revision)
    met.refresh_from_db()
    minutes = {met.points.get(title="Lønn").public_id: "De viste lønnslister."}
    write_minutes(**by, revision=met.revision, ours="Bjarne", theirs="Nora", minutes=minutes)
    met.refresh_from_db()
    acts.send_minutes(**by, revision=met.revision)
    assert "De viste lønnslister." not in berit.get(there).text
    assert "De viste lønnslister." in nora.get(there).text
    assert made.title not in nora.get(there).text
    met.refresh_from_db()
    acts.comment_minutes(
        by=actor("nora"), at=NOON, meeting_id=met.public_id, revision=met.revision, text="Dette sa vi ikke."
    )
    assert "Dette sa vi ikke." in lead.get(there).text
    assert "Dette sa vi ikke." not in berit.get(there).text
    met.refresh_from_db()
    acts.settle_minutes(**by, revision=met.revision)
    page = berit.get(there).text
    assert ("De viste lønnslister." in page, "Dette sa vi ikke." in page) == (True, True)
