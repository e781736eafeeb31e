"""What a person is told about a step that cannot be taken yet."""

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.core.errors import DomainError
from aktsom.sanctions.rules.ladder import Weighed
from aktsom.sanctions.tables import precondition_texts


class NotReady(DomainError):
    """`missing` are the preconditions that are open, `not_aside` those set aside without the right to."""

    def __init__(self, weighed: Weighed) -> None:
        self.missing, self.not_aside = weighed.open, weighed.not_aside
        texts = precondition_texts(translation.get_language() or "nb")
        named = "; ".join(texts[id_] for id_ in self.missing)
        super().__init__(_("Steget kan ikke tas ennå. Dette mangler: {missing}.").format(missing=named))
