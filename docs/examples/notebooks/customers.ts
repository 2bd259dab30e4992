// The same as customers.py, line for line, and then on all cores: npx tsx customers.ts invoices.csv
import { fileURLToPath } from "node:url";
import { crosstab, qcut, readCsv, task, type DataFrame, type Pipeline } from "framepool";

const DAY = 86_400_000;

export function customers(df: DataFrame): Record<string, DataFrame> {
  df = df.dropDuplicates().dropna({ subset: ["Customer"] });
  df = df.assign({ Customer: df.col("Customer").astype("int32") });
  df = df.filter(df.col("Invoice").str.startswith("C").not().and(df.col("Quantity").gt(0)));
  df = df.assign({ Description: df.col("Description").str.strip().fillna("?") });
  df = df.assign({ Total: df.col("Quantity").mul(df.col("UnitPrice")) });
  df = df.assign({ Month: df.col("InvoiceDate").dt.strftime("%Y-%m") });

  let monthly: DataFrame = df.groupby("Month").agg({ revenue: { column: "Total", aggfunc: "sum" }, orders: { column: "Invoice", aggfunc: "nunique" } });
  monthly = monthly.assign({ growth: monthly.col("revenue").pctChange() });
  monthly = monthly.assign({ average: monthly.col("revenue").div(monthly.col("orders")) });
  monthly = monthly.assign({ smooth: monthly.col("revenue").rolling(3, { minPeriods: 1 }).mean() });

  const last = (df.col("InvoiceDate").max() as Date).getTime();
  let scores: DataFrame = df.groupby("Customer").agg({ Recency: { column: "InvoiceDate", aggfunc: (at) => Math.floor((last - at.max().getTime()) / DAY) }, Frequency: { column: "Invoice", aggfunc: "nunique" }, Monetary: { column: "Total", aggfunc: "sum" } });
  scores = scores.assign({ R: qcut(scores.col("Recency").rank({ method: "first" }), 4, { labels: [4, 3, 2, 1] }).astype("int32") });
  scores = scores.assign({ F: qcut(scores.col("Frequency").rank({ method: "first" }), 4, { labels: [1, 2, 3, 4] }).astype("int32") });
  scores = scores.assign({ M: qcut(scores.col("Monetary"), 4, { labels: [1, 2, 3, 4] }).astype("int32") });
  scores = scores.assign({ Score: scores.select(["R", "F", "M"]).sum({ axis: 1 }) });
  scores = scores.assign({ Segment: scores.col("Score").map((score: number) => (score >= 10 ? "top" : score >= 6 ? "middle" : "low")) });
  const segments = scores.groupby("Segment").agg({ Recency: "mean", Monetary: ["mean", "count"] });

  df = df.assign({ First: df.groupby("Customer").col("InvoiceDate").transform("min").dt.strftime("%Y-%m") });
  const cohorts = df.groupby(["First", "Month"]).col("Customer").nunique().pivot({ index: "First", columns: "Month", values: "Customer" });
  const weekly = df.resample("W", { on: "InvoiceDate" }).col("Total").sum();
  const best = df.groupby("Country").apply((part) => part.nlargest(1, "Total").select(["Country", "Invoice", "Total"]));
  const countries = crosstab(df.col("Country"), df.col("Month").str.slice(0, 4), { values: df.col("Total"), aggfunc: "sum" });
  return { monthly, scores, segments, cohorts, weekly, best, items: df.col("Description").valueCounts(), countries };
}

/** `source` is a pipeline over a file, `scanCsv(path)`, or over a frame, `parallel(df)`. */
export async function customersPipeline(source: Pipeline): Promise<Record<string, DataFrame>> {
  const lines = source
    .dropDuplicates()
    .dropna({ subset: ["Customer"] })
    .astype({ Customer: "int32" })
    .filter({ mask: (part) => part.col("Invoice").str.startswith("C").not().and(part.col("Quantity").gt(0)) })
    .assign({
      Description: (part) => part.col("Description").str.strip().fillna("?"),
      Total: (part) => part.col("Quantity").mul(part.col("UnitPrice")),
      Month: (part) => part.col("InvoiceDate").dt.strftime("%Y-%m"),
    }) as Pipeline;

  const months = lines.groupby("Month").agg({ revenue: { column: "Total", aggfunc: "sum" }, orders: { column: "Invoice", aggfunc: "nunique" } }) as Pipeline;
  const monthly = months.assign({ growth: months.col("revenue").pctChange(), average: (part) => part.col("revenue").div(part.col("orders")), smooth: months.col("revenue").rolling(3, { minPeriods: 1 }).mean() });

  const last = ((await lines.col("InvoiceDate").max()) as Date).getTime();
  const spent = lines.groupby("Customer").agg({ Recency: { column: "InvoiceDate", aggfunc: task({ last, DAY }, (at, { last, DAY }) => Math.floor((last - at.max().getTime()) / DAY)) }, Frequency: { column: "Invoice", aggfunc: "nunique" }, Monetary: { column: "Total", aggfunc: "sum" } }) as Pipeline;
  const scores = spent
    .assign({
      R: spent.col("Recency").rank({ method: "first" }).qcut(4, { labels: [4, 3, 2, 1] }).astype("int32"),
      F: spent.col("Frequency").rank({ method: "first" }).qcut(4, { labels: [1, 2, 3, 4] }).astype("int32"),
      M: spent.col("Monetary").qcut(4, { labels: [1, 2, 3, 4] }).astype("int32"),
    })
    .assign({ Score: (part) => part.select(["R", "F", "M"]).sum({ axis: 1 }) })
    .assign({ Segment: (part) => part.col("Score").map((score: number) => (score >= 10 ? "top" : score >= 6 ? "middle" : "low")) }) as Pipeline;
  const segments = scores.groupby("Segment").agg({ Recency: "mean", Monetary: ["mean", "count"] });

  const dated = lines
    .assign({ First: lines.groupby("Customer").col("InvoiceDate").transform("min") })
    .assign({ First: (part) => part.col("First").dt.strftime("%Y-%m"), Year: (part) => part.col("Month").str.slice(0, 4) }) as Pipeline;
  const cohorts = dated.groupby(["First", "Month"]).col("Customer").nunique().pivot({ index: "First", columns: "Month", values: "Customer" });
  const weekly = lines.resample("W", { on: "InvoiceDate" }).col("Total").sum();
  const best = lines.groupby("Country").apply((part) => part.nlargest(1, "Total").select(["Country", "Invoice", "Total"]));
  const countries = dated.crosstab("Country", "Year", { values: "Total", aggfunc: "sum" });

  const tables = { monthly, scores, segments, cohorts, weekly, best, items: lines.col("Description").valueCounts(), countries };
  const made: Record<string, DataFrame> = {};
  for (const [name, table] of Object.entries(tables)) made[name] = (await table.collect()) as DataFrame;
  return made;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const input = process.argv[2];
  if (input === undefined) throw new Error("usage: customers.ts invoices.csv");
  for (const [name, table] of Object.entries(customers(await readCsv(input, { parseDates: ["InvoiceDate"] })))) console.log(`${name}\n${table.toString()}`);
}
