import { ArgumentError } from "@framepool/errors";
import { shown } from "./build/cell-error.js";
import { COLUMNS } from "./columns-key.js";
import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import { trainTestRows, type TrainTestOptions } from "./learn/train-test-rows.js";
import type { Series } from "./Series.js";
import { columnNamed, counted } from "./table.js";
import type { Name } from "./types.js";
import { checkTable } from "./verbs/arguments/check-kind.js";
import { checkOptions } from "./verbs/arguments/check-options.js";
import { holdsColumn } from "./verbs/arguments/operand.js";
import { takeTable } from "./verbs/take/take.js";

/**
 * The rows of a frame divided at random into those to train with and those for the test, in the order of the draw. With
 * `stratify` (a column's name, or a Series of as many rows) each of its values is in both in proportion. Sizes are those of
 * scikit-learn; which rows are drawn is not. Throws ArgumentError for sizes that cannot be.
 * @example
 * ```ts
 * import { DataFrame, trainTestSplit } from "@framepool/frame";
 * const df = new DataFrame({ n: [1, 2, 3, 4, 5, 6, 7, 8], y: [0, 0, 0, 0, 1, 1, 1, 1] });
 * const [train, test] = trainTestSplit(df, { testSize: 0.25, seed: 1, stratify: "y" });
 * [train.numRows, test.numRows]; // → [ 6, 2 ]
 * trainTestSplit(df, { testSize: 2, shuffle: false })[1].toColumns(); // → { n: [ 7, 8 ], y: [ 1, 1 ] }
 * ```
 */
export function trainTestSplit<S>(frame: DataFrame<S>, options: TrainTestOptions & { readonly stratify?: Name<S> | Series<unknown> | null } = {}): [train: DataFrame<S>, test: DataFrame<S>] {
  checkTable("trainTestSplit", frame);
  const { stratify = null } = checkOptions("trainTestSplit", options, { testSize: "own", trainSize: "own", seed: "whole", shuffle: "flag", stratify: "own" });
  const strata = stratify === null ? null : typeof stratify === "string" ? columnNamed(frame, stratify) : holdsColumn(stratify) ? stratify[COLUMNS] : undefined;
  if (strata === undefined) throw new ArgumentError(`trainTestSplit: stratify is a column's name or a Series, not ${shown(stratify)}`);
  if (strata !== null && strata.length !== frame.numRows) throw new ArgumentError(`trainTestSplit: stratify has ${counted(strata.length, "row")}, the frame has ${counted(frame.numRows, "row")}`);
  const [train, test] = trainTestRows(frame.numRows, options, strata);
  return [makeFrame(takeTable(frame, train)), makeFrame(takeTable(frame, test))];
}
