"""Places corrected with their sources, closed, moved and opened again; and a list that comes anew after that."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry
from aktsom.interop.chains.site_lists import read_site_list
from aktsom.sharing.audiences import member_key
from aktsom.sharing.wall import behind
from aktsom.supply_chain.actions.site_lists import take_in_sites
from aktsom.supply_chain.actions.sites import (
    SiteFacts,
    WrongSite,
    change_site,
    close_site,
    move_site,
    reopen_site,
)
from aktsom.supply_chain.models import Site
from aktsom.supply_chain.queries.sites import site_view, the_site_called
from tests.cast import NOON, actor, member
from tests.factories.links import site

pytestmark = pytest.mark.django_db
LETTER, DAY = "Brev fra fabrikken", date(2026, 6, 1)
LATER = NOON + timedelta(days=1)


def oslo(name: str = "Trang Rubber", **said: object) -> Site:
    return site(name, "TH", keys={member_key(member("oslo").pk)}, **said)


def correct(one: Site, who: str = "olga", source: str = LETTER, at: datetime = NOON, **facts: object) -> Site:
    by = actor(who)
    with behind(by):
        return change_site(
            by=by, at=at, public_id=one.public_id, facts=SiteFacts(**{"name": one.name, "country": "TH", **facts}),
            source=source,
        )  # fmt: skip


def test_a_correction_stands_with_its_source_and_who_wrote_it_beside_what_others_say() -> None:
    one = oslo(address="Moo 1")
    one.statements.create(field="address", value="Moo 1", source="Liste", said_at=NOON)
    correct(one, address="Moo 4", latitude=Decimal("7.5"), longitude=Decimal("99.6"), at=LATER)
    view = site_view(actor("olga"), one.public_id, LATER.date())
    assert view.site.address == "Moo 4"
    assert [(word.value, word.who) for word in view.said["address"]] == [
        ("Moo 4", f"{LETTER} (Oslo kommune)"),
        ("Moo 1", "Liste"),
    ]
    assert view.said["position"][0].value == "7.5,99.6"
    assert [found.field for found in view.disputed] == ["address"]
    # Corrected again, the word before stays as history; the list's stands.
    correct(one, address="Moo 1", at=LATER + timedelta(days=1), latitude=Decimal("7.5"), longitude=Decimal("99.6"))
    view = site_view(actor("olga"), one.public_id, LATER.date())
    assert view.disputed == []
    assert [word.value for word in view.earlier] == ["Moo 4"]


def test_the_journal_keeps_from_the_secretariat_what_it_does_not_see() -> None:
    hidden, public = oslo(), site("Åpen", "TH", public_source="Liste")
    correct(hidden, town="Hemmelig by")
    correct(public, who="sekka", town="Trang")
    entries = dict(JournalEntry.objects.filter(verb="site_changed").values_list("subject", "changes"))
    assert entries[hidden.public_id] == {"fields": ["source", "town"]}
    assert entries[public.public_id] == {"town": ["", "Trang"], "source": LETTER}


def test_who_may_keep_a_place() -> None:
    hidden, public = oslo(), site("Åpen", "TH")
    for who in ("sekka", "stina"):
        with pytest.raises(NotVisible):
            correct(hidden, who=who)
    for who in ("olga", "rita"):
        with pytest.raises(Refused):
            correct(public, who=who)
    with pytest.raises(Refused):
        correct(hidden, who="rita")
    assert correct(hidden, who="mons", town="Trang").town == "Trang"


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("name", {"name": " \x00\u202e "}),
        ("name", {"name": "x" * 1_000_000}),
        ("address", {"address": "x" * 401}),
        ("processes", {"processes": "x" * 401}),
        ("latitude", {"latitude": Decimal(91), "longitude": Decimal(0)}),
        ("longitude", {"latitude": Decimal(9), "longitude": Decimal(181)}),
        ("longitude", {"latitude": Decimal(9)}),
        ("workers_band", {"workers_band": "5"}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(field: str, facts: dict[str, object]) -> None:
    one = oslo()
    with pytest.raises(WrongSite) as wrong:
        correct(one, **facts)
    assert wrong.value.field == field
    one.refresh_from_db()
    assert one.name == "Trang Rubber"


def test_a_source_is_always_asked_for_and_an_older_page_is_stale() -> None:
    one = oslo()
    for source in (" ", "x" * 201):
        with pytest.raises(WrongSite) as wrong:
            correct(one, source=source)
        assert wrong.value.field == "source"
    correct(one, town="Trang", at=LATER)
    with pytest.raises(Stale):
        close_site(by=actor("olga"), at=LATER, public_id=one.public_id, since=DAY, source=LETTER, seen=NOON)
    assert one.statements.filter(field="state").count() == 0


def test_closed_opened_and_moved_with_a_successor_that_only_some_see() -> None:
    one, other = site("Alfa", "TH", keys={member_key(member(m).pk) for m in ("oslo", "bergen")}), oslo("Beta")
    by, said = actor("olga"), {"at": NOON, "since": DAY, "source": LETTER}
    with behind(by):
        close_site(by=by, public_id=one.public_id, **said)  # type: ignore[arg-type]
        with pytest.raises(Refused, match="allerede stengt"):
            close_site(by=by, public_id=one.public_id, **said)  # type: ignore[arg-type]
        assert reopen_site(by=by, public_id=one.public_id, **said).state == "open"  # type: ignore[arg-type]
        move_site(by=by, public_id=one.public_id, to=other.public_id, **said)  # type: ignore[arg-type]
    mine, theirs = (site_view(actor(who), one.public_id, DAY) for who in ("olga", "berit"))
    assert (mine.moved_to, theirs.moved_to) == (other, None)
    assert site_view(by, other.public_id, DAY).moved_from == [one]
    assert [word.value for word in mine.said["state"]] == ["moved"]
    with pytest.raises(WrongSite):
        move_site(by=by, public_id=other.public_id, to=one.public_id, **said)  # type: ignore[arg-type]
    with pytest.raises(WrongSite) as tomorrow:
        reopen_site(by=by, at=NOON, public_id=one.public_id, since=LATER.date(), source=LETTER)
    assert tomorrow.value.field == "since"
    with pytest.raises(NotVisible):
        move_site(by=by, public_id=other.public_id, to="sit-0000000000", **said)  # type: ignore[arg-type]


def test_a_place_is_found_by_its_name_or_the_address_of_its_page() -> None:
    one, other = oslo("Alfa"), oslo("Beta", local_name="เบต้า")
    assert the_site_called(actor("olga"), "alfa") == [one]
    assert the_site_called(actor("olga"), "เบต้า") == [other]
    assert the_site_called(actor("olga"), f"https://aktsom.example/berort/sted/{other.public_id}/") == [other]
    assert the_site_called(actor("stina"), "alfa") == []


def test_a_list_that_comes_anew_leaves_what_was_set_right(tmp_path: Path) -> None:
    def take(address: str) -> tuple[int, int, int]:
        path = tmp_path / "list.csv"
        path.write_text(f"country,name,address,city\nTH,Rajana Latex,{address},Songkhla\n", encoding="utf-8")
        done = take_in_sites(by=PLATFORM, at=datetime.now(UTC), source="Liste", sites=read_site_list(path).sites)
        return done.new, done.changed, done.same

    assert take("Moo 4") == (1, 0, 0)
    one = Site.objects.get()
    correct(one, who="sekka", address="Moo 9", town="Songkhla")
    by = actor("sekka")
    close_site(by=by, at=NOON, public_id=one.public_id, since=DAY, source=LETTER)
    assert take("Moo 4") == (0, 0, 1)
    one.refresh_from_db()
    assert (one.address, one.state) == ("Moo 9", "closed")
    standing = one.statements.filter(field="address", ended_at=None)
    assert set(standing.values_list("value", "source")) == {("Moo 4", "Liste"), ("Moo 9", LETTER)}
