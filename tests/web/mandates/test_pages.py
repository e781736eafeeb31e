"""The pages of mandates as each role meets them."""

import html
import io
import re
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from aktsom.teams.models import CategoryTeam, Mandate, TeamStep
from aktsom.web.mandates.home import rows as home_rows
from tests.cast import PEOPLE, SUPPLIERS_PEOPLE, actor
from tests.factories.mandates import asked, grant, mandate_of, pick, placed, team
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

EVERYBODY = [*PEOPLE, *SUPPLIERS_PEOPLE]
OUTSIDE = ("revi", *SUPPLIERS_PEOPLE)


def today() -> date:
    return timezone.localdate()


def running(owner: str = "oslo", **said: Any) -> Any:
    """A contract that runs whenever the tests do."""
    return gloves(owner, **{"ends_on": today() + timedelta(days=900), **said})


def ask_now(a_team: CategoryTeam, *contracts: Any, **said: Any) -> str:
    days = {"starts_on": today(), "ends_on": today() + timedelta(days=365), "at": timezone.now()}
    return asked(a_team, *contracts, **{**days, **said}).request.public_id


def given_now(a_team: CategoryTeam, contract: Any, **said: Any) -> Mandate:
    ask_now(a_team, contract)
    grant(contract, at=timezone.now(), **said)
    return mandate_of(contract)


def address(a_team: CategoryTeam, part: str = "") -> str:
    return f"/fullmakter/gruppe/{a_team.public_id}/{part}"


def one_filled(text: str) -> None:
    assert text.count('data-variant="primary"') <= 1
    assert len(re.findall(r"<h1[ >]", text)) == 1


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def test_a_visitor_signs_in_first(client: Client, db: None) -> None:
    paths = ["", "gjort/", "gruppe/tea-1/", "gruppe/tea-1/be/", "gruppe/tea-1/steg/", "gruppe/tea-1/excel/", "man-1/",
             "sporsmal/mrq-1/"]  # fmt: skip
    assert [client.get(f"/fullmakter/{path}").status_code for path in paths] == [302] * len(paths)


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_takes_part_in_the_cooperation_sees_the_overview_and_the_matrix(visit: Visit, name: str) -> None:
    a_team, one = team(), running("stavanger")
    given_now(a_team, one, reservations="Si fra først.")
    browser = visit(name)
    paths = ["/fullmakter/", address(a_team), address(a_team, "excel/")]
    assert [browser.get(path).status_code for path in paths] == [404 if name in OUTSIDE else 200] * 3
    if name not in OUTSIDE:
        text = browser.get(address(a_team)).text
        one_filled(text)
        assert ("Si fra først." in text) == (name in ("stina", "bjarne", "mons"))
        one_filled(browser.get("/fullmakter/").text)


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_lead_and_deputy_open_the_ask_page_and_the_team_the_step_page(visit: Visit, name: str) -> None:
    a_team = team(others=("stina",))
    given_now(a_team, running("oslo"))
    browser = visit(name)
    otherwise = 404 if name in OUTSIDE else 403
    leads, sits = name in ("bjarne", "mons"), name in ("bjarne", "mons", "stina")
    assert browser.get(address(a_team, "be/")).status_code == (200 if leads else otherwise)
    assert browser.get(address(a_team, "steg/")).status_code == (200 if sits else otherwise)


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_request_is_opened_by_the_members_it_asks_and_answered_by_their_owners(visit: Visit, name: str) -> None:
    one = running("oslo")
    path = f"/fullmakter/sporsmal/{ask_now(team(), one)}/"
    shown = visit(name).get(path)
    reaches = name in ("olga", "mons", "rita", "dag")
    assert shown.status_code == (200 if reaches else 404)
    sent = visit(name).post(path, {"chosen": [f"{pick(one)[0]}:1"], "acts": ["1"], "answer": "grant"})
    assert sent.status_code == (302 if reaches else 404)
    assert mandate_of(one).state == ("granted" if name == "olga" else "asked")
    if name == "mons":
        assert "Bare avtaleeieren kan svare. Du er kontraktsforvalter" in shown.text
        assert "Be Olga svare." in shown.text or "avtaleeier" in shown.text


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_mandate_and_its_forms_are_the_members_own(visit: Visit, name: str) -> None:
    a_team, one = team(), running("oslo")
    held = given_now(a_team, one)
    browser, path = visit(name), f"/fullmakter/{held.public_id}/"
    reaches = name in ("olga", "mons", "rita", "dag")
    assert browser.get(path).status_code == (200 if reaches else 404)
    sent = browser.post(f"{path}trekk/", {"revision": held.revision, "reason": "Vi tar dette selv nå."})
    assert sent.status_code == (302 if name == "olga" else 403 if reaches else 404)
    assert mandate_of(one).state == ("withdrawn" if name == "olga" else "granted")


@pytest.mark.parametrize("path", ["gruppe/tea-none/", "sporsmal/mrq-none/", "man-none/", "gruppe/tea-none/steg/"])
def test_what_does_not_exist_is_not_found(visit: Visit, path: str) -> None:
    assert visit("olga").get(f"/fullmakter/{path}").status_code == 404


def ask_form(**said: Any) -> dict[str, Any]:
    days = {"starts_on": today().isoformat(), "ends_on": (today() + timedelta(days=400)).isoformat()}
    return {"acts": ["1", "2"], "message": "Vi begynner i januar.", "answer_by": "", **days, **said}


def test_asking_three_members_shows_first_who_is_asked_for_what(visit: Visit) -> None:
    a_team = team()
    contracts = [running(name) for name in ("oslo", "bergen", "stavanger")]
    given_now(a_team, contracts[0])
    lead, path = visit("bjarne"), address(a_team, "be/")
    page = lead.get(path).text
    one_filled(page)
    members = re.findall(r'name="members" value="([^"]+)" checked', page)
    assert len(members) == 3
    form = ask_form(members=members)
    preview = lead.post(path, form | {"step": "preview"})
    assert preview.status_code == 200
    one_filled(preview.text)
    told = plain(preview.text)
    assert "Send til 2 virksomheter" in told
    assert "Har fullmakt fra før." in told
    assert "Sanksjoner er aldri med." in told
    assert Mandate.objects.count() == 1
    sent = lead.post(path, form | {"step": "send"}, follow=True)
    assert "Spurt: 2 virksomheter om 2 avtaler." in plain(sent.text)
    assert [mandate_of(one).state for one in contracts] == ["granted", "asked", "asked"]
    again = lead.post(path, form | {"step": "send"})
    assert again.status_code == 422
    assert "er spurt eller har gitt fullmakt fra før" in again.text
    assert "Vi begynner i januar." in again.text


def test_single_contracts_can_be_picked_without_losing_what_was_typed(visit: Visit) -> None:
    a_team = team()
    one, other = running("oslo"), running("oslo", title="Engangshansker til sykehjem")
    lead, path = visit("bjarne"), address(a_team, "be/")
    member = one.member.public_id
    opened = lead.post(path, ask_form(members=[member]) | {"open": member})
    assert opened.status_code == 200
    assert "Vi begynner i januar." in opened.text
    assert opened.text.count('name="contracts"') == 2
    assert f'value="{other.public_id}" checked' in opened.text
    lead.post(path, ask_form(contracts=[other.public_id], opened=[member], step="send"))
    assert [row.contract_id for row in Mandate.objects.all()] == [other.pk]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"acts": []}, "Velg minst én ting"),
        ({"acts": ["64"]}, "Dette kan ikke stå i en fullmakt"),
        ({"acts": ["1", "x"]}, "Dette kan ikke stå i en fullmakt"),
        ({"members": []}, "Velg minst én virksomhet"),
        ({"ends_on": ""}, "Velg en dag"),
        ({"ends_on": "2001-01-01"}, "Siste dag kan ikke være før første dag"),
    ],
)
def test_what_cannot_be_asked_comes_back_as_typed(visit: Visit, said: dict[str, Any], told: str) -> None:
    a_team, one = team(), running("oslo")
    form = ask_form(members=[one.member.public_id], step="preview") | said
    back = visit("bjarne").post(address(a_team, "be/"), form)
    assert (back.status_code, told in back.text, "Vi begynner i januar." in back.text) == (422, True, True)
    assert "ds-error-summary" in back.text


def test_the_owner_gives_in_one_press_with_a_reservation(visit: Visit) -> None:
    one, two = running("oslo"), running("oslo")
    path = f"/fullmakter/sporsmal/{ask_now(team(), one, two, message='Fordi vi vil spørre én gang.')}/"
    olga = visit("olga")
    page = olga.get(path).text
    one_filled(page)
    for text in (
        "Fordi vi vil spørre én gang.",
        "Sanksjoner er aldri med.",
        "Sende spørsmål og egenrapporter",
        "Bjarne",
    ):
        assert text in plain(page)
    chosen = re.findall(r'name="chosen" value="([^"]+)" checked', page)
    acts = re.findall(r'name="acts" value="(\d+)" checked', page)
    assert (len(chosen), acts) == (2, ["1", "2", "4", "8", "16", "32"])
    form = {"chosen": chosen, "acts": acts[:2], "reservations": "Si fra først.", "reason": "", "answer": "grant"}
    done = olga.post(path, form, follow=True)
    assert "Fullmakten er gitt for 2 avtaler." in done.text
    assert (mandate_of(one).acts, mandate_of(two).reservations) == (3, "Si fra først.")
    again = olga.post(path, form, follow=True)
    assert again.status_code == 200
    assert "Fullmakten er allerede gitt." in again.text
    assert "Besvart" in again.text


def test_the_yes_is_not_held_up_by_the_reason_for_a_no(visit: Visit) -> None:
    """The field for the reason lies folded away in the same form: the browser must not require it."""
    page = visit("olga").get(f"/fullmakter/sporsmal/{ask_now(team(), running('oslo'))}/").text
    (field,) = re.findall(r'<textarea[^>]+name="reason"[^>]*>', page)
    assert "required" not in field


def test_a_no_needs_a_reason_and_keeps_what_was_picked(visit: Visit) -> None:
    one, two = running("oslo"), running("oslo")
    path = f"/fullmakter/sporsmal/{ask_now(team(), one, two)}/"
    olga, chosen = visit("olga"), [f"{pick(one)[0]}:1"]
    for reason in ("", "nei"):
        back = olga.post(path, {"chosen": chosen, "reason": reason, "answer": "refuse"})
        assert back.status_code == 422
        assert f'value="{chosen[0]}" checked' in back.text
        assert f'value="{pick(two)[0]}:1" checked' not in back.text
    olga.post(path, {"chosen": chosen, "reason": "Vi følger opp denne selv.", "answer": "refuse"})
    assert [mandate_of(contract).state for contract in (one, two)] == ["refused", "asked"]


@pytest.mark.parametrize(
    ("acts", "told"), [([], "Velg minst én ting"), (["64"], "Du kan bare gi det gruppen har bedt om")]
)
def test_nothing_or_a_sanction_is_never_given(visit: Visit, acts: list[str], told: str) -> None:
    one = running("oslo")
    path = f"/fullmakter/sporsmal/{ask_now(team(), one)}/"
    back = visit("olga").post(path, {"chosen": [f"{pick(one)[0]}:1"], "acts": acts, "answer": "grant"})
    assert (back.status_code, told in back.text, mandate_of(one).state) == (422, True, "asked")


def test_a_long_list_is_folded_and_still_answered_whole(visit: Visit) -> None:
    contracts = [running("oslo") for _ in range(14)]
    page = visit("olga").get(f"/fullmakter/sporsmal/{ask_now(team(), *contracts)}/").text
    assert len(re.findall(r'name="chosen" value="[^"]+" checked', page)) == 14
    assert "4 avtaler til" in plain(page)


def test_own_mandates_are_listed_limited_and_withdrawn(visit: Visit) -> None:
    a_team, one = team(), running("oslo")
    held = given_now(a_team, one, reservations="Si fra først.")
    olga, path = visit("olga"), f"/fullmakter/{held.public_id}/"
    assert path in olga.get("/fullmakter/").text
    assert "Si fra først." in olga.get(path).text
    sooner = (today() + timedelta(days=30)).isoformat()
    bad = olga.post(f"{path}begrens/", {"revision": held.revision, "acts": ["1", "64"], "ends_on": sooner})
    assert (bad.status_code, "Du kan begrense fullmakten, ikke utvide den." in bad.text) == (422, True)
    olga.post(f"{path}begrens/", {"revision": held.revision, "acts": ["1"], "ends_on": sooner})
    assert (mandate_of(one).acts, mandate_of(one).ends_on.isoformat()) == (1, sooner)
    stale = olga.post(f"{path}trekk/", {"revision": held.revision, "reason": "Vi tar dette selv nå."})
    assert (stale.status_code, mandate_of(one).state) == (403, "granted")
    short = olga.post(f"{path}trekk/", {"revision": mandate_of(one).revision, "reason": "x"})
    assert short.status_code == 422
    done = olga.post(
        f"{path}trekk/", {"revision": mandate_of(one).revision, "reason": "Vi tar dette selv nå."}, follow=True
    )
    assert "Fra nå kan gruppen ikke gjøre noe under den." in done.text
    assert mandate_of(one).state == "withdrawn"
    assert path not in olga.get("/fullmakter/").text
    assert path in olga.get("/fullmakter/?vis=withdrawn").text


def test_a_step_is_recorded_seen_by_the_owner_and_not_done_twice(visit: Visit) -> None:
    a_team, one = team(), running("oslo")
    given_now(a_team, one)
    lead, path = visit("bjarne"), address(a_team, f"steg/?leverandor={one.supplier.public_id}")
    assert one.supplier.name in lead.get(address(a_team, "steg/")).text
    one_filled(lead.get(path).text)
    form = {"act": "2", "what": "Møte om arbeidstid.", "done_on": today().isoformat(), "contracts": [one.public_id]}
    empty = lead.post(path, {"act": "", "what": "", "done_on": "", "contracts": []})
    assert empty.status_code == 422
    assert lead.post(path, form).status_code == 302
    again = lead.post(path, form)
    assert (again.status_code, "Dette er gjort før" in again.text) == (422, True)
    lead.post(path, form | {"again_reason": "Ny ledelse hos leverandøren."})
    assert TeamStep.objects.count() == 2
    done = plain(visit("rita").get("/fullmakter/gjort/").text)
    assert "Bjarne i Bergen kommune på vegne av Oslo kommune" in done
    assert "Møte om arbeidstid." in done
    assert f'href="/avtaler/{one.public_id}/"' in visit("rita").get("/fullmakter/gjort/").text
    ends_of_time = {"fra": "0001-01-01", "til": "9999-12-31"}
    assert "Møte om arbeidstid." in visit("rita").get("/fullmakter/gjort/", ends_of_time).text
    assert "Møte om arbeidstid." not in visit("berit").get("/fullmakter/gjort/").text
    assert visit("sekka").get("/fullmakter/gjort/").status_code == 404
    contract = visit("olga").get(f"/avtaler/{one.public_id}/").text
    assert "Møte om arbeidstid." in contract
    assert "Ledes av Bjarne, Bergen kommune." in plain(contract)
    other = visit("stina").get(f"/avtaler/{one.public_id}/").text
    assert "Møte om arbeidstid." not in other
    assert "Gruppen for" in other


def test_a_step_that_a_mandate_does_not_cover_names_the_contract(visit: Visit) -> None:
    a_team, one, two = team(), running("oslo"), running("stavanger", title="Engangshansker til skoler")
    given_now(a_team, one)
    given_now(a_team, two, acts=1)
    path = address(a_team, f"steg/?leverandor={one.supplier.public_id}")
    form = {"act": "2", "what": "Møte.", "done_on": today().isoformat(), "contracts": [one.public_id, two.public_id]}
    back = visit("bjarne").post(path, form)
    assert back.status_code == 422
    assert "Engangshansker til skoler: Fullmakten omfatter ikke dette." in plain(back.text)
    assert not TeamStep.objects.exists()


def test_the_sheet_has_a_column_for_each_act_and_no_words_for_others(visit: Visit) -> None:
    a_team, one = team(), running("stavanger", title="Engangshansker til skoler")
    given_now(a_team, one, acts=1, reservations="Si fra først.")
    for name, words in (("bjarne", "Si fra først."), ("olga", None)):
        sheet = openpyxl.load_workbook(io.BytesIO(visit(name).get(address(a_team, "excel/")).content)).active
        assert sheet is not None
        head, line = [[cell.value for cell in row] for row in sheet.iter_rows()][:2]
        assert head[:5] == ["Virksomhet", "Avtale", "Leverandør", "Fullmakt", "Spørre"]
        assert (line[3], line[4], line[5]) == ("Dekket", "Dekket", "Sa nei")
        assert line[-2] == words


def test_what_nobody_answered_is_taken_back_from_the_matrix(visit: Visit) -> None:
    a_team, one = team(), running("oslo")
    request = ask_now(a_team, one)
    lead = visit("bjarne")
    assert "Trekk spørsmålet" in lead.get(address(a_team)).text
    assert "Trekk spørsmålet" not in visit("olga").get(address(a_team)).text
    back = lead.post(f"/fullmakter/sporsmal/{request}/trekk/", {"team": a_team.public_id}, follow=True)
    assert "Spørsmålet er trukket for 1 avtale." in back.text
    assert lead.post(f"/fullmakter/sporsmal/{request}/trekk/", {"team": a_team.public_id}).status_code == 403
    assert visit("olga").post(f"/fullmakter/sporsmal/{request}/trekk/").status_code == 403
    assert visit("nora").post(f"/fullmakter/sporsmal/{request}/trekk/").status_code == 404


def test_the_matrix_filters_and_says_kindly_when_nothing_is_there(visit: Visit) -> None:
    a_team = team()
    browser = visit("bjarne")
    assert "Ingen er spurt ennå" in browser.get(address(a_team)).text
    ask_now(a_team, running("oslo"))
    assert "Ingen avtaler står slik nå" in browser.get(address(a_team, "?vis=covered")).text
    assert browser.get(address(a_team, "?vis=nonsense&after=nonsense")).status_code == 200


def test_home_tells_owners_what_waits_and_what_ends(small_list: object) -> None:
    a_team, one, two = team(), running("oslo"), running("oslo")
    request = ask_now(a_team, one)
    placed(a_team, two, starts_on=today(), ends_on=today() + timedelta(days=9))
    waits, ends = home_rows(actor("olga"), today())
    assert (waits.href, waits.act) == (f"/fullmakter/sporsmal/{request}/", "Svar")
    assert "For 1 avtale i Oslo kommune. Sanksjoner er aldri med." in waits.text
    assert (ends.href, ends.act) == ("/fullmakter/?vis=lapsing", "Se fullmaktene")
    (lead,) = home_rows(actor("bjarne"), today())
    assert lead.act == "Be om ny"
    assert home_rows(actor("rita"), today()) == home_rows(actor("sekka"), today()) == []


def test_home_costs_the_same_for_one_row_and_for_three(small_list: object) -> None:
    olga, a_team, other = actor("olga"), team(), team("textile")
    ask_now(a_team, running("oslo"))
    placed(a_team, running("oslo"), starts_on=today(), ends_on=today() + timedelta(days=9))
    before = queries(lambda: home_rows(olga, today()))
    for _ in range(2):
        ask_now(a_team, running("oslo"))
        placed(other, running("oslo"), starts_on=today(), ends_on=today() + timedelta(days=9))
    assert len(home_rows(olga, today())) == 5
    assert queries(lambda: home_rows(olga, today())) == before


@pytest.mark.parametrize("path", ["matrix", "ours", "answer", "done"])
def test_pages_cost_the_same_for_one_row_and_for_three(visit: Visit, path: str) -> None:
    a_team, contracts = team(), [running("oslo") for _ in range(3)]
    request = ask_now(a_team, contracts[0])
    paths = {
        "matrix": address(a_team), "ours": "/fullmakter/", "answer": f"/fullmakter/sporsmal/{request}/",
        "done": "/fullmakter/gjort/",
    }  # fmt: skip
    browser = visit("olga")
    browser.get(paths[path])
    before = queries(lambda: browser.get(paths[path]))
    for one in contracts[1:]:
        first = mandate_of(contracts[0])
        placed(a_team, one, "asked", request=first.request, starts_on=first.starts_on, ends_on=first.ends_on)
    assert queries(lambda: browser.get(paths[path])) == before
