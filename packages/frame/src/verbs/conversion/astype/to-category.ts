import { sharedArray } from "../../../build/growing.js";
import { Column } from "../../../column.js";
import { CATEGORY } from "../../../data-types.js";
import { Storage } from "../../../storage.js";
import { Vector } from "../../../vector.js";
import { unspelled } from "../../cells/unspelled.js";
import { arithmetic } from "../../elementwise/arithmetic.js";
import { validityOfCodes } from "../../numbers/floats.js";
import { take } from "../../take/take.js";
import { sortedCodes } from "../factorize.js";
import { toText } from "./to-text.js";

/** Text as codes of its distinct values, those in rising order; cells of other types as their text, in the order of the cells. */
export function toCategory(column: Column): Column {
  const { codes, first } = sortedCodes(column, "astype");
  const values = unspelled(take(column, first));
  // 0 and -0 are one category, whichever of them comes first.
  const texts = column.type.kind === "utf8" ? values : toText(column.type.kind === "float" ? arithmetic("add", values, 0) : values);
  const data = sharedArray(Int32Array, codes.length).subarray(0, codes.length);
  for (let row = 0; row < codes.length; row++) data[row] = Math.max(0, codes[row]!);
  const validity = validityOfCodes(codes);
  return Column.of(column.name, new Vector(new Storage(CATEGORY, codes.length, { data, validity, dictionary: texts.vectors[0]! })));
}
