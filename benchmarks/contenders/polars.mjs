import { versionOf } from "../harness/version.mjs";

export const library = {
  name: "nodejs-polars",
  url: import.meta.url,
  version: () => versionOf("nodejs-polars", import.meta.url),
};

const asText = { inferSchemaLength: 0 };

async function load(input) {
  const { default: pl } = await import("nodejs-polars");
  return { pl, df: pl.readCSV(input, asText) };
}

/** A JavaScript function over a column: polars gives the column's values out, and runs it in the main thread. */
function mapName(pl, df) {
  const lengths = df.getColumn("Name").toArray().map((name) => name.length);
  // Without a type JavaScript's numbers become floats, and are written as 26.0.
  return df.withColumns(pl.Series("length_str", lengths, pl.Int32));
}

const column = (out) => out.getColumn("length_str");

export const jobs = {
  async "csv-length"({ input, output }) {
    const { pl, df } = await load(input);
    df.withColumns(pl.col("Name").str.lengths().alias("length_str")).writeCSV(output);
  },
  async "csv-length-lazy"({ input, output }) {
    const { default: pl } = await import("nodejs-polars");
    await pl.scanCSV(input, asText).withColumns(pl.col("Name").str.lengths().alias("length_str")).sinkCSV(output).collect();
  },
  async "csv-length-map"({ input, output }) {
    const { pl, df } = await load(input);
    mapName(pl, df).writeCSV(output);
  },
  async "frame-length"({ input }) {
    const { pl, df } = await load(input);
    return { step: () => df.withColumns(pl.col("Name").str.lengths().alias("length_str")), column };
  },
  async "frame-length-map"({ input }) {
    const { pl, df } = await load(input);
    return { step: () => mapName(pl, df), column };
  },
};
