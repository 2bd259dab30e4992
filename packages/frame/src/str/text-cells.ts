import { FrameError } from "@framepool/errors";
import type { Column } from "../column.js";
import { typeName } from "../data-types.js";

/** Throws FrameError if a column is no text (string or category). A column of nothing but missing cells may be text. */
export function expectText(column: Column, method: string): void {
  const { type } = column;
  if (type.kind === "utf8" || type.kind === "null" || (type.kind === "dictionary" && type.values.kind === "utf8")) return;
  throw new FrameError(`str.${method} needs text; column "${column.name}" is ${typeName(type)}. Make text of it first: .map((value) => String(value))`, { column: column.name });
}
