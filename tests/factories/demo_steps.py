"""Run against a demo that is up: a place to be replaced and a terminated contract beside the suspension that it has,
written with the same acts as people do. Prints the pages, a line each."""

import sys
from datetime import timedelta

from aktsom.cli.django_setup import start_django

LIFTS, SAYS = "Ingen gebyrer, og egen fagforening.", "Vi spør hver måned til alt er betalt tilbake."


def main() -> None:
    start_django()
    from django.db import transaction
    from django.utils import timezone

    from aktsom.cli.pilot_follow_up import demo_actor as actor
    from aktsom.sanctions import seams
    from aktsom.sanctions.actions import exits, replacements, terminations
    from aktsom.sanctions.models import SanctionDecision, Suspension

    now, made = timezone.now(), Suspension.objects.order_by("-id")[0]
    by, first = actor("guri@sykehus.example"), made.decision
    pages = [f"/stans/{made.public_id}/"]
    sites = _places(by, first)
    others = first.follow_up.covered.filter(member=first.owner, left_at__isnull=True).exclude(contract=first.contract)
    for step in ("replace-subsupplier", "termination"):
        draft = SanctionDecision.objects.create(
            # A termination takes the place of what is suspended under the same contract.
            contract=others[0].contract if step == "termination" else first.contract,
            owner=first.owner, follow_up=first.follow_up, supplier=first.supplier, step=step, answer="other_step",
            reason=SAYS, begun_at=now, seen_by=first.seen_by & {first.owner_id * 10 + 3},
        )  # fmt: skip
        id_, later = draft.public_id, timezone.localdate() + timedelta(days=40)
        if step == "termination":
            said = terminations.TerminationSaid(later, SAYS)
            row: object = terminations.draft_termination(by=by, at=now, decision_id=id_, said=said)
            pages.append(f"/heving/{row.public_id}/")  # type: ignore[attr-defined]
        else:
            asked = replacements.ReplacementSaid(sites[0], later, wanted=LIFTS)
            row = replacements.draft_replacement(by=by, at=now, decision_id=id_, said=asked)
            pages.append(f"/bytte/{row.public_id}/")  # type: ignore[attr-defined]
        exits.write_exit_assessment(by=by, at=now, decision_id=id_, said=exits.ExitSaid(SAYS, SAYS, SAYS))
        with transaction.atomic():
            one = SanctionDecision.objects.select_for_update(of=("self",)).get(pk=draft.pk)
            one.state, one.decided_at, one.decided_by_id = "decided", now, by.person_id
            one.save()
            seams.follow(one, by, now)
    sys.stdout.write("\n".join(pages))


def _places(by: object, one: object) -> list[str]:
    from django.utils import timezone

    from aktsom.follow_up.queries.judged_sites import sites_to_judge

    return [site.key for site in sites_to_judge(by, one.follow_up, timezone.localdate()) if site.key]  # type: ignore


if __name__ == "__main__":
    main()
