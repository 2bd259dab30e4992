import type { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import type { Table } from "../table.js";
import { checkOptions } from "../verbs/arguments/check-options.js";
import { cellTexts, oneLine } from "./cell-texts.js";
import { checkSizes, shownRows, type ShownRows } from "./shown-rows.js";
import { padLeft, padRight, shortened, textWidth } from "./text-width.js";

/** How much of a frame is printed. */
export interface FrameTextOptions {
  /** rows beyond which only the first and last five are shown (default 60) */
  readonly maxRows?: number;
  /** columns beyond which those in the middle are left out (default 20) */
  readonly maxColumns?: number;
  /** characters of a cell (default 50) */
  readonly maxColwidth?: number;
  /** width of the terminal: columns in the middle are left out until the rest fits (default: as wide as it takes) */
  readonly width?: number;
}

/** A frame as pandas prints it: row numbers, columns to the right, `...` for what is left out, then the shape. As wide as the terminal, unless options say otherwise. */
export function frameToString(verb: string, table: Table, options: FrameTextOptions = {}, terminal = Infinity): string {
  const { maxRows = 60, maxColumns = 20, maxColwidth = 50, width = terminal } = checkOptions(verb, options, { maxRows: "own", maxColumns: "own", maxColwidth: "own", width: "own" });
  checkSizes(verb, { maxRows, maxColumns, maxColwidth, width });
  const columns = table[COLUMNS];
  if (columns.length === 0 || table.numRows === 0) return emptyText(table);
  const shown = shownRows(table.numRows, maxRows);
  const grid = columns.length > maxColumns ? ends(columns, maxColumns) : [...columns];
  const index = indexLines(shown);
  const lines = new Map(grid.map((column) => [column, column === null ? dotLines(index.length) : columnLines(column, shown, maxColwidth)]));
  fit(grid, lines, index, width);
  const cut = grid.includes(null) || shown.gap !== null;
  const text = index.map((label, i) => [label, ...grid.map((column) => lines.get(column)![i]!)].join(" ").trimEnd()).join("\n");
  return cut ? `${text}\n\n${shapeText(table)}` : text;
}

/** The first and last columns, and null for those between. */
function ends(columns: readonly Column[], most: number): (Column | null)[] {
  const half = Math.max(1, Math.floor(most / 2));
  return [...columns.slice(0, half), null, ...columns.slice(-half)];
}

/** Leaves out columns until the rest fits, the one nearest to the middle first: the gap is put in the place of one more. */
function fit(grid: (Column | null)[], lines: Map<Column | null, readonly string[]>, index: readonly string[], width: number): void {
  const widthOf = (column: Column | null): number => 1 + textWidth(lines.get(column)![0]!);
  let total = grid.reduce((sum, column) => sum + widthOf(column), textWidth(index[0]!));
  let gap = grid.indexOf(null);
  if (gap < 0 && total > width && grid.length > 2) {
    gap = grid.length >> 1;
    lines.set(null, dotLines(index.length));
    total += widthOf(null) - widthOf(grid[gap]!);
    grid[gap] = null;
  }
  for (; total > width && grid.length > 3; gap = grid.indexOf(null)) {
    const [gone] = grid.splice(gap > grid.length - 1 - gap ? gap - 1 : gap + 1, 1);
    total -= widthOf(gone!);
  }
}

/** Row numbers to the left, under an empty heading. */
function indexLines({ rows, gap }: ShownRows): string[] {
  const labels = ["", ...rows.map(String)];
  if (gap !== null) labels.splice(gap + 1, 0, "..");
  const width = labels.reduce((most, { length }) => Math.max(most, length), 0);
  return labels.map((label) => padRight(label, width));
}

/** Heading and cells, all of one width; a space in front of all but negative numbers. */
function columnLines(column: Column, { rows, gap }: ShownRows, maxColwidth: number): string[] {
  const texts = [` ${oneLine(column.name)}`, ...cellTexts(column, rows).map((text) => shortened(signed(column, text), maxColwidth))];
  const width = texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
  if (gap !== null) texts.splice(gap + 1, 0, width > 3 ? "..." : "..");
  return texts.map((text) => padLeft(text, width));
}

/** A number brings its sign, anything else a space; times, as pandas prints them, neither. */
export function signed({ type: { kind } }: Column, text: string): string {
  if (kind === "timestamp" || kind === "date" || kind === "duration") return text;
  return (kind === "int" || kind === "float") && text.startsWith("-") ? text : ` ${text}`;
}

function dotLines(height: number): string[] {
  return Array.from({ length: height }, () => " ...");
}

function emptyText(table: Table): string {
  const names = table.schema.names.map(oneLine).join(", ");
  return `Empty DataFrame\nColumns: [${names}]\n${shapeText(table)}`;
}

function shapeText(table: Table): string {
  return `[${String(table.numRows)} rows x ${String(table[COLUMNS].length)} columns]`;
}
