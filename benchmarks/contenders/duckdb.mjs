import { CellSum } from "../harness/cell-sum.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "DuckDB",
  url: import.meta.url,
  version: () => versionOf("@duckdb/node-api", import.meta.url),
};

const quote = (path) => `'${path.replaceAll("'", "''")}'`;
const scan = (input) => `read_csv(${quote(input)}, header = true, all_varchar = true)`;

async function connect(workers) {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads: String(workers) });
  return instance.connect();
}

/** File to file: all columns as text, and those that `added` says. */
async function addColumns({ input, output, workers }, added) {
  const connection = await connect(workers);
  await connection.run(`COPY (SELECT *, ${added} FROM ${scan(input)}) TO ${quote(output)} (HEADER, DELIMITER ',')`);
}

const recipe = String.raw`
  nullif(regexp_extract("Name", ' ([A-Za-z]+)\.', 1), '') AS title,
  "SibSp"::INTEGER + "Parch"::INTEGER + 1 AS family_size,
  coalesce("Cabin"[1], 'U') AS deck,
  CASE WHEN "Fare"::DOUBLE < 10 THEN 'low' WHEN "Fare"::DOUBLE < 35 THEN 'middle' WHEN "Fare"::DOUBLE < 90 THEN 'high' ELSE 'top' END AS fare_band,
  (family_size = 1)::INTEGER AS is_alone`;

/** Its chunks hold 2048 rows; a column's values of one chunk at a time is the fastest way out of the result, which is in memory. */
async function readCells({ workers }, rows) {
  const connection = await connect(workers);
  const result = await connection.run(`SELECT * FROM ${rows}`);
  const cells = result.columnNames().map((name) => new CellSum(name));
  for (let at = 0; at < result.chunkCount; at++) {
    const chunk = result.getChunk(at);
    cells.forEach((column, place) => column.addAll(chunk.getColumnValues(place)));
  }
  return { cells };
}

export const jobs = {
  "csv-length": (options) => addColumns(options, 'length("Name") AS length_str'),
  /** A character outside the basic plane is two units. */
  "csv-length-utf16": (options) => addColumns(options, String.raw`length("Name") + len(regexp_extract_all("Name", '[\x{10000}-\x{10FFFF}]')) AS length_str`),
  "csv-recipe": (options) => addColumns(options, recipe),
  "csv-read": (options) => readCells(options, scan(options.input)),
  // Types of the whole file. Its 64-bit integers would be bigints in JavaScript, which are slower to make and to add.
  "csv-read-typed": (options) =>
    readCells(options, `read_csv(${quote(options.input)}, header = true, sample_size = -1, auto_type_candidates = ['INTEGER', 'DOUBLE', 'VARCHAR'])`),
  /** In memory a new table, as every other contender makes a new frame. */
  async "frame-length"({ input, workers }) {
    const connection = await connect(workers);
    await connection.run(`CREATE TABLE passengers AS SELECT * FROM ${scan(input)}`);
    return {
      async step() {
        await connection.run('CREATE OR REPLACE TABLE longer AS SELECT *, length("Name") AS length_str FROM passengers');
        const reader = await connection.runAndReadAll("SELECT length_str FROM longer");
        return reader;
      },
      column: (reader) => reader.getColumns()[0].map(Number),
    };
  },
};
