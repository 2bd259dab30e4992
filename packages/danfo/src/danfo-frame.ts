/**
 * What is used of a danfojs DataFrame: public members only, so that any copy and version of danfojs-node will do.
 * `values` are rows of cells.
 */
export interface DanfoFrame {
  readonly columns: string[];
  readonly dtypes: string[];
  readonly index: (string | number)[];
  readonly values: unknown;
  readonly ndim: number;
  readonly config: object;
  readonly getColumnData: unknown;
}

/** What is used of the danfojs namespace: the class of its frames. */
export interface DanfoModule<D> {
  readonly DataFrame: DanfoClass<D>;
}

export type DanfoClass<D> = new (rows: unknown[][], options: DanfoOptions) => D;

/** What a danfojs frame is made with, beside its rows. */
export interface DanfoOptions {
  readonly columns?: string[];
  readonly dtypes?: string[];
  readonly index?: (string | number)[];
  readonly config?: object;
}

/**
 * What a danfojs frame reads of itself. It makes each column a member of its own, so a column of such a name hides what
 * the frame needs, and nothing of it works any more. (One named `sum` only hides the method.)
 */
const NEEDED = ["columns", "dtypes", "index", "values", "shape", "ndim", "axis", "config", "getColumnData"];

/** Whether a danfojs frame could not have a column of this name. */
export function hidesMember(column: string): boolean {
  return NEEDED.includes(column) || column.startsWith("$");
}

/** Whether a value is a danfojs DataFrame, of any copy of the package: known by its members. A danfojs Series is not. */
export function isDanfoFrame(value: unknown): value is DanfoFrame {
  return typeof value === "object" && value !== null && NEEDED.every((name) => name in value) && Reflect.get(value, "ndim") !== 1;
}
