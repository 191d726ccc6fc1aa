"""The door for maps: OGC API Features gives areas and public reports to QGIS, GDAL and whoever reads GeoJSON."""
