import { FrameError } from "@framepool/errors";
import { columnFromValues } from "../../build/column-from-values.js";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { unifyTypes } from "../../unify.js";
import { missingFlags } from "../cells/missing.js";
import { unspelled } from "../cells/unspelled.js";
import { codesOf } from "../keys/column-codes.js";
import { hasKeyTexts, keyTexts, textOfKey } from "../keys/key-texts.js";
import { fillna } from "../missing/fillna.js";
import { beside } from "../take/choose.js";
import { fitsType } from "../take/fits-type.js";
import { take } from "../take/take.js";
import { changesKind } from "./changes-kind.js";
import { replaceCategories, type ReplacedTexts } from "./replace/categories.js";

/** One value, and what comes in its place. */
export interface Pair {
  readonly key: Cell;
  readonly value: Cell;
  /** the key is the text of the value, as it prints */
  readonly printed: boolean;
}

/** Which pair each row takes; -1: it stays. */
interface Targets {
  readonly pairOf: Int32Array;
  readonly used: Uint8Array;
  /** whether a cell that is not missing stays */
  readonly anyStays: boolean;
  /** whether columns of the type have such cells at all */
  readonly areOfType: boolean;
}

/**
 * Each distinct value is looked at once; rows are picked by its number. Of bytes, lists and what is passed through, only
 * missing cells are replaced. Where cells of another kind may come in, NaN is a missing cell like any other: whether some
 * do, a part of a column does not know.
 */
export function replaceValues(column: Column, pairs: readonly Pair[]): Column {
  const mayChange = column.type.kind === "float" && pairs.some((pair) => changesKind(column.type, pair));
  return replaced(mayChange ? withoutNaN(column) : column, pairs);
}

/** NaN as a missing cell. */
function withoutNaN(column: Column): Column {
  const missing = missingFlags(column);
  return missing.includes(1) ? take(column, Int32Array.from(missing, (flag, row) => (flag === 1 ? -1 : row))) : column;
}

function replaced(column: Column, pairs: readonly Pair[]): Column {
  if (!hasKeyTexts(column)) return fillna(column, pairs.find(({ key }) => key === null || Number.isNaN(key))?.value ?? null);
  const { pairOf, used, anyStays, areOfType } = targetsOf(column, pairs);
  const { type } = column;
  // Whether or not a row here has one of them: another part may.
  if (areOfType && type.kind === "dictionary" && pairs.every(({ value }, i) => used[i] === 0 || isTextOrNull(value))) return replaceCategories(unspelled(column), type, textsOf(pairs));
  if (!used.includes(1)) return areOfType ? unspelled(column) : column;
  // A value that replaces nothing has no say in the type.
  const values = pairs.map(({ value }, i) => (used[i] === 1 ? value : null));
  const { length } = column;
  const made = valuesFor(column, values);
  if (!anyStays && unifyTypes(type, made.type) === null) return take(made, pairOf);
  const rows = pairOf.map((pair, row) => (pair < 0 ? row : length + pair));
  return take(beside("replace", column, made), rows);
}

function isTextOrNull(value: Cell): value is string | null {
  return value === null || typeof value === "string";
}

/** Of several pairs for one value the first. What is no text no row takes. */
function textsOf(pairs: readonly Pair[]): ReplacedTexts {
  const valueOf = new Map<string, string | null>();
  let ofMissing: string | null = null;
  for (const { key, value } of pairs) {
    if (!isTextOrNull(value)) continue;
    if (typeof key === "string" && !valueOf.has(key)) valueOf.set(key, value);
    if (key === null || Number.isNaN(key)) ofMissing = value;
  }
  return { valueOf, ofMissing };
}

function targetsOf(column: Column, pairs: readonly Pair[]): Targets {
  const { codes, first } = codesOf(column, "replace");
  const texts = keyTexts("replace", take(column, first));
  const places = new Map<string, number>();
  let missing = -1;
  for (const [i, { key, printed }] of pairs.entries()) {
    const text = textOfKey(column, key, printed);
    if (text === null) missing = i;
    else if (text !== undefined && !places.has(text)) places.set(text, i);
  }
  const pairOfCode = texts.map((text) => places.get(text) ?? -1);
  const pairOf = codes.map((code) => (code < 0 ? missing : pairOfCode[code]!));
  const used = new Uint8Array(pairs.length);
  for (let row = 0; row < pairOf.length; row++) if (pairOf[row]! >= 0) used[pairOf[row]!] = 1;
  return { pairOf, used, anyStays: pairOfCode.includes(-1), areOfType: missing >= 0 || places.size > 0 };
}

/** The new values, of the column's own type where it holds them all: whether other cells stay or not, which a part of a column does not know. */
function valuesFor({ name, type }: Column, values: readonly Cell[]): Column {
  const misfits = values.filter((value) => !fitsType(type, value));
  if (misfits.length > 0 && misfits.length < values.filter((value) => value !== null).length) throw ofSeveralKinds(name);
  if (misfits.length > 0) return ofOneKind(name, values);
  try {
    return columnFromValues(name, values, type);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return ofOneKind(name, values);
  }
}

/** A column of the new values by themselves. Its rows are none of the column's, so that an error names none. */
function ofOneKind(name: string, values: readonly Cell[]): Column {
  try {
    return columnFromValues(name, values);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    throw ofSeveralKinds(name, error);
  }
}

function ofSeveralKinds(name: string, cause?: FrameError): FrameError {
  return new FrameError(`replace: what comes into column "${name}" is of several kinds, and there are no mixed columns; make it one kind (String(value), Number(value)), or null`, { column: name }, { cause });
}
