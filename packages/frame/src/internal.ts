// For sibling packages: all of the package, the memory under a frame too. What index.ts does not name is not part of the
// public contract.
export * from "./index.js";
export { oneGroup, type Aggregate } from "./aggregates/aggregate.js";
export { aggregateColumn, reduceColumn } from "./aggregates/aggregate-column.js";
export { custom, isCustom } from "./aggregates/custom.js";
export { aggregateNamed } from "./aggregates/named.js";
export { quantile } from "./aggregates/quantile.js";
export { deviation, variance } from "./aggregates/variance.js";
export { fromArrow } from "./arrow/from-arrow.js";
export { fromArrowIpc, toArrowIpc } from "./arrow/ipc.js";
export { toArrow } from "./arrow/to-arrow.js";
export { bitAt, bitmapBytes, copyBits, countSet, setBit } from "./bitmap.js";
export { type Builder } from "./build/builder.js";
export { BinaryBuilder } from "./build/builders/binary.js";
export { BoolBuilder } from "./build/builders/bool.js";
export { CategoryBuilder } from "./build/builders/category.js";
export { NumericBuilder } from "./build/builders/numeric.js";
export { StringBuilder } from "./build/builders/string.js";
export { TimestampBuilder } from "./build/builders/timestamp.js";
export { WideIntegerBuilder } from "./build/builders/wide-integer.js";
export { columnFromValues, type ColumnOptions, type ColumnValues } from "./build/column-from-values.js";
export { InferringBuilder } from "./build/infer.js";
export { makeBuilder } from "./build/make-builder.js";
export { castColumn, castVector } from "./cast.js";
export { type Cell } from "./cell.js";
export { Column } from "./column.js";
export { COLUMNS } from "./columns-key.js";
export { concatColumns } from "./concat-columns.js";
export {
  BINARY, BOOL, CATEGORY, DATE, DURATION_MS, FLOAT64, INT32, INT64, listOf, NULL, sameType, STRING, TIMESTAMP_MS, typeName, typeOf, UINT64,
  type DataType, type DType, type DTypeName, type Field, type IntType, type TimeUnit,
} from "./data-types.js";
export { recordFault, takeFault, type Fault } from "./fault.js";
export { LazyStorage, type LazyParts } from "./lazy-storage.js";
export { layoutOf, type ArrayType, type Layout } from "./layout.js";
export { nullVector } from "./null-vector.js";
export { Random } from "./random.js";
export { oneDictionary } from "./one-dictionary.js";
export { makeReader, type Reader } from "./read/make-reader.js";
export { RecordBatch, toBatches } from "./record-batch.js";
export { noColumn, Schema } from "./schema.js";
export { Storage, type DataArray, type StorageParts } from "./storage.js";
export { columnNamed, Table } from "./table.js";
export { unifyTypes } from "./unify.js";
export { Vector } from "./vector.js";
export { columnsOf, frameOf } from "./DataFrame.js";
export { columnOf, seriesOf } from "./Series.js";
export { batchBytes } from "./transfer/batch-bytes.js";
export { pack, type Packed } from "./transfer/pack.js";
export { type Origin, type PackedBatch, type Transport } from "./transfer/packed.js";
export { unpack } from "./transfer/unpack.js";
export { groupby } from "./verbs/groupby.js";
export { agg, aggregations, partsOf, type AggFunction, type Aggregation } from "./verbs/groupby/agg.js";
export { Grouping } from "./verbs/groupby/grouping.js";
export { mergeGroups, partialGroups, type PartialAggregation, type PartialGroups } from "./verbs/groupby/partial.js";
export { rowCodes } from "./verbs/keys/row-codes.js";
export { take, takeTable } from "./verbs/take.js";
