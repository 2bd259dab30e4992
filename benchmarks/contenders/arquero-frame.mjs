import { frameData, frameJobs } from "../frame-jobs.mjs";
import { tableSums } from "../harness/table-sums.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "arquero",
  url: import.meta.url,
  version: () => versionOf("arquero", import.meta.url),
};

/** A column of texts, made by an expression that arquero compiles. */
const texts = (expression) => (df) => df.derive({ out: expression }).select("out");

// Expressions are parsed from their source: `op` is arquero's.
const steps = (aq, op) => ({
  "groupby-few": (df) => df.groupby("Sex", "Pclass").rollup({ Fare: op.mean("Fare"), Age: op.median("Age") }),
  "groupby-integers": (df) => df.groupby("TicketNo").rollup({ Fare: op.mean("Fare"), Age: op.max("Age") }),
  "groupby-spread": (df) => df.groupby("TicketNo").rollup({ Fare: op.stdev("Fare") }),
  "groupby-texts": (df) => df.groupby("Ticket").rollup({ Fare: op.mean("Fare") }),
  "groupby-values": (df) => df.groupby("TicketNo").rollup({ Fare: op.distinct("Fare"), Name: op.min("Name") }),
  "groupby-values-few": (df) => df.groupby("Sex", "Pclass").rollup({ Fare: op.distinct("Fare"), Name: op.min("Name") }),
  "join-integers": (df, tickets) => df.join_left(tickets, "TicketNo"),
  "join-texts": (df, tickets) => df.join_left(tickets, "Ticket"),
  "join-outer": (df, tickets) => df.join_full(tickets, "TicketNo"),
  // An order is only noted until rows are asked for.
  "sort-floats": (df) => df.orderby("Fare").reify(),
  "sort-days": (df) => df.orderby("Boarded").reify(),
  "sort-texts": (df) => df.orderby("Name").reify(),
  "value-counts-few": (df) => df.filter((d) => d.Embarked !== null).groupby("Embarked").count().orderby(aq.desc("count")).reify(),
  "value-counts-many": (df) => df.groupby("Ticket").count().orderby(aq.desc("count")).reify(),
  "str-lower": texts((d) => op.lower(d.Name)),
  "str-contains": texts((d) => op.includes(d.Name, "Mrs.")),
  "str-slice": texts((d) => op.slice(d.Name, 2, 7)),
  "str-len": texts((d) => op.length(d.Name)),
  "str-split": texts((d) => op.split(d.Name, ", ")),
  "str-extract": texts((d) => op.match(d.Name, / ([A-Za-z]+)\./, 1)),
});

async function inMemory(job, rows) {
  const aq = await import("arquero");
  const { columns, tickets } = frameData(job, rows);
  const df = aq.table(columns);
  const other = tickets && aq.table(tickets);
  const run = steps(aq, aq.op)[job];
  return {
    step: () => run(df, other),
    sums: (out) => tableSums(Object.fromEntries(out.columnNames().map((name) => [name, out.array(name)])), frameJobs[job].sums),
  };
}

export const jobs = Object.fromEntries(Object.keys(steps({}, {})).map((job) => [job, ({ rows }) => inMemory(job, rows)]));
