"""The pages of category teams, as each who meets them."""

import pytest
from django.utils import timezone

from aktsom.teams.acts import MandateAct
from aktsom.teams.models import CategoryTeam, Handover, TeamSeat, TeamStep, TeamTask
from aktsom.teams.states import HandoverState, SeatPart, TeamState
from tests.cast import actor, days_ago, person, supplier
from tests.factories.teams import promise, seat, task, team
from tests.risk.counting import queries
from tests.risk.purchases import gloves
from tests.web.conftest import Visit

pytestmark = pytest.mark.django_db


def now():
    return timezone.now()


def recent(**said):
    """A team whose lead was active today."""
    return team(at=now(), **said)


def page(visit: Visit, name: str, address: str, status: int = 200) -> str:
    answer = visit(name).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def send(visit: Visit, name: str, address: str, status: int = 302, **fields: object) -> str:
    answer = visit(name).post(address, fields)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


# The list


def test_list_tells_of_teams_and_of_categories_nobody_follows_up(visit: Visit) -> None:
    recent()
    gloves("bergen", title="Arbeidstøy")
    text = page(visit, "rita", "/grupper/")
    assert "Olga" in text
    assert "Oslo kommune, Bergen kommune, Stavanger kommune" in text
    assert "Kategorier ingen følger opp" in text
    assert "Dann gruppe" not in text
    assert "?gruppe=textile" in page(visit, "sekka", "/grupper/")


def test_list_is_kind_when_empty(visit: Visit) -> None:
    text = page(visit, "olga", "/grupper/")
    assert "Ingen grupper ennå" in text
    assert "Alle kategorier som noen kjøper, har en gruppe." in text


@pytest.mark.parametrize("name", ["nora", "revi"])
@pytest.mark.parametrize("path", ["", "{id}/", "{id}/plasser/", "{id}/lever-over/", "{id}/tilstand/", "{id}/rammer/"])
def test_outside_the_network_there_are_no_teams(visit: Visit, name: str, path: str) -> None:
    of = recent()
    page(visit, name, "/grupper/" + path.format(id=of.public_id), 404)


def test_a_team_that_is_not_there(visit: Visit) -> None:
    for path in ("", "plasser/", "lever-over/", "tilstand/", "rammer/", "plasser/per-0000000000/ut/"):
        page(visit, "olga", f"/grupper/tea-0000000000/{path}", 404)
    page(visit, "olga", "/grupper/overlevering/han-0000000000/", 404)


def test_visitors_sign_in_first(client, db) -> None:
    assert client.get("/grupper/").status_code == 302


def test_list_asks_the_same_for_one_and_for_three_teams(visit: Visit) -> None:
    recent()
    olga = visit("olga")
    olga.get("/grupper/")
    one = queries(lambda: olga.get("/grupper/"))
    for _ in range(3):
        closed = recent(group="textile", state=TeamState.CLOSED)
        task(closed)
    recent(group="textile", lead="berit", deputy="stina", members=("mons", "uma"))
    assert queries(lambda: olga.get("/grupper/")) == one


# The page


def test_team_sees_what_is_open_and_others_how_much(visit: Visit) -> None:
    of = recent()
    promise(of, "Vi svarer Nordhav før jul")
    task(of, "Les tilsynsrapporten")
    inside = page(visit, "stina", f"/grupper/{of.public_id}/")
    assert "Vi svarer Nordhav før jul" in inside
    assert "Les tilsynsrapporten" in inside
    for name in ("mons", "rita", "sekka"):
        outside = page(visit, name, f"/grupper/{of.public_id}/")
        assert "Vi svarer Nordhav" not in outside
        assert "Les tilsynsrapporten" not in outside
        assert "1 løfte, 1 åpent arbeid" in outside


def test_strip_says_whose_move_and_who_sees(visit: Visit) -> None:
    text = page(visit, "rita", f"/grupper/{recent().public_id}/")
    for words in ("Aktiv gruppe", "Hvem sin tur", "Olga", "uten sluttdato", "Hvem ser dette", "Siste aktivitet"):
        assert words in text


def test_flagged_team_says_when_it_falls_dormant(visit: Visit) -> None:
    of = team(at=days_ago(40))
    text = page(visit, "olga", f"/grupper/{of.public_id}/")
    assert "Lederen har ikke gjort noe for gruppen på 40 dager." in text
    assert "Jeg leder fortsatt" in text
    assert "Jeg leder fortsatt" not in page(visit, "berit", f"/grupper/{of.public_id}/")
    send(visit, "berit", f"/grupper/{of.public_id}/tilstand/leder-fortsatt/", 403)
    send(visit, "olga", f"/grupper/{of.public_id}/tilstand/leder-fortsatt/")
    assert "Lederen har ikke gjort noe" not in page(visit, "olga", f"/grupper/{of.public_id}/")


def test_page_asks_the_same_for_one_and_for_three_of_everything(visit: Visit) -> None:
    of = recent()
    olga, address = visit("olga"), f"/grupper/{of.public_id}/"

    def more() -> None:
        promise(of)
        task(of)
        TeamStep.objects.create(
            team=of, supplier=supplier(), act=MandateAct.MEET, what="Møte", done_on=now().date(), recorded_at=now()
        )
        Handover.objects.create(
            team=of, receiver=person("berit"), member=person("berit").home, state="declined", offered_at=now()
        )

    more()
    olga.get(address)
    one = queries(lambda: olga.get(address))
    more()
    more()
    seat(of, "bjarne")
    assert queries(lambda: olga.get(address)) == one


def test_dormant_team_is_the_fallback_owners(visit: Visit) -> None:
    of = recent(lead="berit", deputy=None, state=TeamState.DORMANT)
    promise(of, "Vi svarer Nordhav før jul")
    text = page(visit, "mons", f"/grupper/{of.public_id}/")
    assert "Gruppen er i dvale" in text
    assert "Vi svarer Nordhav før jul" in text
    assert "Gi gruppen en leder" in text
    assert "Vi svarer Nordhav" not in page(visit, "bjarne", f"/grupper/{of.public_id}/")


def test_bilateral_team_is_open_to_its_parties_alone(visit: Visit) -> None:
    of = recent(state=TeamState.BILATERAL, parties=("oslo", "bergen"))
    promise(of, "Vi svarer Nordhav før jul")
    assert "Vi svarer Nordhav" in page(visit, "berit", f"/grupper/{of.public_id}/")
    assert "Vi svarer Nordhav" not in page(visit, "stina", f"/grupper/{of.public_id}/")


def test_closed_team_opens_nothing(visit: Visit) -> None:
    of = recent(state=TeamState.CLOSED)
    promise(of, "Vi svarer Nordhav før jul")
    text = page(visit, "olga", f"/grupper/{of.public_id}/")
    assert "Gruppen er avsluttet" in text
    assert "Vi svarer Nordhav" not in text


def test_page_of_the_category_has_the_team(visit: Visit) -> None:
    recent()
    text = page(visit, "rita", "/kategorier/medical/")
    assert "Kategorigruppen" in text
    assert "Oslo kommune, leder" in text
    assert "Overtar hvis gruppen stopper" in text
    assert "Ingen gruppe følger opp" in page(visit, "rita", "/kategorier/textile/")


# Tasks


def test_lead_writes_a_promise_and_a_member_keeps_it(visit: Visit) -> None:
    of = recent()
    gloves()
    send(visit, "olga", f"/grupper/{of.public_id}/oppgaver/", kind="promise", text="Svare før jul", due_on="2026-12-20")
    written = TeamTask.objects.get()
    assert (written.kind, written.text, str(written.due_on)) == ("promise", "Svare før jul", "2026-12-20")
    send(visit, "stina", f"/grupper/oppgaver/{written.public_id}/ferdig/")
    written.refresh_from_db()
    assert written.done_at
    send(visit, "stina", f"/grupper/oppgaver/{written.public_id}/ferdig/", 403)


def test_task_without_words_comes_back_as_typed(visit: Visit) -> None:
    of = recent()
    text = send(visit, "olga", f"/grupper/{of.public_id}/oppgaver/", 422, kind="work", text=" ", due_on="2026-12-20")
    assert "Skriv hva det gjelder." in text
    assert "2026-12-20" in text


def test_others_neither_write_nor_finish(visit: Visit) -> None:
    of = recent()
    open_ = task(of)
    address = f"/grupper/{of.public_id}/oppgaver/"
    assert "Bare lederen" in send(visit, "stina", address, 403, kind="work", text="Noe")
    send(visit, "sekka", address, 403, kind="work", text="Noe")
    send(visit, "nora", address, 404, kind="work", text="Noe")
    for name in ("mons", "sekka", "nora"):
        send(visit, name, f"/grupper/oppgaver/{open_.public_id}/ferdig/", 404)


# Forming


FORM = {"group": "medical", "starts_on": "2026-12-01", "ends_on": "", "size_reason": ""}


def key(name: str) -> str:
    who = person(name)
    return f"{who.public_id}:{who.home.public_id}"


def test_secretariat_forms_a_team(visit: Visit) -> None:
    fields = {"lead": key("olga"), "deputy": key("berit"), "member_1": key("stina")}
    fallback = person("olga").home.public_id
    assert "Oslo kommune" in page(visit, "sekka", "/grupper/ny/?gruppe=medical")
    send(visit, "sekka", "/grupper/ny/", **FORM, **fields, fallback=fallback)
    made = CategoryTeam.objects.get()
    assert made.seats.count() == 3
    assert made.fallback == person("olga").home


def test_two_members_need_a_reason_told_at_its_field(visit: Visit) -> None:
    fields = {"lead": key("olga"), "member_1": key("stina"), "fallback": person("olga").home.public_id}
    text = send(visit, "sekka", "/grupper/ny/", 422, **FORM, **fields)
    assert 'id="id_size_reason_error"' in text
    assert f'value="{key("stina")}" selected' in text
    said = FORM | fields | {"size_reason": "Bare to medlemmer kjøper dette."}
    send(visit, "sekka", "/grupper/ny/", **said)
    assert CategoryTeam.objects.get().size_reason == "Bare to medlemmer kjøper dette."


def test_others_do_not_form_teams(visit: Visit) -> None:
    page(visit, "olga", "/grupper/ny/", 403)
    page(visit, "nora", "/grupper/ny/", 404)


# Seats


def test_lead_seats_and_unseats(visit: Visit) -> None:
    of = recent(members=())
    address = f"/grupper/{of.public_id}/plasser/"
    stina = key("stina")
    assert "Stina" in page(visit, "olga", address)
    send(visit, "olga", address, person=stina, part="member", revision=of.revision)
    of.refresh_from_db()
    assert of.seats.count() == 3
    out = f"{address}{person('stina').public_id}/ut/"
    asked = page(visit, "olga", out)
    assert "mister tilgangen" in asked
    assert "valgfritt" not in asked
    text = send(visit, "olga", out, 422, revision=of.revision, size_reason="")
    assert "færre medlemmer enn vanlig" in text
    send(visit, "olga", out, revision=of.revision, size_reason="Stavanger har sluttet å kjøpe dette.")
    assert TeamSeat.objects.filter(team=of, left_at=None).count() == 2


def test_anybody_goes_out_by_itself_and_nobody_else(visit: Visit) -> None:
    of = recent(members=("stina", "uma"))
    out = f"/grupper/{of.public_id}/plasser/{person('stina').public_id}/ut/"
    first = page(visit, "stina", out)
    assert "Du mister tilgangen" in first
    assert "Hvorfor denne størrelsen" not in first  # three are left, and three need no reason
    page(visit, "uma", out, 403)
    send(visit, "uma", out, 403, revision=of.revision)
    send(visit, "stina", out, revision=of.revision)
    page(visit, "stina", f"/grupper/{of.public_id}/plasser/{person('olga').public_id}/ut/", 403)


def test_stale_seats(visit: Visit) -> None:
    of = recent(members=())
    address = f"/grupper/{of.public_id}/plasser/"
    send(visit, "olga", address, 409, person=key("stina"), part="member", revision=7)


def test_new_deputy(visit: Visit) -> None:
    of = recent()
    send(
        visit, "olga", f"/grupper/{of.public_id}/plasser/{person('stina').public_id}/rolle/", part="deputy", revision=1
    )
    assert TeamSeat.objects.get(team=of, part=SeatPart.DEPUTY).person == person("stina")
    send(
        visit,
        "olga",
        f"/grupper/{of.public_id}/plasser/{person('stina').public_id}/rolle/",
        404,
        part="lead",
        revision=2,
    )


def test_members_do_not_change_seats(visit: Visit) -> None:
    page(visit, "stina", f"/grupper/{recent().public_id}/plasser/", 403)


# Frame


def test_secretariat_sets_who_takes_over_and_the_period(visit: Visit) -> None:
    of = recent()
    address = f"/grupper/{of.public_id}/rammer/"
    page(visit, "olga", address, 403)
    assert "Hvem overtar" in page(visit, "sekka", address)
    send(visit, "sekka", address, what="fallback", revision=1, fallback=person("berit").home.public_id)
    send(visit, "sekka", address, what="period", revision=2, starts_on="2026-10-01", ends_on="2027-10-01")
    of.refresh_from_db()
    assert (of.fallback, str(of.ends_on)) == (person("berit").home, "2027-10-01")
    text = send(visit, "sekka", address, 422, what="period", revision=3, starts_on="2026-10-01", ends_on="2026-09-01")
    assert "Perioden slutter før den begynner." in text


# Handover


def offered(visit: Visit, of: CategoryTeam, to: str = "berit", by: str = "olga") -> Handover:
    send(visit, by, f"/grupper/{of.public_id}/lever-over/", person=key(to), note="Ring Nordhav først.", revision=1)
    return Handover.objects.get(team=of, state=HandoverState.OFFERED)


def test_what_is_handed_over_stands_before_the_click(visit: Visit) -> None:
    of = recent()
    promise(of, "Vi svarer Nordhav før jul")
    assert "Vi svarer Nordhav før jul" in page(visit, "olga", f"/grupper/{of.public_id}/lever-over/")
    page(visit, "stina", f"/grupper/{of.public_id}/lever-over/", 403)
    page(visit, "sekka", f"/grupper/{of.public_id}/lever-over/", 403)


def test_receiver_sees_all_and_says_yes(visit: Visit) -> None:
    of = recent()
    promise(of, "Vi svarer Nordhav før jul")
    given = offered(visit, of, "bjarne")
    address = f"/grupper/overlevering/{given.public_id}/"
    text = page(visit, "bjarne", address)
    assert "Vi svarer Nordhav før jul" in text
    assert "Ring Nordhav først." in text
    assert "Ta over gruppen" in text
    send(visit, "bjarne", f"{address}ta-over/")
    assert TeamSeat.objects.get(team=of, part=SeatPart.LEAD, left_at=None).person == person("bjarne")
    assert "Vi svarer Nordhav før jul" in page(visit, "bjarne", f"/grupper/{of.public_id}/")
    assert "Du kan ikke gjøre dette" in send(visit, "bjarne", f"{address}ta-over/", 403)


def test_secretariat_sees_counts_and_others_nothing(visit: Visit) -> None:
    of = recent()
    promise(of, "Vi svarer Nordhav før jul")
    given = offered(visit, of)
    address = f"/grupper/overlevering/{given.public_id}/"
    text = page(visit, "sekka", address)
    assert "1 løfte" in text
    assert "Vi svarer Nordhav" not in text
    assert "Ring Nordhav" not in text
    for name in ("mons", "rita", "nora", "uma"):
        page(visit, name, address, 404)
        send(visit, name, f"{address}ta-over/", 404)


def test_receiver_who_declined_no_longer_sees_what_it_was(visit: Visit) -> None:
    of = recent()
    promise(of, "Vi svarer Nordhav før jul")
    given = offered(visit, of, "bjarne")
    address = f"/grupper/overlevering/{given.public_id}/"
    send(visit, "bjarne", f"{address}takk-nei/")
    text = page(visit, "bjarne", address)
    assert "Takket nei" in text
    assert "Vi svarer Nordhav" not in text


def test_giver_takes_back(visit: Visit) -> None:
    of = recent()
    given = offered(visit, of)
    address = f"/grupper/overlevering/{given.public_id}/"
    send(visit, "stina", f"{address}trekk-tilbake/", 403)
    send(visit, "olga", f"{address}trekk-tilbake/")
    send(visit, "berit", f"{address}ta-over/", 403)
    send(visit, "berit", f"{address}noe-annet/", 404)


# Standing


def test_secretariat_lays_to_rest_and_the_fallback_owner_wakes(visit: Visit) -> None:
    of = recent()
    address = f"/grupper/{of.public_id}/tilstand/"
    assert "Sett i dvale" in page(visit, "sekka", address)
    send(visit, "olga", f"{address}dvale/", 403, revision=1)
    send(visit, "sekka", f"{address}dvale/", revision=1)
    send(visit, "sekka", f"{address}dvale/", 409, revision=1)
    send(visit, "sekka", f"{address}dvale/", 403, revision=2)
    send(visit, "mons", f"{address}vekk/", revision=2)
    of.refresh_from_db()
    assert of.state == TeamState.ACTIVE


def test_work_goes_on_between_two(visit: Visit) -> None:
    of = recent()
    address = f"/grupper/{of.public_id}/tilstand/"
    oslo, bergen = person("olga").home, person("berit").home
    lead = person("olga").public_id
    text = send(visit, "sekka", f"{address}fortsett/", 422, revision=1, parties=[oslo.public_id], lead=lead)
    assert "Velg minst to medlemmer" in text
    send(visit, "sekka", f"{address}fortsett/", revision=1, parties=[oslo.public_id, bergen.public_id], lead=lead)
    of.refresh_from_db()
    assert of.state == TeamState.BILATERAL
    assert of.pk not in actor("stina").team_ids


def test_secretariat_closes(visit: Visit) -> None:
    of = recent()
    send(visit, "sekka", f"/grupper/{of.public_id}/tilstand/avslutt/", revision=1)
    of.refresh_from_db()
    assert of.state == TeamState.CLOSED
    assert "1 avsluttet gruppe" in page(visit, "rita", "/grupper/")
    page(visit, "sekka", f"/grupper/{of.public_id}/tilstand/")
    send(visit, "sekka", f"/grupper/{of.public_id}/tilstand/noe/", 404, revision=2)


def test_seat_of_somebody_without_a_role_is_told(visit: Visit) -> None:
    of = recent(members=("stina",))
    seat(of, "dag", sits_for="stavanger")
    assert "har ikke lenger rolle der" in page(visit, "olga", f"/grupper/{of.public_id}/")
