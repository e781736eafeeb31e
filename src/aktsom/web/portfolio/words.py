"""Next steps in words."""

from django.utils.translation import ngettext

from aktsom.risk.queries.steps import Step, StepKind


def step_text(step: Step) -> str:
    count = step.contracts
    match step.kind:
        case StepKind.CONTESTED:
            text = ngettext(
                "%(count)s avtale har fått et nytt forslag siden noen avgjorde risikoen",
                "%(count)s avtaler har fått et nytt forslag siden noen avgjorde risikoen",
                count,
            )
        case StepKind.CONFIRM:
            text = ngettext(
                "%(count)s avtale har høy risiko som ingen har bekreftet ennå",
                "%(count)s avtaler har høy risiko som ingen har bekreftet ennå",
                count,
            )
        case StepKind.NAME_PRODUCTS:
            text = ngettext(
                "%(count)s avtale mangler produktene, så risikoen er ukjent",
                "%(count)s avtaler mangler produktene, så risikoen er ukjent",
                count,
            )
        case StepKind.WITHOUT_TERMS:
            text = ngettext(
                "%(count)s avtale med høy risiko har ingen vilkår å følge opp etter",
                "%(count)s avtaler med høy risiko har ingen vilkår å følge opp etter",
                count,
            )
    return text % {"count": count}
