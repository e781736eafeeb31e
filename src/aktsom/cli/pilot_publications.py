"""What the demo has published: the result of its concluded follow-up, seen and commented by the supplier."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from aktsom.cli.pilot_follow_up import demo_actor as actor

if TYPE_CHECKING:
    from aktsom.findings.models import PublicationVersion
    from aktsom.follow_up.models import FollowUp

LEAD, SUPPLIES = "marte@sykehus.example", "vera@tindholt.example"
SECRETARIAT = "siri@sekretariatet.example"
WHY = "Flere offentlige kjøpere handler av den samme leverandøren."
SAYS = "Vi er enige i det som er funnet, og retter det etter planen."
STATEMENT = "Revisjonen så på rekruttering, rømningsveier og rutinene hos leverandøren."
NEXT = "Gebyrene skal være betalt tilbake etter planen, og vi ser på det på nytt når dagene er gått."


def load_publication(one: "FollowUp") -> None:
    """Out where the plan allows it."""
    from aktsom.findings.actions import drafting, publishing
    from aktsom.findings.queries.findings import term_sets_of

    now = timezone.localtime()
    for code in term_sets_of(one.pk)[-1:]:
        made = drafting.draft_publication(by=actor(LEAD), at=now, follow_up_id=one.public_id, term_set=code)
        drafting.write_version(
            **_by(made, LEAD), language="nb", statement=STATEMENT, next_step=NEXT, buyers_year=now.year
        )
        publishing.show_version(**_by(made, LEAD))
        publishing.answer_version(**_by(made, SUPPLIES), comment=SAYS)
        publishing.propose_version(**_by(made, LEAD), reason=WHY)
        publishing.publish(**_by(made, SECRETARIAT), reason=WHY)


def _by(made: "PublicationVersion", email: str) -> dict[str, Any]:
    made.refresh_from_db()
    return {
        "by": actor(email),
        "at": timezone.localtime(),
        "publication_id": made.publication.public_id,
        "revision": made.revision,
    }
