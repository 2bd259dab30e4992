// For the engine: the halves of reading and writing, apart. Not part of the public contract.
import "./extend-frame.js";

export { inferSchema } from "./read/infer-schema.js";
export { readBatches, type BatchSize, type CsvBatch } from "./read/read-batches.js";
export { csvParseParser } from "./records/csv-parse-parser.js";
export { RecordSplitter } from "./records/split-record.js";
export { SplittingParser } from "./records/splitting-parser.js";
export { isReadAgain } from "./text/open-source.js";
export { formatCsv, formatHeader } from "./write/format-csv.js";
export { openSink, type FileSink } from "./write/open-sink.js";
export type { ClassifyRequest } from "./scan/cells/classify.js";
export type { Cells, PresentCells } from "./scan/cells/column.js";
export type { Missing, MissingRequest } from "./scan/cells/missing.js";
export type { Numbers } from "./scan/cells/numbers.js";
export type { Texts } from "./scan/cells/texts.js";
export { wordTable, type WordTable } from "./scan/cells/word-table.js";
export type { Emit, Piece } from "./scan/emit.js";
export { Regions } from "./scan/Regions.js";
export { Scanner } from "./scan/Scanner.js";
export type { Index, IndexRequest, LongRow, ScanDialect } from "./scan/scan-types.js";
export type { Slot } from "./scan/Slots.js";
export { classify } from "./types/classify.js";
export { cellParser } from "./types/parse-cell.js";
export { MISSING_WORDS } from "./rows/missing.js";
