"""Places: lists taken in once however often, judged one and two again, closed and moved; ids last."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aktsom.core.actor import PLATFORM
from aktsom.core.errors import DomainError, Refused
from aktsom.interop.chains.site_lists import NoSiteList, read_site_list, write_site_list
from aktsom.suppliers.states import Verdict
from aktsom.supply_chain.actions.judging import judge_sites, undo_site_judgement
from aktsom.supply_chain.actions.site_lists import ListedSite, TakenIn, take_in_sites
from aktsom.supply_chain.actions.sites import (
    SiteFacts,
    add_site,
    change_site,
    close_site,
    move_site,
)
from aktsom.supply_chain.analysis import Compared, compare_sites
from aktsom.supply_chain.models import Site, SiteJudgement, SitePair, SiteStatement
from aktsom.supply_chain.queries.said import disputed
from aktsom.supply_chain.queries.sites import site_map
from tests.cast import NOON, actor
from tests.factories.chains import FACTORY, sent
from tests.factories.contracts import contract

pytestmark = pytest.mark.django_db
HUB, LETTER = "Open Supply Hub", "Brev fra fabrikken"
LIST = """os_id,country,name,address,sector,lat,lng,number_of_workers,is_closed
MY2019098D3G2JF,MY,Lembayung Gloves Sdn Bhd,"12 Jalan Perak, Ipoh",Health,4.5975,101.0901,1001-5000,
TH2020111AB2CDE,Thailand,Rajana Latex,99 Moo 4 Songkhla,,7.18,100.6,,true
"""


def _list(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _take(folder: Path, text: str, source: str = HUB) -> TakenIn:
    read = read_site_list(_list(folder, text))
    assert read.wrong == []
    return take_in_sites(by=PLATFORM, at=NOON, source=source, sites=read.sites)


def test_a_list_is_taken_in_once_however_often(tmp_path: Path) -> None:
    first = _take(tmp_path, LIST)
    assert (first.new, first.changed, first.same) == (2, 0, 0)
    again = _take(tmp_path, LIST)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    factory = Site.objects.get(os_id="MY2019098D3G2JF")
    assert (factory.latitude, factory.workers_band, factory.state) == (Decimal("4.5975"), "1000-4999", "open")
    assert Site.objects.get(name="Rajana Latex").state == "closed"
    assert Site.objects.visible_to(None).count() == 2


def test_what_changed_in_the_list_changes_the_place_and_keeps_its_id(tmp_path: Path) -> None:
    _take(tmp_path, LIST)
    before = Site.objects.get(os_id="MY2019098D3G2JF").public_id
    done = _take(tmp_path, LIST.replace("12 Jalan Perak", "14 Jalan Perak"))
    assert (done.new, done.changed, done.same) == (0, 1, 1)
    assert Site.objects.get(address__startswith="14").public_id == before
    said = SiteStatement.objects.filter(site__public_id=before, field="address").order_by("id")
    assert [one.ended_at is None for one in said] == [False, True]


def test_a_list_without_ids_is_known_by_name_and_address(tmp_path: Path) -> None:
    text = "country,name,address,sector\nCHINA,Wenzhou Shoes,No. 8 West Road,Apparel\nPK,Box Ring,Sialkot,Apparel\n"
    assert _take(tmp_path, text, "A brand").new == 2
    done = _take(tmp_path, text + "CHINA,WENZHOU  SHOES,NO. 8 WEST ROAD,Apparel\n", "A brand")
    assert done.new == 0
    assert Site.objects.count() == 2


def test_rows_that_cannot_be_used_are_told_of_and_the_others_come(tmp_path: Path) -> None:
    text = (
        "country,name,address,lat,lng\nZZ,Nowhere,x,,\nTH,,x,,\nTH,Too far,x,95,200\nTH,Trаng,x,,\nTH,Good,x,,\n"
        f"TH,{'y' * 20_000},x,,\n"
    )
    read = read_site_list(_list(tmp_path, text))
    assert [row.number for row in read.wrong] == [2, 3, 4, 5, 7]
    assert [one.facts.name for one in read.sites] == ["Good"]
    with pytest.raises(NoSiteList):
        read_site_list(_list(tmp_path, "a,b\n1,2\n"))


def test_out_and_in_again(tmp_path: Path) -> None:
    _take(tmp_path, LIST)
    path = tmp_path / "out.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        assert write_site_list(target, Site.objects.order_by("id")) == 2
    done = take_in_sites(by=PLATFORM, at=NOON, source=HUB, sites=read_site_list(path).sites)
    assert (done.new, done.changed) == (0, 0)


def test_only_the_secretariat_keeps_places() -> None:
    facts = SiteFacts("Trang Rubber", "TH")
    for who in ("olga", "nora"):
        with pytest.raises(Refused):
            add_site(by=actor(who), at=NOON, facts=facts, public_source=HUB)
    site = add_site(by=actor("sekka"), at=NOON, facts=facts, public_source=HUB)
    changed = SiteFacts("Trang Rubber Co", "TH", latitude=Decimal(7), longitude=Decimal(99))
    change_site(by=actor("sekka"), at=NOON, public_id=site.public_id, facts=changed, source=LETTER)
    assert Site.objects.get().name == "Trang Rubber Co"
    for wrong in (
        SiteFacts("", "TH"),
        SiteFacts("x", "TH", latitude=Decimal(7)),
        SiteFacts("x", "TH", workers_band="5"),
    ):
        with pytest.raises(DomainError):
            change_site(by=actor("sekka"), at=NOON, public_id=site.public_id, facts=wrong, source=LETTER)
    impossible = SiteFacts("x", "TH", latitude=Decimal(91), longitude=Decimal(0))
    with pytest.raises(DomainError):
        change_site(by=actor("sekka"), at=NOON, public_id=site.public_id, facts=impossible, source=LETTER)


def _three() -> list[Site]:
    return [
        add_site(by=PLATFORM, at=NOON, facts=SiteFacts(name, "TH"), public_source=HUB) for name in ("A1", "B2", "C3")
    ]


def test_closed_and_moved() -> None:
    one, other, third = (site.public_id for site in _three())
    sekka, day = actor("sekka"), date(2026, 6, 1)
    assert close_site(by=sekka, at=NOON, public_id=one, since=day, source=LETTER).state == "closed"
    assert move_site(
        by=sekka, at=NOON, public_id=other, to=third, since=day, source=LETTER
    ).moved_to == Site.objects.get(name="C3")
    with pytest.raises(DomainError):
        move_site(by=sekka, at=NOON, public_id=third, to=other, since=day, source=LETTER)
    with pytest.raises(DomainError):
        move_site(by=sekka, at=NOON, public_id=one, to=one, since=day, source=LETTER)


def test_judged_one_and_two_again() -> None:
    one, other, third = _three()
    sekka = actor("sekka")

    def judge(a: Site, b: Site, verdict: Verdict = Verdict.SAME) -> SiteJudgement:
        return judge_sites(
            by=sekka, at=NOON, one=a.public_id, other=b.public_id, verdict=verdict, reason="Samme adresse"
        )

    def groups() -> list[int | None]:
        return list(Site.objects.order_by("id").values_list("same_as_id", flat=True))

    judge(third, other)
    made = judge(one, other)
    assert groups() == [None, one.pk, one.pk]
    undo_site_judgement(by=sekka, at=NOON, judgement=made.public_id, reason="Trykket feil")
    assert groups() == [None, None, other.pk]
    judge(other, third, Verdict.DIFFERENT)
    assert groups() == [None, None, None]


def test_the_same_place_in_two_lists_is_found_and_a_persons_word_stands(tmp_path: Path) -> None:
    _take(tmp_path, LIST)
    text = (
        'country,name,address\nMY,LEMBAYUNG GLOVES SDN. BHD.,"12, Jalan Perak, Ipoh"\nMY,Another Maker,9 Jalan Satu\n'
    )
    done = _take(tmp_path, text, "A brand")
    assert compare_sites(at=NOON, about=done.ids).joined == 1
    [younger, older] = Site.objects.filter(name_key__startswith="lembayung").order_by("-id")
    assert younger.same_as == older
    judge_sites(
        by=PLATFORM,
        at=NOON,
        one=older.public_id,
        other=younger.public_id,
        verdict=Verdict.DIFFERENT,
        reason="To bygg i samme gate",
    )
    assert compare_sites(at=NOON, about=done.ids).joined == 0
    younger.refresh_from_db()
    assert younger.same_as is None


@pytest.mark.usefixtures("small_list")
def test_a_supplier_and_a_list_that_differ_stand_side_by_side(tmp_path: Path) -> None:
    contract()
    sent({**FACTORY, "address": "99 Jalan Lain", "latitude": "5.5", "longitude": "101.09"})
    _take(tmp_path, LIST)
    own, listed = Site.objects.get(public_source=""), Site.objects.get(os_id="MY2019098D3G2JF")
    judge_sites(
        by=PLATFORM, at=NOON, one=own.public_id, other=listed.public_id, verdict=Verdict.SAME, reason="Samme fabrikk"
    )
    found = {one.field: {said.source for said in one.said} for one in disputed(actor("olga"), {own.pk})}
    assert found == {
        "address": {"Nordhav Medisinsk AS", HUB},
        "position": {"Nordhav Medisinsk AS", HUB},
    }
    assert disputed(actor("stina"), {own.pk, listed.pk}) == []


def test_what_was_undone_is_not_joined_again_nor_through_a_third() -> None:
    sekka = actor("sekka")
    rows = [ListedSite(SiteFacts("Lembayung Gloves", "MY", address="12 Jalan Perak", town="Ipoh"))]
    done = take_in_sites(by=sekka, at=NOON, source="List one", sites=rows)
    more = take_in_sites(by=sekka, at=NOON, source="List two", sites=rows)
    about = {*done.ids, *more.ids}
    assert compare_sites(at=NOON, about=about).joined == 1
    one, other = Site.objects.order_by("id")
    judged = SiteJudgement.objects.get(one=one, other=other)
    undo_site_judgement(by=sekka, at=NOON, judgement=judged.public_id, reason="To porter")
    assert compare_sites(at=NOON, about=about) == Compared(0, 1)
    assert SitePair.objects.filter(one=one, other=other).exists()
    third = take_in_sites(by=sekka, at=NOON, source="List three", sites=rows)
    compare_sites(at=NOON, about={*about, *third.ids})
    other.refresh_from_db()
    assert other.same_as_id is None or other.same_as_id != one.pk
    groups = {site.same_as_id or site.pk for site in Site.objects.filter(pk__in=about)}
    assert len(groups) == 2


@pytest.mark.usefixtures("small_list")
def test_a_public_place_stays_on_the_map_when_it_hangs_on_one_that_is_not() -> None:
    contract()
    sent(FACTORY)
    hidden = Site.objects.get(name=FACTORY["name"])
    open_ = add_site(by=PLATFORM, at=NOON, facts=SiteFacts("Lembayung Gloves Sdn", "MY"), public_source="Liste")
    judge_sites(
        by=PLATFORM, at=NOON, one=hidden.public_id, other=open_.public_id, verdict=Verdict.SAME, reason="Samme port"
    )
    assert [site.public_id for site in site_map(actor("stina"), "MY").sites] == [open_.public_id]
    assert [site.public_id for site in site_map(actor("olga"), "MY").sites] == [hidden.public_id]
