"""The ledger refuses UPDATE and DELETE in the database, not only in our code.

Why: a change to a kept entry must be impossible by accident (a script, a shell, a bulk update) and
visible when done on purpose. The triggers do the first, the chain of hashes the second.
"""

from django.db import migrations

from marram.records.models import seals


def begin(apps, schema_editor):
    apps.get_model("records", "LedgerHead").objects.get_or_create(id=1)
    seals.set_seal(schema_editor.connection)


def end(apps, schema_editor):
    seals.lift_seal(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [migrations.RunPython(begin, end)]
