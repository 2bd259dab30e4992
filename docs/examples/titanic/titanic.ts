// The Titanic notebook that everybody has written, line for line: npx tsx titanic.ts train.csv features.csv
// Beside it stands titanic.py, which gives the same values.
import { fileURLToPath } from "node:url";
import { qcut, readCsv, StandardScaler, type DataFrame } from "framepool";

export function prepare(df: DataFrame): DataFrame {
  df = df.assign({
    Title: df.col("Name").str.extract(/, ([^.]+)\./, { expand: false }).replace({ Mlle: "Miss", Ms: "Miss", Mme: "Mrs" }),
    FamilySize: df.col("SibSp").add(df.col("Parch")).add(1),
    Deck: df.col("Cabin").str.get(0).fillna("U"),
  });
  df = df.assign({
    Title: df.col("Title").where(df.col("Title").isin(["Mr", "Mrs", "Miss", "Master"]), "Rare"),
    Alone: df.col("FamilySize").eq(1).astype("int8"),
  });

  df = df.fillna({ Embarked: df.col("Embarked").mode().at(0), Fare: df.col("Fare").median() });
  df = df.fillna({ Age: df.groupby(["Title", "Pclass"]).col("Age").transform("median") }).fillna({ Age: df.col("Age").median() });
  df = df.assign({ FareBand: qcut(df.col("Fare"), 4, { labels: ["low", "fair", "high", "top"] }) });

  df = df.drop(["Name", "Ticket", "Cabin"]);
  df = df.getDummies(["Sex", "Embarked", "Title", "Deck", "FareBand"], { dtype: "int8" });
  return new StandardScaler({ columns: ["Age", "Fare"] }).fitTransform(df);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [input, output] = process.argv.slice(2);
  if (input === undefined || output === undefined) throw new Error("usage: titanic.ts train.csv features.csv");
  const features = prepare(await readCsv(input));
  await features.toCsv(output);
  console.log(features.head(3).toString());
  console.log(`${features.numRows} passengers, ${features.columns.length} columns`);
}
