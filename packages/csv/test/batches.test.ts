import { inferSchema, isReadAgain, readBatches, type CsvBatch } from "@framepool/csv/internal";
import { readCsv, type CsvReadOptions, type CsvSource } from "@framepool/csv";
import { concat } from "@framepool/frame";
import { typeName } from "@framepool/frame/internal";
import { describe, expect, it } from "vitest";

const bytes = (text: string) => Buffer.from(text);

async function all(source: CsvSource, options: CsvReadOptions, size: { batchRows?: number; batchBytes?: number }): Promise<CsvBatch[]> {
  const types = await inferSchema(source, options);
  const batches: CsvBatch[] = [];
  for await (const batch of readBatches(source, options, types, size)) batches.push(batch);
  return batches;
}

async function* pieces(buffer: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < buffer.length; at += size) yield buffer.subarray(at, at + size);
}

const TEXT = `id,name,f\n${Array.from({ length: 1000 }, (_, i) => `${i},"n,\n${i % 7}",${i % 5 === 0 ? "" : i / 2}`).join("\n")}\n`;

describe("inferSchema", () => {
  it("finds what readCsv finds", async () => {
    const text = "a,b,c,d,e\n1,x,,true,2021-03-04 00:00:00.000001\n2.5,1,,,2021-03-04\n";
    const options = { dtype: { e: "timestamp" } } as const;
    const found = await inferSchema(bytes(text), options);
    expect(found).toEqual((await readCsv(bytes(text), options)).schema.fields);
    expect(found.map(({ type }) => typeName(type))).toEqual(["float64", "string", "null", "bool", "timestamp"]);
  });

  it("reads no further than the header where every type is declared", async () => {
    let read = 0;
    async function* endless() {
      yield "a,b\n1,2\n";
      for (;;) {
        read++;
        yield "1,2\n".repeat(100);
      }
    }
    expect((await inferSchema(endless(), { dtype: "string" })).map(({ name }) => name)).toEqual(["a", "b"]);
    expect(read).toBeLessThan(3);
  });

  it("does not tell of rejected lines, and does not look at them", async () => {
    const rejects = () => {
      throw new Error("told");
    };
    const found = await inferSchema(bytes("a,b\n1,1\nx,2.5\n1,2,3\n"), { dtype: { a: "int32" }, onBadLines: "collect", rejects });
    expect(found.map(({ type }) => typeName(type))).toEqual(["int32", "int32"]);
  });
});

describe("readBatches", () => {
  it.each([{}, { nrows: 61 }])("leaves out rows that a type cannot hold wherever a batch ends: the same rows that a check of each cell keeps %o", async (limit) => {
    const dtype = { n: "int8", when: "timestamp", x: "float64" } as const;
    const cells = ["1", "", "x", "127", "128", "2021-03-04", "2021-03-04 05:06:07.000001", "NA"];
    const rows = Array.from({ length: 200 }, (_, i) => [cells[i % 8]!, cells[(i * 3) % 7]!, cells[(i * 5) % 3]!, "seen"].slice(0, 3 + Number(i % 50 === 0)));
    const isMissing = (cell: string) => cell === "" || cell === "NA";
    const kept = rows.filter(({ length }, i) => {
      const [n, when, x] = rows[i]!;
      return length === 3 && (isMissing(n!) || /^1(27)?$/.test(n!)) && (isMissing(when!) || when!.startsWith("2021")) && (isMissing(x!) || x === "1");
    });
    expect(kept.length).toBeGreaterThan(10);
    const expected = kept.slice(0, limit.nrows).map(([n, when, x]) => ({ n: isMissing(n!) ? null : Number(n), when: isMissing(when!) ? null : new Date(`${when!.slice(0, 10)}T${when!.slice(11) || "00:00:00"}Z`), x: isMissing(x!) ? null : Number(x) }));
    const text = Buffer.from(`n,when,x\n${rows.map((row) => row.join(",")).join("\n")}\n`);
    for (const batchRows of [1, 3, 1000]) {
      for (const size of [9, 64, 10_000]) {
        const options = { dtype, ...limit, onBadLines: "skip" } as const;
        expect((await readCsv(pieces(text, size), options)).toRows()).toEqual(expected);
        const found: unknown[] = [];
        for await (const { batch } of readBatches(pieces(text, size), options, await inferSchema(text, options), { batchRows })) found.push(...batch.toRows());
        expect(found).toEqual(expected);
      }
    }
  });

  it.each([{ batchRows: 1 }, { batchRows: 7 }, { batchRows: 1000 }, { batchRows: 5000 }, { batchBytes: 1 }, { batchBytes: 100 }, { batchBytes: 4096, batchRows: 200 }])("gives the rows of readCsv, of its types, in batches of %o", async (size) => {
    const batches = await all(bytes(TEXT), {}, size);
    const whole = await readCsv(bytes(TEXT));
    const together = concat(batches.map(({ batch }) => batch));
    expect(together.dtypes).toEqual(whole.dtypes);
    expect(together.toRows()).toEqual(whole.toRows());
    let rows = 0;
    for (const { batch, firstRow } of batches) {
      expect(firstRow).toBe(rows);
      if (size.batchRows !== undefined) expect(batch.numRows).toBeLessThanOrEqual(size.batchRows);
      rows += batch.numRows;
    }
    expect(batches.reduce((sum, batch) => sum + batch.bytes, 0)).toBe(bytes(TEXT).length - "id,name,f\n".length);
  });

  it("cuts at the same rows whatever pieces the text comes in", async () => {
    const types = await inferSchema(bytes(TEXT), {});
    const cuts = async (size: number) => {
      const found: [number, number][] = [];
      for await (const { firstRow, bytes: used } of readBatches(pieces(bytes(TEXT), size), {}, types, { batchBytes: 500 })) found.push([firstRow, used]);
      return found;
    };
    const whole = await cuts(1 << 20);
    expect(whole.length).toBeGreaterThan(20);
    for (const size of [1, 13, 499, 4096]) expect(await cuts(size)).toEqual(whole);
  });

  it("gives one batch without rows for a table without rows", async () => {
    const batches = await all(bytes("a,b\n"), {}, { batchRows: 10 });
    expect(batches.map(({ batch }) => [batch.columns, batch.numRows])).toEqual([[["a", "b"], 0]]);
  });

  it("reads what is not declared as text, without types", async () => {
    for await (const { batch } of readBatches(pieces(bytes("a,b\n1,2\n"), 3), { dtype: { b: "int32" } }, null, { batchRows: 10 })) {
      expect(batch.dtypes).toEqual({ a: "string", b: "int32" });
    }
  });

  it("reads no faster than batches are taken, and closes the source when the taking stops", async () => {
    let given = 0;
    let closed = false;
    async function* source() {
      try {
        yield "a\n";
        for (let i = 0; i < 1000; i++) {
          given++;
          yield `${"1\n".repeat(99)}2\n`;
        }
      } finally {
        closed = true;
      }
    }
    let taken = 0;
    for await (const { batch } of readBatches(source(), { dtype: "int32" }, null, { batchRows: 50 })) {
      taken += batch.numRows;
      await new Promise((resolve) => setImmediate(resolve));
      expect(given * 100).toBeLessThanOrEqual(taken + 300);
      if (taken >= 1000) break;
    }
    expect(closed).toBe(true);
  });

  it("gives every batch before a bad line", async () => {
    const text = `a\n${"1\n".repeat(10)}1,2\n${"1\n".repeat(10)}`;
    for (const size of [1, 7, 1000]) {
      let rows = 0;
      const reading = (async () => {
        for await (const { batch } of readBatches(pieces(bytes(text), size), { dtype: "int32" }, null, { batchRows: 4 })) rows += batch.numRows;
      })();
      await expect(reading).rejects.toMatchObject({ line: 12 });
      expect(rows).toBe(8);
    }
  });

  it("says when the file is no longer the one whose types were found", async () => {
    const types = await inferSchema(bytes("a\n1\n"), {});
    await expect(readBatches(bytes("b\n1\n"), {}, types, {}).next()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_SCHEMA" });
    await expect(readBatches(bytes("a\nx\n"), {}, types, {}).next()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_CSV", column: "a", line: 2 });
  });

  it("knows which sources can be read again", () => {
    expect([isReadAgain("a.csv"), isReadAgain(bytes("")), isReadAgain(pieces(bytes(""), 1))]).toEqual([true, true, false]);
  });

  it("leaves out the last rows whatever the pieces and batches are", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => (i % 7 === 3 ? `\n${String(i)},"x\ny"\n` : `${String(i)},y\n`)).join("");
    const whole = await readCsv(bytes(`a,b\n${rows}`));
    for (const skipfooter of [0, 1, 2, 17, 39, 40, 99]) {
      for (const size of [1, 7, 64, 4096]) {
        const found: unknown[] = [];
        for await (const { batch } of readBatches(pieces(bytes(`a,b\n${rows}`), size), { skipfooter, dtype: { a: "int32" } }, null, { batchRows: 9 })) found.push(...batch.toRows());
        expect(found).toEqual(whole.toRows().slice(0, Math.max(0, 40 - skipfooter)));
      }
    }
  });

  it("finds types without the last rows, and no bad line among them", async () => {
    const text = bytes("a,b\n1,2\n3,4\nTotal: 2 rows, 6, all\n");
    expect((await inferSchema(text, { skipfooter: 1 })).map(({ type }) => type.kind)).toEqual(["int", "int"]);
    const lines: unknown[] = [];
    await readCsv(text, { skipfooter: 1, onBadLines: "collect", rejects: (line) => lines.push(line) });
    expect(lines).toEqual([]);
  });
});
