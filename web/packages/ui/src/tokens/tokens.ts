/** Colours that the light and the dark theme both define. */
export const COLOUR_TOKENS = [
  "paper",
  "surface",
  "raised",
  "sunken",
  "hover",
  "line",
  "line-strong",
  "control-line",
  "text",
  "text-2",
  "text-3",
  "accent",
  "accent-strong",
  "accent-wash",
  "accent-line",
  "on-accent",
  "near",
  "near-wash",
  "near-line",
  "over",
  "over-wash",
  "over-line",
  "done",
  "done-wash",
  "done-line",
  "veil",
  "shadow",
] as const;

/** Type, spacing and density, the same in both themes. */
export const MEASURE_TOKENS = [
  "font",
  "font-mono",
  "size-fine",
  "size-small",
  "size-body",
  "size-lead",
  "size-title",
  "size-figure",
  "leading",
  "leading-tight",
  "space-1",
  "space-2",
  "space-3",
  "space-4",
  "space-5",
  "space-6",
  "space-8",
  "space-10",
  "radius",
  "radius-large",
  "row",
  "control",
  "pad",
] as const;

export type ColourToken = (typeof COLOUR_TOKENS)[number];
export type MeasureToken = (typeof MEASURE_TOKENS)[number];
export type Token = ColourToken | MeasureToken;

/** The token as a CSS value, to be resolved by the browser. */
export function cssVar(token: Token): string {
  return `var(--xc-${token})`;
}

/** The token's value now, for what cannot resolve CSS variables itself (charts, maps). */
export function tokenValue(token: Token, root: Element = document.documentElement): string {
  return getComputedStyle(root).getPropertyValue(`--xc-${token}`).trim();
}
