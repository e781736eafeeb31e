"""The pages of what decisions set in motion, for the owner, the supplier and those who see nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aktsom.contracts.models import Contract
from aktsom.follow_up.models import FollowUp
from aktsom.members.models import Person
from aktsom.sanctions.models import Bid, Letter, OrderCondition, Replacement, SanctionDecision, Suspension, Termination
from aktsom.suppliers.models import Supplier
from tests import commons
from tests.beginnings import beginning
from tests.cast import days_ago, person
from tests.findings.made import standing
from tests.follow_up.concluded import followed_up
from tests.sanctions.steps_made import GLOVES, demanded, drafted, proposed, suspended, terminated, weighed
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script> Alle har fått pengene igjen."
WHY = "Vi har lest rapporten og snakket med fagforeningen."


@beginning(after=commons.terms)
def one() -> FollowUp:
    person("nora"), person("aksel")
    return followed_up(sets={"oslo": "T4", "bergen": "T4"})


def revision(page: str) -> str:
    return re.findall(r'name="revision" value="(\d+)"', page)[0]


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def sent(client: Any, address: str, **told: Any) -> Any:
    """What the form showed, filled in."""
    return client.post(address, {"revision": revision(client.get(address).text), **told})


EXIT = {
    "workers": "De kan miste arbeid.",
    "tried": "Plan og ny frist.",
    "left_open": "Resten betales over et halvt år.",
}


class TestSuspension:
    def test_from_draft_to_lifted(self, one: FollowUp, visit: Visit) -> None:
        draft = drafted(one, "suspension-partial", at=timezone.now())
        olga, nora, berit = visit("olga"), visit("nora"), visit("berit")
        at = f"/avgjorelser/{draft.public_id}/"
        page = olga.get(at).text
        assert "Dette settes i gang" in page
        assert "Skriv vurderingen av hva steget gjør for arbeiderne først." in page
        kept = olga.post(
            at,
            {"revision": draft.revision, "answer": "other_step", "step": draft.step, "reason": WHY, "do": "arbeiderne"},
        )
        assert kept["Location"] == f"{at}skriv/arbeiderne/"
        form = f"{at}skriv/arbeiderne/"
        assert "Åpent for arbeiderne nå" in olga.get(form).text
        assert sent(olga, form, **EXIT | {"tried": ""}).status_code == 422
        assert sent(olga, form, **EXIT)["Location"] == at
        form = f"{at}skriv/stans/"
        told = {"products": GLOVES, "starts_on": day(0), "ends_on": day(40), "lift_test": SCRIPT}
        wrong = sent(olga, form, **told | {"ends_on": day(-1)})
        assert wrong.status_code == 422
        assert "Siste dag må være etter første dag." in wrong.text
        assert "Alle har fått pengene igjen" in wrong.text  # what was typed is kept
        assert sent(olga, form, **told)["Location"] == at
        assert olga.post(form, {"revision": "0", **told}).status_code == 409  # a second press of the first form
        assert nora.get(form).status_code == berit.get(form).status_code == 404
        off = olga.post(
            at,
            {
                "revision": revision(olga.get(at).text),
                "answer": "other_step",
                "step": draft.step,
                "reason": WHY,
                "do": "avgjor",
            },
        )
        assert "Begrunnelse: Skriv hvorfor: Forholdsmessigheten er begrunnet." in off.text  # each by its own name
        assert "Begrunnelse (valgfritt)" not in re.sub(r"<[^>]+>", "", off.text)
        page = olga.get(at).text
        assert GLOVES in page
        assert "<script>alert" not in page

    def test_the_supplier_shows_and_the_owner_lifts(self, one: FollowUp, visit: Visit) -> None:
        made = suspended(one, timezone.now())
        olga, mons, nora, berit = visit("olga"), visit("mons"), visit("nora"), visit("berit")
        at = f"/stans/{made.public_id}/"
        contract = f"/avtaler/{made.contract.public_id}/"
        assert "Ikke bestill disse delene" in olga.get(contract).text
        assert "Ikke bestill disse delene" not in berit.get(contract).text
        assert "Ikke bestill alt under avtalen" in olga.get("/avtaler/").text
        assert "Ikke bestill" in olga.get("/").text
        assert "Stanset: " in nora.get("/").text
        assert berit.get(at).status_code == visit("sekka").get(at).status_code == 404
        assert made.lift_test in nora.get(at).text
        assert nora.get(f"{at}vurder/").status_code == mons.get(f"{at}vurder/").status_code == 403
        assert olga.get(f"{at}vis/").status_code == 403
        assert sent(nora, f"{at}vis/", text="").status_code == 422
        shown = {"revision": revision(nora.get(f"{at}vis/").text), "text": SCRIPT}
        assert nora.post(f"{at}vis/", shown)["Location"] == at
        assert nora.post(f"{at}vis/", shown).status_code == 403
        assert "ber om at en stans oppheves" in olga.get("/").text
        page = olga.get(f"{at}vurder/").text
        assert "Alle har fått pengene igjen." in page
        assert "<script>alert" not in page
        told = {"result": "met", "rests_on": "Rapport fra 20. november", "reason": WHY}
        assert sent(olga, f"{at}vurder/", **told | {"rests_on": ""}).status_code == 422
        pressed = {"revision": revision(page), **told}
        assert olga.post(f"{at}vurder/", pressed)["Location"] == at
        assert olga.post(f"{at}vurder/", pressed).status_code == 403
        assert "Opphevet" in nora.get(at).text
        assert "Ikke bestill disse delene" not in olga.get(contract).text
        assert [step.kind for step in Suspension.objects.get().steps.all()] == ["show", "lift"]

    def test_run_out_it_says_so_and_is_prolonged_or_ended(self, one: FollowUp, visit: Visit) -> None:
        made = suspended(one, days_ago(30), ends_on=days_ago(2).date())
        olga, nora = visit("olga"), visit("nora")
        at = f"/stans/{made.public_id}/"
        assert "Siste dag er gått, og ingen har avgjort hva som skjer nå" in nora.get(at).text
        assert "Avgjør stansen før dere bestiller" in olga.get(f"/avtaler/{made.contract.public_id}/").text
        assert "er gått ut" in olga.get("/").text
        assert sent(olga, f"{at}forleng/", until=day(0), reason=WHY).status_code == 422
        assert sent(olga, f"{at}forleng/", until=day(20), reason=WHY).status_code == 302
        assert olga.get(f"{at}avslutt/").status_code == 403
        Suspension.objects.update(ends_on=days_ago(1).date())
        assert sent(olga, f"{at}avslutt/", reason=WHY).status_code == 302
        assert "Avsluttet etter siste dag" in nora.get(at).text


class TestReplacement:
    def test_from_demand_to_confirmed(self, one: FollowUp, visit: Visit) -> None:
        made = demanded(one, timezone.now())
        olga, mons, nora, berit = visit("olga"), visit("mons"), visit("nora"), visit("berit")
        at = f"/bytte/{made.public_id}/"
        assert "Bytt ut Lembayung Gloves" in nora.get("/").text
        assert berit.get(at).status_code == 404
        told = {"name": "Nilam Gloves", "country": "MY", "text": SCRIPT}
        assert sent(nora, f"{at}foresla/", **told | {"country": ""}).status_code == 422
        assert sent(nora, f"{at}foresla/", **told)["Location"] == at
        page = olga.get(at).text
        assert "Ingen har sett på stedet før." in page
        assert "Ukjent er ikke det samme som trygt." in page
        assert "Det vi vet om stedet" not in nora.get(at).text
        assert nora.get(f"{at}vurder/").status_code == 403
        assert sent(mons, f"{at}vurder/", weighed=WHY)["Location"] == at
        assert mons.get(f"{at}bekreft/").status_code == 403
        assert "Ikke bestill disse delene" in olga.get(f"/avtaler/{made.contract.public_id}/").text
        assert sent(olga, f"{at}bekreft/", delivers_from=day(0))["Location"] == at
        assert "Leverandørkjeden har fått en ny utgave" in nora.get(at).text
        assert "Ikke bestill disse delene" not in olga.get(f"/avtaler/{made.contract.public_id}/").text
        assert Replacement.objects.get().state == "confirmed"

    def test_refused_with_a_reason_that_the_supplier_reads(self, one: FollowUp, visit: Visit) -> None:
        made = weighed(proposed(demanded(one, timezone.now())))
        olga, nora = visit("olga"), visit("nora")
        at = f"/bytte/{made.public_id}/"
        assert sent(olga, f"{at}avvis/", reason="Samme formidler brukes der.")["Location"] == at
        assert "Samme formidler brukes der." in nora.get(at).text
        made.refresh_from_db()
        proposed(made, name="Suria Gloves")
        assert nora.post(f"{at}ta-tilbake/", {"revision": revision(nora.get(at).text)}).status_code == 302
        assert Replacement.objects.get().state == "demanded"


class TestTermination:
    def test_the_owner_writes_and_the_supplier_says_its_own(self, one: FollowUp, visit: Visit) -> None:
        draft = drafted(one, "termination", at=timezone.now())
        olga = visit("olga")
        at = f"/avgjorelser/{draft.public_id}/skriv/heving/"
        assert sent(olga, at, from_on=day(-2), followed_how="Vi spør hver måned.").status_code == 422
        assert sent(olga, at, from_on=day(10), followed_how="Vi spør hver måned.").status_code == 302
        assert Termination.objects.get().state == "drafted"
        Termination.objects.all().delete()
        SanctionDecision.objects.all().delete()
        made = terminated(one, timezone.now(), from_on=timezone.localdate())
        nora, berit = visit("nora"), visit("berit")
        at = f"/heving/{made.public_id}/"
        assert berit.get(at).status_code == 404
        page = nora.get(at).text
        assert "Avtalen er hevet" in page
        assert "De kan miste arbeid i høst" not in page  # the owner's own weighing
        assert sent(nora, f"{at}uttal/", text=SCRIPT)["Location"] == at
        page = olga.get(at).text
        assert "Alle har fått pengene igjen." in page
        assert "<script>alert" not in page
        assert "De kan miste arbeid i høst" in page
        assert "Ikke bestill noe under avtalen" in olga.get(f"/avtaler/{made.contract.public_id}/").text
        assert sent(olga, f"{at}ferdig/", reason="kort").status_code == 422
        assert sent(olga, f"{at}ferdig/", reason=WHY)["Location"] == at
        assert nora.get(f"{at}uttal/").status_code == 403


class TestLifting:
    @pytest.mark.parametrize(("language", "press", "head"), [
        ("nb", "Skriv brevet: Stansen er opphevet", "Brev om at stansen er opphevet"),
        ("nn", "Skriv brevet: Stansen er oppheva", "Brev om at stansen er oppheva"),
        ("en", "Write the letter: The suspension is lifted", "Letter telling that the suspension is lifted"),
    ])  # fmt: skip
    def test_its_letter_is_written_from_its_page(
        self, one: FollowUp, visit: Visit, language: str, press: str, head: str
    ) -> None:
        standing(one)
        made = suspended(one, timezone.now())
        at, write = f"/stans/{made.public_id}/", f"/brev/skriv/{made.decision.public_id}/"
        olga, nora, berit = visit("olga"), visit("nora"), visit("berit")
        Person.objects.update(language=language)
        assert press not in olga.get(at).text
        assert olga.post(write, {"kind": "lifting"}).status_code == 403
        told = {"result": "met", "rests_on": "Revisjonsrapporten.", "reason": WHY}
        assert sent(olga, f"{at}vurder/", **told).status_code == 302
        assert press in olga.get(at).text
        for other in (nora, visit("rita")):  # the supplier, and who only reads in the owner's body
            page = other.get(at).text
            assert press not in page
            assert head not in page
        assert berit.post(write, {"kind": "lifting"}).status_code == 404
        assert olga.post(write, {"kind": "lifting"}).status_code == 302
        letter = Letter.objects.get(kind="lifting")
        page = olga.get(at).text
        assert press not in page
        assert f'href="/brev/{letter.public_id}/"' in page
        assert letter.public_id not in nora.get(at).text
        assert "Revisjonsrapporten." in olga.get(f"/brev/{letter.public_id}/").text
        assert olga.post(f"/brev/{letter.public_id}/send/", {"revision": letter.revision}).status_code == 302
        page = nora.get(at).text
        assert head in page
        assert f'href="/brev/{letter.public_id}/"' in page
        assert berit.get(f"/brev/{letter.public_id}/").status_code == 404


class TestConditions:
    def test_not_shown_in_time_it_stops_orders(self, one: FollowUp, visit: Visit) -> None:
        contract = Contract.objects.get(member__slug="oslo-kommune")
        olga, nora, berit = visit("olga"), visit("nora"), visit("berit")
        page = f"/avtaler/{contract.public_id}/"
        at = f"/bestillingsvilkar/ny/{contract.public_id}/"
        assert berit.get(at).status_code == 404
        assert olga.post(at, {"text": "LSAS nivå 1"}).status_code == 422
        told = {"text": "LSAS nivå 1", "due_on": day(-1)}
        assert olga.post(at, told).status_code == 302
        assert olga.post(at, told).status_code == 409
        assert "LSAS nivå 1" in olga.get(page).text
        assert "Ikke bestill noe under avtalen" in olga.get(page).text
        assert "Skal vises: LSAS nivå 1" in nora.get("/").text
        found = f"/bestillingsvilkar/{OrderCondition.objects.get().public_id}/"
        assert berit.get(found).status_code == 404
        assert nora.get(f"{found}vist/").status_code == 403
        assert sent(olga, f"{found}vist/", shown_on=day(-3), rests_on="Sertifikatet").status_code == 302
        assert "Ikke bestill noe under avtalen" not in olga.get(page).text
        assert sent(olga, f"{found}tvil/", reason=WHY).status_code == 302
        assert sent(olga, f"{found}frafall/", reason=WHY).status_code == 302
        assert "Frafalt" in nora.get(found).text


class TestCompetitions:
    def test_the_warning_is_shown_to_that_member_alone_and_use_is_a_step_of_its_own(
        self, one: FollowUp, visit: Visit
    ) -> None:
        made = suspended(one, timezone.now())
        olga, berit = visit("olga"), visit("berit")
        supplier = Supplier.objects.get(pk=made.supplier_id)
        at = f"/konkurranser/ny/{supplier.public_id}/"
        assert "byr i Hansker 2027" not in olga.get("/").text
        page = olga.get(at).text
        member = re.findall(r'<option value="(mem-[^"]+)"', page)[0]
        noted = olga.post(at, {"member": member, "competition": "Hansker 2027"})["Location"]
        assert olga.post(at, {"member": member, "competition": "Hansker 2027"})["Location"] == noted  # once
        assert "byr i Hansker 2027" in olga.get("/").text
        assert "byr i" not in berit.get("/").text
        assert berit.get(noted).status_code == 404
        assert "Hansker 2027" in olga.get("/konkurranser/").text
        assert "Plattformen utestenger ingen." in olga.get(noted).text
        heard = {
            "about": made.decision.public_id, "about_from": "2026-01-01", "about_to": "2026-12-31",
            "ground": "labour-obligations", "told_how": "Brev med vedtaket.", "hear_by": day(5),
        }  # fmt: skip
        assert sent(olga, f"{noted}hor/", **heard).status_code == 302
        assert sent(olga, f"{noted}avgjor/", use="yes", reason=WHY).status_code == 403  # not heard yet
        assert (
            sent(olga, f"{noted}avgjor/", use="yes", reason=WHY, supplier_says="Vi har rettet det.").status_code == 302
        )
        refused = {"missing": "Retningslinjene", "ground": "documentation-missing", "reason": WHY, "decided_on": day(0)}
        assert sent(olga, f"{noted}avvisning/", **refused).status_code == 302
        assert olga.get(f"{noted}avvisning/").status_code == 403
        assert "Det er ikke et resultat av oppfølging." in olga.get(noted).text
        assert olga.post(f"{noted}over/", {"revision": str(Bid.objects.get().revision)}).status_code == 302
        assert "byr i Hansker 2027" not in olga.get("/").text
