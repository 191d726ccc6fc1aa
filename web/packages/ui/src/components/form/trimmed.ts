const MARGIN = 12;
const OPAQUE = 8;

/** First and last place along one axis at which something was drawn, with a margin; all of it where nothing was. */
function span(length: number, isDrawn: (at: number) => boolean): [from: number, to: number] {
  const places = Array.from({ length }, (_, at) => at);
  const first = places.find(isDrawn) ?? 0;
  const last = places.findLast(isDrawn) ?? length - 1;
  return [Math.max(first - MARGIN, 0), Math.min(last + MARGIN, length - 1)];
}

/** What was drawn without the empty sheet around it, so that a document shows it as large as its line allows. */
export function trimmed(sheet: HTMLCanvasElement): HTMLCanvasElement {
  const { width, height } = sheet;
  const points = sheet.getContext("2d")?.getImageData(0, 0, width, height).data;
  if (!points) return sheet;
  const isDark = (x: number, y: number) => (points[(y * width + x) * 4 + 3] ?? 0) > OPAQUE;
  const columns = Array.from({ length: width }, (_, at) => at);
  const [top, bottom] = span(height, (y) => columns.some((x) => isDark(x, y)));
  const rows = Array.from({ length: bottom - top + 1 }, (_, at) => top + at);
  const [left, right] = span(width, (x) => rows.some((y) => isDark(x, y)));
  const copy = document.createElement("canvas");
  copy.width = right - left + 1;
  copy.height = bottom - top + 1;
  copy.getContext("2d")?.drawImage(sheet, left, top, copy.width, copy.height, 0, 0, copy.width, copy.height);
  return copy;
}
