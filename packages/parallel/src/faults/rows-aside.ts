import { errorName, isError } from "@framepool/errors";
import { columnFromValues, columnsOf, frameOf, takeTable, COLUMNS, type Column, type DataFrame } from "@framepool/frame/internal";
import type { RowPlace } from "@framepool/csv/internal";
import type { Fault, FaultLog } from "./FaultLog.js";
import { keyText, messageOf, opOf } from "./task-error.js";

/** Columns that say why a row was set aside; they take the place of those of an earlier run. */
const REASONS: readonly string[] = ["error_class", "error_message", "error_op", "error_partition", "error_key", "error_row", "error_file", "error_line", "error_byte"];

/** Columns of the input, and behind them the reasons in their order: rows of several stages have not all of them. */
export function inOrder(aside: DataFrame): DataFrame {
  const columns = columnsOf(aside);
  const reasons = REASONS.flatMap((name) => columns.filter((column) => column.name === name));
  return frameOf([...columns.filter(({ name }) => !isReason(name)), ...reasons], aside.numRows);
}

export function isReason(column: string): boolean {
  return REASONS.includes(column);
}

/**
 * The input rows of a partition that are set aside, in their order, with the reason behind them: a frame that can be given
 * to the same pipeline again. `all`: the whole part, because of its last fault.
 */
export function rowsAside(log: FaultLog, all: boolean): DataFrame {
  const { faults, part } = log;
  const byRow = new Map<number, Fault>();
  for (const fault of faults) {
    if (!fault.aside || fault.row === null) continue;
    for (let row = fault.row; row < (fault.until ?? fault.row + 1); row++) if (!byRow.has(row)) byRow.set(row, fault);
  }
  const last = faults.at(-1);
  const { begin, end } = part.own;
  const rows = all ? Array.from({ length: end - begin }, (_, i) => begin + i) : [...byRow.keys()].sort((a, b) => a - b);
  const reasons = rows.map((row) => byRow.get(row) ?? last!);
  const places = part.places(rows);
  const input = takeTable(part.frame, Int32Array.from(rows))[COLUMNS].filter(({ name }) => !isReason(name));
  return frameOf(
    [
      ...input,
      columnFromValues("error_class", reasons.map(({ error }) => (isError(error) ? errorName(error) : typeof error)), "string"),
      columnFromValues("error_message", reasons.map((fault, k) => reasonText(fault, rows[k]!, fault.row === null ? null : log.inputRow(fault.row))), "string"),
      columnFromValues("error_op", reasons.map(({ step }) => (step === null ? null : opOf(step))), "string"),
      columnFromValues("error_partition", rows.map((row) => log.inputPartition(row).partition), "int32"),
      ...(log.hasKeys ? [columnFromValues("error_key", reasons.map((fault) => keyText(log.keyOf(fault))), "string")] : []),
      columnFromValues("error_row", rows.map((row) => log.inputRow(row)), "int64"),
      ...(places === null ? [] : placeColumns(places)),
    ],
    rows.length,
  );
}

/** A row that is set aside with its partition is told which one failed, if that is known. */
function reasonText({ error, row, until }: Fault, own: number, inputRow: number | null): string {
  return row === null || row === own || until !== undefined || inputRow === null ? messageOf(error) : `${messageOf(error)} (at row ${String(inputRow)})`;
}

/** Where rows stand in their files. */
export function placeColumns(places: readonly RowPlace[]): Column[] {
  return [
    columnFromValues("error_file", places.map(({ file }) => file), "string"),
    columnFromValues("error_line", places.map(({ line }) => line), "int64"),
    columnFromValues("error_byte", places.map(({ byte }) => byte), "int64"),
  ];
}
