import { writeFileSync } from "node:fs";
import { passengerTypes, statistics } from "../file-jobs.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "arquero",
  url: import.meta.url,
  version: () => versionOf("arquero", import.meta.url),
};

const load = async (input) => {
  const aq = await import("arquero");
  return { aq, op: aq.op, df: await aq.loadCSV(input) };
};

const columnsOf = (table) => ({ columns: Object.fromEntries(table.columnNames().map((name) => [name, Array.from(table.array(name))])) });

const collected = (run) => async ({ input, ports }) => {
  const { aq, op, df } = await load(input);
  return columnsOf(await run(df, op, aq, ports));
};

const written = (run) => async ({ input, output }) => {
  const { aq, df } = await load(input);
  writeFileSync(output, run(df, aq).toCSV());
};

/** A missing cell of numbers counts as 0 in its quantiles, so each column is described without those. */
function describe(df, op, aq) {
  const numeric = Object.keys(passengerTypes).filter((name) => passengerTypes[name] !== "text");
  const of = (name) => ({
    count: op.valid(name), mean: op.mean(name), std: op.stdev(name), min: op.min(name),
    "25%": op.quantile(name, 0.25), "50%": op.median(name), "75%": op.quantile(name, 0.75), max: op.max(name),
  });
  const described = numeric.map((name) =>
    df.filter(aq.escape((row) => row[name] !== null)).rollup(Object.fromEntries(statistics.map((statistic) => [`${name} ${statistic}`, of(name)[statistic]]))),
  );
  return described[0].assign(...described.slice(1));
}

export const jobs = {
  groupby: collected((df, op) =>
    // A missing key makes a group there.
    df.filter((row) => row.Embarked !== null).groupby("Embarked", "Pclass").rollup({ Fare: op.mean("Fare"), Age_mean: op.mean("Age"), Age_max: op.max("Age"), Survived: op.sum("Survived") }),
  ),
  median: collected((df, op) => df.filter((row) => row.Age !== null).rollup({ Age: op.median("Age") }).assign(df.rollup({ Fare: op.median("Fare") }))),
  "value-counts": written((df, aq) => df.groupby("Ticket").count().orderby(aq.desc("count"))),
  "drop-duplicates": written((df) => df.dedupe("Ticket")),
  describe: collected(describe),
  sort: written((df) => df.orderby("Fare", "Name")),
  filter: written((df) => df.filter((row) => row.Age !== null && row.Age > 30 && row.Fare > 50)),
  join: collected(async (df, op, aq, ports) =>
    df.join_left(await aq.loadCSV(ports), "Embarked").filter((row) => row.Country !== undefined).groupby("Country", "Pclass").rollup({ Fare: op.mean("Fare"), Survived: op.mean("Survived") }),
  ),
};
