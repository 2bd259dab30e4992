import { passengerTypes } from "../file-jobs.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "framepool",
  url: import.meta.url,
  version: () => versionOf("framepool", import.meta.url),
};

const types = { integer: "int32", float: "float64", text: "string" };
const dtype = Object.fromEntries(Object.entries(passengerTypes).map(([name, type]) => [name, types[type]]));

const groupby = (pipe) => pipe.groupby(["Embarked", "Pclass"]).agg({ Fare: "mean", Age: ["mean", "max"], Survived: "sum" });

/** What each job does, given the pipeline over the file: to be collected, or written where the job's result is a file. */
const steps = {
  groupby,
  "groupby-typed": groupby,
  "value-counts": (pipe) => pipe.col("Ticket").valueCounts(),
  "drop-duplicates": (pipe) => pipe.dropDuplicates({ subset: "Ticket" }),
  describe: (pipe) => pipe.describe(),
  sort: (pipe) => pipe.sortValues(["Fare", "Name"]),
  filter: (pipe) => pipe.filter({ mask: (part) => part.col("Age").gt(30).and(part.col("Fare").gt(50)) }),
  join: (pipe, ports) => pipe.merge(ports, { on: "Embarked", how: "left" }).groupby(["Country", "Pclass"]).agg({ Fare: "mean", Survived: "mean" }),
};

async function open(input, ports, options) {
  const { scanCsv } = await import("framepool");
  return { pipe: scanCsv(input, options), others: scanCsv(ports) };
}

const collected = (job, options = {}) => async ({ input, ports, workers }) => {
  const { pipe, others } = await open(input, ports, { workers, ...options });
  const df = await steps[job](pipe, others).collect();
  return { columns: df.toColumns() };
};

const written = (job) => async ({ input, ports, output, workers }) => {
  const { pipe, others } = await open(input, ports, { workers });
  await steps[job](pipe, others).toCsv(output);
};

export const jobs = {
  groupby: collected("groupby"),
  "groupby-typed": collected("groupby-typed", { dtype }),
  async median({ input, ports, workers }) {
    const { pipe } = await open(input, ports, { workers });
    const { Age, Fare } = await pipe.agg({ Age: "median", Fare: "median" });
    return { columns: { Age: [Age], Fare: [Fare] } };
  },
  "value-counts": written("value-counts"),
  "drop-duplicates": written("drop-duplicates"),
  async describe(options) {
    const { columns: { statistic, ...columns } } = await collected("describe")(options);
    return { columns: Object.fromEntries(Object.entries(columns).flatMap(([name, values]) => statistic.map((each, place) => [`${name} ${each}`, [values[place]]]))) };
  },
  sort: written("sort"),
  filter: written("filter"),
  join: collected("join"),
};
