import { passengerTypes, statistics } from "../file-jobs.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "DuckDB",
  url: import.meta.url,
  version: () => versionOf("@duckdb/node-api", import.meta.url),
};

const quote = (path) => `'${path.replaceAll("'", "''")}'`;
const scan = (input) => `read_csv(${quote(input)})`;

const types = { integer: "INTEGER", float: "DOUBLE", text: "VARCHAR" };
const typedScan = (input) => `read_csv(${quote(input)}, header = true, columns = {${Object.entries(passengerTypes).map(([name, type]) => `'${name}': '${types[type]}'`).join(", ")}})`;

// There are no rows by number in a file: rows of an order are numbered as they are read.
const numbered = (input) => `(SELECT *, row_number() OVER () AS place FROM ${scan(input)})`;

async function connect(workers) {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads: String(workers) });
  return instance.connect();
}

const collected = (query) => async (options) => {
  const connection = await connect(options.workers);
  const reader = await connection.runAndReadAll(query(options));
  const columns = reader.getColumnsJS();
  // Counts and sums of integers are bigints.
  return { columns: Object.fromEntries(reader.columnNames().map((name, place) => [name, columns[place].map((cell) => (typeof cell === "bigint" ? Number(cell) : cell))])) };
};

const written = (query) => async (options) => {
  const connection = await connect(options.workers);
  await connection.run(`COPY (${query(options)}) TO ${quote(options.output)} (HEADER, DELIMITER ',')`);
};

const groupby = (rows) => `SELECT "Embarked", "Pclass", avg("Fare") AS "Fare", avg("Age") AS "Age_mean", max("Age") AS "Age_max", sum("Survived") AS "Survived" FROM ${rows} WHERE "Embarked" IS NOT NULL GROUP BY ALL`;

/** All of a column's quantiles in one: its SUMMARIZE only estimates them. */
function describe({ input }) {
  const numeric = Object.keys(passengerTypes).filter((name) => passengerTypes[name] !== "text");
  const of = (name) => ({
    count: `count("${name}")`, mean: `avg("${name}")`, std: `stddev_samp("${name}")`, min: `min("${name}")`,
    "25%": `"${name} quartiles"[1]`, "50%": `"${name} quartiles"[2]`, "75%": `"${name} quartiles"[3]`, max: `max("${name}")`,
  });
  const quartiles = (name) => `quantile_cont("${name}", [0.25, 0.5, 0.75]) AS "${name} quartiles"`;
  const isQuartile = (statistic) => statistic.endsWith("%");
  const inner = numeric.flatMap((name) => [quartiles(name), ...statistics.filter((each) => !isQuartile(each)).map((each) => `${of(name)[each]} AS "${name} ${each}"`)]);
  const outer = numeric.flatMap((name) => statistics.map((each) => (isQuartile(each) ? `${of(name)[each]} AS "${name} ${each}"` : `"${name} ${each}"`)));
  return `SELECT ${outer.join(", ")} FROM (SELECT ${inner.join(", ")} FROM ${scan(input)})`;
}

export const jobs = {
  groupby: collected(({ input }) => groupby(scan(input))),
  "groupby-typed": collected(({ input }) => groupby(typedScan(input))),
  median: collected(({ input }) => `SELECT median("Age") AS "Age", median("Fare") AS "Fare" FROM ${scan(input)}`),
  "value-counts": written(({ input }) => `SELECT "Ticket", count(*) AS count FROM ${scan(input)} GROUP BY "Ticket" ORDER BY count DESC`),
  "drop-duplicates": written(({ input }) => `SELECT * EXCLUDE (place) FROM ${numbered(input)} QUALIFY row_number() OVER (PARTITION BY "Ticket" ORDER BY place) = 1 ORDER BY place`),
  describe: collected(describe),
  sort: written(({ input }) => `SELECT * EXCLUDE (place) FROM ${numbered(input)} ORDER BY "Fare", "Name", place`),
  filter: written(({ input }) => `SELECT * FROM ${scan(input)} WHERE "Age" > 30 AND "Fare" > 50`),
  join: collected(({ input, ports }) => `SELECT "Country", "Pclass", avg("Fare") AS "Fare", avg("Survived") AS "Survived" FROM ${scan(input)} LEFT JOIN ${scan(ports)} USING ("Embarked") WHERE "Country" IS NOT NULL GROUP BY ALL`),
};
