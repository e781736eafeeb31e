"""What a tier keeps from its customer is not named to it by what is found there."""

import pytest

from aktsom.core.errors import Refused
from aktsom.findings.actions import findings as acts
from aktsom.findings.actions import hearing, plans, proving
from aktsom.findings.models import Finding
from aktsom.findings.states import FindingKind, FindingState
from aktsom.follow_up.models import Audit, AuditSite, FollowUp
from aktsom.follow_up.queries.judged_sites import sites_to_judge
from aktsom.follow_up.queries.kept_places import kept_places
from aktsom.sharing.audiences import PUBLIC_KEY
from aktsom.supply_chain.models import Site
from aktsom.teams.problems import Wrong
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, actor
from tests.factories.chains import hidden_tier
from tests.findings.made import DAY, GRAVE, TODAY, WHY, accepted, noted, said, standing
from tests.follow_up.concluded import followed_up, report

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def one() -> FollowUp:
    """Under terms that let a tier keep what it tells from its customer."""
    return followed_up(sets={"oslo": "T4"})


@pytest.fixture
def hidden(one: FollowUp) -> Site:
    return hidden_tier()


def show(made: Finding) -> Finding:
    return acts.show_to_supplier(by=actor("bjarne"), at=NOON, finding_id=made.public_id, revision=made.revision)


def test_those_who_follow_up_write_of_it_and_the_supplier_is_not_shown_it(one: FollowUp, hidden: Site) -> None:
    seen = {site.name: site.key for site in sites_to_judge(actor("bjarne"), one, TODAY)}
    assert seen["Hemmelig Lateks"] == hidden.public_id
    assert kept_places(one, seen.values()) == {hidden.public_id}
    made = noted(one, site=hidden.public_id)
    with pytest.raises(Refused, match="holdt det for seg selv"):
        show(made)
    made.refresh_from_db()
    assert (made.state, made.shown_at) == (FindingState.NOTED, None)
    open_place = noted(one, site=seen["Lembayung Gloves"])
    assert show(open_place).state == FindingState.HEARING


def test_where_it_stands_already_a_new_one_is_written(one: FollowUp, hidden: Site) -> None:
    known = next(site for site in sites_to_judge(actor("bjarne"), one, TODAY) if site.name == "Lembayung Gloves")
    made = standing(one, site=known.key)
    Finding.objects.filter(pk=made.pk).update(shown_at=None)  # as when it was stopped, and lifted again
    Site.objects.filter(public_id=known.key).update(seen_by=frozenset())
    made.refresh_from_db()
    with pytest.raises(Refused, match="Skriv et nytt funn"):
        show(made)


def test_nor_by_its_name_in_a_text_or_a_later_change(one: FollowUp, hidden: Site) -> None:
    made = noted(one, text="Arbeidere hos Hemmelig Lateks har betalt en formidler.")
    with pytest.raises(Wrong, match="Hemmelig Lateks") as wrong:
        show(made)
    assert wrong.value.field == "text"
    told = {"by": actor("bjarne"), "at": NOON, "finding_id": made.public_id}
    made = acts.change_finding(**told, revision=made.revision, said=said(text="Arbeidere har betalt en formidler."))
    made = show(made)
    with pytest.raises(Wrong) as wrong:
        acts.change_finding(**told, revision=made.revision, said=said(site=hidden.public_id))
    assert wrong.value.field == "site"
    with pytest.raises(Wrong) as wrong:
        acts.change_finding(**told, revision=made.revision, said=said(title="Gebyr hos Hemmelig Lateks"))
    assert wrong.value.field == "title"


def test_a_place_that_it_knows_by_another_record_or_a_public_list_is_no_secret(one: FollowUp, hidden: Site) -> None:
    known = Site.objects.get(name="Lembayung Gloves")
    Site.objects.filter(pk=hidden.pk).update(same_as=known)
    assert kept_places(one, [hidden.public_id]) == set()
    Site.objects.filter(pk=hidden.pk).update(same_as=None, seen_by=frozenset({PUBLIC_KEY}))
    assert kept_places(one, [hidden.public_id]) == set()


def test_an_audits_own_name_of_it_is_kept_too(one: FollowUp, hidden: Site) -> None:
    audit = Audit.objects.create(
        follow_up=one, owner=one.covered.get().member, team=one.team, supplier=one.supplier, method_note="x",
        announced="unannounced", due_on=TODAY + DAY, made_at=NOON,
    )  # fmt: skip
    AuditSite.objects.create(audit=audit, site=hidden, name="Lateksen i nord", country="TH")
    AuditSite.objects.create(audit=audit, name="Et sted uten post", country="TH")
    assert kept_places(one, ["Lateksen i nord", "Et sted uten post", ""]) == {"Lateksen i nord"}


def test_nor_by_the_reasons_of_what_is_decided_of_it_afterwards(one: FollowUp, hidden: Site) -> None:
    made = standing(one, kind=FindingKind.OBSERVATION, severity=None, severity_reason="")
    told = {"by": actor("bjarne"), "at": NOON, "finding_id": made.public_id, "revision": made.revision}
    naming = "Det er rettet hos Hemmelig Lateks."
    for act in (acts.close_finding, acts.withdraw_finding):
        with pytest.raises(Wrong, match="Hemmelig Lateks") as wrong:
            act(**told, reason=naming)
        assert wrong.value.field == "reason"
    unshown = noted(one, title="Et annet funn")
    with pytest.raises(Wrong, match="Hemmelig Lateks"):  # it can be shown later
        acts.withdraw_finding(
            by=actor("bjarne"), at=NOON, finding_id=unshown.public_id, revision=unshown.revision, reason=naming
        )
    grave = {"after": FindingKind.DEVIATION, "severity": GRAVE, "reason": WHY, "evidence_id": report(one).public_id}
    with pytest.raises(Wrong, match="Hemmelig Lateks") as wrong:
        hearing.decide_kind(**told, **grave, severity_reason=naming)
    assert wrong.value.field == "severity_reason"
    assert hearing.decide_kind(**told, **grave, severity_reason=WHY).after == "deviation"


def test_nor_in_what_is_written_of_its_plan(one: FollowUp, hidden: Site) -> None:
    finding, naming = standing(one), "Vi så det hos Hemmelig Lateks."
    with pytest.raises(Wrong, match="Hemmelig Lateks"):
        plans.ask_for_plan(by=actor("bjarne"), at=NOON, follow_up_id=one.public_id, text=naming)
    row = accepted(one, finding).measures.get()
    told = {"by": actor("bjarne"), "at": NOON, "measure_id": row.public_id, "revision": row.revision}
    with pytest.raises(Wrong, match="Hemmelig Lateks"):
        proving.extend(**told, due_on=row.due_on + DAY, reason=naming)
    with pytest.raises(Wrong, match="Hemmelig Lateks"):
        proving.block(**told, reason=WHY, alternative=naming)
    assert proving.extend(**told, due_on=row.due_on + DAY, reason=WHY).reason == WHY
