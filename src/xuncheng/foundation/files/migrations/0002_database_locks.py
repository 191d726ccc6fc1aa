"""Who reads and writes files: inside acts, and each row only in its area or by who uploaded it."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, only_in_acts, open_to_program, readable_where


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts("files_blob"),
        only_in_acts("files_storedfile"),
        readable_where(
            "files_storedfile",
            [IN_SCOPE.format(column="area_path"), "uploaded_by_id = (SELECT trail_actor())"],
        ),
        # An upload under way is no business of the bureau yet.
        open_to_program("files_upload"),
    ]
