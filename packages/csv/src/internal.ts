// For the engine: the halves of reading and writing, apart. Not part of the public contract.
import "./extend-frame.js";

export { inferSchema } from "./read/infer-schema.js";
export { readBatches, type BatchSize, type CsvBatch } from "./read/read-batches.js";
export { isReadAgain } from "./text/open-source.js";
export { formatCsv, formatHeader } from "./write/format-csv.js";
export { openSink, type FileSink } from "./write/open-sink.js";
