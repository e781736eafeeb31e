"""Pages where places are judged, corrected and closed, and where deliveries are checked."""

import pytest
from django.test import Client
from django.urls import reverse

from aktsom.sharing.audiences import member_key
from aktsom.supply_chain.models import ChainLink, LinkCheck, Site, SiteJudgement, SitePair
from tests.cast import NOON, member, person, supplier
from tests.factories.links import link, site
from tests.web.conftest import sign_in

pytestmark = pytest.mark.django_db
LETTER = "Brev fra fabrikken"


def visiting(who: str) -> Client:
    client = Client()
    sign_in(client, person(who))
    return client


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())  # type: ignore[attr-defined]


def oslo(name: str, **said: object) -> Site:
    return site(name, "IN", keys={member_key(member("oslo").pk)}, **said)


@pytest.fixture
def found() -> SitePair:
    one = oslo("Kaveri Spinners", town="Coimbatore", latitude="11.0", longitude="77.0", workers_band="20-99")
    other = oslo("Kaveri Spinning Mills", town="Coimbatore", latitude="11.0", longitude="77.5", processes="spinning")
    link(other, supplier(), keys={member_key(member("oslo").pk)})
    return SitePair.objects.create(one=one, other=other, weight=3, evidence={"name": 2.2, "unit": -2}, found_at=NOON)


def test_two_places_stand_side_by_side_with_what_speaks_for_and_against(found: SitePair) -> None:
    text = text_of(visiting("olga").get(reverse("touched_same")))
    for words in (
        "1 par venter", "Kaveri Spinners", "Kaveri Spinning Mills", "11, 77.5", "55 km fra hverandre", "taler imot",
        "Nordhav Medisinsk AS", "spinning", "20–99", "det en leverandør har fortalt",
        "et nummer eller ord som pleier å skille to steder",
    ):  # fmt: skip
        assert words in text, words
    assert "Ingen par venter" in text_of(visiting("stina").get(reverse("touched_same")))


def test_judged_with_a_reason_undone_there_and_from_the_list(found: SitePair) -> None:
    client = visiting("olga")
    answer = reverse("touched_same_answer", kwargs={"public_id": found.public_id})
    wrong = client.post(answer + f"?par={found.public_id}", {"verdict": "same", "reason": "x" * 401})
    assert wrong.status_code == 422
    assert f'value="{"x" * 401}"' in wrong.content.decode()
    after = client.post(answer, {"verdict": "same", "reason": ""}, follow=True)
    assert "er samme sted" in text_of(after)
    made = SiteJudgement.objects.get()
    assert made.reason.startswith("Ut fra sammenligningen: samme eller nesten samme navn;")
    assert "allerede avgjort" in text_of(client.post(answer, {"verdict": "different"}, follow=True))
    undo = reverse("touched_same_undo", kwargs={"public_id": made.public_id})
    assert "Skriv kort hvorfor" in text_of(client.post(undo, {"reason": " ", "from": "list"}, follow=True))
    listed = text_of(client.post(undo, {"reason": "Trykket feil", "from": "list"}, follow=True))
    assert "Trykket feil" in listed
    assert "Angret" in listed
    assert found.public_id in text_of(client.get(reverse("touched_same")))
    assert "angret allerede" in text_of(client.post(undo, {"reason": "Igjen"}, follow=True))


def test_who_reads_is_told_why_the_button_is_off(found: SitePair) -> None:
    text = text_of(visiting("rita").get(reverse("touched_same")))
    assert "Bare sekretariatet" in text
    assert 'name="verdict"' not in text
    place = reverse("touched_place", kwargs={"public_id": found.one.public_id})
    assert "Rett opplysningene" not in text_of(visiting("rita").get(place))
    text = text_of(visiting("olga").get(place))
    assert "Rett opplysningene" in text
    assert "Kan være samme sted som et annet" in text
    assert "1 par kan være samme sted" in text_of(visiting("olga").get(reverse("touched_map")))


def form_of(one: Site, **said: str) -> dict[str, str]:
    usual = {"name": one.name, "country": "IN", "source": LETTER, "seen": one.changed_at.isoformat()}
    return {**usual, **said}


def test_a_place_is_corrected_and_the_source_shown(found: SitePair) -> None:
    one, client = found.one, visiting("olga")
    address = reverse("touched_correct", kwargs={"public_id": one.public_id})
    page = client.get(address).content.decode()
    assert 'value="11"' in page
    assert f'name="seen" value="{one.changed_at.isoformat()}"' in page
    sent = form_of(one, address="Avinashi Road 12", latitude="11,016845", longitude="76,955832", local_name="காவேரி")
    text = text_of(client.post(address, sent, follow=True))
    assert f"{LETTER} (Oslo kommune)" in text
    assert "11.01684, 76.95583" in text
    one.refresh_from_db()
    assert (one.address, str(one.latitude), one.local_name) == ("Avinashi Road 12", "11.01684", "காவேரி")
    # The same page again is older than the place.
    again = client.post(address, sent)
    assert again.status_code == 409
    assert "Avinashi Road 12" in again.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("latitude", "95", "finnes ikke på jorden"),
        ("latitude", "NaN", "Skriv grader som et tall"),
        ("latitude", "1e400", "finnes ikke på jorden"),
        ("longitude", "øst", "Skriv grader som et tall"),
        ("name", "K\u0430veri", "flere alfabet"),
        ("name", "Kaveri\u202eirevaK", "snur skriveretningen"),
        ("town", "Coim\x07batore", "tegn som ikke synes"),
        ("name", "x" * 1_000_000, "høyst 300 tegn"),
        ("source", "", "Skriv hvor opplysningen kommer fra."),
        ("country", "ZZ", "ZZ"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept_as_typed(found: SitePair, field: str, typed: str, told: str) -> None:
    client = visiting("olga")
    address = reverse("touched_correct", kwargs={"public_id": found.one.public_id})
    sent = form_of(found.one, **{"latitude": "11", "longitude": "77", "processes": "spinning, veving", field: typed})
    answer = client.post(address, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "spinning, veving" in page
    if field not in ("country", "source"):
        assert typed in page
    found.one.refresh_from_db()
    assert (found.one.name, found.one.town) == ("Kaveri Spinners", "Coimbatore")


def test_the_null_character_is_told_of_and_the_rest_given_back(found: SitePair) -> None:
    address = reverse("touched_correct", kwargs={"public_id": found.one.public_id})
    answer = visiting("olga").post(address, form_of(found.one, name="Kav\x00eri", processes="spinning, veving"))
    assert answer.status_code == 400
    assert "spinning, veving" in answer.content.decode()


def test_words_written_from_the_right_are_taken(found: SitePair) -> None:
    client = visiting("olga")
    address = reverse("touched_correct", kwargs={"public_id": found.one.public_id})
    client.post(address, form_of(found.one, local_name="مصنع كافيري"))
    found.one.refresh_from_db()
    assert found.one.local_name == "مصنع كافيري"


def test_closed_moved_and_opened_again(found: SitePair) -> None:
    one, other, client = found.one, found.other, visiting("olga")
    address = reverse("touched_state", kwargs={"public_id": one.public_id})
    assert 'value="reopen"' not in client.get(address).content.decode()

    def send(act: str, **said: str) -> tuple[int, str]:
        one.refresh_from_db()
        told = {"act": act, "since": "01.06.2026", "source": LETTER, "seen": one.changed_at.isoformat(), **said}
        answer = client.post(address, told, follow=True)
        return answer.status_code, text_of(answer)

    assert send("")[0] == 422
    status, text = send("close", since="2126-01-01")
    assert (status, "har ikke vært ennå" in text, LETTER in text) == (422, True, True)
    assert "Stengt 1. juni 2026" in send("close")[1]
    assert send("close")[0] == 403
    assert send("close", seen=NOON.isoformat())[0] == 409
    assert send("close", seen="i går")[0] == 409
    assert "Skriv hvor stedet har flyttet." in send("move")[1]
    assert "Vi finner ikke noe sted" in send("move", to="Nowhere")[1]
    oslo(other.name)
    assert "2 steder heter det." in send("move", to=other.name)[1]
    assert "til seg selv" in send("move", to=one.public_id)[1]
    text = send("move", to=reverse("touched_place", kwargs={"public_id": other.public_id}))[1]
    assert "Driften har flyttet" in text
    assert "Flyttet hit fra" in text_of(client.get(reverse("touched_place", kwargs={"public_id": other.public_id})))
    assert "I drift 1. juni 2026" in send("reopen")[1]


def test_a_delivery_is_checked_shown_everywhere_and_taken_back(found: SitePair) -> None:
    told, client = ChainLink.objects.get(), visiting("olga")
    address = reverse("touched_link", kwargs={"public_id": told.public_id})
    assert "Ingen andre har kontrollert" in text_of(client.get(address))
    sent = {"confidence": "documented", "document": "", "on": "2026-06-01", "note": "Sett av Olga"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "Skriv hvilket dokument" in text_of(answer)
    assert "Sett av Olga" in text_of(answer)
    text = text_of(client.post(address, sent | {"document": "Fraktbrev 7"}, follow=True))
    for words in ("Fraktbrev 7", "1. juni 2026", "Olga, Oslo kommune", "Sett av Olga", "Dokumentert"):
        assert words in text
    assert client.post(address, sent | {"document": "Fraktbrev 7"}).status_code == 403
    chain = text_of(client.get(reverse("chain_behind", kwargs={"public_id": supplier().public_id})))
    assert "skrevet opp av Oslo kommune" in chain
    assert reverse("touched_place", kwargs={"public_id": found.other.public_id}) in chain
    check = LinkCheck.objects.get()
    undo = reverse("touched_check_undo", kwargs={"public_id": check.public_id})
    assert "Skriv kort hvorfor" in text_of(client.post(undo, {"reason": "", "link": told.public_id}, follow=True))
    assert "Feil brev" in text_of(client.post(undo, {"reason": "Feil brev"}, follow=True))
    assert "allerede" in text_of(client.post(undo, {"reason": "Igjen", "link": told.public_id}, follow=True))
    ChainLink.objects.filter(pk=told.pk).update(ended_at=NOON)
    assert client.post(address, sent).status_code == 409
    assert "Leverandøren har fortalt på nytt" in text_of(client.get(address))


def test_who_may_not_check_is_told_who_may(found: SitePair) -> None:
    told, client = ChainLink.objects.get(), visiting("rita")
    address = reverse("touched_link", kwargs={"public_id": told.public_id})
    assert "De som holder avtaleregisteret" in text_of(client.get(address))
    assert client.post(address, {"confidence": "verified"}).status_code == 403
