"""The pages of an organisation as each role meets them."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from aktsom.core.actor import PLATFORM
from aktsom.members.actions import inviting, make_person
from aktsom.members.actions.reviewing import open_access_reviews
from aktsom.members.models import AccessReview, Invitation, Member, Membership, Person, Representation
from aktsom.suppliers.models import SupplierRole
from tests.cast import NOON, actor, days_ago, member, person, supplier
from tests.risk.counting import queries
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


def at(name, **arguments):
    return reverse(f"organisation_{name}", kwargs=arguments or None)


def of(name, page="member"):
    return at(page, public_id=member(name).public_id)


@pytest.fixture
def review() -> AccessReview:
    person("ada"), person("rita"), person("olga")
    Membership.objects.update(given_at=NOON - timedelta(days=400), last_used_on=date(2026, 10, 1))
    Membership.objects.filter(role="reader").update(last_used_on=None)
    open_access_reviews(by=PLATFORM, at=timezone.now())
    return AccessReview.objects.get(member=member("oslo"))


def test_an_administrator_meets_its_people_and_what_waits(visit: Visit, review: AccessReview) -> None:
    make_person(by=PLATFORM, at=NOON, email="per@example.org", name="Per Ås", home=member("oslo"))
    text = visit("ada").get(at("mine")).text
    for said in ("Oslo kommune", "Rita", "rita@example.org", "Per Ås", "Venter på en rolle", "Gå gjennom", "Inviter"):
        assert said in text


def test_a_colleague_sees_names_and_roles_and_no_acts(visit: Visit, review: AccessReview) -> None:
    text = visit("rita").get(at("mine")).text
    assert "Olga" in text
    assert "olga@example.org" not in text
    for hidden in (of("oslo", "invite"), "/gjennomgang/", of("oslo", "contact")):
        assert hidden not in text


def test_another_member_sees_what_all_see(visit: Visit) -> None:
    person("olga")
    Member.objects.filter(pk=member("oslo").pk).update(contact_name="Kari N", archive_address="hemmelig@oslo.no")
    text = visit("berit").get(of("oslo")).text
    assert "Kari N" in text
    for hidden in ("Olga", "hemmelig@oslo.no", of("oslo", "invite")):
        assert hidden not in text


@pytest.mark.parametrize("page", ["mine", "members"])
@pytest.mark.parametrize("who", ["nora", "revi"])
def test_who_takes_no_part_meets_nothing(visit: Visit, who: str, page: str) -> None:
    assert visit(who).get(at(page)).status_code == 404


def test_pages_need_a_sign_in(client, small_list) -> None:
    for address in (at("mine"), at("members"), of("oslo"), of("oslo", "invite"), reverse("journal_list")):
        assert client.get(address).status_code == 302


def test_unknown_things_are_not_there(visit: Visit) -> None:
    browser = visit("ada")
    for page in ("member", "invite", "contact", "let_act", "person", "review", "review_proof", "review_sheet"):
        assert browser.get(at(page, public_id="x-unknown")).status_code == 404, page


def test_the_list_of_members_asks_as_much_for_few_as_for_many(visit: Visit) -> None:
    browser = visit("sekka")
    browser.get(at("members"))
    few = queries(lambda: browser.get(at("members")))
    for name in ("Trondheim", "Tromsø", "Bodø"):
        Member.objects.create(name=name, slug=name, kind="municipality")
    assert queries(lambda: browser.get(at("members"))) == few
    assert "mangler" in browser.get(at("members")).text
    assert "mangler" not in visit("rita").get(at("members")).text


def test_the_people_ask_as_much_for_few_as_for_many(visit: Visit) -> None:
    browser = visit("ada")
    browser.get(at("mine"))
    few = queries(lambda: browser.get(at("mine")))
    for one in ("olga", "rita", "mons"):
        person(one)
    assert queries(lambda: browser.get(at("mine"))) == few


# Inviting


def send(browser, to="oslo", **said):
    return browser.post(
        of(to, "invite"), {"addresses": "kari@oslo.example", "roles": ["reader"], "language": "nb"} | said
    )


def test_several_are_invited_at_once(visit: Visit, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(visit("ada"), addresses="kari@oslo.example\nper@oslo.example")
    assert answer.status_code == 302
    assert Invitation.objects.count() == len(mail.outbox) == 2
    assert "https://aktsom.example/virksomhet/invitasjon/" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"addresses": "kari"}, "Dette er ikke e-postadresser: kari"),
        ({"addresses": ""}, "Skriv minst én e-postadresse."),
        ({"roles": []}, "Velg minst én rolle."),
        ({"roles": ["secretariat"]}, "secretariat"),
    ],
)
def test_an_error_stands_at_the_field_and_keeps_what_was_typed(visit: Visit, said, told) -> None:
    answer = send(visit("ada"), **said)
    assert (answer.status_code, Invitation.objects.count()) == (422, 0)
    assert told in answer.text
    if said.get("addresses") is None:
        assert "kari@oslo.example" in answer.text


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("anne", 404), ("berit", 404), ("sekka", 403)])
def test_others_do_not_invite(visit: Visit, who: str, status: int) -> None:
    person("ada")
    browser = visit(who)
    assert browser.get(of("oslo", "invite")).status_code == status
    assert send(browser).status_code == status


def test_the_secretariat_is_offered_the_first_administrator_alone(visit: Visit) -> None:
    text = visit("sekka").get(of("stavanger", "invite")).text
    assert 'value="member_administrator"' in text
    assert 'value="reader"' not in text


def test_an_invitation_is_sent_again_and_withdrawn(visit: Visit) -> None:
    browser = visit("ada")
    send(browser)
    one = Invitation.objects.get()
    assert "kari@oslo.example" in browser.get(at("mine")).text
    browser.post(at("invitation", public_id=one.public_id), {"act": "again"})
    again = Invitation.objects.get()
    assert again.secret_hash != one.secret_hash
    browser.post(at("invitation", public_id=one.public_id), {"act": "withdraw"})
    assert Invitation.objects.get().state == "withdrawn"
    assert visit("anne").post(at("invitation", public_id=one.public_id), {"act": "withdraw"}).status_code == 404


# People


def test_roles_are_given_and_taken_on_a_persons_page(visit: Visit) -> None:
    rita, browser = person("rita"), visit("ada")
    page = at("person", public_id=rita.public_id)
    assert "Leser" in browser.get(page).text
    role = at("role", public_id=rita.public_id)
    oslo = member("oslo").public_id
    browser.post(role, {"member": oslo, "role": "contract_manager"})
    browser.post(role, {"take": f"{oslo}:reader"})
    assert list(rita.memberships.values_list("role", flat=True)) == ["contract_manager"]
    assert browser.post(role, {"member": member("bergen").public_id, "role": "reader"}).status_code == 404
    assert browser.post(role, {"member": oslo, "role": "king"}).status_code == 400
    assert browser.post(role, {"member": oslo, "role": "secretariat"}).status_code == 403


def test_the_last_administrators_buttons_say_why_not(visit: Visit) -> None:
    ada = person("ada")
    text = visit("ada").get(at("person", public_id=ada.public_id)).text
    assert text.count("Den siste administratoren kan ikke fjernes.") == 2
    answer = visit("ada").post(
        at("role", public_id=ada.public_id), {"take": f"{member('oslo').public_id}:member_administrator"}
    )
    assert answer.status_code == 403


def test_out_of_use_is_out_at_once(visit: Visit) -> None:
    rita_browser, browser, rita = visit("rita"), visit("ada"), person("rita")
    assert rita_browser.get("/").status_code == 200
    browser.post(at("use", public_id=rita.public_id), {"act": "deactivate"})
    assert rita_browser.get("/").status_code == 302
    assert "Ute av bruk" in browser.get(at("mine")).text
    browser.post(at("use", public_id=rita.public_id), {"act": "activate"})
    assert Person.objects.get(pk=rita.pk).is_active


@pytest.mark.parametrize("who", ["olga", "anne", "sekka"])
def test_a_persons_page_is_for_its_administrators(visit: Visit, who: str) -> None:
    rita = person("rita").public_id
    assert visit(who).get(at("person", public_id=rita)).status_code == 404
    assert visit(who).post(at("role", public_id=rita), {}).status_code == 404


# The review


def test_a_review_is_gone_through_and_closed(visit: Visit, review: AccessReview) -> None:
    browser, one = visit("ada"), review.public_id
    text = browser.get(at("review", public_id=one)).text
    assert "Behold alle 2 roller som er i bruk" in text
    assert "ikke brukt i perioden" in text
    browser.post(at("review_keep", public_id=one))
    line = review.lines.get(decision="")
    assert browser.post(at("review_close", public_id=one)).status_code == 403
    part = browser.post(
        at("review_decide", public_id=one), {"decide": f"remove:{line.pk}"}, headers={"HX-Request": "true"}
    )
    assert part.status_code == 200
    assert "<html" not in part.text
    assert not person("rita").memberships.exists()
    assert browser.post(at("review_close", public_id=one)).status_code == 302
    assert browser.get(at("review", public_id=one)).url == at("review_proof", public_id=one)
    proof = browser.get(at("review_proof", public_id=one)).text
    assert all(said in proof for said in ("Rita", "Fjernet", "Beholdt", "Ada", "ikke brukt"))
    assert browser.get(at("review_sheet", public_id=one)).headers["Content-Type"].endswith("sheet")


def test_the_next_line_has_the_focus(visit: Visit, review: AccessReview) -> None:
    first, second, *_rest = review.lines.order_by("person__name")
    part = visit("ada").post(
        at("review_decide", public_id=review.public_id),
        {"decide": f"keep:{first.pk}"},
        headers={"HX-Request": "true"},
    )
    assert part.text.count("data-focus") == 1
    before = part.text[: part.text.index("data-focus")]
    assert before.rindex(f"keep:{second.pk}") > before.rindex(f"keep:{first.pk}")


def test_to_remove_the_last_administrator_is_told_and_nothing_happens(visit: Visit, review: AccessReview) -> None:
    line = review.lines.get(person=person("ada"))
    answer = visit("ada").post(
        at("review_decide", public_id=review.public_id), {"decide": f"remove:{line.pk}"}, follow=True
    )
    assert "Den siste administratoren kan ikke fjernes." in answer.text
    assert Membership.objects.filter(person=person("ada")).exists()


@pytest.mark.parametrize("said", ["", "keep:", "keep:x", "keep:99999999", "perhaps"])
def test_a_decision_that_says_nothing(visit: Visit, review: AccessReview, said: str) -> None:
    assert visit("ada").post(at("review_decide", public_id=review.public_id), {"decide": said}).status_code == 404


@pytest.mark.parametrize("who", ["olga", "anne", "sekka"])
def test_a_review_is_for_its_administrators(visit: Visit, review: AccessReview, who: str) -> None:
    for page in ("review", "review_proof", "review_sheet"):
        assert visit(who).get(at(page, public_id=review.public_id)).status_code == 404


# The organisation itself


def test_contact_and_archive_address_are_changed(visit: Visit) -> None:
    browser, said = visit("ada"), {"name": "Kari N", "email": "kari@oslo.no", "archive_address": "post@oslo.no"}
    assert browser.post(of("oslo", "contact"), said | {"revision": 1}).status_code == 302
    assert "post@oslo.no" in browser.get(at("mine")).text
    assert browser.post(of("oslo", "contact"), said | {"name": "Per", "revision": 1}).status_code == 409
    wrong = browser.post(of("oslo", "contact"), said | {"email": "kari", "revision": 2})
    assert (wrong.status_code, 'value="Kari N"' in wrong.text) == (422, True)
    assert visit("olga").get(of("oslo", "contact")).status_code == 403


def test_the_secretariat_adds_and_changes_members(visit: Visit) -> None:
    browser = visit("sekka")
    said = {"name": "Trondheim kommune", "name_en": "", "kind": "municipality", "organisation_number": "942110464"}
    answer = browser.post(at("add_member"), said | {"parent": ""})
    made = Member.objects.get(slug="trondheim-kommune")
    assert answer.url == at("invite", public_id=made.public_id)
    again = browser.post(at("add_member"), said | {"parent": ""})
    assert (again.status_code, "har dette organisasjonsnummeret" in again.text) == (422, True)
    change = at("change_member", public_id=made.public_id)
    bott = member("bott")
    assert browser.get(change).status_code == 200
    browser.post(change, said | {"parent": bott.public_id, "revision": 1})
    made.refresh_from_db()
    assert made.parent == bott
    circle = browser.post(
        of("bott", "change_member"),
        {"name": "BOTT", "kind": "cooperation", "parent": made.public_id, "revision": 1},
    )
    assert circle.status_code == 422
    short = browser.post(change, said | {"parent": "", "revision": 2, "organisation_number": "12"})
    assert "ni siffer" in short.text
    assert visit("ada").get(at("add_member")).status_code == 403
    assert visit("ada").get(change).status_code == 403


def test_domains_are_added_and_removed(visit: Visit) -> None:
    browser = visit("sekka")
    domain = of("oslo", "domain")
    browser.post(domain, {"provider": "feide", "domain": "oslo.no", "first_role": "reader"})
    added = member("oslo").domains.get()
    assert "oslo.no" in visit("rita").get(at("mine")).text
    wrong = browser.post(domain, {"provider": "feide", "domain": "oslo.no"})
    assert (wrong.status_code, "allerede knyttet" in wrong.text) == (422, True)
    browser.post(domain, {"remove": str(added.pk)})
    assert not member("oslo").domains.exists()
    assert visit("ada").post(domain, {"provider": "feide", "domain": "bergen.no"}).status_code == 403


def test_another_is_let_act_and_no_longer(visit: Visit) -> None:
    browser, page = visit("sekka"), of("bott", "let_act")
    assert browser.get(page).status_code == 200
    said = {"acting": member("uio").public_id, "roles": ["contract_owner"], "starts_on": "2026-01-01", "ends_on": ""}
    wrong = browser.post(page, said | {"ends_on": "2025-01-01"})
    assert (wrong.status_code, "Siste dag kan ikke være før første dag." in wrong.text) == (422, True)
    assert browser.post(page, said).status_code == 302
    given = Representation.objects.get()
    assert "Universitetet i Oslo" in browser.get(of("bott")).text
    person("olga")
    assert visit("berit").get(of("oslo", "let_act")).status_code == 403
    withdraw = at("withdraw_representation", public_id=given.public_id)
    assert visit("olga").post(withdraw).status_code == 403
    browser.post(withdraw)
    given.refresh_from_db()
    assert given.withdrawn_at is not None


# Suppliers


def test_the_secretariat_and_the_approver_let_in_a_suppliers_people(visit: Visit) -> None:
    person("nora")
    page = at("supplier_people", public_id=supplier().public_id)
    said = {"addresses": "per@nordhav.example", "roles": ["supplier_respondent"], "language": "nb"}
    assert visit("aksel").post(page, said).status_code == 302
    again = visit("sekka").post(page, said, follow=True)
    assert "Venter allerede på svar." in again.text
    assert visit("aksel").post(page, said | {"addresses": ""}).status_code == 422
    assert visit("nora").post(page, said | {"addresses": "x@nordhav.example"}).status_code == 403
    assert "per@nordhav.example" not in visit("nora").get(page).text
    for who in ("odd", "olga", "ada"):
        assert visit(who).get(page).status_code == 404
    one = Invitation.objects.get()
    change = at("supplier_invitation", public_id=supplier().public_id)
    visit("aksel").post(change, {"invitation": one.public_id, "act": "again"})
    visit("aksel").post(change, {"invitation": one.public_id, "act": "withdraw"})
    assert Invitation.objects.get().state == "withdrawn"
    gone = at("supplier_role", public_id=supplier().public_id)
    visit("aksel").post(gone, {"take": f"{person('nora').public_id}:supplier_respondent"})
    assert not SupplierRole.objects.filter(person=person("nora")).exists()
    assert visit("aksel").post(gone, {"take": f"{person('aksel').public_id}:supplier_approver"}).status_code == 403


def test_home_rows_lead_to_what_waits(review: AccessReview) -> None:
    from aktsom.web.organisation.home import rows

    make_person(by=PLATFORM, at=NOON, email="per@example.org", name="Per", home=member("oslo"))
    inviting.invite(
        by=actor("ada"), at=days_ago(12), member=member("oslo").public_id,
        addresses=["kari@oslo.example"], roles=["reader"], language="nb", link="https://aktsom.example/",
    )  # fmt: skip
    today = timezone.localdate()
    assert [row.href for row in rows(actor("ada"), today)] == [
        at("review", public_id=review.public_id),
        at("person", public_id=Person.objects.get(name="Per").public_id),
        of("oslo"),
    ]
    assert "Fristen er over" in rows(actor("ada"), review.due_on + timedelta(days=1))[0].title
    assert rows(actor("sekka"), today) == []
    assert [row.href for row in rows(actor("sekka"), review.due_on + timedelta(days=1))] == [at("members")]
    olga = actor("olga")
    assert (rows(olga, today), queries(lambda: rows(olga, today))) == ([], 0)
