// For the engine: the halves of reading and writing, apart. Not part of the public contract.
import "./extend-frame.js";

export { inferSchema } from "./read/infer-schema.js";
export { readBatches, type BatchSize, type CsvBatch } from "./read/read-batches.js";
export { csvParseParser } from "./records/csv-parse-parser.js";
export type { RecordParser } from "./records/record-parser.js";
export { RecordSplitter } from "./records/split-record.js";
export { SplittingParser } from "./records/splitting-parser.js";
export { isReadAgain } from "./text/open-source.js";
export { cellRules, type CellRules } from "./types/cell-rules.js";
export { formatCsv, formatHeader } from "./write/format-csv.js";
export { openSink, type FileSink } from "./write/open-sink.js";
export type { Emit, Piece } from "./scan/emit.js";
export { Regions } from "./scan/Regions.js";
export { Scanner } from "./scan/Scanner.js";
export type { Index, IndexRequest, LongRow, ScanDialect } from "./scan/scan-types.js";
export type { Slot } from "./scan/Slots.js";
