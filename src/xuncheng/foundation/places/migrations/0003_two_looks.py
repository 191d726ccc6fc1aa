"""A point is found in at most two looks into the index: the grids, then all that is larger, the smallest first."""

from django.db import migrations

TWO_LOOKS = """
CREATE OR REPLACE FUNCTION place_area_path(lon double precision, lat double precision) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE p geometry := ST_SetSRID(ST_MakePoint(lon, lat), 4326);
BEGIN
    RETURN coalesce(
        (SELECT path FROM places_area WHERE ST_Covers(geometry, p) AND kind = 'grid' ORDER BY path LIMIT 1),
        (SELECT path FROM places_area WHERE ST_Covers(geometry, p) AND kind <> 'grid'
         ORDER BY array_position(ARRAY['community', 'street', 'district'], kind::text), path LIMIT 1));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0002_database_locks")]

    operations = [migrations.RunSQL(TWO_LOOKS, migrations.RunSQL.noop)]
