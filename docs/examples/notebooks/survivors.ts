// The same as survivors.py, line for line, and then on all cores: npx tsx survivors.ts train.csv
import { fileURLToPath } from "node:url";
import { crosstab, cut, DataFrame, qcut, readCsv, task, type Pipeline } from "framepool";

const FEATURES = ["Survived", "Pclass", "Sex", "Age", "Fare", "Embarked", "Kind", "Together", "FareBand"];
const BANDS = [0, 12, 18, 60, 100, 120];
const AGES = ["child", "teen", "adult", "old", "older"];

export function survivors(df: DataFrame): Record<string, DataFrame> {
  const missing = percents(df.isna().mean() as Record<string, number>);
  df = df.assign({ Title: df.col("Name").str.extract(/ ([A-Za-z]+)\./, { expand: false }).replace("Mlle", "Miss") });
  const counts = df.col("Title").valueCounts();
  df = df.assign({ Title: df.col("Title").where(df.col("Title").map(counts).ge(100), "Rare") });
  df = df.assign({ Family: df.select(["SibSp", "Parch"]).sum({ axis: 1 }).add(1) });
  df = df.assign({ Kind: df.col("Family").map((size: number) => (size === 1 ? "alone" : size <= 4 ? "small" : "large")) });
  df = df.assign({ Deck: df.col("Cabin").str.get(0).fillna("U") });
  df = df.assign({ Together: df.groupby("Ticket").col("Ticket").transform("count") });

  df = df.assign({ Age: df.col("Age").fillna(df.col("Title").map(df.groupby("Title").col("Age").median())) });
  df = df.assign({ Embarked: df.col("Embarked").fillna(df.col("Embarked").mode().at(0)) });
  const [q1, q3] = df.col("Fare").quantile([0.25, 0.75]).toList() as [number, number];
  df = df.assign({ Fare: df.col("Fare").clip(null, q3 + 1.5 * (q3 - q1)) });
  df = df.assign({ AgeBand: cut(df.col("Age"), BANDS, { labels: AGES }) });
  df = df.assign({ FareBand: qcut(df.col("Fare"), 4, { labels: [1, 2, 3, 4] }).astype("int32") });

  const features = df.select(FEATURES).getDummies(["Sex", "Embarked", "Kind"], { dropFirst: true, dtype: "int32" });
  const dearest = df.sortValues(["Pclass", "Fare", "PassengerId"], { ascending: [true, false, true] });
  return {
    missing,
    titles: crosstab(df.col("Title"), df.col("Sex"), { margins: true }),
    rates: df.groupby("Title").col("Survived").mean().sortValues("Survived", { ascending: false }),
    families: df.groupby(["Kind", "Sex"]).agg({ n: { column: "PassengerId", aggfunc: "count" }, survived: { column: "Survived", aggfunc: "mean" }, oldest: { column: "Age", aggfunc: "max" } }),
    classes: df.pivotTable({ values: "Survived", index: "Deck", columns: "Pclass", aggfunc: "sum", fillValue: 0 }),
    bands: df.col("AgeBand").valueCounts({ sort: false }),
    band_rates: df.groupby("AgeBand").col("Survived").mean(),
    dearest: dearest.filter(dearest.groupby("Pclass").cumcount().lt(2)).select(["Pclass", "PassengerId", "Fare"]),
    correlation: features.corr().select(["column", "Survived"]),
    described: features.describe({ percentiles: [0.1, 0.9] }),
  };
}

/** `source` is a pipeline over a file, `scanCsv(path)`, or over a frame, `parallel(df)`. */
export async function survivorsPipeline(source: Pipeline): Promise<Record<string, DataFrame>> {
  const missing = percents((await source.isna().mean()) as Record<string, number>);
  const titled = source.assign({ Title: (part) => part.col("Name").str.extract(/ ([A-Za-z]+)\./, { expand: false }).replace("Mlle", "Miss") }) as Pipeline;
  const counts = await titled.col("Title").valueCounts().collect();
  const together = titled.groupby("Ticket").col("Ticket").transform("count");
  const known = titled.assign({
    Title: task({ counts }, (part, { counts }) => part.col("Title").where(part.col("Title").map(counts).ge(100), "Rare")),
    Family: (part) => part.select(["SibSp", "Parch"]).sum({ axis: 1 }).add(1),
    Kind: (part) => part.col("Family").map((size: number) => (size === 1 ? "alone" : size <= 4 ? "small" : "large")),
    Deck: (part) => part.col("Cabin").str.get(0).fillna("U"),
    Together: together,
  }) as Pipeline;

  const ages = await known.groupby("Title").col("Age").median().collect();
  const Embarked = (await known.col("Embarked").mode()).at(0) as string;
  const [q1, q3] = (await known.col("Fare").quantile([0.25, 0.75])).toList() as [number, number];
  const filled = known.fillna({ Embarked }).assign({
    Age: task({ ages }, (part, { ages }) => part.col("Age").fillna(part.col("Title").map(ages))),
    Fare: task({ top: q3 + 1.5 * (q3 - q1) }, (part, { top }) => part.col("Fare").clip(null, top)),
  }) as Pipeline;
  const df = filled.assign({ AgeBand: filled.col("Age").cut(BANDS, { labels: AGES }), FareBand: filled.col("Fare").qcut(4, { labels: [1, 2, 3, 4] }).astype("int32") }) as Pipeline;

  const features = df.select(FEATURES).getDummies(["Sex", "Embarked", "Kind"], { dropFirst: true, dtype: "int32" }) as Pipeline;
  const dearest = df.sortValues(["Pclass", "Fare", "PassengerId"], { ascending: [true, false, true] });
  const tables = {
    titles: df.crosstab("Title", "Sex", { margins: true }),
    rates: df.groupby("Title").col("Survived").mean().sortValues("Survived", { ascending: false }),
    families: df.groupby(["Kind", "Sex"]).agg({ n: { column: "PassengerId", aggfunc: "count" }, survived: { column: "Survived", aggfunc: "mean" }, oldest: { column: "Age", aggfunc: "max" } }),
    classes: df.pivotTable({ values: "Survived", index: "Deck", columns: "Pclass", aggfunc: "sum", fillValue: 0 }),
    bands: df.col("AgeBand").valueCounts({ sort: false }),
    band_rates: df.groupby("AgeBand").col("Survived").mean(),
    dearest: dearest.assign({ place: dearest.groupby("Pclass").cumcount() }).filter((row) => row.place !== null && row.place < 2).select(["Pclass", "PassengerId", "Fare"]),
    correlation: features.corr().select(["column", "Survived"]),
    described: features.describe({ percentiles: [0.1, 0.9] }),
  };
  const made: Record<string, DataFrame> = { missing };
  for (const [name, table] of Object.entries(tables)) made[name] = (await table.collect()) as DataFrame;
  return made;
}

function percents(parts: Readonly<Record<string, number>>): DataFrame {
  const column = Object.keys(parts);
  return new DataFrame({ column, percent: Object.values(parts) }).assign({ percent: (d) => d.col("percent").mul(100).round(1) }) as DataFrame;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const input = process.argv[2];
  if (input === undefined) throw new Error("usage: survivors.ts train.csv");
  for (const [name, table] of Object.entries(survivors(await readCsv(input)))) console.log(`${name}\n${table.toString()}`);
}
