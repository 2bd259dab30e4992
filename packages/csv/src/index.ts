import "./extend-frame.js";

export type { CsvSchema } from "./csv-schema.js";
export type { BadLine, Compression, CsvReadOptions, CsvSource, CsvWriteOptions, MissingWords, Quoting } from "./options.js";
export { readCsv } from "./read/read-csv.js";
