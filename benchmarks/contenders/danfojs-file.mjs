import { passengerTypes } from "../file-jobs.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "danfojs-node",
  url: import.meta.url,
  version: () => versionOf("danfojs-node", import.meta.url),
};

const load = async (input) => {
  const { default: danfo } = await import("danfojs-node");
  return { danfo, df: await danfo.readCSV(input) };
};

/** Names that it makes of an aggregate where one alone is asked for. */
const shortName = (name) => name.replace(/^(Fare|Survived)_(mean|sum)$/, "$1");

const columnsOf = (df) => ({ columns: Object.fromEntries(df.columns.map((name) => [shortName(name), df[name].values])) });

// Its CSV writer joins cells with commas and quotes nothing, so the adapter quotes in the columns where it can be needed.
const quoted = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const jobs = {
  async groupby({ input }) {
    const { df } = await load(input);
    const known = df.query(df["Embarked"].values.map((port) => port !== null));
    return columnsOf(known.groupby(["Embarked", "Pclass"]).agg({ Fare: "mean", Age: ["mean", "max"], Survived: "sum" }));
  },
  async median({ input }) {
    const { df } = await load(input);
    return { columns: { Age: [df["Age"].median()], Fare: [df["Fare"].median()] } };
  },
  async "value-counts"({ input, output }) {
    const { danfo, df } = await load(input);
    const counts = df["Ticket"].valueCounts();
    danfo.toCSV(new danfo.DataFrame({ Ticket: counts.index, count: counts.values }).sortValues("count", { ascending: false }), { filePath: output });
  },
  /** Its describe throws at a missing cell, so each column is described without those. */
  async describe({ input }) {
    const { df } = await load(input);
    const names = { count: "count", mean: "mean", std: "std", min: "min", median: "50%", max: "max" };
    const of = (name) => {
      const described = df[name].dropNa().describe();
      return described.index.flatMap((statistic, place) => (statistic in names ? [[`${name} ${names[statistic]}`, [described.values[place]]]] : []));
    };
    return { columns: Object.fromEntries(df.columns.filter((name) => passengerTypes[name] !== "text").flatMap(of)) };
  },
  async filter({ input, output }) {
    const { danfo, df } = await load(input);
    const kept = df.query(df["Age"].gt(30).and(df["Fare"].gt(50)));
    kept.addColumn("Name", kept["Name"].map(quoted), { inplace: true });
    danfo.toCSV(kept, { filePath: output });
  },
  async join({ input, ports }) {
    const { danfo, df } = await load(input);
    const joined = danfo.merge({ left: df, right: await danfo.readCSV(ports), on: ["Embarked"], how: "inner" });
    return columnsOf(joined.groupby(["Country", "Pclass"]).agg({ Fare: "mean", Survived: "mean" }));
  },
};
