"""What a contract itself asks to be shown before more is ordered: written by its owner, read by the supplier on a
phone, and found shown; until then nobody orders."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.journeys.conftest import SignIn
from tests.journeys.deciding_a_step import open_from_home, path_of
from tests.journeys.test_methods_of_a_follow_up import press, sound

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ASKS, STOPS = "LSAS nivå 1", "Ikke bestill under avtalen før dette er vist"


def test_nobody_orders_before_it_is_shown(sign_in: SignIn) -> None:
    vera, guri = sign_in("vera@tindholt.example", width=390), sign_in("guri@sykehus.example")
    guri.goto(open_from_home(vera, "/stans/"))  # one of the contracts between the two
    with guri.expect_navigation():
        guri.locator("main a[href^='/avtaler/con-']").first.click()
    press(guri, "Skriv et vilkår", "link")
    sound(guri)
    guri.get_by_label("Hva skal leverandøren vise?").fill(ASKS)
    press(guri, "Lagre")
    assert "Skriv enten en dag eller antall måneder" in guri.inner_text("main")
    sound(guri)
    yesterday = timezone.localdate() - timedelta(days=1)
    guri.get_by_label("Eller på en bestemt dag").fill(yesterday.isoformat())
    press(guri, "Lagre")
    assert ASKS in guri.inner_text("main")
    sound(guri)
    press(guri, ASKS, "link")
    asked = path_of(guri)
    assert STOPS in guri.inner_text("main")
    sound(guri)
    assert open_from_home(vera, "/bestillingsvilkar/") == asked
    assert STOPS in vera.inner_text("main")
    press(guri, "Dette er vist", "link")
    guri.get_by_label("Hvilken dag viser det?").fill(yesterday.isoformat())
    guri.get_by_label("Hva viser det?", exact=True).fill("Sertifikat fra samme dag.")
    sound(guri)
    press(guri, "Lagre")
    assert STOPS not in guri.inner_text("main")
    sound(guri)
    vera.goto(asked)
    assert STOPS not in vera.inner_text("main")
    sound(vera)
