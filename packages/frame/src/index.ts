// Frames and columns, and functions of them.
export { type BinOf } from "./Cleaning.js";
export { cut, factorize, getDummies, qcut, toDatetime, toNumeric } from "./cleaning-functions.js";
export { DataFrame } from "./DataFrame.js";
export { type Other } from "./ElementWise.js";
export { type FrameOther } from "./FrameElementWise.js";
export { arraySplit, concat, crosstab } from "./functions.js";
export { type GroupBy } from "./GroupBy.js";
export { type GroupByColumn } from "./GroupByColumn.js";
export { Series, type SeriesOptions } from "./Series.js";
export { type TextMethods } from "./TextMethods.js";
export { type TimeMethods } from "./TimeMethods.js";
export { trainTestSplit } from "./train-test-split.js";
export { type ExponentialWindows, type Windows } from "./Windows.js";

// Transformers: fit, transform.
export { type BinStrategy, type QuantileMethod } from "./learn/bins.js";
export { ColumnTransformer, transformerFromJSON, type ColumnTransformerOptions, type TransformerStep } from "./learn/ColumnTransformer.js";
export { type FitSource } from "./learn/fit-source.js";
export { type TransformerJson } from "./learn/json.js";
export { KBinsDiscretizer, type KBinsDiscretizerOptions } from "./learn/KBinsDiscretizer.js";
export { LabelEncoder } from "./learn/LabelEncoder.js";
export { MinMaxScaler, type MinMaxScalerOptions } from "./learn/MinMaxScaler.js";
export { OneHotEncoder, type OneHotEncoderOptions } from "./learn/OneHotEncoder.js";
export { OrdinalEncoder, type OrdinalEncoderOptions } from "./learn/OrdinalEncoder.js";
export { RobustScaler, type RobustScalerOptions } from "./learn/RobustScaler.js";
export { SimpleImputer, type ImputeStrategy, type SimpleImputerOptions } from "./learn/SimpleImputer.js";
export { StandardScaler, type StandardScalerOptions } from "./learn/StandardScaler.js";
export { type TrainTestOptions } from "./learn/train-test-rows.js";
export { type FitPart, type Transformer } from "./learn/Transformer.js";

// Types of cells, columns and frames.
export { type CustomAggregate } from "./aggregates/custom.js";
export { type AggregateName } from "./aggregates/named.js";
export { type NuniqueOptions } from "./aggregates/nunique.js";
export { type Interpolation } from "./aggregates/quantile-of.js";
export { type SpreadOptions } from "./aggregates/variance.js";
export { type ArrowTableLike } from "./arrow/arrow-like.js";
export { type IpcOptions } from "./arrow/ipc.js";
export { type ArrowModule } from "./arrow/type-to-arrow.js";
export { type Cell } from "./cell.js";
export { type DType, type DTypeName } from "./data-types.js";
export { type Schema } from "./schema.js";
export {
  type Applied, type CellOf, type Flat, type FrameOptions, type FromRow, type Known, type Name, type Renamed, type Row, type RowResult, type SchemaOf,
  type Selected, type Unchecked, type Without,
} from "./types.js";

// Options of methods, by room.
export { type FrameTextOptions } from "./format/frame-to-string.js";
export { type SeriesTextOptions } from "./format/series-to-string.js";
export { type CatOptions } from "./str/cat.js";
export { type ContainsOptions } from "./str/contains.js";
export { type PadOptions } from "./str/pad.js";
export { type Pattern } from "./str/pattern.js";
export { type Replacement, type ReplaceTextOptions } from "./str/replace.js";
export { type SplitOptions } from "./str/split.js";
export { type ReduceOptions } from "./verbs/cells/numeric-only.js";
export { type AstypeOptions } from "./verbs/conversion/astype.js";
export { type CutOptions, type Labels, type QcutOptions } from "./verbs/conversion/cut.js";
export { type FactorizeOptions } from "./verbs/conversion/factorize.js";
export { type DummyOptions } from "./verbs/conversion/get-dummies.js";
export { type ToDatetimeOptions } from "./verbs/conversion/to-datetime.js";
export { type ToNumericOptions } from "./verbs/conversion/to-numeric.js";
export { type Inclusive } from "./verbs/elementwise/between.js";
export { type GroupbyOptions } from "./verbs/groupby/groupby.js";
export { type ConcatOptions } from "./verbs/joining/concat.js";
export { type How, type MergeOptions } from "./verbs/joining/merge.js";
export { type DropnaOptions } from "./verbs/missing/dropna.js";
export { type FillOptions } from "./verbs/missing/fillna.js";
export { type InterpolateOptions } from "./verbs/missing/interpolate.js";
export { type ResampleOptions } from "./verbs/resample/resample.js";
export { type CrosstabOptions } from "./verbs/reshaping/crosstab.js";
export { type MeltOptions } from "./verbs/reshaping/melt.js";
export { type PivotOptions } from "./verbs/reshaping/pivot.js";
export { type PivotTableOptions } from "./verbs/reshaping/pivot-table.js";
export { type DuplicatesOptions, type Keep } from "./verbs/selection/duplicated.js";
export { type SampleOptions } from "./verbs/selection/sample.js";
export { type KindOfColumn, type SelectDtypesOptions } from "./verbs/selection/select-dtypes.js";
export { type NlargestOptions } from "./verbs/sort/nlargest.js";
export { type SortOptions } from "./verbs/sort/sort-values.js";
export { type CorrOptions } from "./verbs/statistics/corr.js";
export { type DescribeOptions } from "./verbs/statistics/describe.js";
export { type GroupDescribeOptions } from "./verbs/statistics/describe-groups.js";
export { type RankOptions } from "./verbs/statistics/rank.js";
export { type QuantileOptions } from "./verbs/statistics/reduce.js";
export { type EachColumn, type EachRow } from "./verbs/statistics/reduce-rows.js";
export { type ValueCountsOptions } from "./verbs/statistics/value-counts.js";
export { type RollingOptions } from "./verbs/window/bounds.js";
export { type EwmOptions } from "./verbs/window/ewm.js";
export { type PctChangeOptions, type ShiftOptions } from "./verbs/window/shift.js";
