"""The pages of memos, as each who meets them."""

import pytest
from django.test import Client

from aktsom.knowledge.actions.indexing import follow_journal, tell_of_all
from aktsom.sharing.audiences import Audience
from aktsom.sharing.models import Release
from aktsom.teams.actions.memos import add_passage
from aktsom.teams.models import Memo
from tests.cast import NOON, actor, member
from tests.factories.memos import first_passage, in_team, link, released, seated, shown, team, words
from tests.factories.memos import memo as written
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

LIST = "/notater/"
NEW = f"{LIST}nytt/"
FIELDS = {"title": "Oppfølging av hansker", "supplier": "", "text": "Overtid er ikke betalt.", "audience": "case_team"}


def at(made: Memo, rest: str = "") -> str:
    return f"{LIST}{made.public_id}/{rest}"


def test_the_list_is_kind_when_empty_and_leads_on(visit: Visit) -> None:
    assert "Når en kategorigruppe deler noe" in visit("stina").get(LIST).text
    team()
    assert "Skriv et notat" in visit("olga").get(LIST).text


def test_a_memo_is_written_with_its_first_passage(visit: Visit) -> None:
    team()
    gloves("bergen")
    client = visit("olga")
    page = client.get(NEW).text
    assert "Olga (Oslo kommune)" in page
    answer = client.post(NEW, {**FIELDS, "link_buyers": "on"})
    made = Memo.objects.get()
    assert answer.headers["Location"] == at(made)
    assert list(made.links.values_list("member__slug", flat=True)) == ["bergen-kommune"]
    page = client.get(at(made)).text
    for text in (
        "Overtid er ikke betalt.",
        "Hvem ser dette",
        "Kategorigruppen",
        "tittelen, avsnitt 1",
        "Del med flere",
    ):
        assert text in page


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(visit: Visit) -> None:
    team()
    answer = visit("olga").post(NEW, {**FIELDS, "title": "Avtalen på 3 mill. kr er for dyr"})
    assert answer.status_code == 422
    assert "uten beløp" in answer.text
    assert "Overtid er ikke betalt." in answer.text
    assert not Memo.objects.exists()


def test_a_text_that_tells_of_a_worker_comes_back_once(visit: Visit) -> None:
    team()
    client = visit("olga")
    said = {**FIELDS, "text": "Arbeideren Li Wei ble sagt opp."}
    page = client.post(NEW, said)
    assert page.status_code == 422
    assert "nevne en arbeider ved navn" in page.text
    mark = page.text.split('name="looked" value="')[1].split('"')[0]
    assert client.post(NEW, {**said, "looked": mark}).status_code == 302


def test_who_sits_in_no_team_is_told_so(visit: Visit) -> None:
    answer = visit("stina").get(NEW)
    assert answer.status_code == 403
    assert "Du sitter ikke i noen" in answer.text


def test_a_person_in_two_teams_says_which(visit: Visit) -> None:
    team(), team("textile")
    client = visit("olga")
    assert "Hvilken gruppe skriver?" in client.get(NEW).text
    client.post(NEW, {**FIELDS, "team": team("textile").public_id})
    assert Memo.objects.get().team.group_id == "textile"


def test_a_passage_is_added_and_changed(visit: Visit) -> None:
    made = written()
    client = visit("bjarne")
    assert client.get(at(made, "avsnitt/")).status_code == 200
    client.post(at(made, "avsnitt/"), {"text": "Mer.", "audience": "worker_protected", "review_on": "2026-12-24"})
    assert made.passages.count() == 2
    one = made.passages.order_by("-position")[0]
    where = at(made, f"avsnitt/{one.public_id}/")
    page = client.get(where).text
    assert "Kategorigruppen. De som" not in page  # wider than it stands is no choice
    assert 'value="2026-12-24"' in page
    said = {"text": "Mer og mer.", "audience": "worker_protected", "revision": 1}
    assert client.post(where, {**said, "plan_due_on": "i går"}).status_code == 422
    assert client.post(where, {**said, "audience": "case_team"}).status_code == 422
    assert client.post(where, said).status_code == 302
    assert client.post(where, said).status_code == 409


def test_a_shared_passage_warns_of_what_a_new_text_does(visit: Visit) -> None:
    made = released(written(), Audience.MEMBERS)
    page = visit("olga").get(at(made, f"avsnitt/{first_passage(made).public_id}/")).text
    assert "går avsnittet tilbake til gruppen" in page


def test_the_memo_itself_is_changed(visit: Visit) -> None:
    made = written(about_supplier=True)
    client = visit("olga")
    page = client.get(at(made, "endre/")).text
    assert "Nordhav Medisinsk AS" in page
    said = {"title": "Ny tittel", "supplier": made.supplier.public_id, "revision": 1, "endangers_workers": "on"}  # type: ignore[union-attr]
    assert client.post(at(made, "endre/"), said).status_code == 302
    assert "Ingenting deles nå" in client.get(at(made)).text
    assert client.post(at(made, "endre/"), {**said, "title": ""}).status_code == 422


def test_the_release_page_names_who_more_sees_it_and_what_holds_it_back(visit: Visit) -> None:
    made = written(about_supplier=True, names_sub_supplier=True, linked=("bergen",))
    client = visit("olga")
    page = client.get(at(made, "del/")).text
    assert "Bergen kommune, Oslo kommune" in page
    assert "Leverandøren skal se det først" in page
    assert "Navn på underleverandører blir hos kjøperne" in page
    said = {
        "parts": [first_passage(made).public_id],
        "to": "members",
        "reason": "Andre kjøper det samme.",
        "revision": 1,
    }
    refused = client.post(at(made, "del/"), said)
    assert refused.status_code == 422
    assert "Andre kjøper det samme." in refused.text
    assert not Release.objects.exists()


def test_a_release_by_the_page(visit: Visit) -> None:
    made = written(linked=("bergen",))
    client = visit("olga")
    said = {"to": "linked_buyers", "reason": "Andre kjøper det samme.", "revision": 1}
    assert client.post(at(made, "del/"), said).status_code == 422
    assert client.post(at(made, "del/"), {**said, "parts": [made.public_id]}).status_code == 302
    buyer = visit("berit")
    page = buyer.get(at(made)).text
    assert "Bare tittelen er delt med deg" in page
    said = {**said, "parts": [first_passage(made).public_id], "revision": 2}
    assert client.post(at(made, "del/"), said).status_code == 302
    page = buyer.get(at(made)).text
    assert "Fabrikken har ikke betalt overtid." in page
    assert "Andre kjøper det samme." in page
    assert "Endre notatet" not in page


def test_only_leaders_release(visit: Visit) -> None:
    made = released(written(linked=("bergen",)), Audience.LINKED_BUYERS)
    for name in ("bjarne", "berit"):
        for rest in ("del/", "leverandor/"):
            assert visit(name).get(at(made, rest)).status_code == 403
            assert visit(name).post(at(made, rest)).status_code == 403


def test_the_supplier_is_shown_what_is_ticked(visit: Visit) -> None:
    made = written(about_supplier=True)
    hidden = add_passage(by=in_team("olga"), at=NOON, memo_id=made.public_id, words=words("Vi vurderer heving."))
    client = visit("olga")
    assert "Fabrikken har ikke betalt overtid." in client.get(at(made, "leverandor/")).text
    said = {"passage": [first_passage(made).public_id], "revision": 1}
    assert client.post(at(made, "leverandor/"), said).status_code == 302
    page = visit("nora").get(at(made)).text
    assert "Fabrikken har ikke betalt overtid." in page
    assert "Vi vurderer heving." not in page
    assert hidden.public_id not in page
    assert visit("odd").get(at(made)).status_code == 404
    assert "Oppfølging av hansker" in visit("nora").get(LIST).text


def test_a_release_is_withdrawn_with_a_reason(visit: Visit) -> None:
    made = released(written(), Audience.MEMBERS)
    release = Release.objects.filter(subject=first_passage(made).public_id).get()
    client = visit("bjarne")
    where = at(made, f"trekk/{release.public_id}/")
    assert "Trekk tilbake" in client.get(at(made)).text
    assert "bare disse som ser det: kategorigruppen" in client.get(where).text
    assert client.post(where, {"reason": ""}).status_code == 422
    assert client.post(where, {"reason": "Det var feil å dele."}).status_code == 302
    assert "Det var feil å dele." in client.get(at(made)).text
    assert client.post(where, {"reason": "Det var feil å dele."}).status_code == 422
    assert "Fabrikken" not in visit("stina").get(at(made)).text
    for name, status in (("stina", 404), ("nora", 404)):
        assert visit(name).get(where).status_code == status


def test_buyers_are_linked_by_boxes(visit: Visit) -> None:
    gloves("bergen"), gloves("stavanger")
    made = released(written(about_supplier=False, linked=("bergen",)), Audience.LINKED_BUYERS)
    client = visit("olga")
    page = client.get(at(made, "kjopere/")).text
    assert "Stavanger kommune" in page
    ids = [member(name).public_id for name in ("bergen", "stavanger")]
    said = {"member": ids, "revision": made.revision}
    assert client.post(at(made, "kjopere/"), said).status_code == 422
    assert client.post(at(made, "kjopere/"), {**said, "reason": "De kjøper det samme."}).status_code == 302
    assert visit("stina").get(at(made)).status_code == 200
    made.refresh_from_db()
    assert client.post(at(made, "kjopere/"), {"member": ids[1:], "revision": made.revision}).status_code == 302
    assert made.links.count() == 1


def test_no_buyers_is_a_kind_sentence(visit: Visit) -> None:
    made = written()
    assert "Ingen har en avtale det gjelder" in visit("olga").get(at(made, "kjopere/")).text


def test_a_day_to_look_again_that_has_come_stands_at_the_passage(visit: Visit) -> None:
    made = written(review_on=NOON.date())
    client = visit("olga")
    assert "Dagen for å se på det igjen er kommet" in client.get(at(made)).text
    where = at(made, f"avsnitt/{first_passage(made).public_id}/gjennomgang/")
    for day, left in (("2020-01-01", True), ("tull", True), ("2099-01-01", False)):
        assert client.post(where, {"next_on": day, "revision": 1}).status_code == 302
        assert ("Dagen for å se på det igjen er kommet" in client.get(at(made)).text) is left


def test_a_public_memo_is_read_without_signing_in(visit: Visit, client: Client) -> None:
    made = released(written(linked=("bergen",)), Audience.PUBLIC)
    for rest in ("", "utskrift/"):
        page = client.get(at(made, rest))
        assert page.status_code == 200
        assert "Fabrikken har ikke betalt overtid." in page.text
        assert "Bergen" not in page.text
        assert "Alle som kjøper dette" not in page.text


def test_what_is_not_public_is_answered_to_a_visitor_as_what_does_not_exist(small_list: object, client: Client) -> None:
    made = released(written(), Audience.MEMBERS)
    for rest in ("", "utskrift/"):
        real, none = client.get(at(made, rest)), client.get(f"{LIST}not-0/{rest}")
        assert real.status_code == none.status_code == 302
        assert real.headers["Location"].replace(made.public_id, "not-0") == none.headers["Location"]


def test_paper_holds_what_the_reader_sees(visit: Visit) -> None:
    made = written(secrecy_ground="offl-13")
    page = visit("olga").get(at(made, "utskrift/")).text
    for text in ("Offentlig tittel", "offentleglova § 13", "Skrevet ut for", "Olga"):
        assert text in page


def test_search_finds_titles_and_visible_passages(visit: Visit) -> None:
    made = written(text="Kaffeplantasjen i nord.")
    tell_of_all()
    assert "Notater" in visit("bjarne").get("/sok/", {"q": "kaffeplantasjen"}).text
    for name in ("stina", "nora"):
        assert "Vi fant ikke" in visit(name).get("/sok/", {"q": "kaffeplantasjen"}).text
    add = add_passage(by=actor("olga"), at=NOON, memo_id=made.public_id, words=words("Noe annet."))
    released(made, Audience.MEMBERS, passages=[add])
    follow_journal()
    assert "Vi fant ikke" in visit("stina").get("/sok/", {"q": "kaffeplantasjen"}).text
    assert "1 treff" in visit("stina").get("/sok/", {"q": "oppfølging"}).text


def test_memos_stand_on_their_supplier_for_those_inside_and_in_their_category(visit: Visit) -> None:
    gloves("bergen")
    made = released(shown(written(about_supplier=True, linked=("bergen",))), Audience.MEMBERS)
    supplier = f"/leverandorer/{made.supplier.public_id}/"  # type: ignore[union-attr]
    assert "Oppfølging av hansker" in visit("berit").get(supplier).text
    assert "Oppfølging av hansker" not in visit("stina").get(supplier).text
    assert "Oppfølging av hansker" in visit("stina").get("/kategorier/medical/").text


def test_pages_are_not_kept_by_the_browser(visit: Visit) -> None:
    made = written()
    assert visit("olga").get(at(made)).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("rest", ["", "utskrift/"])
def test_reading_is_only_reading(visit: Visit, rest: str) -> None:
    assert visit("olga").post(at(written(), rest)).status_code == 405


def test_the_list_asks_the_database_as_often_for_three_as_for_one(visit: Visit) -> None:
    client = visit("olga")
    written()
    client.get(LIST)
    once = queries(lambda: client.get(LIST))
    written("To"), written("Tre")
    assert queries(lambda: client.get(LIST)) == once


def test_a_memo_asks_as_often_for_three_passages_as_for_one(visit: Visit) -> None:
    made = written()
    client = visit("olga")
    client.get(at(made))
    once = queries(lambda: client.get(at(made)))
    for text in ("To.", "Tre."):
        add_passage(by=actor("olga"), at=NOON, memo_id=made.public_id, words=words(text))
    link(made, member("bergen")), link(made, member("uio"))
    assert queries(lambda: client.get(at(made))) == once


def test_the_list_goes_on_after_a_memo_it_names(visit: Visit) -> None:
    made = written()
    written("To")
    seated(team(), "stina")
    page = visit("stina").get(LIST, {"after": Memo.objects.get(title="To").public_id}).text
    assert made.title in page
    assert "To" not in page.split("<tbody")[-1].split("</tbody")[0]
    assert "Ingen notater her" in visit("stina").get(LIST, {"after": "not-0"}).text
