from django.apps import AppConfig


class AktsomConfig(AppConfig):
    name = "aktsom"
    label = "aktsom"
    verbose_name = "Aktsom"

    def ready(self) -> None:
        from aktsom import jobs  # noqa: F401  registers what the outbox delivers
        from aktsom.core import start_checks  # noqa: F401  registers what must hold before production starts
        from aktsom.follow_up import start_checks as _evidence  # noqa: F401  and where evidence is kept and scanned
        from aktsom.web.signin.telling import listen

        listen()
