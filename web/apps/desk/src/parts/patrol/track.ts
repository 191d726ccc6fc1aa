import type { Track } from "@xuncheng/client";

export interface TrackPoint {
  at: string;
  lon: number;
  lat: number;
  accuracy: number | null;
}

/** The points of a track, evenly spread where there are more than are shown; the last one always. */
export function spread({ geometry, properties }: Track, most: number): TrackPoint[] {
  if (!geometry) return [];
  const line = (geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates) as number[][];
  const every = Math.max(1, Math.ceil(line.length / most));
  return line.flatMap((place, index) => {
    const shown = index % every === 0 || index === line.length - 1;
    const [lon, lat] = place;
    return shown && lon !== undefined && lat !== undefined
      ? [{ at: properties.times[index] ?? "", lon, lat, accuracy: properties.accuracies[index] ?? null }]
      : [];
  });
}
