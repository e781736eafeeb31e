"""Likenesses to lists of concern, as those who judge them meet them."""

import re

from aktsom.core.actor import PLATFORM
from aktsom.supply_chain.actions.concerns import load_concern_list, match_concern_list
from aktsom.supply_chain.listed import ListedEntry
from aktsom.supply_chain.models import ConcernHit
from aktsom.supply_chain.states import HitState
from tests.cast import NOON, supplier
from tests.web.conftest import Visit

LIST = "/leverandorer/lister/"


def found(*names: str) -> list[str]:
    for number, name in enumerate(names):
        supplier(name, "" if number else "923609016")
    entries = [
        ListedEntry(f"E{n}", (name,), countries=("NO", "SE"), note="Sett i garn") for n, name in enumerate(names)
    ]
    made = load_concern_list(
        by=PLATFORM, at=NOON, name="Liste X", publisher="Tilsynet", edition="2026", checksum="a", entries=entries
    )
    match_concern_list(by=PLATFORM, at=NOON, public_id=made.public_id)
    return list(ConcernHit.objects.order_by("pk").values_list("public_id", flat=True))


def test_without_lists_the_page_says_who_takes_them_in(visit: Visit) -> None:
    page = visit("sekka").get(LIST).text
    assert "Ingen lister er lest inn" in page
    assert "Likheter med lister over selskaper" in visit("sekka").get("/leverandorer/").text


def test_a_likeness_is_judged_side_by_side_and_taken_back(visit: Visit) -> None:
    [one] = found("Nordhav Medisinsk AS")
    client = visit("sekka")
    assert "1 likhet med en liste venter på vurdering" in client.get("/leverandorer/").text
    assert "Samme navn" in client.get(LIST).text
    page = client.get(f"{LIST}{one}/").text
    for words in ("Sett i garn", "Norge, Sverige", "Det er et sted å begynne å spørre.", "923609016"):
        assert words in page
    assert client.post(f"{LIST}{one}/", {"verdict": "same"}).status_code == 422
    assert client.post(f"{LIST}{one}/", {"verdict": "different", "reason": "Annet nummer"}).status_code == 302
    assert client.post(f"{LIST}{one}/", {"verdict": "same", "reason": "x"}).status_code == 409
    assert "Ingenting her nå" in client.get(LIST).text
    assert "Nordhav Medisinsk AS" in client.get(LIST, {"state": "different"}).text
    page = client.get(f"{LIST}{one}/").text
    assert "Annet nummer" in page
    assert "Sekka" in page
    client.post(f"{LIST}{one}/angre/")
    assert ConcernHit.objects.get().state == HitState.WAITING


def test_the_supplier_page_leads_those_who_judge_there_and_nobody_else(visit: Visit) -> None:
    found("Nordhav Medisinsk AS")
    page = f"/leverandorer/{supplier().public_id}/"
    assert "Det er ikke et funn." in visit("sekka").get(page).text
    assert "Det er ikke et funn." not in visit("olga").get(page).text
    assert visit("olga").get(LIST).status_code == 404


def test_a_long_list_is_turned_page_by_page(visit: Visit) -> None:
    hits = found(*[f"Selskap {word} Import AS" for word in WORDS])
    assert len(hits) == len(WORDS)
    client = visit("sekka")
    first = client.get(LIST, {"state": "no such"}).text
    shown = re.findall(r"/lister/(hit-\w+)/", first)
    assert len(shown) == 20
    [after] = re.findall(r"after=(hit-\w+)", first)
    last = client.get(LIST, {"state": "waiting", "after": after}).text
    shown += re.findall(r"/lister/(hit-\w+)/", last)
    assert sorted(shown) == sorted(hits)


WORDS = (
    "Alfabeta", "Bergtopp", "Citadell", "Dronning", "Elvebredd", "Fjellrev", "Granskog", "Havgapet", "Innsjøen",
    "Jordbær", "Kvitveis", "Linerle", "Myrull", "Nattergal", "Orrfugl", "Piletre", "Rognebær", "Sommerfugl",
    "Tyttebær", "Ugleunge", "Vintergrønn", "Ytterkant", "Ærfugl", "Østavind",
)  # fmt: skip
