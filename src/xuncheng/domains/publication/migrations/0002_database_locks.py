"""The database's own locks on publications: everybody reads what is shown or withdrawn, the rest only who works there."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, only_in_acts, readable_where

TABLE = "publication_publication"


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts(TABLE),
        readable_where(TABLE, [IN_SCOPE.format(column="area_path"), "state IN ('published', 'withdrawn')"]),
    ]
