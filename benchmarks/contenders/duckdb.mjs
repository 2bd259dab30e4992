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

export const jobs = {
  async "csv-length"({ input, output, workers }) {
    const connection = await connect(workers);
    await connection.run(`COPY (SELECT *, length("Name") AS length_str FROM ${scan(input)}) TO ${quote(output)} (HEADER, DELIMITER ',')`);
  },
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
