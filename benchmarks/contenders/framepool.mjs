import { CellSum } from "../harness/cell-sum.mjs";
import { versionOf } from "../harness/version.mjs";

const addLength = (part) => part.assign({ length_str: part.col("Name").map((name) => name.length) });

// The arithmetic of harness/heavy.mjs, written out: a function that travels brings no module along.
const addHeavy = (part) =>
  part.assign({
    heavy: part.col("Name").map((name) => {
      let state = name.length + 1;
      for (let step = 0; step < 150; step++) state = (state * 16807) % 2147483647;
      return state % 1000;
    }),
  });

const addRecipe = (part) => {
  const familySize = part.col("SibSp").add(part.col("Parch")).add(1);
  return part.assign({
    title: part.col("Name").map((name) => / ([A-Za-z]+)\./.exec(name)?.[1] ?? null),
    family_size: familySize,
    deck: part.col("Cabin").map((cabin) => cabin?.[0] ?? "U"),
    fare_band: part.col("Fare").map((fare) => (fare < 10 ? "low" : fare < 35 ? "middle" : fare < 90 ? "high" : "top")),
    is_alone: familySize.map((size) => (size === 1 ? 1 : 0)),
  });
};

// Three columns are computed with, the others stay text.
const recipeTypes = {
  PassengerId: "string", Survived: "string", Pclass: "string", Name: "string", Sex: "string", Age: "string",
  SibSp: "int32", Parch: "int32", Ticket: "string", Fare: "float64", Cabin: "string", Embarked: "string",
};

async function readCells(input, options) {
  const { readCsv } = await import("framepool");
  const df = await readCsv(input, options);
  return { cells: df.columns.map((name) => new CellSum(name).addAll(df.col(name))) };
}

/** Loads the file as text; the step adds a column, in this thread or with `parallelDataFrame`. */
async function inMemory(input, makeStep, column) {
  const framepool = await import("framepool");
  const df = await framepool.readCsv(input, { dtype: "string" });
  return { step: makeStep(df, framepool), column: (out) => out.col(column) };
}

export const library = {
  name: "framepool",
  url: import.meta.url,
  version: () => versionOf("framepool", import.meta.url),
};

export const jobs = {
  async "csv-length"({ input, output, workers }) {
    const { scanCsv } = await import("framepool");
    await scanCsv(input, { dtype: "string", workers }).mapPartitions(addLength).toCsv(output);
  },
  async "csv-recipe"({ input, output, workers }) {
    const { scanCsv } = await import("framepool");
    await scanCsv(input, { dtype: recipeTypes, workers }).mapPartitions(addRecipe).toCsv(output);
  },
  "csv-read": ({ input }) => readCells(input, { dtype: "string" }),
  "csv-read-typed": ({ input }) => readCells(input, {}),
  "frame-length": ({ input, workers }) => inMemory(input, (df, { parallelDataFrame }) => () => parallelDataFrame(df, addLength, workers), "length_str"),
  "frame-length-serial": ({ input }) => inMemory(input, (df) => () => addLength(df), "length_str"),
  "frame-heavy": ({ input, workers }) => inMemory(input, (df, { parallelDataFrame }) => () => parallelDataFrame(df, addHeavy, workers), "heavy"),
  "frame-heavy-serial": ({ input }) => inMemory(input, (df) => () => addHeavy(df), "heavy"),
};
