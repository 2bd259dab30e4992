// A column more, on four workers: split, apply, concat.
import { readCsv, parallelDataFrame, type DataFrame } from "framepool";

export function workFunc(data: DataFrame) {
  return data.assign({ length_str: data.col("Name").map((name) => name?.length ?? null) });
}

const [input = "datasets/passengers.csv", output = "out/passengers-length.csv"] = process.argv.slice(2);
const df = await readCsv(input, { dtype: "string" });
const out = await parallelDataFrame(df, workFunc, 4);
await out.toCsv(output);
console.log(out.select(["Name", "length_str"]).head(3).toString());
