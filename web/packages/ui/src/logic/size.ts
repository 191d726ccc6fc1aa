const UNITS = ["B", "KB", "MB", "GB"];
const STEP = 1024;

/** A number of bytes for people: 812 B, 3.4 MB. */
export function formatSize(bytes: number): string {
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)), UNITS.length - 1);
  const value = bytes / STEP ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${UNITS[power]}`;
}
