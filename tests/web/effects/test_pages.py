"""The room Effect: who sees which dashboard, the rows behind each number, and targets with their history."""

import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.core.outbox import deliver_due
from aktsom.effects.actions.reckoning import reckon_all
from aktsom.effects.models import Ambition, Baseline, ReckonedFigure
from aktsom.effects.queries.figures import Figure, Part
from aktsom.effects.queries.trends import Point, heat
from aktsom.effects.tables import figure_sources, indicators
from aktsom.web.effects import charts, pictures, words
from tests import commons
from tests.beginnings import beginning
from tests.cast import member, now
from tests.effects.laid import Laid, lay_world
from tests.factories.teams import team
from tests.risk.counting import queries
from tests.risk.purchases import bought
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def world() -> Laid:
    return lay_world()


def own(name: str = "oslo") -> str:
    return f"/effekt/medlem/{member(name).public_id}/"


def aim(page: Any, **said: Any) -> dict[str, Any]:
    [stands] = re.findall(r'name="stands"[^>]*value="(\d+)"', page.text)
    return {"year": timezone.localdate().year, "target": "90", "reason": "", "stands": stands, **said}


def test_each_begins_with_what_is_theirs(world: Laid, visit: Visit) -> None:
    assert "Oslo kommune" in visit("olga").get("/effekt/").text
    home = visit("sekka").get("/effekt/").text
    assert "er ikke regnet ut ennå" in home
    reckon_all(now())
    home = visit("sekka").get("/effekt/").text
    assert "Nettverket" in home
    assert "Varsler" in home
    assert "Varsler" not in visit("olga").get("/effekt/nettverk/alle/").text
    for who in ("nora", "revi"):
        assert visit(who).get("/effekt/").status_code == 404


def test_the_room_stands_among_the_others_for_every_buyer(world: Laid, visit: Visit) -> None:
    for who in ("olga", "rita", "ada", "sekka"):
        assert 'href="/effekt/" aria-current="page"' in visit(who).get("/effekt/").text, who
    assert 'href="/effekt/"' not in visit("nora").get("/").text


def test_no_dashboard_of_anothers(world: Laid, visit: Visit) -> None:
    team = world.follow_up.team
    assert team is not None
    there = {"network": "/effekt/nettverk/alle/", "category": "/effekt/kategori/medical/", "own": own(),
             "team": f"/effekt/gruppe/{team.public_id}/"}  # fmt: skip
    seen = {"olga": "network category own team", "rita": "network category own", "stina": "network category",
            "sekka": "network category", "nora": "", "revi": ""}  # fmt: skip
    for who, names in seen.items():
        for name, address in there.items():
            assert visit(who).get(address).status_code == (200 if name in names.split() else 404), (who, name)
    for wrong in ("/effekt/nettverk/oslo/", "/effekt/noe/alle/", "/effekt/kategori/none/", "/effekt/medlem/mem-none/"):
        assert visit("olga").get(wrong).status_code == 404


def test_each_number_of_the_page_leads_to_its_rows(world: Laid, visit: Visit) -> None:
    reckon_all(now())
    olga = visit("olga")
    page = olga.get(own()).text
    links = set(re.findall(r'href="(/effekt/medlem/[^"]+/(?:tall|regnskap)/[^"]+)"', page))
    assert len(links) > 15
    for link in links:
        assert olga.get(link.replace("&amp;", "&")).status_code == 200, link
    rows = olga.get(f"{own()}tall/with_clause/?side=not").text
    assert "1 rad" in rows
    assert world.contracts["three"].public_id in rows


def test_what_an_address_cannot_mean_is_not_meant(world: Laid, visit: Visit) -> None:
    olga = visit("olga")
    for odd in ("ar=1", "ar=9999", "ar=æ", "kategori=", "side=x", "del=<script>", "fra=-1", "fra=99999999999", "fra=x",
                "ar=020261", "ar=\u0662\u0660\u0662\u0666", "fra=\u0662", "fra=\u00b2"):  # fmt: skip
        assert olga.get(f"{own()}tall/with_clause/?{odd}").status_code == 200, odd
    assert olga.get(f"{own()}?kategori=none").status_code == 404
    assert olga.get(f"{own()}?kategori=medical").status_code == 200
    for wrong in ("tall/none/", "tall/without_lead/", "regnskap/none/closing/", "regnskap/signals/closing/",
                  "regnskap/plans/none/", "bilde/none/", "tall/terms/mal/", "tall/none/mal/"):  # fmt: skip
        assert olga.get(own() + wrong).status_code == 404, wrong


def test_a_year_that_nobody_reckoned_says_so(world: Laid, visit: Visit) -> None:
    page = visit("olga").get(f"{own()}?ar={timezone.localdate().year - 1}").text
    assert "Ingen tall er skrevet ned for" in page


def test_it_is_said_when_figures_were_reckoned_and_they_can_be_reckoned_anew(world: Laid, visit: Visit) -> None:
    reckon_all(now())
    bought("oslo")
    olga = visit("olga")
    assert "Regnet ut" in olga.get(own()).text
    for _ in range(2):
        assert olga.post(f"{own()}pa-nytt/").status_code == 302
    assert OutboxMessage.objects.filter(kind="effects.figures_of_member").count() == 1
    deliver_due(now())
    row = ReckonedFigure.objects.get(member=member("oslo"), indicator="with_clause", group_id="")
    assert (row.counted, row.of) == (2, 4)
    assert visit("stina").post(f"{own()}pa-nytt/").status_code == 404
    assert olga.get(f"{own()}pa-nytt/").status_code == 405


def test_hours_saved_are_told_with_what_they_rest_on(world: Laid, visit: Visit) -> None:
    berit, there = visit("berit"), own("bergen")  # Oslo did the work, which saved Bergen a request
    assert f'hx-get="{there}spart/' in berit.get(there).text
    whole = berit.get(f"{there}spart/").text
    part = berit.get(f"{there}spart/", headers={"HX-Request": "true"}).text
    assert "<html" in whole
    assert "<html" not in part
    for page in (whole, part):
        assert "ingen har ført timer eller sagt hva det tar alene" in page
    assert "Ingenting ble spart" in visit("olga").get(f"{own()}spart/").text
    assert berit.get(f"{own()}spart/").status_code == 404


def test_hours_are_told_alike_and_by_the_rule_they_are_reckoned_by(world: Laid, visit: Visit) -> None:
    Baseline.objects.create(
        member=member("bergen"), activity="reading", year=2025, per_year=4, hours_each=Decimal("2.5"), said_by="Berit",
        made_at=now(),
    )  # fmt: skip
    berit = visit("berit")
    for page in (f"{own('bergen')}spart/", reverse("effort_saved")):
        shown = berit.get(page).text
        assert "2,5 t" in shown
        assert "det minste av to tall" in shown
    figure = Figure(
        indicators()["hours_saved"], (Part("", Decimal("21.5"), Decimal(28), Decimal(0)),), Decimal(0), now()
    )
    assert words.value_text(figure, figure.parts[0]) == "21,5 til 28 timer"


def test_hours_of_all_say_why_they_are_not_told(world: Laid, visit: Visit) -> None:
    reckon_all(now())
    page = visit("sekka").get("/effekt/nettverk/alle/tall/hours_saved/").text
    assert "så få bidrar" in page
    assert "ikke ennå" not in page


def test_what_is_counted_is_what_was_done(world: Laid, visit: Visit) -> None:
    reckon_all(now())
    page = visit("berit").get(own("bergen")).text
    assert "Ble gjort" in page
    assert "sendt" not in page


def test_a_target_is_set_reached_and_kept_when_it_changes(world: Laid, visit: Visit) -> None:
    mons, there = visit("mons"), f"{own()}tall/with_clause/mal/"
    form = mons.get(there)
    assert mons.post(there, aim(form, target="60", reason="Vedtatt i styret")).status_code == 302
    assert re.search(r"minst 60 %</span><small>nådd</small>", mons.get(own()).text)
    assert "nådd" in mons.get(f"{own()}tall/with_clause/").text  # 2 of 3
    mons.post(there, aim(mons.get(there), target="92,5"))
    page = mons.get(f"{own()}tall/with_clause/").text
    assert "ikke nådd ennå" in page
    assert "ikke nådd ennå" in mons.get(own()).text  # in words, not by sign and colour alone
    assert "Vedtatt i styret" in page
    mons.post(there, aim(mons.get(there), target=""))
    assert "minst" not in mons.get(own()).text
    assert Ambition.objects.filter(member=member("oslo")).count() == 3
    verbs = JournalEntry.objects.filter(verb="ambition_set").order_by("number")
    assert [entry.changes["target"] for entry in verbs] == [[None, "60"], ["60.0", "92.5"], ["92.5", None]]
    assert {entry.member_id for entry in verbs} == {member("oslo").pk}


def test_a_target_that_cannot_be_is_told_and_what_was_typed_stays(world: Laid, visit: Visit) -> None:
    mons, there = visit("mons"), f"{own()}tall/with_clause/mal/"
    form = mons.get(there)
    for wrong in ("101", "-1", "mange"):
        answer = mons.post(there, aim(form, target=wrong, reason="Behold meg"))
        assert answer.status_code == 422
        assert "Behold meg" in answer.text
    assert mons.post(there, aim(form, target="50")).status_code == 302
    assert mons.post(there, aim(form, target="50")).status_code == 302  # the button twice
    stale = mons.post(there, aim(form, target="70"))
    assert stale.status_code == 422
    assert "Noen endret dette" in stale.text
    assert Ambition.objects.filter(superseded_at=None).count() == 1


def test_whoever_reads_alone_sets_no_target(world: Laid, visit: Visit) -> None:
    there = f"{own()}tall/with_clause/mal/"
    assert visit("rita").get(there).status_code == 403
    assert "Sett et mål" not in visit("rita").get(f"{own()}tall/with_clause/").text
    assert "Sett et mål" in visit("mons").get(f"{own()}tall/with_clause/").text
    assert visit("berit").get(there).status_code == 404


def test_a_picture_stands_alone(world: Laid, visit: Visit) -> None:
    answer = visit("olga").get(f"{own()}bilde/coverage/")
    assert answer["Content-Type"] == "image/svg+xml"
    assert ".svg" in answer["Content-Disposition"]
    drawn = ElementTree.fromstring(answer.text)
    named = {child.tag.rpartition("}")[2]: child.text for child in drawn}
    assert "Oslo kommune" in (named["title"] or "")
    assert "Avtaler med vilkår: 2 av 3" in (named["desc"] or "")
    assert drawn.get("role") == "img"
    assert not {"var(", "class=", "url("} & set(re.findall(r"var\(|class=|url\(", answer.text))
    assert "#0f4a56" in answer.text


def test_sheets_hold_the_figures_and_the_rows(world: Laid, visit: Visit) -> None:
    reckon_all(now())
    for address in (f"{own()}excel/", f"{own()}tall/with_clause/excel/", "/effekt/dekning/excel/",
                    "/effekt/nettverk/alle/excel/"):  # fmt: skip
        answer = visit("olga").get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"].endswith("spreadsheetml.sheet")


def test_sheets_mislead_nobody(world: Laid, visit: Visit) -> None:
    """A median stands in columns of its own, what there is nothing to reckon of is empty, and a share has its whole."""
    reckon_all(now())
    rows = {(row[1], row[2]): row[3:11] for row in rows_of(visit("olga").get(f"{own()}excel/"))}
    assert rows["Avtaler med vilkår", None] == [2, 3, None, None, None, None, 0, None]
    assert rows["Dager til retting", None] == [None, None, 31, 1, None, None, 1, None]
    bergen = {(row[1], row[2]): row[3:9] for row in rows_of(visit("berit").get(f"{own('bergen')}excel/"))}
    assert bergen["Kjeden er opplyst, ledd for ledd", "Råvare"] == [None] * 6
    heat_rows = rows_of(visit("olga").get("/effekt/dekning/excel/?tall=with_conclusion"))
    assert ["Oslo kommune", "Alle", 1, 2, 1, 50] in heat_rows


def test_the_heat_map_tells_facts_of_the_network_alone(world: Laid, visit: Visit) -> None:
    assert "er ikke regnet ut ennå" in visit("stina").get("/effekt/dekning/").text
    reckon_all(now())
    page = visit("stina").get("/effekt/dekning/").text
    assert "Oslo kommune" in page
    assert "2/3" in page
    asked = visit("stina").get("/effekt/dekning/?tall=own_deviations").text  # is none that is offered
    assert "2/3" in asked
    assert "1/2" not in asked


def rows_of(answer: Any) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def test_the_heat_map_is_taken_away_whole(world: Laid, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heat, "__defaults__", (0, 1))  # a page of one member
    reckon_all(now())
    stina, year = visit("stina"), timezone.localdate().year
    page = stina.get(f"/effekt/dekning/?tall=with_conclusion&ar={year}").text
    [following] = re.findall(r'href="(/effekt/dekning/\?[^"]*fra=1)"', page)
    assert f"ar={year}" in following
    assert "Bergen kommune" not in page
    assert "Bergen kommune" in stina.get(following.replace("&amp;", "&")).text
    asked = f"?tall=with_conclusion&ar={year}"
    assert {row[0] for row in rows_of(stina.get(f"/effekt/dekning/excel/{asked}"))} >= {
        "Oslo kommune",
        "Bergen kommune",
    }
    answer = stina.get(f"/effekt/dekning/bilde/{asked}")
    assert answer["Content-Type"] == "image/svg+xml"
    drawn = ElementTree.fromstring(answer.text)
    texts = ["".join(each.itertext()) for each in drawn if each.tag.endswith("}text")]
    assert {"Oslo kommune", "Bergen kommune", "50 %"} <= set(texts)
    assert not re.findall(r"var\(|class=|url\(", answer.text)


def test_the_same_number_of_questions_with_one_team_and_with_three(world: Laid, visit: Visit) -> None:
    reckon_all(now())
    olga = visit("olga")
    olga.get(own())
    before = queries(lambda: olga.get(own()))
    for group in ("textile", "ict"):
        team(group, deputy=None, members=())
    assert olga.get(own()).text.count('href="/effekt/gruppe/') == 3
    assert queries(lambda: olga.get(own())) == before


def test_a_line_of_several_parts_tells_of_the_lowest(terms: object) -> None:
    parts = tuple(Part(stage, Decimal(count), Decimal(4), Decimal(0)) for stage, count in
                  (("raw", 3), ("component", 1), ("final", 2)))  # fmt: skip
    one = Figure(indicators()["chain_told"], parts, Decimal(0), now())
    [item] = charts.line([Point(timezone.localdate(), one)])
    assert (item["value"], item["text"]) == (25, "Komponent: 1 av 4 (25 %)")


def test_a_line_says_what_its_lowest_and_highest_stand_for(terms: object) -> None:
    part = Part("", Decimal(31), Decimal(40), Decimal(0))
    said = {}
    for id_ in ("with_clause", "days_to_closure"):
        points = [Point(timezone.localdate(), Figure(indicators()[id_], (part,), Decimal(0), now()))] * 2
        said[id_] = charts.scale(points)
    assert said == {"with_clause": ("0 %", "100 %"), "days_to_closure": ("0", "31 dager")}
    drawn = render_to_string("effects/picture.svg", {"title_lines": [], "colours": {}, "height": 1, "is_line": True,
                             "items": charts.line(points), "scale": said["days_to_closure"]})  # fmt: skip
    assert re.search(r'y="4"[^>]*>31 dager</text>', drawn)
    assert re.search(r'y="204"[^>]*>0</text>', drawn)


def test_a_rounded_nought_is_not_said_to_be_a_number(terms: object) -> None:
    part = Part("", Decimal(0), Decimal(200), Decimal(0))
    one = Figure(indicators()["with_clause"], (part,), Decimal(0), now())
    assert words.value_text(one, part) == "0 av 200 (0 %)"
    assert words.value_text(replace(one, rounded=True), part) == "ingen eller svært få av om lag 200"


def test_no_text_of_a_picture_is_cut_or_lies_on_another(terms: object) -> None:
    name = "Avtaler der leverandøren har svart på egenrapporten og på spørsmålene om kjeden"
    items = [{"name": name, "value": 100.0, "text": "om lag 12 000 av 12 000 (100 %)", "fill": "accent"}] * 2
    first, second = pictures._drawing("coverage", items)["items"]
    assert all(len(line) <= 38 for line in first["lines"])
    assert first["y"] + 10 + 15 * len(first["lines"]) <= second["y"] + 10
    assert 270 + first["width"] + 8 + 7 * len(first["text"]) <= 800
    points = [Point(timezone.localdate(), Figure(indicators()["with_clause"], (Part("", Decimal(1), Decimal(1),
              Decimal(0)),), Decimal(0), now()))]  # fmt: skip
    drawn = render_to_string("effects/picture.svg", {"title_lines": [], "colours": {}, "height": 1,
                             "is_line": True, "items": charts.line(points), "scale": ("", "")})  # fmt: skip
    assert 'y="-10.0"' in drawn  # above the point, also at the top


def test_the_ledger_of_all_opens_to_ones_own_or_says_why_not(world: Laid, visit: Visit) -> None:
    reckon_all(now())
    there = "/effekt/nettverk/alle/"
    link = f"{there}regnskap/follow_ups/added/"
    page = visit("olga").get(there).text
    assert link in page
    assert "Hvert tall åpner det som er deres eget bak det." in page
    opened = visit("olga").get(link)
    assert "Nordhav Medisinsk AS" in opened.text
    assert "Andres er med i tallet, og vises ikke." in opened.text
    assert "Ingen rader her." in visit("stina").get(link).text  # has none of it
    sekka = visit("sekka").get(there).text
    assert link not in sekka
    assert "Radene bak er medlemmenes egne, og du hører ikke til hos noen av dem." in sekka
    for who, address in (("sekka", link), ("nora", link), ("olga", f"{there}regnskap/signals/added/")):
        assert visit(who).get(address).status_code == 404, who
    assert visit("olga").get("/effekt/kategori/textile/regnskap/follow_ups/added/").text.count("Nordhav") == 0
    assert "Nordhav" in visit("olga").get("/effekt/kategori/medical/regnskap/follow_ups/added/").text


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_where_a_figure_comes_from_is_said_in_the_readers_language(language: str, world: Laid, visit: Visit) -> None:
    olga = visit("olga")
    olga.cookies["language"] = language
    told = {"nb": "Vårt eget forslag (", "nn": "Vårt eige framlegg (", "en": "Our own proposal ("}
    assert told[language] in olga.get(f"{own()}tall/with_clause/").text
    assert {one.source for one in indicators().values()} == set(figure_sources())
    for texts in figure_sources().values():
        assert not re.search(r"\bdecision|mission\b", " ".join(texts.values()))


def test_each_row_of_the_funnel_says_its_stage(world: Laid, visit: Visit) -> None:
    olga = visit("olga")
    every = olga.get(f"{own()}tall/funnel/").text.partition('id="rows"')[2]
    rows = re.findall(r'<th role="rowheader"[^>]*>(.*?)</th>', every, re.DOTALL)
    assert len(rows) > len({row.partition("<small>")[0] for row in rows})  # a company stands at several stages
    assert len(set(rows)) == len(rows)
    assert any("Følges opp" in row for row in rows)
    one = olga.get(f"{own()}tall/funnel/?del=followed_up").text.partition('id="rows"')[2]
    assert not any("Følges opp" in row for row in re.findall(r'<th role="rowheader"[^>]*>(.*?)</th>', one, re.DOTALL))


def test_what_is_open_now_says_since_when(world: Laid, visit: Visit) -> None:
    reckon_all(now())
    page = visit("olga").get(f"{own()}regnskap/deviations/closing/").text
    days = re.findall(r'data-label="Åpnet"[^>]*>([^<]*)', page)
    assert days
    assert all(re.fullmatch(r"\d+\. \w+ \d{4}", day) for day in days), days


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_page_is_in_the_readers_language(language: str, world: Laid, visit: Visit) -> None:
    olga = visit("olga")
    olga.cookies["language"] = language
    page = olga.get(own()).text
    words = {"nn": "Avtalar med vilkår", "en": "Contracts with terms"}
    assert words[language] in page
    assert "Avtaler med vilkår" not in page
