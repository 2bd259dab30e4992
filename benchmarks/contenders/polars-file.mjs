import { passengerTypes, statistics } from "../file-jobs.mjs";
import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "nodejs-polars",
  url: import.meta.url,
  version: () => versionOf("nodejs-polars", import.meta.url),
};

const asText = { inferSchemaLength: 0 };

/** A whole small frame, from the engine that streams: over a file it was as quick as the other, in less memory. */
const collected = (lazy) => {
  const df = lazy.collectSync({ engine: "streaming" });
  return { columns: Object.fromEntries(df.columns.map((name) => [name, df.getColumn(name).toArray()])) };
};

const groupby = (scan, pl) =>
  // A missing key makes a group there.
  scan.filter(pl.col("Embarked").isNotNull()).groupBy(["Embarked", "Pclass"]).agg(pl.col("Fare").mean(), pl.col("Age").mean().alias("Age_mean"), pl.col("Age").max().alias("Age_max"), pl.col("Survived").sum());

/** A frame's own describe knows no quartiles and reads it all, so it is spelled out. */
function describe(scan, pl) {
  const of = (column) => ({
    count: column.count(), mean: column.mean(), std: column.std(), min: column.min(),
    "25%": column.quantile(0.25, "linear"), "50%": column.median(), "75%": column.quantile(0.75, "linear"), max: column.max(),
  });
  const numeric = Object.keys(passengerTypes).filter((name) => passengerTypes[name] !== "text");
  return scan.select(...numeric.flatMap((name) => statistics.map((statistic) => of(pl.col(name))[statistic].alias(`${name} ${statistic}`))));
}

const job = (run) => async (options) => run(options, (await import("nodejs-polars")).default);

export const jobs = {
  groupby: job(({ input }, pl) => collected(groupby(pl.scanCSV(input), pl))),
  "groupby-typed": job(({ input }, pl) => {
    const types = { integer: pl.Int32, float: pl.Float64, text: pl.Utf8 };
    const schema = Object.fromEntries(Object.entries(passengerTypes).map(([name, type]) => [name, types[type]]));
    return collected(groupby(pl.scanCSV(input, { schema }), pl));
  }),
  median: job(({ input }, pl) => collected(pl.scanCSV(input).select(pl.col("Age").median(), pl.col("Fare").median()))),
  "value-counts": job(async ({ input, output }, pl) => {
    await pl.scanCSV(input).groupBy("Ticket").agg(pl.len().alias("count")).sort({ by: "count", descending: true }).sinkCSV(output).collect();
  }),
  // Texts that are written as they came are quicker there than numbers that are read and written.
  "drop-duplicates": job(async ({ input, output }, pl) => {
    await pl.scanCSV(input, asText).unique({ subset: ["Ticket"], keep: "first", maintainOrder: true }).sinkCSV(output).collect();
  }),
  describe: job(({ input }, pl) => collected(describe(pl.scanCSV(input), pl))),
  sort: job(async ({ input, output }, pl) => {
    await pl.scanCSV(input, asText).sort({ by: [pl.col("Fare").cast(pl.Float64), pl.col("Name")], maintainOrder: true, nullsLast: true }).sinkCSV(output).collect();
  }),
  filter: job(async ({ input, output }, pl) => {
    await pl.scanCSV(input).filter(pl.col("Age").gt(30).and(pl.col("Fare").gt(50))).sinkCSV(output).collect();
  }),
  join: job(({ input, ports }, pl) =>
    collected(
      pl.scanCSV(input).join(pl.scanCSV(ports), { on: "Embarked", how: "left" }).filter(pl.col("Country").isNotNull()).groupBy(["Country", "Pclass"]).agg(pl.col("Fare").mean(), pl.col("Survived").mean()),
    ),
  ),
};
