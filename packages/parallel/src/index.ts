import "./codecs.js";

export type { BackendName } from "./choose-backend.js";
export { Explanation, type PlanDescription, type StepDescription, type Target } from "./Explanation.js";
export type { PipelineOptions } from "./options.js";
export { parallelDataFrame } from "./parallel-dataframe.js";
export { parallel } from "./parallel.js";
export type { PartitionOptions } from "./partition.js";
export { Pipeline, type RunResult } from "./Pipeline.js";
export type { ColumnStep, HeadStep, Transport } from "./plan.js";
export type { Progress } from "./progress.js";
export type { PartitionReport, Report, WorkerReport } from "./report.js";
export { scanArrow } from "./scan-arrow.js";
export { scanCsv } from "./scan-csv.js";
export { scanRows } from "./scan-rows.js";
export type { RowsOptions } from "./sources/rows.js";
export type { ArrowWriteOptions } from "./sinks/arrow.js";
export type { ArrowSource } from "./sources/arrow.js";
export type { InputDescription, Reading } from "./sources/source.js";
