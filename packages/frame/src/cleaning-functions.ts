import type { Cell } from "./cell.js";
import type { BinOf } from "./Cleaning.js";
import type { DType } from "./data-types.js";
import { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import { seriesOf, type Series } from "./Series.js";
import type { CellOf, Dummied, Name, Open, SchemaOf } from "./types.js";
import { checkOptions } from "./verbs/arguments/check-options.js";
import { cut as cutColumn, qcut as qcutColumn, type CutOptions, type Labels, type QcutOptions } from "./verbs/conversion/cut.js";
import { factorize as factorizeColumn, type FactorizeOptions } from "./verbs/conversion/factorize.js";
import { dummiesOf, DUMMIES, getDummies as tableDummies, type DummyOptions } from "./verbs/conversion/get-dummies.js";
import { toDatetime as columnToDatetime, type ToDatetimeOptions } from "./verbs/conversion/to-datetime.js";
import { toNumeric as columnToNumeric, type ToNumericOptions } from "./verbs/conversion/to-numeric.js";
import { columnOfList } from "./verbs/creation/make-column.js";

/** A Series, or an array that one is made of. */
type Values<T> = Series<T> | readonly T[];

/**
 * {@link Series.cut}, of a Series or an array.
 * @example
 * ```ts
 * import { cut } from "@framepool/frame";
 * cut([1, 7, 5], 3, { labels: ["low", "middle", "high"] }).toList(); // → [ 'low', 'high', 'middle' ]
 * ```
 */
export function cut<const L extends Labels = readonly string[]>(values: Values<number | null>, bins: number | readonly number[], options?: CutOptions<L>): Series<BinOf<L> | null> {
  return seriesOf(cutColumn(columnOfList("cut", values), bins, options));
}

/**
 * {@link Series.qcut}, of a Series or an array.
 * @example
 * ```ts
 * import { qcut } from "@framepool/frame";
 * qcut([1, 2, 3, 4], 2, { labels: false }).toList(); // → [ 0, 0, 1, 1 ]
 * ```
 */
export function qcut<const L extends Labels = readonly string[]>(values: Values<number | null>, q: number | readonly number[], options?: QcutOptions<L>): Series<BinOf<L> | null> {
  return seriesOf(qcutColumn(columnOfList("qcut", values), q, options));
}

/**
 * {@link Series.factorize}, of a Series or an array.
 * @example
 * ```ts
 * import { factorize } from "@framepool/frame";
 * factorize(["b", "a", "b"], { sort: true })[0].toList(); // → [ 1, 0, 1 ]
 * ```
 */
export function factorize<T extends Cell>(values: Values<T>, options?: FactorizeOptions): [codes: Series<number>, uniques: Series<NonNullable<T>>] {
  const [codes, uniques] = factorizeColumn(columnOfList("factorize", values), options);
  return [seriesOf(codes), seriesOf(uniques)];
}

/**
 * {@link Series.toNumeric}, of a Series or an array.
 * @example
 * ```ts
 * import { toNumeric } from "@framepool/frame";
 * toNumeric(["1", "", "3"]).toList(); // → [ 1, null, 3 ]
 * ```
 */
export function toNumeric(values: Values<string | number | boolean | null>, options?: ToNumericOptions): Series<number | null> {
  return seriesOf(columnToNumeric(columnOfList("toNumeric", values), options));
}

/**
 * {@link Series.toDatetime}, of a Series or an array.
 * @example
 * ```ts
 * import { toDatetime } from "@framepool/frame";
 * toDatetime(["2021-03-04", "2021-03-04T05:06:07+02:00"]).toList(); // → [ 2021-03-04T00:00:00.000Z, 2021-03-04T03:06:07.000Z ]
 * ```
 */
export function toDatetime(values: Values<string | number | Date | null>, options?: ToDatetimeOptions): Series<Date | null> {
  return seriesOf(columnToDatetime(columnOfList("toDatetime", values), options));
}

/**
 * {@link FrameCleaning.getDummies} of a frame, {@link Cleaning.getDummies} of a Series or an array.
 * @example
 * ```ts
 * import { DataFrame, getDummies } from "@framepool/frame";
 * getDummies(["b", "a"]).columns; // → [ 'a', 'b' ]
 * getDummies(new DataFrame({ n: [1], sex: ["male"] })).columns; // → [ 'n', 'sex_male' ]
 * ```
 */
export function getDummies<F extends DataFrame, const K extends Name<SchemaOf<F>>, const D extends DType = "bool">(frame: F, options: DummyOptions<D> & { readonly columns: readonly K[] }): DataFrame<Dummied<SchemaOf<F>, K, CellOf<D>>>;
export function getDummies(frame: DataFrame, options?: DummyOptions & { readonly columns?: undefined }): DataFrame<Open>;
export function getDummies<const D extends DType = "bool">(values: Values<Cell>, options?: DummyOptions<D>): DataFrame<{ [value: string]: CellOf<D> }>;
export function getDummies(values: DataFrame | Values<Cell>, given: DummyOptions & { readonly columns?: readonly string[] | undefined } = {}): DataFrame {
  const { columns, ...options } = checkOptions("getDummies", given, { columns: "names", ...DUMMIES });
  if (values instanceof DataFrame) return makeFrame<unknown>(tableDummies(values, columns, options));
  return makeFrame<unknown>(dummiesOf(columnOfList("getDummies", values), options));
}
