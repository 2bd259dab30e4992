// Numbers of many digits: kernels of several threads read what one reads, and what each text says.
import { readCsv as readHere } from "@framepool/csv";
import { scanCsv, type Pipeline } from "@framepool/parallel";
import { expect, it } from "vitest";
import { Seeded } from "./support/seeded.js";

const random = new Seeded(11);
const ROWS = 4000;
const float = (): string => (random.next() * 10 ** (random.below(40) - 20)).toPrecision(17);
const integer = (): bigint => (BigInt(random.below(2 ** 32)) << 32n) | BigInt(random.below(2 ** 32));
const rows = Array.from({ length: ROWS }, (_, row) => ({
  key: String(random.below(3)),
  float: random.below(6) === 0 ? "NA" : float(),
  quoted: random.below(6) === 0 ? "" : `"${float()}"`,
  signed: random.below(6) === 0 ? "" : String(BigInt.asIntN(64, integer())),
  unsigned: String(integer()),
  // Of another type than the first parts have.
  late: row === ROWS - 1 ? "a word" : float(),
  wide: row === ROWS - 1 ? "18446744073709551616" : String(integer()),
}));
const text = Buffer.from([Object.keys(rows[0]!).join(","), ...rows.map((row) => Object.values(row).join(",")), ""].join("\n"));
const DTYPES = { key: "int32", float: "float64", quoted: "float64", signed: "int64", unsigned: "uint64", late: "string", wide: "string" };

it.each(["inline", "threads"] as const)("are the same from any number of parts (%s)", async (backend) => {
  const here = await readHere(text, { int64: "bigint" });
  expect(here.dtypes).toEqual(DTYPES);
  expect([...here.col("float")]).toEqual(rows.map((row) => (row.float === "NA" ? null : Number(row.float))));
  expect([...here.col("quoted")]).toEqual(rows.map(({ quoted }) => (quoted === "" ? null : Number(quoted.slice(1, -1)))));
  expect([...here.col("signed")]).toEqual(rows.map(({ signed }) => (signed === "" ? null : BigInt(signed))));
  expect([...here.col("unsigned")]).toEqual(rows.map((row) => BigInt(row.unsigned)));

  const scan = (partitionBytes: number): Pipeline => scanCsv(text, { backend, workers: 2, partitionBytes, int64: "bigint" }) as Pipeline;
  for (const partitionBytes of [20_000, 1_000_000]) {
    const there = await scan(partitionBytes).collect();
    expect(there.dtypes).toEqual(DTYPES);
    expect(there.toColumns()).toEqual(here.toColumns());
    // A pass that looks at cells on the way.
    const groups = await scan(partitionBytes).groupby("key").agg({ float: ["count", "max"], signed: ["min", "count"], unsigned: "max", late: "first" }).collect();
    expect(groups.toColumns()).toEqual(here.groupby("key").agg({ float: ["count", "max"], signed: ["min", "count"], unsigned: "max", late: "first" }).toColumns());
  }
});
