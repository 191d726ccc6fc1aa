/** Areas of a picture that are to be blacked out, in its own pixels as it is shown, upright. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

export const SIDES = ["left", "top", "width", "height"] as const;

/** Smaller than this, in pixels, a drag was a click. */
const CLICK = 4;

/** A point of the picture as it lies on the screen, in its own pixels, kept inside. */
export function pixelAt(x: number, y: number, shown: Size, own: Size): { x: number; y: number } {
  const scaled = (at: number, of: number, to: number) => Math.min(to, Math.max(0, Math.round((at / of) * to)));
  return { x: scaled(x, shown.width, own.width), y: scaled(y, shown.height, own.height) };
}

/** The area between two corners, whichever comes first; null where it was only a click. */
export function areaBetween(one: { x: number; y: number }, other: { x: number; y: number }): Area | null {
  const area = {
    left: Math.min(one.x, other.x),
    top: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
  return area.width < CLICK || area.height < CLICK ? null : area;
}

/** Where the area lies on the picture, in percent. */
export function placed(area: Area, own: Size): Record<string, string> {
  const percent = (part: number, of: number) => `${((part / of) * 100).toFixed(3)}%`;
  return {
    left: percent(area.left, own.width),
    top: percent(area.top, own.height),
    width: percent(area.width, own.width),
    height: percent(area.height, own.height),
  };
}

/** Whether the area has whole sides and lies inside the picture. */
export function isInside(area: Area, own: Size): boolean {
  const whole = SIDES.every((side) => Number.isInteger(area[side]) && area[side] >= 0);
  return whole && area.width > 0 && area.height > 0 && area.left + area.width <= own.width && area.top + area.height <= own.height;
}

/** The middle quarter of the picture: where a new area lies before it is moved. */
export function middleOf(own: Size): Area {
  const quarter = (side: number) => Math.max(1, Math.floor(side / 4));
  return {
    left: Math.floor((own.width * 3) / 8),
    top: Math.floor((own.height * 3) / 8),
    width: quarter(own.width),
    height: quarter(own.height),
  };
}
