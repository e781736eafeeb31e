"""Published results, what people were owed and got, and joint inquiries are in the member's case file: and nothing of
what is not out, of others' judgements, or that could tell who spoke."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.journal import Act, record
from aktsom.findings.models import Finding, Inquiry, InquiryBranch, InquiryMember, PublicationVersion, Signal
from aktsom.follow_up.models import FollowUp
from aktsom.records.states import PassageState
from aktsom.sharing.audiences import member_key
from aktsom.web.records.gathering import gathered
from tests.cast import NOON, actor, member
from tests.findings.published import drafted, written
from tests.findings.signalled import TEXT, received
from tests.findings.test_remedies import entitled, paid
from tests.records.filed import asked, judged, made, taken_up, unpacked
from tests.records.test_requesting import settled

pytestmark = pytest.mark.django_db
CAME_TO = "Passene er levert tilbake, og formidleren er byttet ut."
HIDDEN = ("Lembayung", "Vi holder dem utenfor fordi de kan kjenne igjen den som sa fra.", "Ansatt siden 2019", TEXT)


def inquiry(one: FollowUp, owner: str = "oslo", **said: Any) -> Inquiry:
    """That the supplier of the case is asked in, and that touches the member; closed."""
    keys = frozenset({member_key(member(owner).pk)})
    usual: dict[str, Any] = {
        "title": "Pass holdes tilbake", "about": "Noen sier at pass blir holdt tilbake.", "kind": "forced_labour",
        "start_kind": "sted", "start_key": "sit-1", "start_name": HIDDEN[0], "state": "closed", "opened_at": NOON,
        "closed_at": NOON, "closed_reason": CAME_TO, "seen_by": keys, "alerted_at": NOON,
        "alert_text": "Dette er nulltoleranse.",
    }  # fmt: skip
    made_ = Inquiry.objects.create(**{**usual, **said})
    InquiryBranch.objects.create(
        inquiry=made_, supplier=one.supplier, seen_by=keys, branch="own_factory", state="answered", asked_at=NOON,
        answer="Vi har gitt passene tilbake.", answered_at=NOON,
    )  # fmt: skip
    InquiryMember.objects.create(
        inquiry=made_, member=member(owner), seen_by=keys, told_at=NOON, part="own", judgement="Vi følger med selv.",
    )  # fmt: skip
    other = frozenset({member_key(member("bergen").pk)})
    InquiryMember.objects.create(
        inquiry=made_, member=member("bergen"), seen_by=other, told_at=NOON, part="own", judgement="Bergen mener noe.",
    )  # fmt: skip
    signal, _code = received()
    Signal.objects.filter(pk=signal.pk).update(state="joined", inquiry=made_)
    joined = Act("inquiry_joined", made_.public_id, member(owner).pk, changes={"signal": signal.public_id})
    record(by=PLATFORM, at=NOON, acts=[joined])
    return made_


def documents(one: FollowUp, by: str = "mons", owner: str = "oslo") -> dict[str, str]:
    """{kind: text}."""
    return {each.kind: each.text for each in gathered(actor(by), member(owner), one).documents}


def test_a_joint_inquiry_is_there_without_what_could_tell_who_spoke(one: FollowUp, tmp_path: Path) -> None:
    FollowUp.objects.update(made_at=NOON)
    joint = inquiry(one)
    _path, found, told = unpacked(made(one), tmp_path)
    assert joint.public_id in found[next(name for name in found if name.endswith("/dokumenter.csv"))].decode()
    assert any("Felles undersøkelse" in entry["path"] for entry in told["files"])
    text = documents(one)["inquiry"]
    for said in (CAME_TO, "Vi har gitt passene tilbake.", "Vi følger med selv.", "Dette er nulltoleranse."):
        assert said in text
    signal = Signal.objects.get()
    kept = [*HIDDEN, signal.public_id, "Bergen mener noe.", "inquiry_joined"]
    for name, content in found.items():
        for said in kept:
            assert said.encode() not in content, (name, said)
            assert said not in text
    assert b"offentleglova" in found["arkivstruktur.xml"]
    public = found["offentligJournal.xml"].decode()
    assert "Felles undersøkelse" in public
    assert "Pass holdes tilbake" not in public
    assert json.dumps(told["left_out"]).count("Lembayung") == 0


def test_whoever_is_not_touched_has_nothing_of_it(one: FollowUp) -> None:
    FollowUp.objects.update(made_at=NOON)
    inquiry(one)
    assert "inquiry" not in documents(one, "bjarne", "bergen")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"state": "open", "closed_at": None, "closed_reason": ""}, "Felles undersøkelser som pågår"),
        ({"held_at": NOON, "held_reason": HIDDEN[1]}, "Det som kan røpe en arbeider"),
    ],
)
def test_one_that_goes_on_or_is_held_is_counted_and_stays_out(one: FollowUp, said: dict[str, Any], what: str) -> None:
    FollowUp.objects.update(made_at=NOON)
    inquiry(one, **said)
    found = gathered(actor("mons"), member("oslo"), one)
    assert "inquiry" not in {each.kind for each in found.documents}
    assert (what, 1) in [(each.what, each.count) for each in found.left_out]


def test_what_people_were_owed_and_got_is_there(one: FollowUp) -> None:
    finding = Finding.objects.get()
    line = entitled(finding)
    paid(finding, line, 400_000)
    text = documents(one)["remedy"]
    for said in ("Gebyrer de betalte for jobben", "900 000 USD", "400 000 USD", "1000"):
        assert said in text.replace("\xa0", " "), text
    Finding.objects.update(shown_at=None, seen_by=frozenset(), shared_at=None, stopped_at=NOON, stopped_reason="Fare.")
    assert "remedy" not in documents(one)


def test_figures_that_take_each_others_place_are_the_same_document(one: FollowUp) -> None:
    """And what was taken into a request for access is given as it stood."""
    finding = Finding.objects.get()
    line = entitled(finding)
    request = asked(one)
    [document] = taken_up(request, "remedy")
    settled(document, PassageState.GIVEN)
    entitled(finding, instead_of=line.public_id, amount=Decimal(950))
    assert {each.id for each in gathered(actor("mons"), member("oslo"), one).documents} >= {document.subject}
    assert judged(document, "full").outcome == "full"


def test_a_result_is_there_once_everybody_has_read_it(one: FollowUp) -> None:
    version = written(drafted(one), statement="De betaler tilbake gebyrene.")
    keys = frozenset({member_key(member("oslo").pk)})
    version.publication.seen_by = keys
    version.publication.save()
    PublicationVersion.objects.update(seen_by=keys)
    assert "result" not in documents(one)
    PublicationVersion.objects.update(state="published", published_at=NOON, shown_at=NOON, publish_reason="Ferdig.")
    assert "De betaler tilbake gebyrene." in documents(one)["result"]
    assert "result" not in documents(one, "stina", "stavanger")
