"""Many rows of the list at once: results confirmed, contracts that went over by date ended."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.risk.actions import override_result
from tests.cast import NOON, actor
from tests.risk.counting import queries
from tests.risk.purchases import gloves, risk_of, unlisted, unsaid
from tests.web.conftest import Visit

WAITING = "/avtaler/?verdict=high_risk&risk_state=screened"
OVER = "/avtaler/?state=over"
CONFIRM, END = "/avtaler/valgte/bekreft/", "/avtaler/valgte/avslutt/"
REASON = "Levert ferdig, ingen opsjon brukt."


def over(owner: str = "oslo", **said: Any) -> Contract:
    yesterday = timezone.localdate() - timedelta(days=1)
    return gloves(owner, **{"starts_on": date(2020, 1, 1), "ends_on": yesterday, **said})


def boxes(page: str) -> list[str]:
    return re.findall(r'name="chosen" value="([^"]+)"', page)


def address(page: str) -> str:
    """Where the form sends what was picked."""
    found = re.search(r'id="chosen" method="post" action="([^"]+)"', page)
    assert found
    return html.unescape(found[1])


def said(page: str) -> list[str]:
    """What the messages on the page say."""
    return [html.unescape(text) for text in re.findall(r"</svg><span>([^<]+)</span></p>", page)]


def state_of(contract: Contract) -> str:
    return Contract.objects.get(pk=contract.pk).state


def test_a_visitor_signs_in_first(client: Client, db: None) -> None:
    assert [client.post(act).status_code for act in (CONFIRM, END)] == [302, 302]


def test_nothing_is_done_by_looking(visit: Visit) -> None:
    olga = visit("olga")
    assert [olga.get(act).status_code for act in (CONFIRM, END)] == [405, 405]


@pytest.mark.parametrize("shown", ["/avtaler/", "/avtaler/?verdict=high_risk", "/avtaler/?risk_state=confirmed"])
def test_rows_are_picked_only_where_results_wait_or_contracts_are_over(visit: Visit, shown: str) -> None:
    gloves()
    page = visit("olga").get(shown).text
    assert (boxes(page), 'id="chosen"' in page) == ([], False)


def test_each_waiting_row_has_a_box_that_is_named(visit: Visit) -> None:
    first, second = gloves(title="Engangshansker til skoler"), gloves(title="Engangshansker til sykehjem")
    unlisted()
    page = visit("olga").get(WAITING).text
    assert sorted(boxes(page)) == sorted([f"{first.public_id}:1", f"{second.public_id}:1"])
    assert "Velg Engangshansker til skoler</span></label>" in page
    assert "Velg alle på siden" in page
    assert page.count('data-variant="primary"') == 1


def test_what_is_picked_is_confirmed_and_the_filters_stay(visit: Visit) -> None:
    picked, other = gloves(), gloves()
    olga = visit("olga")
    done = olga.post(address(olga.get(WAITING).text), {"chosen": [f"{picked.public_id}:1"]})
    assert (done.status_code, done["Location"]) == (302, WAITING)
    assert said(olga.get(WAITING).text) == ["1 avtale er bekreftet."]
    assert [risk_of(one).state for one in (picked, other)] == ["confirmed", "screened"]


def test_all_boxes_of_the_page_are_taken(visit: Visit) -> None:
    contracts = [gloves(), gloves(), gloves()]
    olga = visit("olga")
    page = olga.get(WAITING).text
    shown = olga.post(address(page), {"chosen": boxes(page)}, follow=True).text
    assert said(shown) == ["3 avtaler er bekreftet."]
    assert {risk_of(one).state for one in contracts} == {"confirmed"}
    assert "Ingen avtaler passer" in shown


def test_what_was_left_is_told_with_the_reason(visit: Visit) -> None:
    same, changed = gloves(), gloves(title="Engangshansker & votter")
    override_result(
        by=actor("mons"), at=NOON, contract_public_id=changed.public_id, revision=1, verdict="not_on_list",
        reason="Hanskene er til hagearbeid.",
    )  # fmt: skip
    olga = visit("olga")
    olga.post(CONFIRM, {"chosen": [f"{same.public_id}:1", f"{changed.public_id}:1"]})
    assert said(olga.get(WAITING).text) == [
        "1 avtale er bekreftet.",
        "Ikke bekreftet: «Engangshansker & votter». Noen endret dette mens du hadde siden åpen. "
        "Se på den nye utgaven og prøv igjen.",
    ]


def test_many_left_are_named_in_part(visit: Visit) -> None:
    contracts = [gloves(title=f"Hansker {number}") for number in range(5)]
    olga = visit("olga")
    olga.post(CONFIRM, {"chosen": [f"{one.public_id}:7" for one in contracts]})
    assert said(olga.get(WAITING).text)[0].startswith(
        "Ikke bekreftet: «Hansker 0», «Hansker 1», «Hansker 2» og 2 til. Noen endret"
    )


@pytest.mark.parametrize(("act", "text"), [(CONFIRM, "bekrefte"), (END, "avslutte")])
def test_nothing_picked_is_a_kind_word(visit: Visit, act: str, text: str) -> None:
    gloves()
    olga = visit("olga")
    assert olga.post(act, {"reason": REASON})["Location"] == "/avtaler/"
    assert said(olga.get("/avtaler/").text) == [f"Velg først avtalene du vil {text}."]


@pytest.mark.parametrize(("shown", "act"), [(WAITING, CONFIRM), (OVER, END)])
def test_a_reader_has_no_boxes_and_is_refused(visit: Visit, shown: str, act: str) -> None:
    contract = over() if act == END else gloves()
    rita = visit("rita")
    assert boxes(rita.get(shown).text) == []
    assert rita.post(act, {"chosen": [f"{contract.public_id}:1"], "reason": REASON}).status_code == 403


def test_who_keeps_one_of_two_registers_picks_in_that_one_only(visit: Visit) -> None:
    own, read = gloves(), gloves("bergen")
    page = visit("dag").get(WAITING).text
    assert boxes(page) == [f"{own.public_id}:1"]
    assert f"/avtaler/{read.public_id}/" in page


@pytest.mark.parametrize("act", [CONFIRM, END])
def test_one_of_another_member_is_not_found(visit: Visit, act: str) -> None:
    own, others = over(), over("bergen")
    sent = {"chosen": [f"{own.public_id}:1", f"{others.public_id}:1"], "reason": REASON}
    assert visit("olga").post(act, sent).status_code == 404
    assert (state_of(own), risk_of(own).state) == ("running", "screened")


@pytest.mark.parametrize("chosen", ["", "con-1", "con-1:", "con-1:-1", "con-1:²", ":"])
def test_a_made_up_box_is_answered_as_an_old_page(visit: Visit, chosen: str) -> None:
    assert visit("olga").post(CONFIRM, {"chosen": [chosen]}).status_code == 409


def test_contracts_gone_by_are_ended_with_one_reason(visit: Visit) -> None:
    contracts = [over(), over()]
    gloves()
    olga = visit("olga")
    page = olga.get(OVER).text
    assert (len(boxes(page)), "Gått ut på dato" in page) == (2, True)
    shown = olga.post(address(page), {"chosen": boxes(page), "reason": REASON}, follow=True)
    assert (shown.redirect_chain, said(shown.text)) == ([(OVER, 302)], ["2 avtaler er avsluttet."])
    assert {state_of(one) for one in contracts} == {"ended"}


def test_without_a_reason_the_list_comes_back_as_it_was(visit: Visit) -> None:
    picked, _other = over(), over()
    olga = visit("olga")
    shown = olga.post(address(olga.get(OVER).text), {"chosen": [f"{picked.public_id}:1"], "reason": "ferdig"})
    assert shown.status_code == 422
    assert f'value="{picked.public_id}:1" form="chosen" checked' in shown.text
    assert shown.text.count(" checked") == 1
    assert 'name="reason" value="ferdig"' in shown.text
    assert "Skriv kort hvorfor" in shown.text
    assert state_of(picked) == "running"


def test_what_still_runs_is_not_ended_with_the_rest(visit: Visit) -> None:
    gone, runs = over(), gloves(title="Engangshansker som løper")
    olga = visit("olga")
    olga.post(END, {"chosen": [f"{gone.public_id}:1", f"{runs.public_id}:1"], "reason": REASON})
    assert said(olga.get(OVER).text) == [
        "1 avtale er avsluttet.",
        "Ikke avsluttet: «Engangshansker som løper». Avtalen har ikke gått ut på dato. Åpne den for å avslutte den.",
    ]
    assert [state_of(one) for one in (gone, runs)] == ["ended", "running"]


def test_the_place_in_the_list_is_kept_until_it_is_empty(visit: Visit) -> None:
    for number in range(52):
        unsaid(title=f"Medisinsk forbruksmateriell {number:02}")
    olga = visit("olga")
    first = olga.get("/avtaler/?risk_state=screened&sort=title").text
    second = re.search(r'rel="next" href="([^"]+)"', first)
    assert second
    page = olga.get(html.unescape(second[1])).text
    assert len(boxes(page)) == 2
    done = olga.post(address(page), {"chosen": boxes(page)[:1]})
    assert done["Location"] == html.unescape(second[1])
    assert len(boxes(olga.get(done["Location"]).text)) == 1
    olga.post(address(page), {"chosen": boxes(page)[1:]})
    assert len(boxes(olga.get(done["Location"]).text)) == 50


def test_the_list_with_boxes_asks_as_often_for_three_rows_as_for_one(visit: Visit) -> None:
    olga = visit("olga")
    gloves()
    one = queries(lambda: olga.get(WAITING))
    gloves()
    gloves()
    assert queries(lambda: olga.get(WAITING)) == one
