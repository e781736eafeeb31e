"""The pages of reports as people meet them: from the list to a file, twice, at once, stale, and in three languages."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from aktsom.core.actor import PLATFORM
from aktsom.effects.actions.reports import write_section
from aktsom.effects.models import AccountDuty, ReasonNotToAct, Report
from aktsom.follow_up.models import FollowUp
from aktsom.members.actions import give_role
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor, member, person
from tests.effects.reported import begun, part
from tests.follow_up.concluded import followed_up
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import sign_in


@beginning(after=commons.terms)
def one() -> FollowUp:
    made = followed_up(sets={"oslo": "T4", "bergen": "T1"})
    gloves("oslo", title="Engangshansker til tannlegene", supplier_name="Andre Varer AS", supplier_number="")
    return made


def at(made: Report, page: str, **more: str | int) -> str:
    return reverse(page, kwargs={"public_id": made.public_id, **more})


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_list_to_a_draft_and_the_same_draft_again(one: FollowUp, client: Client) -> None:
    sign_in(client, person("mons"))
    assert "Ingen rapporter ennå" in said(client, reverse("reports_list"))
    asked = {"kind": f"routine:{member('oslo').public_id}", "year": "2026", "language": "nn"}

    first = client.post(reverse("reports_new"), asked)
    again = client.post(reverse("reports_new"), asked, follow=True)

    made = Report.objects.get()
    assert first["Location"] == at(made, "reports_one")
    assert "Utkastet fantes fra før" in again.content.decode()
    page = said(client, at(made, "reports_one"))
    assert "Avtalar etter risiko" in page  # the report's own language
    assert "Det vi ikkje følgde opp, og kvifor</h2>" in page


def test_the_same_number_of_questions_for_two_members_and_for_four(one: FollowUp, client: Client) -> None:
    sign_in(client, person("mons"))
    there, counts = reverse("reports_list"), []
    for others in (["bergen"], ["stavanger", "uio"]):
        for other in others:
            give_role(by=PLATFORM, at=NOON, person=person("mons"), member=member(other), role="contract_manager")
        assert member(others[-1]).name in said(client, there)
        counts.append(queries(lambda: said(client, there)))
    assert counts[0] == counts[1]


def test_what_one_may_not_choose_comes_back(one: FollowUp, client: Client) -> None:
    sign_in(client, person("mons"))
    for wrong in ({"kind": f"routine:{member('bergen').public_id}"}, {"kind": "cooperation:"}, {"year": "2001"}):
        asked = {"kind": f"routine:{member('oslo').public_id}", "year": "2026", "language": "nb", **wrong}
        assert client.post(reverse("reports_new"), asked).status_code == 422
    assert not Report.objects.exists()


def test_the_preview_has_what_the_paper_has(one: FollowUp, client: Client) -> None:
    made = begun()
    sign_in(client, person("mons"))
    page = said(client, at(made, "reports_one"))

    for heading in ("Rutinen vår", "Oversikt over risiko", "Det vi ikke fulgte opp, og hvorfor"):
        assert heading in page
    assert "1 av 2 (50" in page
    assert "må skrives" in page


def test_writing_in_a_section_and_a_stale_page(one: FollowUp, client: Client) -> None:
    made = begun()
    sign_in(client, person("mons"))
    address = at(made, "reports_write", key="routine")
    assert "Hva sier rutinen deres" in said(client, address)
    sent = {"revision": str(part(made, "routine").revision), "text": "Rutinen er fra 2024.", "shown": "on"}

    assert client.post(address, sent)["Location"] == at(made, "reports_one")
    assert "Rutinen er fra 2024." in said(client, at(made, "reports_one"))
    assert client.post(address, sent).status_code == 409
    assert client.post(address, {"text": "x"}).status_code == 409  # says no revision


def test_what_may_tell_of_a_worker_comes_back_once(one: FollowUp, client: Client) -> None:
    made = begun()
    sign_in(client, person("mons"))
    address = at(made, "reports_write", key="findings")
    sent = {"revision": "1", "text": "Arbeideren Priya Sharma, 23 år, fortalte oss det.", "shown": "on"}

    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Se over teksten" in answer.content.decode()
    assert part(made, "findings").text == ""


def test_comparing_and_fetching_again(one: FollowUp, client: Client) -> None:
    made = begun()
    write_section(
        by=actor("mons"), at=NOON, report_id=made.public_id, key="contracts", revision=1, text="Vårt.", shown=True
    )
    sign_in(client, person("mons"))
    gloves("oslo", title="Engangshansker til skolene")
    page = said(client, at(made, "reports_compare"))
    assert "<del>" in page
    assert "<ins>" in page

    sent = {"revision": str(made.revision), "section": ["risk_overview", "contracts"]}
    assert client.post(at(made, "reports_compare"), sent).status_code == 302
    assert client.post(at(made, "reports_compare"), sent).status_code == 409
    page = said(client, at(made, "reports_one"))
    assert "Vårt." in page
    assert "Stemmer den ennå?" in page


def adopting(client: Client, made: Report) -> dict[str, str]:
    """What the form on the page sends."""
    page = said(client, at(made, "reports_one"))
    return {name: re.findall(rf'name="{name}" value="(\w+)"', page)[0] for name in ("revision", "read")}


def test_adopting_twice_and_the_files(one: FollowUp, client: Client) -> None:
    made = begun()
    write_section(
        by=actor("mons"), at=NOON, report_id=made.public_id, key="routine", revision=1, text="Vår.", shown=True
    )
    sign_in(client, person("olga"))
    sent = adopting(client, made)
    vedta = at(made, "reports_move", verb="vedta")

    assert client.post(vedta, sent).status_code == 302
    assert client.post(vedta, sent).status_code == 409
    made.refresh_from_db()
    for form, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        answer = client.get(at(made, "reports_file", form=form))
        assert b"".join(answer).startswith(start)  # type: ignore[call-overload]  # it streams
        assert answer["Content-Disposition"].startswith("attachment")
    assert made.pdf_sha256 in said(client, at(made, "reports_one"))
    assert client.get(at(made, "reports_write", key="routine")).status_code == 403
    assert client.get(at(made, "reports_file", form="exe")).status_code == 404


def test_whoever_adopts_is_asked_first(one: FollowUp, client: Client) -> None:
    made = begun("management")
    sign_in(client, person("olga"))
    page = said(client, at(made, "reports_one"))
    assert 'popovertarget="vedta-sikker">Vedta rapporten</button>' in page
    asked = page.partition('id="vedta-sikker"')[2].partition("</form>")[0]
    assert "Etter dette kan ingen endre den." in asked
    assert "Ja, vedta rapporten" in asked


def test_a_manager_is_told_who_adopts(one: FollowUp, client: Client) -> None:
    made = begun("management")
    sign_in(client, person("mons"))

    assert "Bare en avtaleeier kan vedta rapporten." in said(client, at(made, "reports_one"))
    assert client.post(at(made, "reports_move", verb="vedta"), adopting(client, made)).status_code == 403


def test_a_correction_needs_its_reason(one: FollowUp, client: Client) -> None:
    made = begun("management")
    sign_in(client, person("olga"))
    client.post(at(made, "reports_move", verb="vedta"), adopting(client, made))

    assert client.post(at(made, "reports_move", verb="rett"), {"text": "kort"}).status_code == 422
    answer = client.post(at(made, "reports_move", verb="rett"), {"text": "Et tall var feil i den første."}, follow=True)
    assert "Retter den forrige: Et tall var feil i den første." in answer.content.decode()


def test_the_rows_behind_a_figure_are_opened(one: FollowUp, client: Client) -> None:
    made = begun()
    sign_in(client, person("mons"))
    page = said(client, at(made, "reports_source", key="not_acting", number=0))

    assert "Engangshansker til tannlegene" in page
    contract = member("oslo").contracts.get(title="Engangshansker til tannlegene")
    assert reverse("contracts_contract", kwargs={"public_id": contract.public_id}) in page
    assert "Nordhav" in said(
        client, at(made, "reports_source", key="follow_up", number=len(part(made, "follow_up").sources) - 1)
    )
    assert client.get(at(made, "reports_source", key="not_acting", number=9)).status_code == 404


def test_reasons_are_written_for_contracts_and_for_a_category(one: FollowUp, client: Client) -> None:
    sign_in(client, person("mons"))
    contract = member("oslo").contracts.get(title="Engangshansker til tannlegene")
    address = reverse("reports_reasons", kwargs={"member_id": member("oslo").public_id, "year": 2026})
    assert "1 avtale med høy risiko følges ikke opp." in said(client, address)

    assert client.post(address, {"reason": "Avtalen løper ut før jul."}).status_code == 422  # of nothing
    assert (
        client.post(address, {"contract": contract.public_id, "reason": "Avtalen løper ut før jul."}).status_code == 302
    )
    assert (
        client.post(address, {"contract": contract.public_id, "reason": "Avtalen er sagt opp nå."}).status_code == 302
    )
    assert client.post(address, {"group": "medical", "reason": "Vi tar hansker neste år."}).status_code == 302
    standing = ReasonNotToAct.objects.filter(superseded_at__isnull=True)
    assert {row.reason for row in standing} == {"Avtalen er sagt opp nå.", "Vi tar hansker neste år."}

    row = standing.get(contract=contract)
    back = reverse("reports_reason_back", kwargs={"reason_id": row.public_id})
    assert [client.post(back).status_code for _ in range(2)] == [302, 302]
    assert "Vi tar hansker neste år." in said(client, address)  # that of the category stands for it now


def test_the_duty_is_said_and_the_day_told(one: FollowUp, client: Client) -> None:
    sign_in(client, person("mons"))
    address = reverse("reports_duty", kwargs={"member_id": member("oslo").public_id})
    assert "Ingen har sagt om virksomheten skylder" in said(client, reverse("reports_list"))

    for _ in range(2):
        assert client.post(address, {"owes": "yes"}).status_code == 302
    assert AccountDuty.objects.count() == 1
    assert "30. juni 2026" in said(client, reverse("reports_list"))
    client.post(address, {"owes": "no"})
    assert "skylder ingen redegjørelse" in said(client, reverse("reports_list"))


@pytest.mark.parametrize(("language", "words"), [("nn", "Ny rapport"), ("en", "New report")])
def test_the_pages_are_in_the_readers_language(one: FollowUp, client: Client, language: str, words: str) -> None:
    sign_in(client, person("mons"))
    client.cookies["language"] = language

    assert words in said(client, reverse("reports_list"))
