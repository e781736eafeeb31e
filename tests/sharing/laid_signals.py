"""A signal and a joint inquiry laid down straight in the tables, for the leak matrix and the wall."""

from typing import Any

from aktsom.core.actor import PLATFORM
from aktsom.findings.models import Inquiry, InquiryBranch, InquiryMember, Signal, SignalMessage
from aktsom.members.models import Member
from aktsom.sharing.audiences import member_key, supplier_key, team_key
from aktsom.supply_chain.actions.sites import SiteFacts, add_site
from aktsom.teams.models import CategoryTeam
from tests.cast import NOON, supplier

DAY = NOON.date()


def lay_signals(world: Any, team: CategoryTeam, owner: Member, runs: str = "olga") -> None:
    """A signal that the team was given, one that the secretariat has alone; and an inquiry of the team's that touches
    the owner, asks the supplier and is alerted of. `runs` sits in the team."""
    ours, alone = frozenset({runs, "sekka"}), frozenset({"sekka"})
    touched = frozenset({"olga", "mons", runs, "sekka"})
    team_, site = team_key(team.pk), add_site(
        by=PLATFORM, at=NOON, facts=SiteFacts("Kjent fabrikk", "MY"), public_source="Open Supply Hub"
    )  # fmt: skip
    inquiry = Inquiry.objects.create(
        team=team, kind="forced_labour", start_kind="sted", start_key=site.public_id, opened_at=NOON,
        title=world.hide("Inquiry.title", touched | {"nora"}), about=world.hide("Inquiry.about", touched | {"nora"}),
        start_name=world.hide("Inquiry.start_name", ours), held_reason=world.hide("Inquiry.held_reason", ours),
        alert_text=world.hide("Inquiry.alert_text", touched), held_at=NOON, asked_at=NOON, answer_by=DAY,
        alerted_at=NOON, closed_reason=world.hide("Inquiry.closed_reason", touched),
        seen_by=frozenset({team_, member_key(owner.pk), supplier_key(supplier().pk)}),
    )  # fmt: skip
    world.ids["inquiry"] = world.hide("Inquiry.public_id", touched, inquiry.public_id)
    branch = InquiryBranch.objects.create(
        inquiry=inquiry, supplier=supplier(), branch="forward", hops=1, state="answered", asked_at=NOON,
        answered_at=NOON, answer=world.hide("InquiryBranch.answer", touched | {"nora"}),
        seen_by=frozenset({team_, member_key(owner.pk), supplier_key(supplier().pk)}),
    )  # fmt: skip
    world.ids["branch"] = world.hide("InquiryBranch.public_id", touched | {"nora"}, branch.public_id)
    InquiryMember.objects.create(
        inquiry=inquiry, member=owner, contracts=1, told_at=NOON, alerted_at=NOON, part="own",
        judgement=world.hide("InquiryMember.judgement", {"olga", "mons"}),
        seen_by=frozenset({team_, member_key(owner.pk)}),
    )  # fmt: skip
    for key, may, seen_by, given in (("signal", ours, {team_}, team), ("signal_alone", alone, set[int](), None)):
        one = Signal.objects.create(
            team=given, seen_by=frozenset(seen_by), source="worker", kind="forced_labour", state="looked_at",
            received_on=DAY, receipt_hash=f"{key}-hash", once_hash=f"{key}-once", employer="never", language="ur",
            **{name: world.hide(f"Signal.{name}", may) for name in ("place", "text", "source_name", "source_link",
                                                                    "reason", "forwarded_to")},
        )  # fmt: skip
        SignalMessage.objects.create(
            signal=one, number=1, from_sender=True, said_on=DAY, text=world.hide("SignalMessage.text", may)
        )
        world.ids[key] = world.hide("Signal.public_id", may, one.public_id)
