from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("aktsom", "0009_listing_suppliers")]
    operations = []
