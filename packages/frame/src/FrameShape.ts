import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import { FrameReductions } from "./FrameReductions.js";
import { seriesOf, type Series } from "./Series.js";
import type { Aggfunc, ExplodedSchema, Melted, Merged, Name } from "./types.js";
import { merge, type MergeOptions } from "./verbs/joining/merge.js";
import { explode } from "./verbs/reshaping/explode.js";
import { melt, type MeltOptions } from "./verbs/reshaping/melt.js";
import { pivot, type PivotOptions } from "./verbs/reshaping/pivot.js";
import { pivotTable, type PivotTableOptions } from "./verbs/reshaping/pivot-table.js";
import { dropDuplicates, duplicated, type DuplicatesOptions } from "./verbs/selection/duplicated.js";
import { nlargest, type NlargestOptions } from "./verbs/sort/nlargest.js";
import { sortValues, type SortOptions } from "./verbs/sort/sort-values.js";

/** Other rows, and rows in another form: sorted, without duplicates, merged, melted, pivoted. */
export abstract class FrameShape<S> extends FrameReductions<S> {
  /**
   * Rows in the order of one column or several; equal ones stay in the order they had. Text sorts by code points,
   * missing values come last unless `naPosition` says otherwise. A copy; of text the bytes are shared until they are read.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Pclass: [3, 1, 3], Fare: [7, 50, 9] });
   * df.sortValues(["Pclass", "Fare"], { ascending: [true, false] }).toColumns(); // → { Pclass: [ 1, 3, 3 ], Fare: [ 50, 9, 7 ] }
   * ```
   */
  sortValues(by: Name<S> | readonly Name<S>[], options: SortOptions = {}): DataFrame<S> { return makeFrame(sortValues(this, by, options)); }

  /**
   * The `n` rows with the largest values in a column (or several), the largest first.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ Fare: [7, 50, 9] }).nlargest(2, "Fare").toColumns(); // → { Fare: [ 50, 9 ] }
   * ```
   */
  nlargest(n: number, columns: Name<S> | readonly Name<S>[], options: NlargestOptions = {}): DataFrame<S> { return makeFrame(nlargest("nlargest", this, n, columns, options)); }

  /**
   * The `n` rows with the smallest values in a column (or several), the smallest first.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ Fare: [7, 50, 9] }).nsmallest(2, "Fare").toColumns(); // → { Fare: [ 7, 9 ] }
   * ```
   */
  nsmallest(n: number, columns: Name<S> | readonly Name<S>[], options: NlargestOptions = {}): DataFrame<S> { return makeFrame(nlargest("nsmallest", this, n, columns, options)); }

  /**
   * Whether each row was there before (comes again, with `keep: "last"`; is not the only one, with `false`). Missing
   * values are equal to each other.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ a: [1, 1, null, null], b: ["x", "y", "z", "z"] }).duplicated().toList(); // → [ false, false, false, true ]
   * ```
   */
  duplicated(options: DuplicatesOptions<Name<S>> = {}): Series<boolean> { return seriesOf(duplicated(this, options)); }

  /**
   * Without the rows that were there before.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Ticket: ["A", "B", "A"], Fare: [7, 50, 9] });
   * df.dropDuplicates({ subset: "Ticket", keep: "last" }).toColumns(); // → { Ticket: [ 'B', 'A' ], Fare: [ 50, 9 ] }
   * ```
   */
  dropDuplicates(options: DuplicatesOptions<Name<S>> = {}): DataFrame<S> { return makeFrame(dropDuplicates(this, options)); }

  /**
   * Rows of two frames side by side wherever their keys are equal; missing keys are equal to each other. Rows come in the
   * order of the left frame (of the right one for `how: "right"`; of the keys for `"outer"`). `"semi"` and `"anti"` keep
   * the rows of the left frame that have, or do not have, a match. Throws FrameError where `validate` does not hold or two
   * columns would get one name, SchemaMismatchError for keys whose types have nothing in common.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const people = new DataFrame({ Name: ["Ann", "Bo", "Cy"], Embarked: ["S", "C", null] });
   * const ports = new DataFrame({ Embarked: ["S", "C"], Port: ["Southampton", "Cherbourg"] });
   * people.merge(ports, { on: "Embarked", how: "left" }).col("Port").toList(); // → [ 'Southampton', 'Cherbourg', null ]
   * people.merge(ports, { how: "anti" }).toRows(); // → [ { Name: 'Cy', Embarked: null } ]
   * ```
   */
  merge<R, const O extends MergeOptions<Name<S>, Name<R>>>(right: DataFrame<R>, options?: O): DataFrame<Merged<S, R, O>> { return makeFrame(merge(this, right, options)); }

  /**
   * Columns below each other: a row for each row and each of `valueVars`, with the column's name in `variable` and the
   * cell in `value`.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ id: [1, 2], a: [10, 20], b: [30, null] });
   * df.melt({ idVars: "id" }).row(3); // → { id: 2, variable: 'b', value: null }
   * ```
   */
  melt<const O extends MeltOptions<Name<S>, Name<S>>>(options?: O): DataFrame<Melted<S, O>> { return makeFrame(melt(this, options)); }

  /**
   * A row for each value of `index`, a column for each value of `columns`, both in order. Throws FrameError, naming the
   * keys, where two rows have the same place: {@link FrameShape.pivotTable} aggregates them.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ day: [1, 1, 2], kind: ["low", "high", "low"], t: [3, 9, 4] });
   * df.pivot({ index: "day", columns: "kind", values: "t" }).toRows(); // → [ { day: 1, high: 9, low: 3 }, { day: 2, high: null, low: 4 } ]
   * ```
   */
  pivot(options: PivotOptions<Name<S>>): DataFrame { return makeFrame(pivot(this, options)); }

  /**
   * A row for each value of `index`, a column for each value of `columns`, and in each place an aggregate of the rows that
   * belong there: the mean, unless `aggfunc` says otherwise.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * const df = new DataFrame({ Sex: ["f", "m", "f"], Pclass: [1, 1, 3], Survived: [1, 0, 1] });
   * df.pivotTable({ index: "Sex", columns: "Pclass", values: "Survived", fillValue: 0 }).toRows(); // → [ { '1': 1, '3': 1, Sex: 'f' }, { '1': 0, '3': 0, Sex: 'm' } ]
   * ```
   */
  pivotTable(options: PivotTableOptions<Name<S>, Aggfunc>): DataFrame { return makeFrame(pivotTable(this, options, seriesOf)); }

  /**
   * The rows, once for each item of the lists in a column (or in several, whose lists are of one length in each row); a
   * missing or empty list gives one row with a missing value.
   * @example
   * ```ts
   * import { DataFrame } from "@framepool/frame";
   * new DataFrame({ id: [1, 2], tags: [["a", "b"], []] as (string[])[] }).explode("tags").toRows(); // → [ { id: 1, tags: 'a' }, { id: 1, tags: 'b' }, { id: 2, tags: null } ]
   * ```
   */
  explode<const K extends Name<S>>(columns: K | readonly K[]): DataFrame<ExplodedSchema<S, K>> { return makeFrame(explode(this, columns)); }
}
