from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0011_indicators")]
    operations = []
