import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import aktsom.core.public_ids
import aktsom.follow_up.states
import aktsom.records.states
import aktsom.sharing.keys
from aktsom.migrations._policies import HERS, KEYS, ME, MINE, either, of, wall


def policies(_network):
    """A member's archive and what it is asked for is its own. A supplier sees what it is asked of, and by whom."""
    return {
        **dict.fromkeys(("casenumber", "accessmark", "accessrequest"), MINE),
        "caseexport": f"person_id = {ME}",
        "requesteddocument": of("accessrequest", "request_id"),
        "passage": of("requesteddocument", "document_id"),
        "consultation": KEYS,
        "consultedfor": (either(MINE, of("consultation", "consultation_id", HERS)), MINE),
    }


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0012_reports")]
    operations = [
        migrations.CreateModel(
            name="AccessRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("inn")),
                (
                    "law",
                    models.CharField(
                        choices=[
                            (aktsom.records.states.Law["PUBLIC_RECORDS"], aktsom.records.states.Law["PUBLIC_RECORDS"]),
                            (aktsom.records.states.Law["TRANSPARENCY"], aktsom.records.states.Law["TRANSPARENCY"]),
                        ],
                        max_length=20,
                    ),
                ),
                ("asked_for", models.TextField()),
                ("asker", models.CharField(blank=True, max_length=200)),
                ("answer_to", models.CharField(blank=True, max_length=200)),
                ("case_number", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (aktsom.records.states.RequestState["OPEN"], aktsom.records.states.RequestState["OPEN"]),
                            (
                                aktsom.records.states.RequestState["DECIDED"],
                                aktsom.records.states.RequestState["DECIDED"],
                            ),
                            (
                                aktsom.records.states.RequestState["ANSWERED"],
                                aktsom.records.states.RequestState["ANSWERED"],
                            ),
                            (
                                aktsom.records.states.RequestState["DROPPED"],
                                aktsom.records.states.RequestState["DROPPED"],
                            ),
                        ],
                        default=aktsom.records.states.RequestState["OPEN"],
                        max_length=10,
                    ),
                ),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                ("extended_to", models.DateField(null=True)),
                ("extension_reason", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            (aktsom.records.states.Outcome["FULL"], aktsom.records.states.Outcome["FULL"]),
                            (aktsom.records.states.Outcome["PARTLY"], aktsom.records.states.Outcome["PARTLY"]),
                            (aktsom.records.states.Outcome["DENIED"], aktsom.records.states.Outcome["DENIED"]),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_name", models.CharField(blank=True, max_length=200)),
                ("answered_at", models.DateTimeField(null=True)),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf_size", models.BigIntegerField(default=0)),
                ("word_sha256", models.CharField(blank=True, max_length=64)),
                ("word_size", models.BigIntegerField(default=0)),
                ("dropped_reason", models.TextField(blank=True)),
                ("registered_at", models.DateTimeField()),
                ("registered_by_id", models.BigIntegerField(null=True)),
                ("reminded_on", models.DateField(null=True)),
                ("told_late_on", models.DateField(null=True)),
                ("sent", models.CharField(blank=True, max_length=40)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "follow_up",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.followup"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CaseExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("utt")),
                ("person_id", models.BigIntegerField()),
                ("since", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("language", models.CharField(max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                aktsom.follow_up.states.PackageState["MAKING"],
                                aktsom.follow_up.states.PackageState["MAKING"],
                            ),
                            (
                                aktsom.follow_up.states.PackageState["READY"],
                                aktsom.follow_up.states.PackageState["READY"],
                            ),
                            (
                                aktsom.follow_up.states.PackageState["STOPPED"],
                                aktsom.follow_up.states.PackageState["STOPPED"],
                            ),
                            (
                                aktsom.follow_up.states.PackageState["FAILED"],
                                aktsom.follow_up.states.PackageState["FAILED"],
                            ),
                            (
                                aktsom.follow_up.states.PackageState["GONE"],
                                aktsom.follow_up.states.PackageState["GONE"],
                            ),
                        ],
                        default=aktsom.follow_up.states.PackageState["MAKING"],
                        max_length=8,
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("cases", models.PositiveIntegerField(default=0)),
                ("documents", models.PositiveIntegerField(default=0)),
                ("holds", models.JSONField(default=list)),
                ("left_out", models.JSONField(default=list)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.BigIntegerField(default=0)),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                aktsom.follow_up.states.PackageProblem["NO_ROOM"],
                                aktsom.follow_up.states.PackageProblem["NO_ROOM"],
                            ),
                            (
                                aktsom.follow_up.states.PackageProblem["AWAY"],
                                aktsom.follow_up.states.PackageProblem["AWAY"],
                            ),
                            (
                                aktsom.follow_up.states.PackageProblem["NOTHING"],
                                aktsom.follow_up.states.PackageProblem["NOTHING"],
                            ),
                            (
                                aktsom.follow_up.states.PackageProblem["SILENT"],
                                aktsom.follow_up.states.PackageProblem["SILENT"],
                            ),
                            (
                                aktsom.follow_up.states.PackageProblem["BROKEN"],
                                aktsom.follow_up.states.PackageProblem["BROKEN"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("fetched_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                (
                    "follow_up",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.followup"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CaseNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("class_code", models.CharField(max_length=60)),
                ("class_title", models.CharField(max_length=200)),
                ("unit", models.CharField(max_length=120)),
                ("responsible", models.CharField(max_length=120)),
                ("given_at", models.DateTimeField()),
                ("given_by_id", models.BigIntegerField(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.followup"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["year", "serial"],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("hor")),
                ("subject", models.CharField(max_length=16)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("seen_by", aktsom.sharing.keys.AudienceKeys()),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_id", models.BigIntegerField(null=True)),
                (
                    "objection",
                    models.CharField(
                        blank=True,
                        choices=[
                            (aktsom.records.states.Objection["NONE"], aktsom.records.states.Objection["NONE"]),
                            (aktsom.records.states.Objection["PARTLY"], aktsom.records.states.Objection["PARTLY"]),
                            (aktsom.records.states.Objection["ALL"], aktsom.records.states.Objection["ALL"]),
                        ],
                        max_length=6,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("passages", models.JSONField(default=list)),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.supplier"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ConsultedFor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consulted_for",
                        to="aktsom.consultation",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultations",
                        to="aktsom.accessrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="RequestedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", aktsom.core.public_ids.PublicIdField("ind")),
                ("subject", models.CharField(max_length=16)),
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=300)),
                ("made_on", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            (aktsom.records.states.Way["IN"], aktsom.records.states.Way["IN"]),
                            (aktsom.records.states.Way["OUT"], aktsom.records.states.Way["OUT"]),
                            (aktsom.records.states.Way["WITHIN"], aktsom.records.states.Way["WITHIN"]),
                        ],
                        max_length=6,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("supplier_id", models.BigIntegerField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            (aktsom.records.states.Outcome["FULL"], aktsom.records.states.Outcome["FULL"]),
                            (aktsom.records.states.Outcome["PARTLY"], aktsom.records.states.Outcome["PARTLY"]),
                            (aktsom.records.states.Outcome["DENIED"], aktsom.records.states.Outcome["DENIED"]),
                        ],
                        max_length=8,
                    ),
                ),
                ("ground", models.CharField(blank=True, max_length=30)),
                ("reason", models.TextField(blank=True)),
                ("given_sha256", models.CharField(blank=True, max_length=64)),
                ("given_size", models.BigIntegerField(default=0)),
                ("more_found", models.PositiveIntegerField(default=0)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="aktsom.accessrequest"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.PositiveIntegerField()),
                ("ends", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (aktsom.records.states.PassageKind["WORKER"], aktsom.records.states.PassageKind["WORKER"]),
                            (aktsom.records.states.PassageKind["PERSON"], aktsom.records.states.PassageKind["PERSON"]),
                            (aktsom.records.states.PassageKind["NAME"], aktsom.records.states.PassageKind["NAME"]),
                            (aktsom.records.states.PassageKind["PRICE"], aktsom.records.states.PassageKind["PRICE"]),
                            (aktsom.records.states.PassageKind["SECRET"], aktsom.records.states.PassageKind["SECRET"]),
                            (aktsom.records.states.PassageKind["OWN"], aktsom.records.states.PassageKind["OWN"]),
                        ],
                        max_length=8,
                    ),
                ),
                ("ground", models.CharField(max_length=30)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                aktsom.records.states.PassageState["SUGGESTED"],
                                aktsom.records.states.PassageState["SUGGESTED"],
                            ),
                            (
                                aktsom.records.states.PassageState["KEPT_BACK"],
                                aktsom.records.states.PassageState["KEPT_BACK"],
                            ),
                            (aktsom.records.states.PassageState["GIVEN"], aktsom.records.states.PassageState["GIVEN"]),
                        ],
                        default=aktsom.records.states.PassageState["SUGGESTED"],
                        max_length=10,
                    ),
                ),
                ("marked", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                ("told_at", models.DateTimeField()),
                ("told_by_id", models.BigIntegerField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="aktsom.requesteddocument",
                    ),
                ),
            ],
            options={
                "ordering": ["document", "starts", "ends"],
            },
        ),
        migrations.CreateModel(
            name="AccessMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=16)),
                ("ground", models.CharField(blank=True, max_length=30)),
                ("covers", models.CharField(blank=True, max_length=200)),
                ("review_on", models.DateField(null=True)),
                ("marked_at", models.DateTimeField()),
                ("marked_by_id", models.BigIntegerField(null=True)),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.followup"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="aktsom.member"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "subject"), name="access_mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ground", ""), models.Q(("covers", ""), _negated=True), _connector="OR"),
                        name="access_mark_says_what",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(fields=["member", "state", "due_on"], name="access_request_due"),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(fields=["pdf_sha256"], name="access_request_pdf"),
        ),
        migrations.AddIndex(
            model_name="accessrequest",
            index=models.Index(fields=["word_sha256"], name="access_request_word"),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            aktsom.records.states.RequestState["OPEN"],
                            aktsom.records.states.RequestState["DECIDED"],
                            aktsom.records.states.RequestState["ANSWERED"],
                            aktsom.records.states.RequestState["DROPPED"],
                        ],
                    )
                ),
                name="access_request_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "law__in",
                        [aktsom.records.states.Law["PUBLIC_RECORDS"], aktsom.records.states.Law["TRANSPARENCY"]],
                    )
                ),
                name="access_request_law_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_for", ""), _negated=True), name="access_request_asks_for_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("received_on"))), name="access_request_due_after"
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("extended_to__isnull", True), ("extension_reason", "")),
                    models.Q(
                        ("extended_to__gt", models.F("due_on")), models.Q(("extension_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="access_request_extended_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["decided", "answered"]), _negated=True),
                    models.Q(
                        ("decided_at__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("pdf_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="access_request_decided_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), _negated=True),
                    models.Q(("dropped_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="access_request_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent", ""), _negated=True),
                fields=("member", "sent"),
                name="access_request_sent_once",
            ),
        ),
        migrations.AddIndex(
            model_name="caseexport",
            index=models.Index(fields=["person_id", "-id"], name="case_export_of_person"),
        ),
        migrations.AddConstraint(
            model_name="caseexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            aktsom.follow_up.states.PackageState["MAKING"],
                            aktsom.follow_up.states.PackageState["READY"],
                            aktsom.follow_up.states.PackageState["STOPPED"],
                            aktsom.follow_up.states.PackageState["FAILED"],
                            aktsom.follow_up.states.PackageState["GONE"],
                        ],
                    )
                ),
                name="case_export_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("follow_up__isnull", False), ("since__isnull", True), ("until__isnull", True)),
                    models.Q(
                        ("follow_up__isnull", True),
                        ("since__isnull", False),
                        ("until__gte", models.F("since")),
                        ("until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="case_export_of_one_or_a_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ready"), _negated=True),
                    models.Q(models.Q(("sha256", ""), _negated=True), models.Q(("content_sha256", ""), _negated=True)),
                    _connector="OR",
                ),
                name="case_export_ready_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseexport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("problem", ""), _negated=True),
                    _connector="OR",
                ),
                name="case_export_failed_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseexport",
            constraint=models.UniqueConstraint(
                models.F("person_id"),
                models.F("member"),
                django.db.models.functions.comparison.Coalesce("follow_up_id", models.Value(0)),
                condition=models.Q(("state", "making")),
                name="case_export_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="casenumber",
            constraint=models.UniqueConstraint(fields=("member", "follow_up"), name="case_number_of_a_case_once"),
        ),
        migrations.AddConstraint(
            model_name="casenumber",
            constraint=models.UniqueConstraint(fields=("member", "year", "serial"), name="case_number_in_series_once"),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(fields=["subject", "-id"], name="consultation_of_document"),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("supplier", "subject"),
                name="consulted_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("objection", "")),
                    models.Q(("answered_at__isnull", False), models.Q(("objection", ""), _negated=True)),
                    _connector="OR",
                ),
                name="consultation_answered_somehow",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("objection__in", ["partly", "all"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="objection_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultedfor",
            constraint=models.UniqueConstraint(fields=("consultation", "request"), name="consulted_for_request_once"),
        ),
        migrations.AddIndex(
            model_name="requesteddocument",
            index=models.Index(fields=["given_sha256"], name="requested_document_given"),
        ),
        migrations.AddConstraint(
            model_name="requesteddocument",
            constraint=models.UniqueConstraint(fields=("request", "subject"), name="requested_document_once"),
        ),
        migrations.AddConstraint(
            model_name="requesteddocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "denied"), _negated=True),
                    models.Q(models.Q(("ground", ""), _negated=True), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="denied_document_has_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="requesteddocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "partly"), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="file_is_given_whole_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(fields=("document", "starts", "ends"), name="passage_of_document_once"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))), name="passage_holds_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", ""), _negated=True), name="passage_has_ground"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("marked", False),
                    models.Q(("state", "given"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="marked_passage_given_with_reason",
            ),
        ),
        wall(policies),
    ]
