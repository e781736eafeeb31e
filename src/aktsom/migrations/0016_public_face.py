from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0015_competence")]
    operations = []
