"""What a password must be, in our own words."""

import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 128  # OWASP ASVS 4.0.3, 2.1.2: longer ones only keep the machine busy


class LongEnough(MinimumLengthValidator):
    """Django's own sentence has no Norwegian any more. Several spaces in a row count for one, so that twelve of them
    are no password; they are kept as typed."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(_("Passordet er for langt. Bruk høyst %(count)s tegn.") % {"count": LONGEST})
        super().validate(re.sub(r"\s+", " ", password), user)  # type: ignore[arg-type]  # it looks at the length alone

    def get_error_message(self) -> str:
        return _("Passordet er for kort. Bruk minst %(count)s tegn.") % {"count": self.min_length}
