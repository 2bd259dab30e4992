import { FrameError } from "@framepool/errors";
import type { Column } from "../column.js";
import { typeName } from "../data-types.js";

/** Throws FrameError if a column holds no instants (date, timestamp). A column of nothing but missing cells may hold them. */
export function expectInstants(column: Column, method: string): void {
  const { kind } = column.type;
  if (kind === "date" || kind === "timestamp" || kind === "null") return;
  throw new FrameError(`dt.${method} needs dates or timestamps; column "${column.name}" is ${typeName(column.type)}. Make times of it first: .toDatetime()`, { column: column.name });
}

/** Throws FrameError if a column holds no durations. */
export function expectDurations(column: Column, method: string): void {
  const { kind } = column.type;
  if (kind === "duration" || kind === "null") return;
  throw new FrameError(`dt.${method} needs durations; column "${column.name}" is ${typeName(column.type)}. The difference of two times is one`, { column: column.name });
}
