import { frameData, frameJobs } from "../frame-jobs.mjs";
import { tableSums } from "../harness/table-sums.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "framepool",
  url: import.meta.url,
  version: () => versionOf("framepool", import.meta.url),
};

/** What each job does, given the frame, or a pipeline over it, and the frame that it is joined with. */
export const steps = {
  "groupby-few": (df) => df.groupby(["Sex", "Pclass"], { sort: false }).agg({ Fare: "mean", Age: "median" }),
  "groupby-integers": (df) => df.groupby("TicketNo", { sort: false }).agg({ Fare: "mean", Age: "max" }),
  "groupby-spread": (df) => df.groupby("TicketNo", { sort: false }).agg({ Fare: "std" }),
  "groupby-texts": (df) => df.groupby("Ticket", { sort: false }).agg({ Fare: "mean" }),
  "groupby-values": (df) => df.groupby("TicketNo", { sort: false }).agg({ Fare: "nunique", Name: "min" }),
  "groupby-values-few": (df) => df.groupby(["Sex", "Pclass"], { sort: false }).agg({ Fare: "nunique", Name: "min" }),
  "join-integers": (df, tickets) => df.merge(tickets, { on: "TicketNo", how: "left" }),
  "join-texts": (df, tickets) => df.merge(tickets, { on: "Ticket", how: "left" }),
  "join-outer": (df, tickets) => df.merge(tickets, { on: "TicketNo", how: "outer" }),
  "sort-floats": (df) => df.sortValues("Fare"),
  "sort-days": (df) => df.sortValues("Boarded"),
  "sort-texts": (df) => df.sortValues("Name"),
  "value-counts-few": (df) => df.col("Embarked").valueCounts(),
  "value-counts-many": (df) => df.col("Ticket").valueCounts(),
  "get-dummies": (df) => df.getDummies(["Sex", "Embarked", "Pclass"]),
  "str-lower": (df) => df.col("Name").str.lower(),
  "str-contains": (df) => df.col("Name").str.contains("Mrs."),
  "str-slice": (df) => df.col("Name").str.slice(2, 7),
  "str-len": (df) => df.col("Name").str.len(),
  "str-split": (df) => df.col("Name").str.split(", "),
  "str-extract": (df) => df.col("Name").str.extract(/ ([A-Za-z]+)\./, { expand: false }),
};

async function inMemory(job, rows, stepOf) {
  const framepool = await import("framepool");
  const { DataFrame } = framepool;
  const { columns, tickets } = frameData(job, rows);
  const df = new DataFrame(columns);
  const other = tickets && new DataFrame(tickets);
  return {
    step: stepOf(framepool, df, other),
    sums: (out) => tableSums(out instanceof DataFrame ? Object.fromEntries(out.columns.map((name) => [name, out.col(name)])) : { out }, frameJobs[job].sums),
  };
}

const oneThread = (job) => [job, ({ rows }) => inMemory(job, rows, (_framepool, df, other) => () => steps[job](df, other))];
const allCores = (job) => [`${job}-parallel`, ({ rows, workers }) => inMemory(job, rows, ({ parallel }, df, other) => () => steps[job](parallel(df, { workers }), other).collect())];

export const jobs = Object.fromEntries(Object.keys(steps).flatMap((job) => [oneThread(job), allCores(job)]));
