export type Point = [lon: number, lat: number];

export interface Shape {
  properties: { name: string };
  geometry: { type: "Polygon"; coordinates: Point[][] } | { type: "MultiPolygon"; coordinates: Point[][][] } | null;
}

/** What part of the earth is drawn: degrees, and how much narrower a degree of longitude is there. */
export interface Frame {
  west: number;
  north: number;
  narrowing: number;
  /** Units of the drawing in a degree of latitude. */
  scale: number;
}

export const SIDE = 1000;

function ringsOf(shape: Shape): Point[][] {
  if (!shape.geometry) return [];
  return shape.geometry.type === "Polygon" ? shape.geometry.coordinates : shape.geometry.coordinates.flat();
}

/** The frame in which all shapes just fit. Within a district the earth is flat enough. */
export function frameOf(shapes: Shape[]): Frame {
  const points = shapes.flatMap((shape) => ringsOf(shape).flat());
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = SIDE / Math.max((east - west) * narrowing, north - south);
  return { west, north, narrowing, scale };
}

export function toDrawing(frame: Frame, [lon, lat]: Point): [x: number, y: number] {
  return [(lon - frame.west) * frame.narrowing * frame.scale, (frame.north - lat) * frame.scale];
}

export function toEarth(frame: Frame, x: number, y: number): Point {
  return [frame.west + x / frame.scale / frame.narrowing, frame.north - y / frame.scale];
}

export function pathOf(frame: Frame, shape: Shape): string {
  const ring = (points: Point[]): string => `M${points.map((point) => toDrawing(frame, point).map((n) => n.toFixed(1)).join(",")).join("L")}Z`;
  return ringsOf(shape).map(ring).join("");
}

/** Where a shape's name goes: the middle of its largest ring's box. */
export function middleOf(frame: Frame, shape: Shape): [x: number, y: number] {
  const rings = ringsOf(shape).map((ring) => ring.map((point) => toDrawing(frame, point)));
  const [longest = []] = rings.sort((one, other) => other.length - one.length);
  const xs = longest.map(([x]) => x);
  const ys = longest.map(([, y]) => y);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}
