"""An audit is ordered when those who pay have said yes, and reported in one form: who may what, and who sees what."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aktsom.core.errors import DomainError, NotVisible, Refused, Stale
from aktsom.core.models import JournalEntry, OutboxMessage
from aktsom.follow_up.actions import audit_costs as costs
from aktsom.follow_up.actions import audit_reports as reports
from aktsom.follow_up.actions import audit_sharing as sharing
from aktsom.follow_up.actions import audits as acts
from aktsom.follow_up.actions.engaging import take_up
from aktsom.follow_up.actions.evidence import Said, Whose, finish_upload
from aktsom.follow_up.actions.planning import announce
from aktsom.follow_up.models import Audit, AuditReport, Evidence
from aktsom.follow_up.queries import audit_reports as read_reports
from aktsom.follow_up.queries import audits as reads
from aktsom.follow_up.telling import METHOD_MAIL
from aktsom.members.models import Invitation, Membership
from aktsom.members.secrets import secret_of
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong
from aktsom.teams.queries import actor_of
from tests.cast import NOON, actor
from tests.factories.mandates import ASK, granted, team
from tests.follow_up.audits import (
    AUDITOR,
    ORDERER,
    asked,
    begun,
    consented,
    drafted,
    handed_in,
    now,
    of,
    offered,
    order,
    ordered,
    told,
    wrote,
)
from tests.follow_up.evidence import brought
from tests.follow_up.evidence import sent as uploaded
from tests.follow_up.methods import followed
from tests.follow_up.storage.samples import PDF
from tests.follow_up.test_planning import gloves, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


def mailed() -> list[str]:
    return [row.payload["what"] for row in OutboxMessage.objects.filter(kind=METHOD_MAIL).order_by("id")]


def sees(who: str, one: Audit | AuditReport) -> bool:
    try:
        if isinstance(one, Audit):
            reads.audit(actor(who), one.public_id)
        else:
            read_reports.report(actor(who), one.public_id)
    except NotVisible:
        return False
    return True


def seen_by(one: Audit | AuditReport) -> set[str]:
    cast = ("bjarne", "mons", "olga", "rita", "berit", "stina", "sekka", "nora", "odd", "revi")
    return {who for who in cast if sees(who, one)}


TEAM = {"bjarne", "mons"}
BUYERS = TEAM | {"olga", "rita", "berit"}  # people of Oslo and Bergen, whose contracts are covered


def test_the_order_is_seen_by_more_as_they_come_to_have_a_part_in_it() -> None:
    one = drafted()
    assert seen_by(one) == TEAM
    offered(one)
    asked(one)
    assert seen_by(one) == BUYERS
    consented(one)
    acts.order_audit(**now(one))
    one.refresh_from_db()
    assert seen_by(one) == BUYERS | {AUDITOR}
    assert mailed() == ["audit_consent", "audit_assigned"]


def test_nothing_is_ordered_before_each_that_pays_has_said_yes() -> None:
    one = offered(drafted())
    with pytest.raises(DomainError, match="Fordel"):
        acts.order_audit(**now(one))
    asked(one)
    consented(one, "olga")
    with pytest.raises(DomainError, match="Bergen kommune"):
        acts.order_audit(**now(one))
    assert Audit.objects.get().state == "consent"
    consented(one, "berit")
    assert acts.order_audit(**now(one)).state == "ordered"
    with pytest.raises(Refused):
        acts.order_audit(**now(one))


def test_only_a_contract_owner_says_yes_and_a_no_says_why() -> None:
    one = asked(offered(drafted()))
    oslo = one.consents.get(member__slug="oslo-kommune")
    for who, error in (("mons", Refused), ("rita", Refused), ("berit", NotVisible), ("stina", NotVisible)):
        with pytest.raises(error):
            costs.answer_consent(by=actor(who), at=NOON, consent_id=oslo.public_id, verb="give")
    with pytest.raises(Wrong):
        costs.answer_consent(by=actor("olga"), at=NOON, consent_id=oslo.public_id, verb="refuse", reason="nei")
    costs.answer_consent(
        by=actor("olga"), at=NOON, consent_id=oslo.public_id, verb="refuse", reason="Vi har revidert dem i år."
    )
    with pytest.raises(DomainError, match="Oslo kommune"):
        acts.order_audit(**now(one))
    costs.answer_consent(by=actor("olga"), at=NOON, consent_id=oslo.public_id, verb="give")
    assert JournalEntry.objects.get(verb="audit_consent_given").member_id == oslo.member_id


def test_the_supplier_pays_without_the_members_shares_but_the_audit_right_is_theirs() -> None:
    one = drafted(payer="supplier", payer_reason="Leverandøren har tilbudt seg.")
    offered(one)
    with pytest.raises(DomainError, match="retten til revisjon"):
        acts.order_audit(**now(one))
    asked(one)
    consented(one, "olga")
    assert acts.order_audit(**now(one)).state == "ordered"


@pytest.mark.parametrize(
    ("key", "own", "amounts"),
    [
        ("equal", None, ["50000.01", "50000.00"]),
        ("band", None, ["4761.91", "95238.10"]),
        ("own", (2500, 7500), ["25000.00", "75000.01"]),
        ("own", (0, 10_000), ["100000.01"]),
    ],
)
def test_a_cost_is_shared_to_the_ore(key: str, own: tuple[int, int] | None, amounts: list[str]) -> None:
    ours = team()
    granted(ours, gloves("bergen", value=Decimal(900_000)))
    granted(ours, gloves("oslo", value=Decimal(20_000_000)))
    one = planned(of=ours)
    announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=1)
    made = offered(drafted(one), price="100000.01")
    members = [row.member for row in reads.under_audit_right(one, NOON.date())]
    told_ = {member.public_id: part for member, part in zip(members, own or (), strict=False)}
    costs.share_cost(**now(made), key=key, own=told_)
    found = [share.amount for share in made.shares.order_by("id")]
    assert sum(found) == Decimal("100000.01")
    assert [str(amount) for amount in found] == amounts


def test_own_shares_must_come_to_a_hundred_and_a_new_offer_shares_anew() -> None:
    one = offered(drafted())
    with pytest.raises(Wrong, match="100 prosent"):
        costs.share_cost(**now(one), key="own", own={})
    with pytest.raises(Wrong):
        costs.share_cost(**now(one), key="etter smak")
    costs.share_cost(**now(one), key="equal")
    offered(one, "90000")
    assert not one.shares.exists()
    assert one.offers.filter(chosen=True).count() == 1


def test_who_is_invited_has_the_audit_when_the_link_is_taken_up_once() -> None:
    one = drafted()
    offered(one, email="ny@revisor.example")
    consented(asked(one))
    one = acts.order_audit(**now(one))
    invitation = Invitation.objects.get(public_id=one.invitation)
    assert (invitation.email, invitation.roles, invitation.member_id) == ("ny@revisor.example", "auditor", one.owner_id)
    secret = secret_of(invitation.public_id, invitation.sent_at)
    taken = take_up(by=None, at=NOON, secret=secret, name="Ny Revisor", password="et-langt-passord-her")
    one.refresh_from_db()
    assert one.auditor_id == taken.person.pk
    assert reads.assignments(actor_of(taken.person)) == [one]
    with pytest.raises(DomainError):
        take_up(by=None, at=NOON, secret=secret, name="En Annen", password="et-langt-passord-her")
    Membership.objects.filter(person=taken.person).delete()  # no longer engaged
    assert reads.assignments(actor_of(taken.person)) == []


def test_the_link_to_what_is_cancelled_lets_nobody_in() -> None:
    one = drafted()
    offered(one, email="ny@revisor.example")
    consented(asked(one))
    one = acts.order_audit(**now(one))
    invitation = Invitation.objects.get(public_id=one.invitation)
    acts.cancel_audit(**now(one), reason="Fabrikken er stengt etter brann.")
    secret = secret_of(invitation.public_id, invitation.sent_at)
    with pytest.raises(DomainError):
        take_up(by=None, at=NOON, secret=secret, name="Ny Revisor", password="et-langt-passord-her")
    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"


def test_a_lost_link_is_sent_again_and_the_first_works_no_more() -> None:
    one = drafted()
    offered(one, email="ny@revisor.example")
    consented(asked(one))
    one = acts.order_audit(**now(one))
    first = Invitation.objects.get(public_id=one.invitation)
    old = secret_of(first.public_id, first.sent_at)
    with pytest.raises(Refused):
        acts.send_link_again(**{**now(one), "by": actor("olga")})
    acts.send_link_again(**{**now(one), "at": NOON + timedelta(days=15)})
    again = Invitation.objects.get(public_id=first.public_id)
    with pytest.raises(DomainError):
        take_up(by=None, at=again.sent_at, secret=old, name="Ny Revisor", password="et-langt-passord-her")
    secret = secret_of(again.public_id, again.sent_at)
    taken = take_up(by=None, at=again.sent_at, secret=secret, name="Ny Revisor", password="et-langt-passord-her")
    one.refresh_from_db()
    assert one.auditor_id == taken.person.pk
    with pytest.raises(Refused):
        acts.send_link_again(**now(one))


def test_one_who_has_not_come_in_yet_may_be_given_a_second_assignment() -> None:
    first = drafted()
    offered(first, email="ny@revisor.example")
    consented(asked(first))
    acts.order_audit(**now(first))
    second = drafted(first.follow_up)
    offered(second, email="ny@revisor.example")
    consented(asked(second))
    second = acts.order_audit(**now(second))
    invitation = Invitation.objects.get()
    assert invitation.roles == "auditor"
    secret = secret_of(invitation.public_id, invitation.sent_at)
    taken = take_up(by=None, at=NOON, secret=secret, name="Ny Revisor", password="et-langt-passord-her")
    assert len(reads.assignments(actor_of(taken.person))) == 2


def test_a_report_is_the_auditors_until_it_is_handed_in() -> None:
    one = ordered()
    report = begun(one)
    assert begun(one) == report
    wrote(report)
    assert seen_by(report) == {AUDITOR}
    with pytest.raises(Refused):
        reports.begin_report(by=actor(ORDERER), at=NOON, audit_id=ordered_elsewhere(one))
    told(report)
    handed_in(report)
    report.refresh_from_db()
    assert seen_by(report) == BUYERS | {AUDITOR}
    assert Audit.objects.get(pk=one.pk).state == "reported"
    with pytest.raises(Refused):
        wrote(report)
    with pytest.raises(Refused):
        handed_in(report)


def ordered_elsewhere(one: Audit) -> str:
    """Another order, without a report."""
    return drafted(one.follow_up).public_id


def test_what_is_missing_is_said_before_it_is_handed_in() -> None:
    report = begun(ordered())
    for lacks, more in {
        "når revisjonen var": {"started_on": None},
        "hvem som reviderte": {"auditors": " "},
        "uavhengig": {"independence": ""},
        "intervjuet": {"interviews": None},
        "valgte arbeiderne": {"chosen_by": ""},
        "ikke så": {"not_seen": ""},
    }.items():
        told(report, **more)
        with pytest.raises(DomainError, match=lacks):
            handed_in(report)
    told(report, interviews=0, chosen_by="")
    assert handed_in(report).state == "handed_in"


def test_the_supplier_sees_it_when_it_is_shown() -> None:
    report = begun(ordered())
    told(report)
    handed_in(report)
    with pytest.raises(Refused):
        sharing.show_supplier(**of(report, "olga"))
    sharing.show_supplier(**of(report, ORDERER))
    assert seen_by(report) == BUYERS | {AUDITOR, "nora"}
    assert "nora" not in seen_by(report.audit)  # its order, with price and payer, stays with the buyers
    assert read_reports.shown_to_supplier(actor("nora")) == [report]
    with pytest.raises(Refused):
        sharing.show_supplier(**of(report, ORDERER))


def test_what_endangers_workers_stays_with_those_who_follow_up_until_it_is_lifted() -> None:
    one = ordered()
    report = begun(one)
    told(report)
    with pytest.raises(Wrong):
        sharing.stop_sharing(**of(report), reason="fare")
    sharing.stop_sharing(**of(report), reason="De som snakket med oss, er truet.")
    handed_in(report)
    report.refresh_from_db()
    assert seen_by(report) == TEAM | {AUDITOR}
    assert read_reports.stopped(actor(ORDERER)) == [report]
    with pytest.raises(Refused, match="fare"):
        sharing.show_supplier(**of(report, ORDERER))
    for who in ("olga", "nora"):
        with pytest.raises(NotVisible):
            sharing.lift_stop(**of(report, who), reason="Vi vil se den nå, takk.")
    sharing.lift_stop(**of(report, ORDERER), reason="De er i sikkerhet, sier fagforeningen.")
    assert seen_by(report) == BUYERS | {AUDITOR}


def test_a_stop_takes_back_what_was_shown() -> None:
    report = begun(ordered())
    told(report)
    handed_in(report)
    sharing.show_supplier(**of(report, ORDERER))
    sharing.stop_sharing(**of(report, ORDERER), reason="Ledelsen leter etter kildene.")
    report.refresh_from_db()
    assert seen_by(report) == TEAM | {AUDITOR}
    sharing.lift_stop(**of(report, ORDERER), reason="Kildene er ute av fabrikken.")
    assert "nora" not in seen_by(report)


@pytest.mark.parametrize(
    "more",
    [
        {"text": "Arbeideren Fatima Begum har ikke fått lønn."},
        {"text": "To kvinner ble slått."},
        {"people": 3},
        {"title": "Operatør Rahim Khan mangler pass"},
    ],
)
def test_what_may_tell_who_a_worker_is_is_looked_at_again(more: dict[str, Any]) -> None:
    report = begun(ordered())
    with pytest.raises(LookAgain) as look:
        wrote(report, **more)
    assert not report.rows.exists()
    assert wrote(report, looked=look.value.mark, **more).pk
    with pytest.raises(LookAgain):  # what was looked at was another text
        wrote(report, looked=look.value.mark, **{**more, "shown_by": "En kvinne sa det."})


def test_five_are_a_group_and_a_national_id_is_never_taken_in() -> None:
    report = begun(ordered())
    assert wrote(report, people=5).people == 5
    with pytest.raises(Wrong, match="fødselsnummer"):
        wrote(report, text="01019012345 fortalte")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "brudd"}, "kind"),
        ({"severity": ""}, "severity"),
        ({"point": "2.1"}, "point"),
        ({"site": "aus-nowhere"}, "site"),
        ({"title": " "}, "title"),
        ({"text": "x" * 10_001}, "text"),
    ],
)
def test_what_cannot_stand_in_a_report_is_told_by_its_field(more: dict[str, Any], field: str) -> None:
    report = begun(ordered())
    with pytest.raises(Wrong) as wrong:
        wrote(report, **more)
    assert wrong.value.field == field


def test_an_observation_has_no_severity() -> None:
    report = begun(ordered())
    assert wrote(report, kind="observation").severity == ""


def test_saving_from_a_stale_page_loses_nothing() -> None:
    report = begun(ordered())
    first = of(report)
    reports.save_row(**first, said=reports.RowSaid("allegation", "1.1", "Klage om lønn"))
    with pytest.raises(Stale):
        reports.save_row(**first, said=reports.RowSaid("allegation", "1.1", "En annen"))
    row = report.rows.get()
    reports.remove_row(**of(report), row_id=row.public_id)
    assert not report.rows.exists()


@pytest.mark.usefixtures("places")
class TestFiles:
    def test_an_auditor_brings_evidence_for_its_assignment_alone(self, places: Path) -> None:
        one = ordered()
        said = Said(kind="photo", whose=Whose(audit_id=one.public_id))
        made = finish_upload(by=actor(AUDITOR), at=NOON, upload_id=uploaded(PDF, "a.pdf", AUDITOR), said=said)
        report = begun(one)
        row = reports.save_row(
            **of(report), said=reports.RowSaid("observation", "1.1", "Låste dører"), evidence_id=made.public_id
        )
        assert row.evidence == made
        for who in (AUDITOR, ORDERER, "bjarne"):
            assert Evidence.objects.visible_to(actor(who)).filter(pk=made.pk).exists(), who
        for who in ("nora", "stina", "odd"):
            assert not Evidence.objects.visible_to(actor(who)).filter(pk=made.pk).exists(), who
        upload = uploaded(PDF + b"x", "b.pdf", AUDITOR)
        elsewhere = Said(kind="photo", whose=Whose(audit_id=ordered_elsewhere(one)))
        with pytest.raises(NotVisible):
            finish_upload(by=actor(AUDITOR), at=NOON, upload_id=upload, said=elsewhere)
        told(report)
        handed_in(report)
        with pytest.raises(Refused):
            finish_upload(by=actor(AUDITOR), at=NOON, upload_id=upload, said=said)

    def carried(self, **more: Any) -> AuditReport:
        one = drafted()
        evidence = brought(ORDERER)
        usual = {"scheme": "amfori_bsci", "grade": "C", "evidence_id": evidence.public_id, "through_seller": False}
        return reports.carry_over(**now(one), **{**usual, **more})

    def test_another_schemes_report_is_mapped_by_those_who_follow_up(self, places: Path) -> None:
        report = self.carried()
        wrote(report, ORDERER)
        told(report, ORDERER, independence="")
        handed_in(report, ORDERER)
        report.refresh_from_db()
        assert seen_by(report) == BUYERS
        assert (report.scheme, report.grade) == ("amfori_bsci", "C")

    @pytest.mark.parametrize(
        ("more", "field"), [({"scheme": "x"}, "scheme"), ({"grade": "F"}, "grade"), ({"evidence_id": "evd-x"}, "file")]
    )
    def test_its_own_words_alone_are_its_grade(self, more: dict[str, Any], field: str, places: Path) -> None:
        with pytest.raises(Wrong) as wrong:
            self.carried(**more)
        assert wrong.value.field == field

    def test_a_report_through_the_seller_stays_until_the_auditor_confirms_it(self, places: Path) -> None:
        report = self.carried(through_seller=True)
        told(report, ORDERER)
        handed_in(report, ORDERER)
        report.refresh_from_db()
        assert seen_by(report) == TEAM
        with pytest.raises(Refused, match="selgeren"):
            sharing.show_supplier(**of(report, ORDERER))
        sharing.confirm_report(**of(report, ORDERER), how="Revisoren bekreftet på telefon og e-post.")
        assert seen_by(report) == BUYERS
        with pytest.raises(Refused):
            sharing.confirm_report(**of(report, ORDERER), how="En gang til, for sikkerhets skyld.")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"due_on": NOON.date() - timedelta(days=1)}, "due_on"),
        ({"method_note": " "}, "method_note"),
        ({"points": ["9.9"]}, "points"),
        ({"other_sites": []}, "sites"),
        ({"announced": "kanskje"}, "announced"),
        ({"season": "vår"}, "season"),
        ({"payer_rule": "", "payer": ""}, "payer"),
        ({"payer": "staten"}, "payer"),
        ({"payer": "supplier"}, "payer_reason"),
    ],
)
def test_what_cannot_be_ordered_is_told_by_its_field(more: dict[str, Any], field: str) -> None:
    one = followed()
    with pytest.raises(Wrong) as wrong:
        drafted(one, **more)
    assert wrong.value.field == field
    assert not Audit.objects.exists()


def test_only_contracts_whose_mandate_gives_the_audit_right_are_asked() -> None:
    ours = team()
    granted(ours, gloves("oslo"))
    granted(ours, gloves("bergen"), acts=int(ASK))
    one = planned(of=ours)
    announce(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, revision=1)
    made = asked(offered(drafted(one)))
    assert [row.member.slug for row in made.consents.all()] == ["oslo-kommune"]


def test_the_order_is_changed_until_it_is_asked_about_and_cancelled_with_a_reason() -> None:
    one = drafted()
    acts.change_audit(**now(one), order=order(points=["1.2"], other_sites=["Spinneriet", "Veveriet"]))
    one.refresh_from_db()
    assert (one.points, [site.name for site in one.sites.all()]) == (["1.2"], ["Spinneriet", "Veveriet"])
    asked(offered(one))
    with pytest.raises(Refused):
        acts.change_audit(**now(one), order=order())
    with pytest.raises(Wrong):
        acts.cancel_audit(**now(one), reason="nei")
    acts.cancel_audit(**now(one), reason="Fabrikken er stengt etter brann.")
    with pytest.raises(Refused):
        costs.answer_consent(
            by=actor("olga"), at=NOON, consent_id=one.consents.get(member__slug="oslo-kommune").public_id, verb="give"
        )


def test_a_new_auditor_reads_what_earlier_audits_found() -> None:
    one = ordered()
    report = begun(one)
    wrote(report)
    told(report)
    handed_in(report)
    one.refresh_from_db()
    again = drafted(one.follow_up, earlier=one)
    offered(again, email="ny@revisor.example")
    consented(asked(again))
    again = acts.order_audit(**now(again))
    invitation = Invitation.objects.get(public_id=again.invitation)
    secret = secret_of(invitation.public_id, invitation.sent_at)
    taken = take_up(by=None, at=NOON, secret=secret, name="Ny Revisor", password="et-langt-passord-her")
    again.refresh_from_db()
    new = actor_of(taken.person)
    assert [row.title for row in read_reports.earlier_deviations(new, again)] == ["Gebyr for å få jobb"]
    assert reads.assignments(new) == [again]
    written = reports.begin_report(by=new, at=NOON, audit_id=again.public_id)
    with pytest.raises(NotVisible):
        read_reports.report(actor(AUDITOR), written.public_id)


def test_a_re_audit_is_numbered_after_one_that_is_reported() -> None:
    one = ordered()
    with pytest.raises(DomainError, match="rapportert"):
        drafted(one.follow_up, earlier=one)
    report = begun(one)
    told(report)
    handed_in(report)
    again = drafted(one.follow_up, earlier=one)
    assert (again.number, again.earlier, again.payer) == (2, one, "cooperation")
