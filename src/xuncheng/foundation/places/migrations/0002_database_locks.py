"""What the database itself does for places: only acts change them, boundaries are valid, points find areas."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts

VALID = """
ALTER TABLE places_area ADD CONSTRAINT area_geometry_valid
    CHECK (geometry IS NULL OR (ST_IsValid(geometry) AND NOT ST_IsEmpty(geometry)))
"""

# From the smallest kind up: nearly every point ends at the first look into the index. plpgsql and not sql,
# because its statements stay planned for the session.
AREA_PATH = """
CREATE FUNCTION place_area_path(lon double precision, lat double precision) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE p geometry := ST_SetSRID(ST_MakePoint(lon, lat), 4326);
BEGIN
    RETURN coalesce(
        (SELECT path FROM places_area WHERE ST_Covers(geometry, p) AND kind = 'grid' ORDER BY path LIMIT 1),
        (SELECT path FROM places_area WHERE ST_Covers(geometry, p) AND kind = 'community' ORDER BY path LIMIT 1),
        (SELECT path FROM places_area WHERE ST_Covers(geometry, p) AND kind = 'street' ORDER BY path LIMIT 1),
        (SELECT path FROM places_area WHERE ST_Covers(geometry, p) AND kind = 'district' ORDER BY path LIMIT 1));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        *(only_in_acts(table) for table in ("places_area", "places_areaimport", "places_address")),
        migrations.RunSQL(VALID, "ALTER TABLE places_area DROP CONSTRAINT area_geometry_valid"),
        migrations.RunSQL(AREA_PATH, "DROP FUNCTION place_area_path(double precision, double precision)"),
    ]
