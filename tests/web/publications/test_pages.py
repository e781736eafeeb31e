"""The pages of those with a part in a publication, from the draft to the withdrawal, as each of them meets them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from aktsom.findings.actions import publishing
from aktsom.findings.models import EmbargoLimit, Publication, PublicationVersion, PublicResult
from aktsom.findings.states import VersionState
from aktsom.follow_up.models import FollowUp
from tests import commons
from tests.beginnings import beginning
from tests.cast import days_ago, person
from tests.findings.made import accepted, standing
from tests.findings.published import drafted, proposed, shown
from tests.follow_up.concluded import concluded, followed_up, report
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
WHY = "Andre kjøper av den samme leverandøren."


@beginning(after=commons.terms)
def one() -> FollowUp:
    person("nora"), person("aksel"), person("sekka")
    made = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    concluded(made, cited=(report(made),))
    return made


def said(client: Client, public_id: str, verb: str, **told: Any) -> int:
    page = client.get(f"/publisering/{public_id}/").text
    revision = re.findall(r'name="revision" value="(\d+)"', page)
    answer = client.post(f"/publisering/{public_id}/{verb}/", {"revision": revision[0] if revision else "1", **told})
    return answer.status_code


def test_the_whole_way_by_the_pages(one: FollowUp, visit: Visit, client: Client) -> None:
    bjarne, nora, sekka, olga = visit("bjarne"), visit("nora"), visit("sekka"), visit("olga")
    page = bjarne.get(f"/publisering/i/{one.public_id}/").text
    assert "Sett opp for T4" in page
    made = bjarne.post(f"/publisering/i/{one.public_id}/begynn/", {"term_set": "T4"})
    at = made["Location"]
    id_ = at.strip("/").split("/")[-1]
    assert bjarne.post(f"/publisering/i/{one.public_id}/begynn/", {"term_set": "T4"}).status_code == 409
    assert nora.get(at).status_code == olga.get(at).status_code == sekka.get(at).status_code == 404

    form = bjarne.get(f"{at}skriv/").text
    told = {
        "revision": re.findall(r'name="revision" value="(\d+)"', form)[0], "language": "nb", "next_step": "",
        "statement": "Leverandøren er compliant og prisen var 500 kr.", "buyers_year": "2025",
    }  # fmt: skip
    wrong = bjarne.post(f"{at}skriv/", told)
    assert wrong.status_code == 422
    assert "Priser og beløp publiseres aldri" in wrong.text
    assert "prisen var 500 kr" in wrong.text  # nothing typed is lost
    right = {**told, "statement": "Vi har sett på rutinene."}
    assert bjarne.post(f"{at}skriv/", right).status_code == 302
    assert bjarne.post(f"{at}skriv/", right).status_code == 409  # a stale page

    assert said(bjarne, id_, "vis") == 302
    text = nora.get(at).text
    assert "Slik blir siden alle kan lese" in text
    assert "Vi har sett på rutinene." in text
    assert "Vi har sett på rutinene." in olga.get(at).text
    assert "Les det som skal publiseres" in nora.get("/").text
    assert said(nora, id_, "svar", text="Vi er enige i det som står.") == 302
    assert "Foreslå at det publiseres" in bjarne.get("/").text
    assert said(bjarne, id_, "foresla", text="kort") == 422
    assert said(bjarne, id_, "foresla", text=WHY) == 302

    assert f"/publisering/{id_}/" in sekka.get("/").text
    assert f"/publisering/{id_}/" in sekka.get("/publisering/").text
    assert WHY in sekka.get(at).text
    assert said(bjarne, id_, "publiser", text=WHY) == 403
    assert said(sekka, id_, "publiser", text=WHY) == 302
    assert said(sekka, id_, "publiser", text=WHY) == 409
    assert "Vi er enige i det som står." in client.get(f"/resultater/{id_}/").text

    assert said(bjarne, id_, "rett", text="Dagen var feil skrevet.") == 302
    assert PublicationVersion.objects.count() == 2
    assert "Foreslått" not in (listed := sekka.get("/publisering/").text)
    assert f"/publisering/{id_}/" in listed  # what is out stays listed while the next is written
    assert said(bjarne, id_, "forkast") == 302
    assert said(sekka, id_, "trekk", text="Rapporten det bygde på, er trukket.") == 302
    assert "Vi er enige" not in client.get(f"/resultater/{id_}/").text
    assert "Trukket" in nora.get(at).text


def test_a_passage_is_left_out_with_its_ground(one: FollowUp, visit: Visit) -> None:
    accepted(one, standing(one))
    version = drafted(one)
    at = f"/publisering/{version.publication.public_id}/"
    bjarne = visit("bjarne")
    [row] = version.passages.filter(kind="deviation")
    address = f"{at}punkt/{row.public_id}/"
    form = bjarne.get(address).text
    revision = re.findall(r'name="revision" value="(\d+)"', form)[0]
    told = {"revision": revision, "text": "", "ground": "fvl-13-1-2", "reason": "kort"}
    assert bjarne.post(address, told).status_code == 422
    assert bjarne.post(address, {**told, "reason": "Det røper en hemmelighet."}).status_code == 302
    assert "1 punkt er ikke omtalt" in bjarne.get(at).text
    shown(version)
    text = visit("nora").get(at).text
    assert "1 punkt er ikke omtalt" in text
    assert "Det røper en hemmelighet." not in text


def test_past_the_limit_the_secretariat_decides(one: FollowUp, visit: Visit) -> None:
    standing(one, at=days_ago(100))
    version = drafted(one, at=days_ago(50))
    proposed(shown(version, days_ago(50)), days_ago(49))
    id_, sekka = version.publication.public_id, visit("sekka")
    text = sekka.get(f"/publisering/{id_}/").text
    assert "Planen har manglet lenger enn grensen" in text
    assert 'aria-disabled="true">Publiser</button>' in text  # and why stands beside it
    assert said(sekka, id_, "publiser", text=WHY) == 403
    assert said(sekka, id_, "uten-plan", decision="publish", text="") == 422
    assert said(sekka, id_, "uten-plan", decision="publish", text="Leverandøren har ikke svart på tre brev.") == 302
    assert said(sekka, id_, "publiser", text=WHY) == 302
    assert PublicResult.objects.count() == 1


def test_the_limit_is_set_on_a_page_of_the_secretariats(one: FollowUp, visit: Visit) -> None:
    sekka = visit("sekka")
    assert "holder publiseringen tilbake i 90 dager" in sekka.get("/publisering/").text
    assert sekka.post("/publisering/grense/", {"days": "0", "reason": WHY}).status_code == 422
    assert sekka.post("/publisering/grense/", {"days": "30", "reason": WHY}).status_code == 302
    assert "holder publiseringen tilbake i 30 dager" in sekka.get("/publisering/").text
    assert EmbargoLimit.objects.get().days == 30
    for name in ("bjarne", "nora"):
        assert visit(name).get("/publisering/").status_code == 404
        assert visit(name).post("/publisering/grense/", {"days": "5", "reason": WHY}).status_code == 404


# What each may press, by state: the verbs that are answered with a page, not with a refusal.
VERBS = ("vis", "svar", "ta-tilbake", "foresla", "send-tilbake", "uten-plan", "publiser", "rett", "trekk", "forkast")
OPEN = {
    ("bjarne", "draft"): {"vis", "foresla", "forkast"},
    ("bjarne", "shown"): {"ta-tilbake", "foresla", "forkast"},
    ("bjarne", "proposed"): {"ta-tilbake", "forkast"},
    ("bjarne", "published"): {"rett"},
    ("bjarne", "withdrawn"): set(),
    ("nora", "shown"): {"svar"},
    ("nora", "proposed"): {"svar"},
    ("nora", "published"): set(),
    ("nora", "withdrawn"): set(),
    ("sekka", "proposed"): {"send-tilbake", "publiser"},
    ("sekka", "published"): {"trekk"},
    ("sekka", "withdrawn"): set(),
    ("olga", "shown"): set(),
    ("olga", "proposed"): set(),
    ("olga", "published"): set(),
    ("olga", "withdrawn"): set(),
    ("stina", "published"): set(),
}


@pytest.mark.parametrize("state", [s for s in VersionState if s not in ("corrected", "dropped")])
def test_states_matrix(one: FollowUp, visit: Visit, state: str) -> None:
    version = _in(one, state)
    version.refresh_from_db()
    told = {"revision": str(version.revision), "text": WHY, "unshown": WHY, "decision": "hold"}
    for name in ("nora", "olga", "stina", "sekka", "bjarne"):
        browser, seen = visit(name), (name, state) in OPEN and name != "stina"
        for verb in VERBS:
            with transaction.atomic():
                address = f"/publisering/{version.publication.public_id}/{verb}/"
                status = browser.post(address, told).status_code
                opens = verb in OPEN.get((name, state), set())
                allowed = (302,) if opens else (403, 409) if seen else (404,)
                assert status in allowed, (name, verb, state, status)
                after = PublicationVersion.objects.order_by("-number").values_list("number", "state")[0]
                assert opens or after == (1, state), (name, verb, state, after)
                transaction.set_rollback(True)


def _in(one: FollowUp, state: str) -> PublicationVersion:
    from tests.findings.published import answered, published, withdrawn

    version = drafted(one)
    if state == "draft":
        return version
    answered(shown(version))
    if state == "shown":
        return version
    proposed(version)
    if state == "proposed":
        return version
    page = published(version)
    if state == "withdrawn":
        withdrawn(page)
    return version


def test_scripts_are_text(one: FollowUp, visit: Visit) -> None:
    version = drafted(one)
    PublicationVersion.objects.filter(pk=version.pk).update(statement="<script>alert(1)</script>")
    text = visit("bjarne").get(f"/publisering/{version.publication.public_id}/").text
    assert "<script>alert" not in text


def test_that_the_case_is_another_is_told_to_those_who_follow_up_alone(one: FollowUp, visit: Visit) -> None:
    from tests.findings.published import let_out

    page = let_out(one, at=timezone.now() - timedelta(days=1))
    accepted(one, standing(one, at=timezone.now()), at=timezone.now())
    at = f"/publisering/{page.page}/"
    assert "Saken er endret siden" in visit("bjarne").get(at).text
    assert "Saken er endret siden" not in visit("nora").get(at).text
    assert Publication.objects.count() == 1
    assert publishing.case_has_moved_on(*_both(page.page), timezone.now())


def _both(page: str) -> tuple[Publication, PublicationVersion]:
    one = Publication.objects.get(public_id=page)
    return one, one.versions.get()
