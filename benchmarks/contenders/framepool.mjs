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
  "frame-length": ({ input, workers }) => inMemory(input, (df, { parallelDataFrame }) => () => parallelDataFrame(df, addLength, workers), "length_str"),
  "frame-length-serial": ({ input }) => inMemory(input, (df) => () => addLength(df), "length_str"),
  "frame-heavy": ({ input, workers }) => inMemory(input, (df, { parallelDataFrame }) => () => parallelDataFrame(df, addHeavy, workers), "heavy"),
  "frame-heavy-serial": ({ input }) => inMemory(input, (df) => () => addHeavy(df), "heavy"),
};
