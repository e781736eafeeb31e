"""The chain behind a supplier to those who have nothing to do with it: as if it did not exist."""

from datetime import date

import pytest

from aktsom.supply_chain.models import ChainLink
from aktsom.terms.actions import load_terms
from tests.cast import NOON, actor, supplier
from tests.factories.chains import sent
from tests.factories.links import link, site
from tests.factories.mandates import placed, team
from tests.risk.purchases import gloves
from tests.web.conftest import Visit, visit  # noqa: F401

pytestmark = pytest.mark.django_db

PAGES = ("/kjede/bak/{}/", "/kjede/bak/{}/spor/", "/berort/kjede/{}/")


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    load_terms(by=actor("sekka"), at=NOON)


@pytest.mark.parametrize("page", PAGES)
def test_a_member_without_any_contract_is_answered_as_for_what_does_not_exist(visit: Visit, page: str) -> None:  # noqa: F811
    gloves("oslo")
    sent()
    stina, nordhav = visit("stina"), supplier().public_id
    there, nowhere = stina.get(page.format(nordhav)), stina.get(page.format("sup-0000000000"))
    assert there.status_code == nowhere.status_code == 404
    assert visit("olga").get(page.format(nordhav)).status_code == 200
    text = stina.get(f"/leverandorer/{nordhav}/").content.decode()
    assert "/kjede/bak/" not in text
    assert "/berort/kjede/" not in text
    answer = stina.get(f"/berort/hva/leverandor/{nordhav}/").content.decode()
    assert "/berort/kjede/" not in answer


def test_the_picture_behind_anothers_contract_is_not_there_either(visit: Visit) -> None:  # noqa: F811
    made = gloves("oslo")
    stina = visit("stina")
    assert stina.get(f"/berort/avtale/{made.public_id}/").status_code == 404
    assert "/berort/avtale/" not in stina.get(f"/avtaler/{made.public_id}/").content.decode()


def test_it_opens_with_a_contract_a_link_that_one_sees_or_a_mandate(visit: Visit) -> None:  # noqa: F811
    made, page = gloves("oslo"), f"/kjede/bak/{supplier().public_id}/"
    stina = visit("stina")
    assert stina.get(page).status_code == 404
    shown = link(site("Åpen fabrikk", "MY"), supplier())
    assert ChainLink.objects.filter(pk=shown.pk).exists()
    assert stina.get(page).status_code == 200
    uma = visit("uma")
    ChainLink.objects.all().delete()
    assert stina.get(page).status_code == 404
    assert uma.get(page).status_code == 404
    placed(team(others=("uma",)), made, starts_on=date(2026, 1, 1), ends_on=date(2030, 1, 1))
    assert uma.get(page).status_code == 200


def test_who_has_nothing_to_ask_for_is_told_why(visit: Visit) -> None:  # noqa: F811
    gloves("oslo", ends_on=date(2026, 3, 1), starts_on=date(2025, 1, 1))
    page = visit("olga").get(f"/kjede/bak/{supplier().public_id}/spor/").content.decode()
    assert "gikk ut 1. mars 2026" in page
    assert "rett sluttdatoen" in page
