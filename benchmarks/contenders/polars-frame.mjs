import { frameData, frameJobs } from "../frame-jobs.mjs";
import { tableSums } from "../harness/table-sums.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "nodejs-polars",
  url: import.meta.url,
  version: () => versionOf("nodejs-polars", import.meta.url),
};

/** A column of texts as it comes of an expression. */
const texts = (expression) => (df, _tickets, pl) => df.select(expression(pl.col("Name").str, pl).alias("out"));

const steps = {
  "groupby-few": (df, _tickets, pl) => df.groupBy("Sex", "Pclass").agg(pl.col("Fare").mean(), pl.col("Age").median()),
  "groupby-integers": (df, _tickets, pl) => df.groupBy("TicketNo").agg(pl.col("Fare").mean(), pl.col("Age").max()),
  "groupby-spread": (df, _tickets, pl) => df.groupBy("TicketNo").agg(pl.col("Fare").std()),
  "groupby-texts": (df, _tickets, pl) => df.groupBy("Ticket").agg(pl.col("Fare").mean()),
  "groupby-values": (df, _tickets, pl) => df.groupBy("TicketNo").agg(pl.col("Fare").nUnique(), pl.col("Name").min()),
  "groupby-values-few": (df, _tickets, pl) => df.groupBy("Sex", "Pclass").agg(pl.col("Fare").nUnique(), pl.col("Name").min()),
  "join-integers": (df, tickets) => df.join(tickets, { on: "TicketNo", how: "left" }),
  "join-texts": (df, tickets) => df.join(tickets, { on: "Ticket", how: "left" }),
  "join-outer": (df, tickets) => df.join(tickets, { on: "TicketNo", how: "full", coalesce: true }),
  "sort-floats": (df) => df.sort("Fare"),
  "sort-days": (df) => df.sort("Boarded"),
  "sort-texts": (df) => df.sort("Name"),
  "value-counts-few": (df) => df.getColumn("Embarked").dropNulls().valueCounts(true),
  "value-counts-many": (df) => df.getColumn("Ticket").valueCounts(true),
  // A column for missing ports too, which is taken away again.
  "get-dummies": (df) => df.toDummies(["Sex", "Embarked", "Pclass"], { dropNulls: true }),
  "str-lower": texts((name) => name.toLowerCase()),
  "str-contains": texts((name) => name.contains("Mrs.", true)),
  "str-slice": texts((name) => name.slice(2, 5)),
  "str-len": texts((name) => name.lengths()),
  "str-split": texts((name) => name.split(", ")),
  "str-extract": texts((name) => name.extract(/ ([A-Za-z]+)\./, 1)),
};

const typeOf = { Age: "Float64", Name: "Utf8", Sex: "Utf8", Embarked: "Utf8", Ticket: "Utf8", Deck: "Utf8" };

async function inMemory(job, rows) {
  const { default: pl } = await import("nodejs-polars");
  const frame = (columns) => pl.DataFrame(Object.entries(columns).map(([name, cells]) => (name in typeOf ? pl.Series(name, cells, pl[typeOf[name]]) : pl.Series(name, cells))));
  const { columns, tickets } = frameData(job, rows);
  const df = frame(columns);
  const other = tickets && frame(tickets);
  return {
    step: () => steps[job](df, other, pl),
    sums: (out) => tableSums(Object.fromEntries(out.columns.map((name) => [name, out.getColumn(name).toArray()])), frameJobs[job].sums),
  };
}

export const jobs = Object.fromEntries(Object.keys(steps).map((job) => [job, ({ rows }) => inMemory(job, rows)]));
