"""Verbs of what is known: guidance, experience, documents, questions and answers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KNOWN: dict[str, str | Promise] = {
    "article_written": _("Skrev veiledning, en erfaring eller et dokument"),
    "article_changed": _("Skrev en ny utgave av noe i kunnskapen"),
    "article_shared": _("Delte noe i kunnskapen med flere"),
    "article_withdrawn": _("Trakk tilbake noe i kunnskapen"),
    "article_checked": _("Så over noe i kunnskapen, og det stemmer"),
    "article_check_set": _("Bestemte når noe i kunnskapen skal ses over"),
    "question_asked": _("Spurte de andre medlemmene"),
    "question_answered": _("Svarte på et spørsmål fra et medlem"),
    "answer_accepted": _("Godtok et svar på et spørsmål"),
}
