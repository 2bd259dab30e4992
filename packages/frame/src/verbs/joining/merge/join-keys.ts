import { ArgumentError, FrameError } from "@framepool/errors";
import { shown } from "../../../build/cell-error.js";
import type { Column } from "../../../column.js";
import { columnNamed, type Table } from "../../../table.js";
import { checkOptions } from "../../arguments/check-options.js";
import { columnNames } from "../../arguments/column-names.js";

/** Which rows a merge keeps: those of both sides, of one, of either, every pair; or those of the left that have (do not have) a match. */
export type How = "inner" | "left" | "right" | "outer" | "cross" | "semi" | "anti";

/** Which keys may be there once only: on both sides, on the left, on the right, on neither. */
export type Validate = "1:1" | "1:m" | "m:1" | "m:m" | "one_to_one" | "one_to_many" | "many_to_one" | "many_to_many";

/** How two frames are merged: `L` and `R` are the names of their columns. */
export interface MergeOptions<L extends string = string, R extends string = string> {
  /** key columns that both sides have (default: all that both have) */
  readonly on?: (L & R) | readonly (L & R)[];
  /** key columns of the left side, where they have other names than those of the right */
  readonly leftOn?: L | readonly L[];
  readonly rightOn?: R | readonly R[];
  /** default `"inner"` */
  readonly how?: How;
  /** added to names that both sides have, beside keys (default `["_x", "_y"]`); null adds nothing */
  readonly suffixes?: readonly [left: string | null, right: string | null];
  /** adds a category of `left_only`, `right_only` and `both`, as `_merge` or under the name that is given */
  readonly indicator?: boolean | string;
  /** throws where a key is there more than once on a side that must have it once */
  readonly validate?: Validate;
}

/** The key columns of both sides, pair by pair. */
export interface JoinKeys {
  readonly how: How;
  readonly left: readonly Column[];
  readonly right: readonly Column[];
}

const HOW: readonly How[] = ["inner", "left", "right", "outer", "cross", "semi", "anti"];
const VALIDATE: readonly Validate[] = ["1:1", "1:m", "m:1", "m:m", "one_to_one", "one_to_many", "many_to_one", "many_to_many"];
const MERGING = { on: "own", leftOn: "own", rightOn: "own", how: HOW, suffixes: "own", indicator: "own", validate: VALIDATE } as const;

/** Throws ArgumentError for options that do not go together, FrameError for a column that is not there. */
export function joinKeys(left: Table, right: Table, options: MergeOptions): JoinKeys {
  const { on, leftOn, rightOn, how = "inner", suffixes, indicator = false } = checkOptions("merge", options, MERGING);
  if (suffixes !== undefined && !isPair(suffixes)) throw new ArgumentError(`merge: suffixes are two, ["_x", "_y"], each a text or null, not ${shown(suffixes)}`);
  if (typeof indicator !== "boolean" && typeof indicator !== "string") throw new ArgumentError(`merge: indicator is true, false, or the name of the column, not ${shown(indicator)}`);
  if (how === "cross") {
    if (on !== undefined || leftOn !== undefined || rightOn !== undefined) throw new ArgumentError('merge: how: "cross" pairs every row with every row, and takes no keys');
    return { how, left: [], right: [] };
  }
  if (on !== undefined && (leftOn !== undefined || rightOn !== undefined)) throw new ArgumentError("merge takes on, or leftOn and rightOn, not both");
  const [leftNames, rightNames] = leftOn === undefined && rightOn === undefined ? [commonNames(left, right, on), commonNames(left, right, on)] : pairedNames(leftOn, rightOn);
  return { how, left: leftNames.map((name) => columnNamed(left, name)), right: rightNames.map((name) => columnNamed(right, name)) };
}

function commonNames(left: Table, right: Table, on: string | readonly string[] | undefined): readonly string[] {
  if (on !== undefined) return namesOf("on", on);
  const names = left.schema.names.filter((name) => right.schema.has(name));
  if (names.length === 0) throw new FrameError("merge: the frames have no column of one name; give leftOn and rightOn");
  return names;
}

function namesOf(option: string, given: string | readonly string[]): readonly string[] {
  const names = columnNames("merge", option, given);
  if (names.length === 0) throw new ArgumentError(`merge: ${option} is an empty list; name a column, or several`);
  return names;
}

function pairedNames(leftOn: MergeOptions["leftOn"], rightOn: MergeOptions["rightOn"]): [left: readonly string[], right: readonly string[]] {
  const left = leftOn === undefined ? [] : namesOf("leftOn", leftOn);
  const right = rightOn === undefined ? [] : namesOf("rightOn", rightOn);
  if (left.length === right.length) return [left, right];
  throw new ArgumentError(`merge: leftOn has ${String(left.length)} columns (${left.join(", ")}), rightOn ${String(right.length)} (${right.join(", ")}); they go together pair by pair`);
}

function isPair(suffixes: unknown): boolean {
  return Array.isArray(suffixes) && suffixes.length === 2 && suffixes.every((each) => each === null || typeof each === "string");
}
