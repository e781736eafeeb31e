"""What can go wrong with the company register, told so that a person knows what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError


class RegisterProblem(DomainError):
    """`code` says which; `passing` whether it is worth a new try later."""

    def __init__(self, code: str) -> None:
        super().__init__(_SAID[code])
        self.code = code
        self.passing = code in _PASSING


OFF = "off"
NO_NUMBER = "no_number"
UNREACHED = "unreached"
SLOW = "slow"
BUSY = "busy"
BROKEN = "broken"
STRANGE = "strange"
ELSEWHERE = "elsewhere"
REFUSED = "refused"

_PASSING = frozenset({UNREACHED, SLOW, BUSY, BROKEN, STRANGE})
_SAID: dict[str, str | Promise] = {
    OFF: _("Oppslag i Enhetsregisteret er ikke slått på her. Den som driver plattformen, kan slå det på."),
    NO_NUMBER: _("Dette er ikke et norsk organisasjonsnummer, så Enhetsregisteret kan ikke spørres om det."),
    UNREACHED: _("Vi når ikke Enhetsregisteret nå. Vi prøver igjen senere."),
    SLOW: _("Enhetsregisteret svarte ikke i tide. Vi prøver igjen senere."),
    BUSY: _("Enhetsregisteret ber oss vente. Vi prøver igjen senere."),
    BROKEN: _("Enhetsregisteret har en feil hos seg. Vi prøver igjen senere."),
    STRANGE: _("Enhetsregisteret svarte med noe vi ikke forstår. Ingenting er endret."),
    ELSEWHERE: _("Adressen til Enhetsregisteret sender oss til et annet sted. Dit går vi ikke. Ingenting er endret."),
    REFUSED: _("Enhetsregisteret godtok ikke spørsmålet. Ingenting er endret."),
}
