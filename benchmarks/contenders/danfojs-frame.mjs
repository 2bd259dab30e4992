import { frameData, frameJobs } from "../frame-jobs.mjs";
import { tableSums } from "../harness/table-sums.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "danfojs-node",
  url: import.meta.url,
  version: () => versionOf("danfojs-node", import.meta.url),
};

const steps = {
  "groupby-few": (df) => df.groupby(["Sex", "Pclass"]).agg({ Fare: "mean", Age: "median" }),
  "groupby-integers": (df) => df.groupby(["TicketNo"]).agg({ Fare: "mean", Age: "max" }),
  "groupby-spread": (df) => df.groupby(["TicketNo"]).agg({ Fare: "std" }),
  "groupby-texts": (df) => df.groupby(["Ticket"]).agg({ Fare: "mean" }),
  "join-integers": (df, right, danfo) => danfo.merge({ left: df, right, on: ["TicketNo"], how: "left" }),
  "join-texts": (df, right, danfo) => danfo.merge({ left: df, right, on: ["Ticket"], how: "left" }),
  "sort-floats": (df) => df.sortValues("Fare"),
  "sort-texts": (df) => df.sortValues("Name"),
  "value-counts-few": (df) => df["Embarked"].valueCounts(),
  "value-counts-many": (df) => df["Ticket"].valueCounts(),
  "get-dummies": (df, _tickets, danfo) => danfo.getDummies(df, { columns: ["Sex", "Embarked", "Pclass"] }),
  "str-lower": (df) => df["Name"].str.toLowerCase(),
  "str-contains": (df) => df["Name"].str.includes("Mrs."),
  "str-slice": (df) => df["Name"].str.slice(2, 7),
  "str-len": (df) => df["Name"].str.len(),
};

/** Names that it makes of an aggregate. */
const shortName = (name) => name.replace(/_(mean|median|max|std)$/, "");

function columnsOf(out, job) {
  // A Series has columns too, and its class is not the one that the package exports.
  if (out.constructor.name !== "Series") return Object.fromEntries(out.columns.map((name) => [shortName(name), out[name].values]));
  if (job.startsWith("value-counts")) return { [frameJobs[job].columns[0]]: out.index, count: out.values };
  return { out: out.values };
}

async function inMemory(job, rows) {
  const { default: danfo } = await import("danfojs-node");
  const frame = (columns) => new danfo.DataFrame(Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, Array.from(cells)])));
  const { columns, tickets } = frameData(job, rows);
  const df = frame(columns);
  const other = tickets && frame(tickets);
  return { step: () => steps[job](df, other, danfo), sums: (out) => tableSums(columnsOf(out, job), frameJobs[job].sums) };
}

export const jobs = Object.fromEntries(Object.keys(steps).map((job) => [job, ({ rows }) => inMemory(job, rows)]));
