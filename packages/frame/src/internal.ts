// For sibling packages: all of the package, the memory under a frame too. What index.ts does not name is not part of the
// public contract.
export * from "./index.js";

// Façades: what a frame, a column and a part of them are to siblings.
export { columnsOf, frameOf } from "./DataFrame.js";
export { columnOf, seriesOf } from "./Series.js";
export { OF_EXPONENTIAL_WINDOWS, OF_GROUP_BY_COLUMN, OF_TIME_METHODS } from "./arguments-taken.js";
export { columnNamed, Table } from "./table.js";
export {
  type Aggfunc, type AggregatedCell, type AggResult, type AggSpecOf, type Assigned, type Averaged, type CellsAddedTo, type CellsBeside, type CellsComparedWith, type CellsLess, type CellsOf, type CellsWith, type Computed, type Counted, type Described, type Differences, type Dummied,
  type Each, type EachAggregated, type EachOther, type ExplodedSchema, type Filled, type FilledBy, type FilledColumns, type FilledFrom,
  type ColumnDescribed, type GroupApplied, type GroupDescribed, type Grouped, type GroupedEach, type GroupedList, type GroupedWith, type GroupShifted, type GroupTransformed, type ListAggregates, type Melted, type Merged,
  type NamedAggregates, type NewColumn, type OneOf, type OnlyColumns, type Picked, type Open, type Present, type Quantiles, type Replaced, type Retyped, type Summed, type Transformed, type ValueCounts, type Widen,
} from "./types.js";
export { notingVerbs, onPart } from "./whole-column.js";

// Memory: types, storage, vectors, columns, batches.
export { bitAt, bitmapBytes, setBit } from "./bitmap.js";
export { type Cell, type Countable, type DurationCell, type FlagCell, type NumberCell, type TextCell, type TimeCell } from "./cell.js";
export { Column } from "./column.js";
export { COLUMNS } from "./columns-key.js";
export {
  BINARY, BOOL, FLOAT64, INT32, INT64, listOf, NULL, sameType, STRING, typeName, typeOf, UINT64,
  type DataType, type DType, type DTypeName, type Field, type IntType, type TimeUnit,
} from "./data-types.js";
export { layoutOf, type Layout } from "./layout.js";
export { LazyStorage, type LazyParts } from "./lazy-storage.js";
export { clockText } from "./read/clock-text.js";
export { clockReader } from "./read/clock-reader.js";
export { plainInstant, type Instant } from "./dt/parse-iso.js";
export { decimalReader } from "./read/decimal-reader.js";
export { type Reader } from "./read/make-reader.js";
export { RecordBatch, toBatches } from "./record-batch.js";
export { noColumn, Schema } from "./schema.js";
export { Storage, type DataArray, type StorageParts } from "./storage.js";
export { Vector } from "./vector.js";

// Columns made of values, cast, put together.
export { type Builder } from "./build/builder.js";
export { StringBuilder } from "./build/builders/string.js";
export { columnFromValues, type ColumnOptions, type ColumnValues } from "./build/column-from-values.js";
export { InferringBuilder } from "./build/infer.js";
export { makeBuilder } from "./build/make-builder.js";
export { castColumn } from "./cast.js";
export { concatColumns } from "./concat-columns.js";
export { nullVector } from "./null-vector.js";
export { oneDictionary } from "./one-dictionary.js";
export { unifyTypes } from "./unify.js";

// On the wire, and Arrow.
export { fromArrow } from "./arrow/from-arrow.js";
export { fromArrowIpc, toArrowIpc } from "./arrow/ipc.js";
export { openIpcReader, type IpcReader } from "./arrow/ipc-reader.js";
export { openIpcWriter, type IpcWriter } from "./arrow/ipc-writer.js";
export { toArrow } from "./arrow/to-arrow.js";
export { batchBytes } from "./transfer/batch-bytes.js";
export { pack } from "./transfer/pack.js";
export { type Origin, type PackedBatch, type Transport } from "./transfer/packed.js";
export { unpack } from "./transfer/unpack.js";

// Errors and arguments.
export { shown } from "./build/cell-error.js";
export { takeFault, type Fault } from "./fault.js";
export { byteSize } from "./verbs/arguments/byte-size.js";
export { checkByColumn } from "./verbs/arguments/check-kind.js";
export { checkOwnName } from "./verbs/arguments/check-own-name.js";
export { checkOptions as checkVerbOptions } from "./verbs/arguments/check-options.js";
export { columnList, columnName, columnNames } from "./verbs/arguments/column-names.js";
export { checkCell } from "./verbs/arguments/operand.js";
export { refuseMore } from "./verbs/arguments/refuse-more.js";
export { isRecord } from "./verbs/creation/is-record.js";

// Aggregates, and groups whose parts merge.
export { type Aggregate } from "./aggregates/aggregate.js";
export { aggregateColumn, onlyCell, roundedCell } from "./aggregates/aggregate-column.js";
export { custom, isCustom, stateGiven } from "./aggregates/custom.js";
export { aggregateNamed } from "./aggregates/named.js";
export { describedColumns, describedStatistics, type GroupDescribeOptions } from "./verbs/statistics/describe-groups.js";
export { describedNumbers, factsOfDescribed, joinDescribed, type DescribedNumbers } from "./verbs/statistics/described-numbers.js";
export { quantile, quantilesOfCells, type QuantileCells } from "./aggregates/quantile.js";
export { deviation, variance } from "./aggregates/variance.js";
export { agg, isAggFunction, nameOf as aggregateNameOf, partsOf, type AggFunction } from "./verbs/groupby/agg.js";
export { appliedGroups, oneKind, withoutValues, type GroupResult } from "./verbs/groupby/apply.js";
export { eachGroup } from "./verbs/groupby/each-group.js";
export { groupby } from "./verbs/groupby/groupby.js";
export { wholeGroup, type Grouping } from "./verbs/groupby/grouping.js";
export { finishGroups, joinGroups, partialGroups, type MergedAggregation, type NumberedGroups, type PartialGroups } from "./verbs/groupby/partial.js";
export { isKept, keptGroups } from "./verbs/groupby/pick-rows.js";
export { transform } from "./verbs/groupby/transform.js";

// Keys, order, rows picked.
export { countKeys, joinKeyCounts, pickedKeys, type DistinctCounts, type KeyCounts } from "./verbs/keys/key-counts.js";
export { KeyTally } from "./verbs/keys/KeyTally.js";
export { keyTexts } from "./verbs/keys/key-texts.js";
export { SeenKeys } from "./verbs/keys/SeenKeys.js";
export { rowCodes } from "./verbs/keys/row-codes.js";
export { mergeRuns, sortLevels } from "./verbs/sort/merge-runs.js";
export { extremeRows } from "./verbs/sort/nlargest.js";
export { type NaPosition } from "./verbs/sort/order-by-keys.js";
export { orderRows, type SortColumn } from "./verbs/sort/order-rows.js";
export { rowNumbers } from "./verbs/sort/row-numbers.js";
export { leftInPlace } from "./verbs/take/PickedTexts.js";
export { take, takeTable } from "./verbs/take/take.js";

// Other verbs, by room.
export { axisOf } from "./verbs/apply/apply.js";
export { cellsByKey } from "./verbs/apply/map.js";
export { isNumeric, mayBeNumeric } from "./verbs/cells/numeric-only.js";
export { dummiesWith, dummyValues, isDummied } from "./verbs/conversion/get-dummies.js";
export { changesKind } from "./verbs/elementwise/changes-kind.js";
export { type Pair as ReplacePair } from "./verbs/elementwise/replace-values.js";
export { mergerWith } from "./verbs/joining/merge.js";
export { findAbsentNames } from "./verbs/cells/absent-names.js";
export { TABULATING } from "./verbs/reshaping/crosstab.js";
export { distinctRows } from "./verbs/selection/duplicated.js";
export { keptRows } from "./verbs/selection/filter.js";
export { SAMPLING } from "./verbs/selection/sample.js";
export { countPresent } from "./verbs/cells/present.js";
export { isCompared } from "./verbs/keys/column-codes.js";
export { describeColumns, factsOfCount, factsOfText, isDescribedAsNumbers } from "./verbs/statistics/describe.js";
export { filledUp, mostFrequent, nuniqueBy, withQuantiles } from "./verbs/statistics/reduce.js";
export { countedRows, countRows } from "./verbs/statistics/value-counts.js";
export { eachWindow } from "./verbs/window/apply.js";
export { expanding as expandingWindows, rolling as rollingWindows } from "./verbs/window/bounds.js";

// What is learned, and chance.
export { FIT, type FitSource } from "./learn/fit-source.js";
export { Random } from "./random.js";
