import { CellSum } from "../harness/cell-sum.mjs";
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

/**
 * Columns that are computed with are cast here, and read as text: a float that was read is written as 7.0, not as the 7 it was.
 * A number that comes from JavaScript is a float too, hence the last cast of the family size.
 */
function recipe(pl) {
  const familySize = pl.col("SibSp").cast(pl.Int32).add(pl.col("Parch").cast(pl.Int32)).add(1).cast(pl.Int32);
  const fare = pl.col("Fare").cast(pl.Float64);
  const band = pl.when(fare.lt(10)).then(pl.lit("low")).when(fare.lt(35)).then(pl.lit("middle")).when(fare.lt(90)).then(pl.lit("high")).otherwise(pl.lit("top"));
  return [
    pl.col("Name").str.extract(/ ([A-Za-z]+)\./, 1).alias("title"),
    familySize.alias("family_size"),
    pl.col("Cabin").str.slice(0, 1).fillNull(pl.lit("U")).alias("deck"),
    band.alias("fare_band"),
    familySize.eq(1).cast(pl.Int32).alias("is_alone"),
  ];
}

/**
 * A column at a time as an array is the fastest way out. A numeric one without missing cells is a typed array at once; of floats,
 * since its 64-bit integers would be bigints.
 */
async function readCells(input, options) {
  const { default: pl } = await import("nodejs-polars");
  const df = pl.readCSV(input, options);
  const values = (series) => (series.isNumeric() && series.nullCount() === 0 ? series.cast(pl.Float64).toTypedArray() : series.toArray());
  return { cells: df.columns.map((name) => new CellSum(name).addAll(values(df.getColumn(name)))) };
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
  async "csv-recipe"({ input, output }) {
    const { pl, df } = await load(input);
    df.withColumns(...recipe(pl)).writeCSV(output);
  },
  async "csv-recipe-lazy"({ input, output }) {
    const { default: pl } = await import("nodejs-polars");
    await pl.scanCSV(input, asText).withColumns(...recipe(pl)).sinkCSV(output).collect();
  },
  "csv-read": ({ input }) => readCells(input, asText),
  "csv-read-typed": ({ input }) => readCells(input, {}),
  // `null`, documented as a scan of the whole file, gives text for all columns; a number beyond the rows does it.
  "csv-read-typed-whole": ({ input }) => readCells(input, { inferSchemaLength: 1e9 }),
  async "frame-length"({ input }) {
    const { pl, df } = await load(input);
    return { step: () => df.withColumns(pl.col("Name").str.lengths().alias("length_str")), column };
  },
  async "frame-length-map"({ input }) {
    const { pl, df } = await load(input);
    return { step: () => mapName(pl, df), column };
  },
};
