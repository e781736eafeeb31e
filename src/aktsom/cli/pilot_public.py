"""What the demo tells everybody: who follows up what, and the figures of the year."""

from aktsom.cli.pilot_days import ago, clock
from aktsom.cli.pilot_follow_up import demo_actor as actor

SECRETARIAT = "siri@sekretariatet.example"


def load_public_face() -> None:
    from aktsom.effects.actions.publishing_figures import publish_figures
    from aktsom.effects.actions.reckoning import reckon_all
    from aktsom.findings.actions.areas import publish_areas
    from aktsom.teams.actions.telling_all import tell_who_follows_up

    tell_who_follows_up(at=clock())
    reckon_all(clock())
    publish_figures(by=actor(SECRETARIAT), at=clock(), year=clock().year, number=1)
    with ago(4):
        for group in ("medical", "food"):
            publish_areas(
                by=actor(SECRETARIAT), at=clock(), group_id=group, reason="Forskere og fagforeninger har bedt om det."
            )
