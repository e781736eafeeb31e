"""The calendar as programs fetch it, and the page on which its address is made."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from aktsom.categories.models import CatalogueVersion
from aktsom.contracts.models import Contract
from aktsom.follow_up.actions.planning import drop_follow_up
from aktsom.members.actions.calendar import make_link, renew_link, revoke_link
from aktsom.members.actions.roles import take_role
from aktsom.members.limits import limit
from aktsom.members.models import CalendarLink, Person
from aktsom.members.queries.calendar import own_link
from aktsom.risk.actions import confirm_result, override_result
from aktsom.risk.models import Verdict
from aktsom.terms.queries import interval
from aktsom.terms.rules import shifted
from tests.cast import actor, days_ago, now, person
from tests.factories.mandates import granted, team
from tests.follow_up.test_planning import gloves, planned
from tests.interop.calendar.reading import Component, read
from tests.web.conftest import Visit
from tests.web.signin.ways import by_password, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_list")]


def address(name: str) -> str:
    make_link(by=actor(name), at=now())
    found = own_link(actor(name))
    assert found is not None
    return reverse("calendar_feed", kwargs={"secret": found.secret})


def fetched(name: str, client: Client | None = None) -> Component:
    answer = (client or Client()).get(address(name))
    assert answer.status_code == 200
    return read(answer.content)


def titles(calendar: Component) -> str:
    return "\n".join(one.text("SUMMARY") for one in calendar.inner if one.name == "VEVENT")


def test_it_is_read_without_cookie_and_kept_out_of_caches() -> None:
    answer = Client().get(address("mons"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert not answer.cookies
    assert Client().post(address("mons")).status_code == 405
    assert Client().head(address("mons")).status_code == 200


def test_a_wrong_a_renewed_and_a_revoked_one_are_answered_alike() -> None:
    old = address("mons")
    renew_link(by=actor("mons"), at=now(), revision=1)
    renewed = address("mons")
    assert Client().get(renewed).status_code == 200
    revoke_link(by=actor("mons"), at=now(), revision=2)
    out = address("olga")
    Person.objects.filter(pk=person("olga").pk).update(is_active=False)
    never = reverse("calendar_feed", kwargs={"secret": "x" * 43})
    answers = [Client().get(one) for one in (never, old, renewed, out)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_one_that_is_not_there_is_one_look_at_an_index() -> None:
    with CaptureQueriesContext(connection) as asked:
        Client().get(reverse("calendar_feed", kwargs={"secret": "x" * 43}))
    [found] = [query["sql"] for query in asked if "aktsom_" in query["sql"] and "FROM" in query["sql"]]
    assert "secret_hash" in found


@pytest.mark.parametrize("secret", ["..", "a%00b", "x" * 5000, "' or 1=1 --", "<script>"])
def test_whatever_is_asked_for_is_not_found(secret: str) -> None:
    assert Client().get(f"/kalender/{secret}.ics").status_code == 404


def test_the_follow_ups_of_ones_own_team_stand_in_it_with_their_days() -> None:
    granted(team(), gloves("oslo"))
    one = planned()
    found = {event.properties["UID"]: event for event in fetched("bjarne").inner}
    begins, ends = (
        next(event for uid, event in found.items() if uid.startswith(f"{one.public_id}-{which}"))
        for which in ("begins", "ends")
    )
    assert begins.properties["DTSTART"] == one.starts_on.strftime("%Y%m%d")
    assert ends.properties["DTSTART"] == one.ends_on.strftime("%Y%m%d")
    assert one.supplier.name in begins.text("SUMMARY")
    assert f"/saker/{one.public_id}/" in begins.properties["URL"]
    for other in ("stina", "revi", "odd"):
        assert one.public_id not in str(fetched(other))
    drop_follow_up(by=actor("bjarne"), at=now(), follow_up_id=one.public_id, revision=1, reason="Avtalen er over.")
    assert one.public_id not in str(fetched("bjarne"))


def test_a_day_is_known_again_the_next_time() -> None:
    granted(team(), gloves("oslo"))
    planned()
    assert [one.properties["UID"] for one in fetched("bjarne").inner] == [
        one.properties["UID"] for one in fetched("bjarne").inner
    ]
    uids = [one.properties["UID"] for one in fetched("bjarne").inner]
    assert len(uids) == len(set(uids))


def test_each_is_told_what_its_roles_do_in_the_year() -> None:
    granted(team(), gloves("oslo"))
    assert "Beslutte i egen avtale" in titles(fetched("olga"))
    assert "Lage plan for kategoriteamet" in titles(fetched("bjarne"))
    assert "Lage plan for kategoriteamet" not in titles(fetched("stina"))
    assert "Publisere redegjørelse" in titles(fetched("nora"))
    assert "Vurdere risiko" in titles(fetched("sekka"))
    assert [one.name for one in fetched("revi").inner] == ["VFREEBUSY"]


def ending() -> Contract:
    found: Contract = gloves("oslo", ends_on=timezone.localdate() + timedelta(days=40))
    return found


def test_when_contracts_end_is_told_to_those_who_read_the_register_alone() -> None:
    made = ending()
    for reads in ("olga", "mons", "rita"):
        assert made.title in titles(fetched(reads))
    for does_not in ("ada", "revi", "sekka", "berit", "nora"):
        assert made.title not in titles(fetched(does_not))


def test_risk_is_looked_at_again_a_year_after_it_was_decided() -> None:
    first, second, undecided = (gloves("oslo") for _each in range(3))
    for contract in (first, second):
        confirm_result(by=actor("olga"), at=days_ago(40), contract_public_id=contract.public_id, revision=1)
    Contract.objects.filter(pk=first.pk).update(title="Hansker til hjemmetjenesten")
    Contract.objects.filter(pk=undecided.pk).update(title="Ikke bekreftet")
    told = fetched("rita")
    assert "Se på risikoen igjen for 2 avtaler" in titles(told)
    day = shifted(timezone.localdate(days_ago(40)), interval("portfolio-risk-yearly"))
    (event,) = [one for one in told.inner if one.name == "VEVENT" and "risikoen igjen" in one.text("SUMMARY")]
    assert event.text("DTSTART") == f"{day:%Y%m%d}"
    assert "risikoen igjen" not in titles(fetched("stina"))  # another member's
    override_result(
        by=actor("olga"), at=now(), contract_public_id=second.public_id, revision=2, verdict=Verdict.NOT_ON_LIST,
        reason="Kjøpes ikke lenger.", products=(),
    )  # fmt: skip
    assert "Se på risikoen igjen: Hansker til hjemmetjenesten" in titles(fetched("rita"))
    assert "Ikke bekreftet" not in titles(fetched("rita"))


def test_the_list_is_looked_over_by_those_who_work_with_it() -> None:
    CatalogueVersion.objects.update(dated_on=timezone.localdate() - timedelta(days=300))
    granted(team(), gloves("oslo"))
    assert "Se over høyrisikolisten" in titles(fetched("mons"))
    assert "Se over høyrisikolisten" in titles(fetched("sekka"))
    assert "Se over høyrisikolisten" not in titles(fetched("stina"))


def test_no_value_of_a_contract_stands_in_it() -> None:
    gloves("oslo", ends_on=timezone.localdate() + timedelta(days=40), value=Decimal(7_654_321))
    told = Client().get(address("olga")).text
    assert "Engangshansker" in told
    assert "7654321" not in re.sub(r"[\s.,]|\\xa0", "", told)


def test_it_follows_the_roles_that_the_person_has_now() -> None:
    made = ending()
    assert made.title in titles(fetched("mons"))
    take_role(by=actor("ada"), at=now(), person=person("mons"), member=made.member, role="contract_manager")
    assert made.title not in titles(fetched("mons"))


@pytest.mark.parametrize(("language", "title"), [("nn", "Avgjere i eigen avtale"), ("en", "Decide in own contract")])
def test_it_speaks_the_persons_language(language: str, title: str) -> None:
    Person.objects.filter(pk=person("olga").pk).update(language=language)
    answer = Client(HTTP_ACCEPT_LANGUAGE="nb").get(address("olga"))
    assert title in titles(read(answer.content))
    assert answer["Content-Language"] == language


def test_that_somebody_fetches_it_is_noted_by_the_day() -> None:
    address("olga")
    assert CalendarLink.objects.get().fetched_on is None
    fetched("olga")
    assert CalendarLink.objects.get().fetched_on == timezone.localdate()


def test_one_address_is_not_asked_without_end() -> None:
    cache.clear()
    page, client = address("olga"), Client()
    answers = [client.get(page).status_code for _ in range(limit("calendar_fetches_a_minute") + 1)]
    assert set(answers[:-1]) == {200}
    assert answers[-1] == 429
    assert client.get(address("mons")).status_code == 200


def test_the_browser_of_another_reads_what_the_address_gives_and_no_more(visit: Visit) -> None:
    made = ending()
    assert made.title not in titles(fetched("stina", visit("olga")))


def test_it_asks_no_more_for_many_than_for_few(django_assert_max_num_queries: Any) -> None:
    granted(team(), gloves("oslo"))
    planned()
    page = address("bjarne")
    Client().get(page)
    with django_assert_max_num_queries(40):
        Client().get(page)


def proven(name: str) -> Client:
    client = Client()
    by_password(client, with_password(name))
    return client


def test_the_page_makes_shows_renews_and_revokes() -> None:
    client = proven("rita")
    page = reverse("account_calendar")
    assert "Lag en privat adresse" in client.get(page).text
    assert client.post(reverse("account_calendar_make"))["Location"] == page
    shown = client.get(page).text
    first = own_link(actor("rita"))
    assert first is not None
    assert f"/kalender/{first.secret}.ics" in shown
    assert "ikke ennå" in shown
    assert client.post(reverse("account_calendar_renew"), {"revision": 1}).status_code == 302
    assert client.post(reverse("account_calendar_renew"), {"revision": 1}).status_code == 409
    assert first.secret not in client.get(page).text
    assert client.post(reverse("account_calendar_revoke"), {"revision": 1}).status_code == 409
    assert client.post(reverse("account_calendar_revoke"), {"revision": 2}).status_code == 302
    assert "Lag en privat adresse" in client.get(page).text
    assert client.post(reverse("account_calendar_revoke"), {"revision": 2}).status_code == 302


def test_a_proof_of_who_one_is_is_asked_for_first(visit: Visit) -> None:
    for name in ("account_calendar", "account_calendar_make"):
        ask = visit("rita").get if name == "account_calendar" else visit("rita").post
        assert "/konto/bekreft" in ask(reverse(name))["Location"]
    assert not CalendarLink.objects.exists()


def test_my_account_leads_there(visit: Visit) -> None:
    assert reverse("account_calendar") in visit("rita").get("/konto/").text
