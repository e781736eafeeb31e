"""What a mandate permits, in words."""

from django.utils.translation import gettext as _

from aktsom.teams.acts import MandateAct


def act_words() -> dict[MandateAct, str]:
    """A word or two for each act, in the order of the class."""
    return {
        MandateAct.ASK: _("spørre"),
        MandateAct.MEET: _("møte"),
        MandateAct.REVIEW: _("gå gjennom dokumenter"),
        MandateAct.AUDIT: _("bestille revisjon"),
        MandateAct.PLAN: _("avtale plan"),
        MandateAct.RECOMMEND: _("anbefale"),
    }
