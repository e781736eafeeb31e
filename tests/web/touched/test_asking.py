"""The pages that answer who is touched: what they say, and what they keep from those who may not see it."""

import io
import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from openpyxl import load_workbook

from aktsom.categories.models import CatalogueVersion
from aktsom.sharing.audiences import member_key
from aktsom.supply_chain.models import Site
from tests import commons
from tests.beginnings import beginning
from tests.cast import member, person, supplier
from tests.factories.links import glove_chain, link, site
from tests.risk.purchases import gloves
from tests.web.conftest import sign_in

pytestmark = pytest.mark.django_db


@beginning(after=commons.small_list)
def chain() -> dict[str, Site]:
    for owner, value in (("oslo", 2_000_000), ("bergen", 3_000_000), ("stavanger", 4_000_000), ("uio", 5_000_000)):
        gloves(owner, title=f"Hansker {owner}", value=Decimal(value))
    return glove_chain(supplier())


def page(who: str, name: str, *, status: int = 200, query: str = "", **said: str) -> str:
    client = Client()
    sign_in(client, person(who))
    answer = client.get(reverse(name, kwargs=said) + query)
    assert answer.status_code == status
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_from_a_place_to_all_who_buy_with_the_way_and_its_weakest_link(chain: dict[str, Site]) -> None:
    text = page("olga", "touched_answer", kind="sted", key=chain["farms"].public_id)
    assert "4 medlemmer er berørt</b> gjennom 4 avtaler." in " ".join(text.split())
    names = [text.index(f">{name}<") for name in ("Samvirke Trang", "Rajana Lateks", "Lembayung Gloves")]
    assert names == sorted(names)
    assert text.count('class="box-declared"') == 4  # the weakest link, once a contract
    assert [text.count(f'data-known="{known}"') for known in ("declared", "documented", "verified")] == [1, 1, 1]
    # Its own value exactly, others' as bands, the others together rounded to no less than the largest of them.
    assert "2 000 000 kr" in text
    assert "om lag 10 mill. kr" in text
    assert "3 000 000" not in text
    assert "om lag" not in page("sekka", "touched_answer", kind="sted", key=chain["farms"].public_id)


@pytest.mark.parametrize(
    ("kind", "key", "contracts"),
    [
        ("land", "TH", 4),
        ("region", "MY/perak", 4),
        ("ravare", "NATURGUMMI", 4),
        ("produkt", "gloves", 4),
        ("land", "SE", 0),
    ],
)
def test_from_whatever_one_may_ask_about(chain: dict[str, Site], kind: str, key: str, contracts: int) -> None:
    text = page("olga", "touched_answer", kind=kind, key=key)
    assert f"gjennom {contracts} avtaler." in text if contracts else "Ingen avtale er kjent berørt." in text


def test_a_contract_that_declares_the_country_itself_is_touched(chain: dict[str, Site]) -> None:
    gloves("oslo", title="Hansker fra Sverige", origins=("SE",), supplier_name="En annen AS", supplier_number="")
    text = page("berit", "touched_answer", kind="land", key="SE")
    assert "Hansker fra Sverige" in text
    assert "Avtalen sier det selv" in text


def test_what_is_not_seen_does_not_exist(chain: dict[str, Site]) -> None:
    hidden = site("Zqhemmelig", "LA", keys={member_key(member("oslo").pk)}, region="Zqregion")
    link(hidden, chain["farms"], keys={member_key(member("oslo").pk)}, stage="raw", material="zqstoff")
    for kind, key in (("sted", hidden.public_id), ("region", "LA/Zqregion"), ("ravare", "zqstoff")):
        assert "gjennom 4 avtaler" in page("olga", "touched_answer", kind=kind, key=key)
        page("stina", "touched_answer", kind=kind, key=key, status=404)
        page("stina", "touched_export", kind=kind, key=key, status=404)
    page("stina", "touched_place", public_id=hidden.public_id, status=404)
    for typed in ("zq", "Zqhemmelig", "zqstoff"):
        assert "Zqhemmelig" in page("olga", "touched_suggest", query="?q=zq")
        assert 'class="suggestions"' in page("stina", "touched_suggest", query=f"?q={typed}")
        assert "<a " not in page("stina", "touched_suggest", query=f"?q={typed}")
    assert "gjennom 4 avtaler" in page("olga", "touched_answer", kind="land", key="LA")
    assert "Ingen avtale er kjent berørt." in page("stina", "touched_answer", kind="land", key="LA")
    assert "Zqhemmelig" in page("olga", "touched_supplier", public_id=supplier().public_id)
    assert "Zqhemmelig" not in page("stina", "touched_supplier", public_id=supplier().public_id)
    assert "1 sted du ser" not in page("stina", "touched_map", query="?land=LA")


def test_the_sheet_holds_what_the_page_shows(chain: dict[str, Site]) -> None:
    client = Client()
    sign_in(client, person("olga"))
    sheet = client.get(reverse("touched_export", kwargs={"kind": "land", "key": "TH"}))
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Avtale", "Medlem", "Leverandør")
    assert len(rows) == 5
    assert rows[1][0] == "Hansker oslo"
    assert rows[1][-1] == "Rajana Lateks → Lembayung Gloves → Nordhav Medisinsk AS"


def test_the_picture_goes_from_the_buyer_to_the_raw_material_and_shows_what_is_unknown(chain: dict[str, Site]) -> None:
    contract = gloves("oslo", title="Hansker til alle")
    text = page("olga", "touched_contract", public_id=contract.public_id)
    heads = [text.index(f">{head}</text>") for head in ("Kjøper", "Sluttprodukt", "Komponent", "Råvare")]
    assert heads == sorted(heads)
    assert text.count('class="edge-verified"') == 2  # the buyer's own, and the factory that somebody has visited
    assert text.count('class="edge-unknown"') == 2  # who delivers to the packer, and to whom from the raw material
    assert "Rajana Lateks, Songkhla, Thailand, dokumentert: hvem er berørt" in text
    assert text.count("<tbody") == 1
    assert text[text.index("<tbody") :].count('<tr role="row">') == 5


def test_a_crowded_tier_is_drawn_by_country_until_it_is_opened(small_list: CatalogueVersion) -> None:
    gloves()
    for number in range(40):
        link(site(f"Verksted {number}", "CN" if number % 2 else "VN"), supplier(), stage="final")
    closed = page("olga", "touched_supplier", public_id=supplier().public_id)
    assert "Kina, 20 steder: åpne" in closed
    picture = closed[closed.index("<svg viewBox") : closed.index('class="tree"')]
    assert "Verksted" not in picture
    opened = page("olga", "touched_supplier", public_id=supplier().public_id, query="?apne=2-CN")
    assert opened[: opened.index('class="tree"')].count(": hvem er berørt</title>") == 21
    assert "Slå sammen Kina igjen" in opened


def test_a_place_tells_who_delivers_and_shows_sources_that_disagree(chain: dict[str, Site]) -> None:
    factory = chain["factory"]
    for value, source in (("500", "Liste A"), ("900", "Liste B")):
        factory.statements.create(field="workers_band", value=value, source=source, said_at=factory.added_at)
    text = page("olga", "touched_place", public_id=factory.public_id)
    assert "Kildene er uenige" in text
    assert all(word in text for word in ("«500»", "«900»", "Rajana Lateks", "Nordhav Medisinsk AS", 'class="spot"'))


def test_the_map_has_a_dot_for_each_position_and_a_table_that_says_the_same(chain: dict[str, Site]) -> None:
    text = page("olga", "touched_map")
    assert text.count("<circle") == 1
    assert text.count("bare landet") == 3
    assert "4 steder du ser, i 2 land." in text
    folded = re.findall(r"<details[^>]*>", text[text.index('id="twin"') :])
    assert len(folded) == 2
    assert not [one for one in folded if " open" in one]
    malaysia = page("olga", "touched_map", query="?land=MY")
    assert re.findall(r"<details[^>]* open", malaysia[malaysia.index('id="twin"') :])


def test_the_search_of_every_page_leads_here(chain: dict[str, Site]) -> None:
    text = page("olga", "search", query="?q=lembayung")
    assert reverse("touched_answer", kwargs={"kind": "sted", "key": chain["factory"].public_id}) in text
    assert reverse("touched_suggest") in page("olga", "home")
    assert reverse("touched_suggest") not in page("nora", "home")


def offered_to(who: str, text: str) -> list[str]:
    """The names in the list below the field."""
    found = page(who, "touched_suggest", query=f"?{urlencode({'q': text})}")
    return re.findall(r"<b>([^<]*)</b>", found)


def test_what_begins_with_the_text_is_offered_first_however_many_hold_it(small_list: CatalogueVersion) -> None:
    for number in range(20):
        gloves("oslo", supplier_name=f"Asfaltlaget {number:02} Kyst AS", supplier_number="")
        link(site(f"Akst {number:02}", "SE"), supplier(), stage="raw", material=f"akst {number:02}")
    for name in ("Sterilvarden A/S", "Bakeriet Stjerna AS"):
        gloves("bergen", supplier_name=name, supplier_number="")
    for name in ("Storsund", "Gamle Storsund", "Byen"):
        link(site(name, "SE", town="Stadt" if name == "Byen" else ""), supplier(), stage="raw", material=f"{name} malm")
    found = offered_to("olga", "st")
    assert found[:3] == ["Storsund", "Gamle Storsund", "Akst 00"]
    assert found[6:9] == ["Sterilvarden A/S", "Bakeriet Stjerna AS", "Asfaltlaget 00 Kyst AS"]
    assert found[18:21] == ["Storsund malm", "Gamle Storsund malm", "Akst 00"]


def test_letters_beyond_a_to_z_are_found_in_any_case(small_list: CatalogueVersion) -> None:
    gloves("oslo", supplier_name="Asfaltlaget Østgrend AS", supplier_number="")
    link(
        site("Ålgård Spinneri", "NO", town="Ålgård", region="Østlandet"), supplier(), stage="raw", material="Økologisk"
    )
    for text in ("øst", "ØST", "Øst", "asfaltlaget øst"):
        assert "Asfaltlaget Østgrend AS" in offered_to("olga", text)
    assert "Østlandet" in offered_to("olga", "østl")
    assert "Ålgård Spinneri" in offered_to("olga", "ålgå")
    assert "Økologisk" in offered_to("olga", "øko")


def test_a_region_without_a_name_is_no_region(chain: dict[str, Site]) -> None:
    link(site("Uten region", "CN"), chain["farms"], stage="raw")
    for key in ("CN/", "CN", "/", " "):
        page("olga", "touched_answer", kind="region", key=key, status=404)
        page("olga", "touched_export", kind="region", key=key, status=404)
