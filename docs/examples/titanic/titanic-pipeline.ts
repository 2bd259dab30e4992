// The same on all cores, from file to file: npx tsx titanic-pipeline.ts train.csv features.csv
// What needs all rows (a median, the quartiles, the ages by title and class) is a step of its own, whose result feeds the next.
import { fileURLToPath } from "node:url";
import { cut, scanCsv, StandardScaler, task, type Pipeline } from "framepool";

/** `source` is a pipeline over a file, or over a frame: `parallel(df)`. */
export async function preparePipeline(source: Pipeline): Promise<Pipeline> {
  const passengers = source
    .assign({
      Title: (part) => part.col("Name").str.extract(/, ([^.]+)\./, { expand: false }).replace({ Mlle: "Miss", Ms: "Miss", Mme: "Mrs" }),
      FamilySize: (part) => part.col("SibSp").add(part.col("Parch")).add(1),
      Deck: (part) => part.col("Cabin").str.get(0).fillna("U"),
    })
    .assign({
      Title: (part) => part.col("Title").where(part.col("Title").isin(["Mr", "Mrs", "Miss", "Master"]), "Rare"),
      Alone: (part) => part.col("FamilySize").eq(1).astype("int8"),
    });

  const { Embarked, Fare, Age } = await passengers.agg({ Embarked: "mode", Fare: "median", Age: "median" });
  const ages = await passengers.groupby(["Title", "Pclass"]).agg({ TypicalAge: { column: "Age", aggfunc: "median" } }).collect();
  const filled = passengers
    .fillna({ Embarked, Fare })
    .merge(ages, { on: ["Title", "Pclass"], how: "left" })
    .assign({ Age: (part) => part.col("Age").fillna(part.col("TypicalAge")) })
    .fillna({ Age });

  const fares = await filled.col("Fare").collect();
  const edges = fares.quantile([0, 0.25, 0.5, 0.75, 1]).toList() as number[];
  const scaler = await new StandardScaler({ columns: ["Age", "Fare"] }).fit(filled);

  return filled
    .assign({ FareBand: task({ cut, edges }, (part, { cut, edges }) => cut(part.col("Fare"), edges, { labels: ["low", "fair", "high", "top"], includeLowest: true })) })
    .drop(["Name", "Ticket", "Cabin", "TypicalAge"])
    .getDummies(["Sex", "Embarked", "Title", "Deck", "FareBand"], { dtype: "int8" })
    .transform(scaler);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [input, output] = process.argv.slice(2);
  if (input === undefined || output === undefined) throw new Error("usage: titanic-pipeline.ts train.csv features.csv");
  const features = await preparePipeline(scanCsv(input, { workers: 2 }));
  const { rows } = await features.toCsv(output);
  console.log(`${rows} passengers`);
}
