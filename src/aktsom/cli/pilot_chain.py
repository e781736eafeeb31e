"""What the demo shows of chains, made by the same acts as people do: working clothes told of from the cotton on, with
gaps, a place that two sources describe differently and a visit that confirmed one; gloves that are asked about now."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from aktsom.core.actor import Actor
    from aktsom.suppliers.models import Supplier
    from aktsom.supply_chain.models import Declaration

# whom of each member the demo lets ask
ASKERS = {
    "oslo-kommune": "ingrid@oslo.example",
    "bergen-kommune": "jonas@bergen.example",
    "sykehusinnkjop": "marte@sykehus.example",
    "statsbygg": "eli@statsbygg.example",
}
SEWN = "Padma Stitch Works"
CLOTHES_ROWS: tuple[dict[str, str], ...] = (
    {
        "stage": "Sluttprodukt", "material": "arbeidsbukser og jakker", "name": SEWN, "country": "Bangladesh",
        "town": "Gazipur", "address": "Plot 14, Kashimpur Road", "latitude": "23.9901", "longitude": "90.3342",
        "processes": "søm", "workers": "1 200", "document": "Ordrebekreftelse 2026-118",
    },
    {
        "stage": "Sluttprodukt", "material": "fleece", "name": "Linden Sewing Kaunas", "country": "Litauen",
        "town": "Kaunas", "workers": "140",
    },
    {
        "stage": "Komponent", "material": "stoff", "name": "Meghna Weaving Mills", "country": "Bangladesh",
        "town": "Narayanganj", "delivers_to": SEWN, "document": "Fraktbrev 7. september", "processes": "veving",
    },
    {
        "stage": "Komponent", "material": "garn", "name": "Kaveri Spinners", "country": "India", "town": "Coimbatore",
        "delivers_to": "Meghna Weaving Mills", "processes": "spinning",
    },
    {
        "stage": "Råvare", "material": "bomull", "name": "Gujarat Cotton Growers' Union", "country": "India",
        "delivers_to": "Kaveri Spinners",
    },
    {"stage": "Råvare", "material": "polyester", "unknown": "ja"},
)  # fmt: skip
GLOVES_ROWS: tuple[dict[str, str], ...] = (
    {
        "stage": "Sluttprodukt", "material": "nitrilhansker", "name": "Lembayung Gloves", "country": "Malaysia",
        "town": "Ipoh", "workers": "5000-9999",
    },
    {"stage": "Komponent", "material": "nitril", "unknown": "ja"},
)  # fmt: skip


def load_chains() -> None:
    now = timezone.localtime()
    clothes, gloves = _answered_for("astrid@lomseth.example"), _answered_for("aksel@nordhav.example")
    if clothes is not None:
        asked(clothes, now - timedelta(days=40), "Vi følger opp arbeidstøy i år. Begynn med de største varene.")
        told_chain(clothes, CLOTHES_ROWS, now - timedelta(days=21), ("nils@lomseth.example", "astrid@lomseth.example"))
        _confirmed(clothes, now - timedelta(days=9))
        _listed(now - timedelta(days=5))
    if gloves is not None:
        people = ("nora@nordhav.example", "aksel@nordhav.example")
        asked(gloves, now - timedelta(days=200), "Hvor er hanskene laget?")
        told = told_chain(gloves, GLOVES_ROWS, now - timedelta(days=170), people)
        _invited(told, now - timedelta(days=160))
        asked(gloves, now - timedelta(days=6), "Vi mangler fortsatt råvaren. Hvor kommer nitrilen fra?", again=True)


def _answered_for(email: str) -> "Supplier | None":
    """By who answers for it: a register may have given the company another name."""
    from aktsom.suppliers.models import Supplier

    return Supplier.objects.filter(people__person__email=email).first()


def _actor(email: str) -> "Actor":
    from aktsom.members.models import Person
    from aktsom.teams.queries import actor_of

    return actor_of(Person.objects.get(email=email))


def asked(supplier: "Supplier", at: datetime, message: str, *, again: bool = False) -> None:
    from aktsom.risk.queries.products import products_of
    from aktsom.supply_chain.actions.asking import Wish, ask_for_chain
    from aktsom.supply_chain.queries.contracts import own_with

    for email in ASKERS.values():
        by = _actor(email)
        contracts = own_with(by, supplier, at.date())
        if contracts:
            listed = products_of(by, [one.pk for one in contracts])
            products = {one.public_id: listed[one.pk] for one in contracts if listed.get(one.pk)}
            days = timedelta(days=30)
            wish = Wish(products, message, max((at + days).date(), timezone.localdate()), again)
            ask_for_chain(by=by, at=at, supplier_id=supplier.public_id, wish=wish)
            return


def told_chain(
    supplier: "Supplier", rows: tuple[dict[str, str], ...], at: datetime, people: tuple[str, str]
) -> "Declaration":
    from aktsom.interop.chains.declaring import write_row
    from aktsom.supply_chain.actions.declaring import start_declaration
    from aktsom.supply_chain.actions.submitting import submit_declaration

    writes, approves = (_actor(email) for email in people)
    draft = start_declaration(by=writes, at=at, supplier_id=supplier.public_id)
    for row in rows:
        write_row(by=writes, at=at, declaration_id=draft.public_id, number=None, words=row)
    draft.refresh_from_db()
    return submit_declaration(by=approves, at=at, declaration_id=draft.public_id, revision=draft.revision).declaration


def _confirmed(supplier: "Supplier", at: datetime) -> None:
    """A visit by somebody else than the supplier."""
    from aktsom.contracts.models import Contract
    from aktsom.members.models import Member
    from aktsom.supply_chain.actions.links import Seen, verify_link
    from aktsom.supply_chain.models import ChainLink
    from aktsom.supply_chain.states import Confidence

    by = next((_actor(email) for email in ASKERS.values() if _buys(_actor(email), supplier)), None)
    link = ChainLink.objects.filter(said_by=supplier, from_site__name=SEWN).first()
    if by is None or link is None or by.member_id is None:
        return
    if Contract.objects.filter(member_id=by.member_id, supplier=supplier).exists():
        verify_link(
            by=by,
            at=at,
            member=Member.objects.get(pk=by.member_id).public_id,
            link=link.public_id,
            seen=Seen(Confidence.VERIFIED, at.date(), "Revisor på besøk i fabrikken", "Besøksrapport"),
        )


def _buys(by: "Actor", supplier: "Supplier") -> bool:
    from aktsom.supply_chain.queries.contracts import own_with

    return bool(own_with(by, supplier, timezone.localdate()))


def _listed(at: datetime) -> None:
    """Two public lists. The sewing works stand in one with another address and more people, and are judged to be the
    same; of two spinning mills nobody has said yet whether they are one place or two."""
    from aktsom.core.actor import PLATFORM
    from aktsom.suppliers.states import Verdict
    from aktsom.supply_chain.actions.judging import judge_sites
    from aktsom.supply_chain.actions.site_lists import ListedSite, take_in_sites
    from aktsom.supply_chain.actions.sites import SiteFacts
    from aktsom.supply_chain.analysis import compare_sites
    from aktsom.supply_chain.models import Site

    konabari = {"address": "Holding 52, Konabari, Gazipur", "town": "Gazipur", "workers_band": "5000-9999"}
    # Facts of the demo, spread out of one dictionary of several types.
    sewn = SiteFacts(f"{SEWN} Ltd.", "BD", **konabari)  # type: ignore[arg-type]
    lists = {
        "Eksempelliste over fabrikker": (
            sewn,
            SiteFacts("Kaveri Spinning Mills", "IN", address="Avinashi Road 12", town="Coimbatore"),
            SiteFacts("Halong Spinners", "VN", address="Lot 5, An Duong", town="Hai Phong", processes="spinning"),
        ),
        "Eksempelliste fra et merke": (
            SiteFacts("Halong Spinning Mills", "VN", town="Hai Phong", processes="spinning"),
        ),
    }
    for source, named in lists.items():
        listed_sites = [ListedSite(facts) for facts in named]
        take_in_sites(by=PLATFORM, at=at, source=source, sites=listed_sites)
    own, listed = Site.objects.filter(name=SEWN).first(), Site.objects.get(name=sewn.name)
    if own is not None:
        said = {"verdict": Verdict.SAME, "reason": "Samme navn og by"}
        # Facts of the demo, spread out of one dictionary of several types.
        judge_sites(by=PLATFORM, at=at, one=own.public_id, other=listed.public_id, **said)  # type: ignore[arg-type]
    compare_sites(at=at, about=list(Site.objects.values_list("id", flat=True)))


def _invited(told: "Declaration", at: datetime) -> None:
    from aktsom.members.letters import take_up_page
    from aktsom.supply_chain.actions.tiers import NextTier, invite_next_tier

    tier = NextTier("Lembayung Gloves", "MY", "aminah@lembayung.example", "final")
    invite_next_tier(
        by=_actor("nora@nordhav.example"), at=at, declaration_id=told.public_id, tier=tier, link=take_up_page()
    )
