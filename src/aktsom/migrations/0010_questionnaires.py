"""Questionnaires. The database itself refuses to change the questions of an edition that has been published."""

import aktsom.core.public_ids
import aktsom.follow_up.states
import django.db.models.deletion
from django.db import migrations, models
from aktsom.migrations._tables import together


TABLE = "aktsom_question"
PUBLISHED = "exists (select 1 from aktsom_questionnaireedition e where e.id = {row}.edition_id and e.published_at is not null)"


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for act, row in (("insert", "new"), ("update", "old"), ("delete", "old")):
            schema_editor.execute(
                f"create trigger {TABLE}_no_{act} before {act} on {TABLE} when {PUBLISHED.format(row=row)} "
                "begin select raise(abort, 'a published questionnaire never changes'); end"
            )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "create or replace function aktsom_question_stays() returns trigger language plpgsql as $$ begin "
            f"if tg_op <> 'INSERT' and {PUBLISHED.format(row='old')} or tg_op <> 'DELETE' and {PUBLISHED.format(row='new')} "
            "then raise exception 'a published questionnaire never changes'; end if; "
            "if tg_op = 'DELETE' then return old; end if; return new; end $$",
            params=None,
        )
        schema_editor.execute(
            f"create trigger {TABLE}_stays before insert or update or delete on {TABLE} "
            "for each row execute function aktsom_question_stays()"
        )


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for act in ("insert", "update", "delete"):
            schema_editor.execute(f"drop trigger if exists {TABLE}_no_{act}")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"drop trigger if exists {TABLE}_stays on {TABLE}")


class Migration(migrations.Migration):

    dependencies = [
        ('aktsom', '0009_places_kept'),
    ]

    operations = together(
        [
        migrations.CreateModel(
            name='QuestionnaireEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', aktsom.core.public_ids.PublicIdField('qed')),
                ('form', models.CharField(choices=[(aktsom.follow_up.states.Form['FULL'], aktsom.follow_up.states.Form['FULL']), (aktsom.follow_up.states.Form['SIMPLIFIED'], aktsom.follow_up.states.Form['SIMPLIFIED'])], max_length=10)),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[(aktsom.follow_up.states.EditionState['DRAFT'], aktsom.follow_up.states.EditionState['DRAFT']), (aktsom.follow_up.states.EditionState['REVIEW'], aktsom.follow_up.states.EditionState['REVIEW']), (aktsom.follow_up.states.EditionState['PUBLISHED'], aktsom.follow_up.states.EditionState['PUBLISHED']), (aktsom.follow_up.states.EditionState['REPLACED'], aktsom.follow_up.states.EditionState['REPLACED']), (aktsom.follow_up.states.EditionState['DROPPED'], aktsom.follow_up.states.EditionState['DROPPED'])], default=aktsom.follow_up.states.EditionState['DRAFT'], max_length=10)),
                ('note', models.TextField(blank=True)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField()),
                ('made_by_id', models.BigIntegerField(null=True)),
                ('changed_by_id', models.BigIntegerField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by_id', models.BigIntegerField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['form', '-number'],
                'constraints': [models.UniqueConstraint(fields=('form', 'number'), name='edition_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('form',), name='edition_one_published'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'review'])), fields=('form',), name='edition_one_written'), models.CheckConstraint(condition=models.Q(('state__in', [aktsom.follow_up.states.EditionState['DRAFT'], aktsom.follow_up.states.EditionState['REVIEW'], aktsom.follow_up.states.EditionState['PUBLISHED'], aktsom.follow_up.states.EditionState['REPLACED'], aktsom.follow_up.states.EditionState['DROPPED']])), name='edition_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'replaced']), _negated=True), ('published_at__isnull', False), _connector='OR'), name='edition_published_has_time')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('position', models.PositiveIntegerField()),
                ('step', models.CharField(blank=True, max_length=4)),
                ('is_lead', models.BooleanField(default=False)),
                ('text_nb', models.CharField(max_length=600)),
                ('text_nn', models.CharField(max_length=600)),
                ('text_en', models.CharField(max_length=600)),
                ('help_nb', models.TextField(blank=True)),
                ('help_nn', models.TextField(blank=True)),
                ('help_en', models.TextField(blank=True)),
                ('answer_type', models.CharField(choices=[(aktsom.follow_up.states.AnswerType['TEXT'], aktsom.follow_up.states.AnswerType['TEXT']), (aktsom.follow_up.states.AnswerType['NUMBER'], aktsom.follow_up.states.AnswerType['NUMBER']), (aktsom.follow_up.states.AnswerType['DATE'], aktsom.follow_up.states.AnswerType['DATE']), (aktsom.follow_up.states.AnswerType['YES_NO'], aktsom.follow_up.states.AnswerType['YES_NO']), (aktsom.follow_up.states.AnswerType['YES_NO_FILE'], aktsom.follow_up.states.AnswerType['YES_NO_FILE']), (aktsom.follow_up.states.AnswerType['SCALE'], aktsom.follow_up.states.AnswerType['SCALE']), (aktsom.follow_up.states.AnswerType['LIST'], aktsom.follow_up.states.AnswerType['LIST']), (aktsom.follow_up.states.AnswerType['FILE'], aktsom.follow_up.states.AnswerType['FILE'])], max_length=12)),
                ('columns', models.JSONField(default=list)),
                ('points', models.JSONField(default=list)),
                ('show_if', models.CharField(blank=True, max_length=200)),
                ('follow_up_if', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('confidence', models.CharField(blank=True, max_length=10)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='aktsom.questionnaireedition')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'code'), name='question_code_once'), models.CheckConstraint(condition=models.Q(('answer_type__in', [aktsom.follow_up.states.AnswerType['TEXT'], aktsom.follow_up.states.AnswerType['NUMBER'], aktsom.follow_up.states.AnswerType['DATE'], aktsom.follow_up.states.AnswerType['YES_NO'], aktsom.follow_up.states.AnswerType['YES_NO_FILE'], aktsom.follow_up.states.AnswerType['SCALE'], aktsom.follow_up.states.AnswerType['LIST'], aktsom.follow_up.states.AnswerType['FILE']])), name='question_type_known'), models.CheckConstraint(condition=models.Q(models.Q(('is_lead', True), _negated=True), models.Q(('step', ''), _negated=True), _connector='OR'), name='lead_question_has_step')],
            },
        ),
        migrations.RunPython(guard, release),
    ])
