import { errorMessage, FrameError, isError } from "@framepool/errors";
import { nearest } from "../../nearest.js";
import { noColumn } from "../../schema.js";

let mayLack: () => boolean = () => false;

/** Who runs functions over parts that have columns of their own says so here: a name that a part lacks is no error where `given` is true. */
export function findAbsentNames(given: () => boolean): void {
  mayLack = given;
}

/**
 * What libraries ask any object for, to learn what it is: nobody misspelt a column. `length` tells lodash lists from
 * objects, `href` Node URLs; the others are of promises, JSON, the DOM, React, modules, and matchers of tests.
 */
const ASKED_OF_ANYTHING: ReadonlySet<string> = new Set(["then", "toJSON", "inspect", "length", "href", "nodeType", "tagName", "$$typeof", "__esModule", "asymmetricMatch"]);

/** What a frame has: who asks a row for it takes the row for one. */
const OF_FRAMES: ReadonlySet<string> = new Set(["col", "columns", "numRows", "shape", "select", "drop", "assign", "filter", "groupby", "sortValues", "isna", "notna", "fillna", "dropna", "str", "dt"]);

/**
 * What a row gives for a name that no column has: undefined where any object is asked for it, and an error where a column
 * was meant: `row.Nmae > 3` is false of each row, and says nothing.
 */
export function absentCell(verb: string, names: readonly string[]): (name: PropertyKey) => unknown {
  const isForgiven = mayLack();
  return (name) => {
    if (name === "__proto__") return Object.prototype;
    if (typeof name === "symbol" || name in Object.prototype) return Reflect.get(Object.prototype, name) as unknown;
    const text = String(name);
    if (isForgiven || ASKED_OF_ANYTHING.has(text) || text.startsWith("@@")) return undefined;
    throw absent(verb, text, names);
  };
}

function absent(verb: string, name: string, names: readonly string[]): FrameError {
  if (OF_FRAMES.has(name)) return new FrameError(`a row has no ${name}: ${rowByRow(verb)}`, { column: name });
  const { message } = noColumn(name, names);
  return new FrameError(nearest(name, names) === undefined ? `${message}; \`${JSON.stringify(name)} in row\` says whether there is one, and a copy, \`{ ...row }\`, has undefined for it` : message, { column: name });
}

/** What to do for who takes a row for a frame, or a cell for a column. */
export function rowByRow(verb: string): string {
  const whole = verb === "filter" ? 'a mask of whole columns is `df.filter(df.col("x").gt(3))`, and of a pipeline `pipe.filter({ mask: (part) => part.col("x").gt(3) })`' : 'whole columns go into `assign({ y: (df) => df.col("x").add(1) })`, or into `mapPartitions((part) => …)` of a pipeline';
  return `${verb} gives its function one row at a time, whose cells are values (row.x); ${whole}`;
}

/** Methods of a Series by which a mask is made. */
const OF_SERIES: ReadonlySet<string> = new Set(["gt", "ge", "lt", "le", "eq", "ne", "isin", "between", "isna", "notna", "and", "or", "not", "abs", "add", "sub", "mul", "div", "fillna", "col"]);

/** Says in the error of who took a cell for a column (`row.Age.gt(3)`) what a row is. Other errors are left as they are. */
export function hintAtRows(error: unknown, verb: string): void {
  if (!isError(error) || !(error instanceof TypeError)) return;
  const message = errorMessage(error);
  const method = /\.(\w+) is not a function$/.exec(message)?.[1];
  if (method === undefined || !OF_SERIES.has(method)) return;
  const { stack } = error;
  error.message = `${message}: ${rowByRow(verb)}`;
  if (stack !== undefined) error.stack = stack.replace(message, () => error.message);
}
