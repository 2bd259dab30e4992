import type { Column } from "../../../column.js";
import { codesOf } from "../../keys/column-codes.js";
import { keyTexts } from "../../keys/key-texts.js";
import { take } from "../../take/take.js";

/** Flags of the cells whose text is one of `keys`; null stands for missing ones. Each distinct value is looked up once. */
export function distinctIn(column: Column, keys: ReadonlySet<string | null>): Uint8Array {
  const { codes, first } = codesOf(column, "isin");
  const isIn = keyTexts("isin", take(column, first)).map((key) => (keys.has(key) ? 1 : 0));
  const missing = keys.has(null) ? 1 : 0;
  const flags = new Uint8Array(column.length);
  for (let row = 0; row < flags.length; row++) flags[row] = codes[row]! < 0 ? missing : isIn[codes[row]!]!;
  return flags;
}
