import type { Column } from "../../column.js";
import { byCodePoints } from "../by-code-points.js";
import { columnNumbers } from "../arithmetic/numbers.js";
import { isText } from "../join-text.js";

/** The places of a column's cells in rising order: text by code points, ordered categories as their dictionary has them. No cell is missing. */
export function risingOrder(values: Column): Int32Array {
  const places = Int32Array.from({ length: values.length }, (_, place) => place);
  return places.sort(orderOf(values));
}

function orderOf(values: Column): (a: number, b: number) => number {
  const { type, vectors } = values;
  if (type.kind === "dictionary" && type.ordered && vectors.length === 1) {
    const { storage, offset } = vectors[0]!;
    return (a, b) => Number(storage.data![offset + a]!) - Number(storage.data![offset + b]!);
  }
  if (isText(values)) {
    const texts = [...values] as string[];
    return (a, b) => byCodePoints(texts[a]!, texts[b]!);
  }
  const { values: numbers, wide } = columnNumbers(values);
  if (wide === null) return (a, b) => numbers[a]! - numbers[b]!;
  return (a, b) => (wide[a]! < wide[b]! ? -1 : wide[a]! > wide[b]! ? 1 : 0);
}
