import type { FigureCell, FigureLine } from "@xuncheng/client";

/** How figures are said, compared and sorted. */

export const NONE = "–";

/** What the server gives of a figure: amounts of money as text. */
type Given = FigureCell["value"];

/** The number of a figure, to compare and to draw it. */
export function numberOf(given: Given): number | null {
  return given === null ? null : Number(given);
}

/** A figure in words: a share in per cent, an average and an amount with two decimals. */
export function said(given: Given, unit: string): string {
  const value = numberOf(given);
  if (value === null) return NONE;
  if (unit === "yuan") return inYuan(value);
  if (unit === "share") return `${(value * 100).toFixed(1)}%`;
  return unit === "average" ? value.toFixed(2) : value.toLocaleString("en-US");
}

function inYuan(value: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** By how much it changed, with its sign, shares in `points`; nothing where one of the two is none. */
export function changed(cell: Pick<FigureCell, "value" | "before">, unit: string, points: string): string {
  const value = numberOf(cell.value);
  const before = numberOf(cell.before);
  if (value === null || before === null) return NONE;
  const difference = value - before;
  if (unit === "share") return signed(Math.round(difference * 1000) / 10, points);
  return unit === "number" ? signed(difference) : signed(Math.round(difference * 100) / 100);
}

function signed(difference: number, unit = ""): string {
  const sign = difference > 0 ? "+" : difference < 0 ? "−" : "±";
  return `${sign}${Math.abs(difference).toLocaleString("en-US")}${unit}`;
}

export interface Order {
  /** The place of a cell; −1: the name of the line. */
  column: number;
  descending: boolean;
}

/** The order after a press on a column: first from high to low, then from low to high, then as the server gave it. */
export function pressed(order: Order | null, column: number): Order | null {
  if (order?.column !== column) return { column, descending: column >= 0 };
  const first = column >= 0;
  return order.descending === first ? { column, descending: !first } : null;
}

/** The lines in an order; those without a figure come last, equal ones stay as they stood. */
export function sortedBy(rows: readonly FigureLine[], order: Order | null, name: (row: FigureLine) => string): FigureLine[] {
  if (!order) return [...rows];
  const turn = order.descending ? -1 : 1;
  if (order.column < 0) return [...rows].sort((a, b) => turn * name(a).localeCompare(name(b), "zh"));
  const valueOf = (row: FigureLine) => numberOf(row.cells[order.column]?.value ?? null);
  return [...rows].sort((a, b) => compare(valueOf(a), valueOf(b), turn));
}

function compare(a: number | null, b: number | null, turn: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return turn * (a - b);
}

/** How wide a bar is, in per cent of the longest. */
export function barOf(given: Given, rows: readonly FigureLine[], column: number): number {
  const most = Math.max(0, ...rows.map((row) => numberOf(row.cells[column]?.value ?? null) ?? 0));
  return most ? Math.round(((numberOf(given) ?? 0) / most) * 100) : 0;
}
