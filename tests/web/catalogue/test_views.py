import io
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from aktsom.categories.actions import propose_version, take_in_version
from aktsom.categories.catalogue import REFERENCE, read_catalogue
from aktsom.categories.entries import KeywordKind, Language
from aktsom.categories.models import CatalogueVersion, CpvCode
from aktsom.core.actor import PLATFORM
from aktsom.web.catalogue.views import KINDS, LANGUAGES
from tests import catalogues
from tests.cast import NOON, person
from tests.web.conftest import Visit, sign_in

PAGES = [
    ("catalogue_browse", {}),
    ("catalogue_product", {"product_id": "gloves"}),
    ("catalogue_group", {"group_id": "medical"}),
    ("catalogue_rights", {}),
    ("catalogue_editions", {}),
]


@pytest.mark.parametrize(("name", "arguments"), PAGES)
@pytest.mark.parametrize("who", ["olga", "rita", "sekka"])
def test_the_list_is_open_to_everybody_in_the_cooperation(
    visit: Visit, who: str, name: str, arguments: dict[str, str]
) -> None:
    assert visit(who).get(reverse(name, kwargs=arguments)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_a_visitor_signs_in_first(client: Client, name: str, arguments: dict[str, str]) -> None:
    assert client.get(reverse(name, kwargs=arguments)).status_code == 302


@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_the_list_is_only_read(visit: Visit, name: str, arguments: dict[str, str]) -> None:
    assert visit("olga").post(reverse(name, kwargs=arguments)).status_code == 405


@pytest.mark.parametrize(
    "address",
    ["/katalog/produkt/nothing/", "/katalog/gruppe/nothing/", "/katalog/?utgave=cat-0", "/katalog/utgaver/cat-0.zip"],
)
def test_what_is_not_on_the_list_is_not_found(visit: Visit, address: str) -> None:
    assert visit("olga").get(address).status_code == 404


def test_levels_stand_with_their_words_and_lead_to_their_sources(visit: Visit) -> None:
    page = visit("olga").get(reverse("catalogue_browse")).text
    assert 'data-level="very_high" href="/katalog/produkt/gloves/#raw"' in page
    assert "Svært høy" in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hansk", ["gloves"]),
        ("gloves", ["gloves"]),
        ("malaysia", ["gloves"]),
        ("barnearbeid", ["workwear", "gloves"]),
        ("18", ["workwear", "gloves", "masks"]),
        ("tekstiler arbeid", ["workwear"]),
        ("noe annet", []),
    ],
)
def test_products_are_found_by_name_word_code_country_and_right(visit: Visit, text: str, found: list[str]) -> None:
    page = visit("olga").get(reverse("catalogue_browse"), {"q": text}).text
    products = ("workwear", "gloves", "masks", "syringes")
    assert [one for one in products if f'href="/katalog/produkt/{one}/"' in page] == found


def test_nothing_found_is_a_kind_sentence(visit: Visit) -> None:
    assert "Ingen produkter passer" in visit("olga").get(reverse("catalogue_browse"), {"q": "xyz"}).text


def test_a_product_tells_levels_rights_countries_codes_words_and_sources(visit: Visit) -> None:
    page = visit("olga").get(reverse("catalogue_product", kwargs={"product_id": "gloves"})).text
    for told in ("Tvangsarbeid, barnearbeid", "Malaysia, Thailand", "184243", "engangshanske", "made for tests"):
        assert told in page
    assert "1. januar 2026" in page


def test_it_says_whether_the_full_list_of_codes_is_there(visit: Visit) -> None:
    client, page = visit("olga"), reverse("catalogue_browse")
    assert "Den fulle offisielle CPV-listen er ikke lest inn" in client.get(page).text
    CpvCode.objects.create(code="18424300", name_nb="Engangshansker", name_en="Disposable gloves")
    assert "Den fulle offisielle CPV-listen er lest inn" in client.get(page).text


def test_an_earlier_version_is_read_as_it_was_and_says_so(visit: Visit, tmp_path: Path) -> None:
    client, old = visit("olga"), CatalogueVersion.objects.get()
    catalogues.take_in(tmp_path / "new", catalogues.without("gloves"), version="test-2", at=NOON)
    assert client.get(reverse("catalogue_product", kwargs={"product_id": "gloves"})).status_code == 404
    address = reverse("catalogue_product", kwargs={"product_id": "gloves"})
    page = client.get(address, {"utgave": old.public_id}).text
    assert "Du ser en tidligere utgave, test-1" in page


@pytest.mark.parametrize(("language", "said"), [("nn", "Engangshansker"), ("en", "Disposable gloves")])
def test_the_list_speaks_the_page_s_language(visit: Visit, language: str, said: str) -> None:
    client = visit("olga")
    client.cookies["language"] = language
    assert said in client.get(reverse("catalogue_browse")).text


def test_the_sheet_has_a_row_a_product_and_stage(visit: Visit) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(visit("olga").get(reverse("catalogue_export")).content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == 12
    assert [
        "Medisinsk forbruksmateriell", "Engangshansker", "Råvare", "Svært høy", "Tvangsarbeid, Barnearbeid",
        "Malaysia, Thailand", "2026-01-01", "made for tests",
    ] in rows  # fmt: skip


def test_every_page_of_the_list_as_it_ships_can_be_read(db: None) -> None:
    shipped = read_catalogue()
    checksum = propose_version(by=PLATFORM, at=NOON, folder=REFERENCE).checksum
    take_in_version(by=PLATFORM, at=NOON, folder=REFERENCE, expected_checksum=checksum)
    client = Client()
    sign_in(client, person("olga"))
    client.cookies["language"] = "nn"
    addresses = [
        *(reverse("catalogue_group", kwargs={"group_id": group.id}) for group in shipped.groups),
        *(reverse("catalogue_product", kwargs={"product_id": product.id}) for product in shipped.products),
        reverse("catalogue_rights"),
    ]
    assert [address for address in addresses if client.get(address).status_code != 200] == []
    assert "Høgrisikolista til DFØ" in client.get(reverse("catalogue_browse")).text


def test_every_kind_and_language_of_words_has_a_name_for_the_reader() -> None:
    assert set(KINDS) == set(KeywordKind)
    assert set(LANGUAGES) == set(Language)
