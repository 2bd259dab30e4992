import { readFileSync } from "node:fs";
import { Readable, Writable } from "node:stream";
import { readCsv, type BadLine, type CsvReadOptions } from "@framepool/csv";
import { ArgumentError, CsvParseError, StateError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { scanCsv } from "@framepool/parallel";
import { task } from "@framepool/pool";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../../scripts/runs.mjs";

// The texts and options of the reader's own cases: whatever ranges they are read in, and by whom, the frame is the reader's.
interface Case { readonly name: string; readonly base64: string; readonly options: CsvReadOptions }
const cases = JSON.parse(readFileSync(new URL("../../csv/test/pandas/read.json", import.meta.url), "utf8")) as Case[];

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface Outcome { readonly dtypes?: object; readonly columns?: object; readonly error?: unknown }

async function outcome(reading: Promise<{ readonly dtypes: object; toColumns(): object }>): Promise<Outcome> {
  try {
    const frame = await reading;
    return { dtypes: frame.dtypes, columns: frame.toColumns() };
  } catch (error) {
    if (!(error instanceof CsvParseError)) return { error: (error as Error).name };
    return { error: { line: error.line, byte: error.byte, column: error.column } };
  }
}

describe("scanCsv gives the frame that readCsv gives, however the text is cut, for", () => {
  it.each(cases.map((each) => [each.name, each] as const))("%s", async (_, { base64, options }) => {
    const bytes = Buffer.from(base64, "base64");
    const own: CsvReadOptions = { ...options, int64: "bigint" };
    const expected = await outcome(readCsv(bytes, own));
    for (const partitionBytes of [1, 16, 1_000_000]) {
      expect(await outcome(scanCsv(bytes, { ...own, partitionBytes, backend: "inline" }).collect()), `ranges of ${partitionBytes} bytes`).toEqual(expected);
    }
    if (expected.error !== undefined) return;
    for (const size of [1, 7]) {
      const { schema: _, ...rest } = own;
      const types = { ...rest, dtype: "string", parseDates: false } as const;
      const whole = await outcome(readCsv(bytes, types));
      expect(await outcome(scanCsv(inPieces(bytes, size), { ...types, partitionBytes: 10, backend: "inline" }).collect()), `pieces of ${size} bytes`).toEqual(whole);
      expect(await outcome(scanCsv(inPieces(bytes, size), { ...types, partitionRows: 1, backend: "inline" }).collect()), "one row at a time").toEqual(whole);
    }
  });
});

describe("bad lines", () => {
  const text = Buffer.from("a,b\n1,2\nx,3\n4,5,6\n7,y\n8,9\n");
  const dtype = { a: "int32", b: "int32" } as const;

  it.each(["inline", "threads"] as const)("are given to rejects in the order of the file, with line and byte, for any ranges (%s)", async (backend) => {
    for (const partitionBytes of [1, 6, 1000]) {
      const lines: BadLine[] = [];
      const frame = await scanCsv(text, { dtype, onBadLines: "collect", rejects: (line: BadLine) => lines.push(line), partitionBytes, backend }).collect();
      expect(frame.toRows()).toEqual([{ a: 1, b: 2 }, { a: 8, b: 9 }]);
      expect(lines).toEqual([
        { file: null, line: 3, byte: 8, column: "a", reason: '"x" is no int32', fields: ["x", "3"], text: "x,3" },
        { file: null, line: 4, byte: 12, column: null, reason: "3 fields where 2 are expected", fields: ["4", "5", "6"], text: "4,5,6" },
        { file: null, line: 5, byte: 18, column: "b", reason: '"y" is no int32', fields: ["7", "y"], text: "7,y" },
      ]);
    }
  });

  it("give rows behind them the numbers that the frame's rows have", async () => {
    const numbered = scanCsv(text, { dtype, onBadLines: "skip", partitionBytes: 1, backend: "inline" }).mapPartitions(task({}, (part: DataFrame, _, ctx) => part.assign({ row: ctx.firstRow })));
    expect((await numbered.collect()).toRows()).toEqual([{ a: 1, b: 2, row: 0 }, { a: 8, b: 9, row: 1 }]);
  });

  it("end the run with the lowest one's place, whatever is read first", async () => {
    for (const partitionBytes of [1, 6, 1000]) await expect(scanCsv(text, { dtype, partitionBytes, workers: 3 }).collect()).rejects.toMatchObject({ line: 3, byte: 8, column: "a" });
  });

  it("are rows that go on for too long, too", async () => {
    const open = Buffer.from(`a,b\n1,2\n3,"${"x".repeat(100_000)}`);
    await expect(scanCsv(open, { partitionBytes: 16, maxRowBytes: 20_000, backend: "inline" }).collect()).rejects.toMatchObject({ line: 3, byte: 8, message: expect.stringContaining("maxRowBytes") as string });
    await expect(scanCsv(open, { backend: "inline" }).collect()).rejects.toThrow("the quote that begins on line 3 is never closed");
  });
});

describe("a quote of the header that is never closed", () => {
  const texts: Readonly<Record<string, Uint8Array>> = { alone: Buffer.from('"'), "before rows": Buffer.from('a,"b\n1,2\n3,4\n'), "behind blank lines": Buffer.from('\n\r\na,"b\n1,2\n'), "behind a byte order mark": Buffer.from('\ufeffa,"b\n1,2\n'), "of a long text": Buffer.from(`a,"b\n${"1,2\n".repeat(50_000)}`) };
  it.each(Object.entries(texts))("is told with its line, however it is read: %s", async (_, text) => {
    for (const options of [{}, { header: null }, { header: 1 }] as const) {
      const serial = await readCsv(text, options).catch((error: unknown) => error as CsvParseError);
      const { message, line, byte } = serial as CsvParseError;
      expect(message).toContain(`the quote that begins on line ${String(line)} is never closed`);
      for (const way of [{}, { partitionBytes: 1 }, { compression: null, comment: "#" }, { encoding: "utf-8" }]) {
        await expect(scanCsv(text, { ...options, ...way, backend: "inline" }).collect()).rejects.toMatchObject({ message, line, byte });
      }
      async function* stream() { yield text; }
      await expect(scanCsv(stream(), { ...options, backend: "inline" }).collect()).rejects.toMatchObject({ message, line, byte });
    }
  });
});

describe("what is read and what is not", () => {
  it("types are found in the rows that are read: not in bad ones, not behind nrows", async () => {
    const text = Buffer.from("a,b\nzz,text\n1,2\n2,3\n3,hello\n");
    for (const partitionBytes of [1, 1000]) {
      const options = { dtype: { a: "int32" }, onBadLines: "skip", partitionBytes, backend: "inline" } as const;
      const two = await scanCsv(text, { ...options, nrows: 2 }).collect();
      expect([two.dtypes, two.toRows()]).toEqual([{ a: "int32", b: "int32" }, [{ a: 1, b: 2 }, { a: 2, b: 3 }]]);
      expect((await scanCsv(text, { ...options, nrows: 3 }).collect()).toRows()).toEqual([{ a: 1, b: "2" }, { a: 2, b: "3" }, { a: 3, b: "hello" }]);
    }
  });

  it("a bad line behind the last row that is wanted is nobody's concern", async () => {
    for (const partitionBytes of [1, 1000]) expect((await scanCsv(Buffer.from("a,b\n1,2\n1,2,3\n"), { nrows: 1, partitionBytes, backend: "inline" }).collect()).numRows).toBe(1);
  });

  it("an endless source is read as far as its rows are wanted", async () => {
    async function* endless() {
      yield "n\n";
      for (let n = 0; ; n++) yield `${n}\n`;
    }
    const head = scanCsv(endless(), { dtype: "int32", partitionRows: 1000, backend: "inline" }).head(5);
    expect([...(await head.collect()).col("n")]).toEqual([0, 1, 2, 3, 4]);
  });

  it("a row that never ends is an error, also where text is cut here", async () => {
    async function* open() {
      yield 'a\n"';
      for (;;) yield "x".repeat(1000);
    }
    await expect(scanCsv(open(), { dtype: "string", maxRowBytes: 50_000, partitionBytes: 1000, backend: "inline" }).collect()).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_CSV", message: expect.stringContaining("maxRowBytes") as string });
  });

  it("many failed runs leave the memory of the next one alone", async () => {
    const rows = Buffer.from(`a,b\n${"1,2\n".repeat(200_000)}`);
    const broken = () => new Writable({ write: (_chunk, _encoding, done) => done(new Error("full")) });
    for (let run = 0; run < 40; run++) await expect(scanCsv(rows, { dtype: "string", backend: "inline" }).toCsv(broken())).rejects.toThrow("full");
    expect((await scanCsv(rows, { dtype: "string", backend: "inline" }).collect()).numRows).toBe(200_000);
  });
});

describe("columns that are still text", () => {
  const text = 'id,name,x\n007,"O""Brien",1.50\n8,Ann,\n9,"Zoë, Ms",NA\n';
  const write = async (pipe: ReturnType<typeof scanCsv>, options = {}) => {
    const chunks: Buffer[] = [];
    await pipe.toCsv(new Writable({ write: (chunk: Buffer, _, done) => (chunks.push(Buffer.from(chunk)), done()) }), options);
    return Buffer.concat(chunks).toString();
  };

  it("keep their bytes from file to file, whatever their types are found to be", async () => {
    for (const partitionBytes of [1, 1000]) {
      const pipe = scanCsv(Buffer.from(text), { partitionBytes, backend: "inline" });
      expect(await write(pipe)).toBe(text);
      expect(await write(pipe.mapPartitions((part) => part.assign({ x: part.col("name").map((name) => name.length) })))).toBe('id,name,x\n007,"O""Brien",7\n8,Ann,3\n9,"Zoë, Ms",7\n');
      const banded = pipe.mapPartitions((part) => part.assign({ x: part.col("id").cut([7, 8, 10], { labels: ["a,b", "high"] }) }));
      expect(await write(banded)).toBe('id,name,x\n007,"O""Brien",\n8,Ann,"a,b"\n9,"Zoë, Ms",high\n');
      expect(await write(pipe.mapPartitions((part) => part.filter((row) => row.id !== 8).select(["x", "id"])))).toBe("x,id\n1.50,007\nNA,9\n");
      expect(await write(pipe, { naRep: "-" })).toBe(text.replace("Ann,\n", "Ann,-\n").replace("NA", "-"));
      expect(await write(pipe, { naRep: "" })).toBe(text.replace("NA", ""));
      expect(await write(pipe, { naRep: "", sep: ";" })).toBe('id;name;x\n007;"O""Brien";1.50\n8;Ann;\n9;Zoë, Ms;\n');
      expect(await write(scanCsv(Buffer.from("a,b\nx|y,2\n"), { partitionBytes, backend: "inline" }), { lineterminator: "|" })).toBe('a,b|"x|y",2|');
    }
  });

  it("keep their spelling in another dialect, quoted as that asks for", async () => {
    for (const partitionBytes of [1, 1000]) {
      const pipe = scanCsv(Buffer.from(text), { partitionBytes, backend: "inline" });
      expect(await write(pipe, { sep: ";" })).toBe('id;name;x\n007;"O""Brien";1.50\n8;Ann;\n9;Zoë, Ms;NA\n');
      expect(await write(pipe, { quoting: "all" })).toBe('"id","name","x"\n"007","O""Brien","1.50"\n"8","Ann",""\n"9","Zoë, Ms","NA"\n');
      expect(await write(pipe, { quoting: "nonnumeric" })).toBe('"id","name","x"\n007,"O""Brien",1.50\n8,"Ann",""\n9,"Zoë, Ms","NA"\n');
      expect(await write(pipe, { quotechar: "'" })).toBe("id,name,x\n007,O\"Brien,1.50\n8,Ann,\n9,'Zoë, Ms',NA\n");
      expect(await write(pipe, { naRep: "-", sep: "\t" })).toBe('id\tname\tx\n007\t"O""Brien"\t1.50\n8\tAnn\t-\n9\tZoë, Ms\t-\n');
      expect(await write(pipe, { floatFormat: "%.3f", sep: ";" })).toBe('id;name;x\n007;"O""Brien";1.500\n8;Ann;\n9;Zoë, Ms;\n');
      expect(await write(scanCsv(Buffer.from("a,b\n-007,-x\n"), { partitionBytes, backend: "inline" }), { escapeFormulas: true })).toBe("a,b\n-007,'-x\n");
    }
  });

  it.each([
    ["comment", text, { comment: "#" }],
    ["skipinitialspace", text, { skipinitialspace: true }],
    ["escapechar", text, { escapechar: "\\" }],
    ["lineterminator", text, { lineterminator: "\n" }],
    ["a long sep", text.replaceAll(/,(?! )/g, "<>"), { sep: "<>" }],
  ])("keep their spelling where the scanner does not read them: %s", async (_, given, options) => {
    for (const partitionBytes of [1, 1000]) {
      const pipe = scanCsv(Buffer.from(given), { partitionBytes, backend: "inline", ...options });
      expect(await write(pipe)).toBe('id,name,x\n007,"O""Brien",1.50\n8,Ann,\n9,"Zoë, Ms",NA\n');
      expect(await write(pipe.filter((row) => row.id !== 8).fillna({ x: 2 }), { sep: ";" })).toBe('id;name;x\n007;"O""Brien";1.5\n9;Zoë, Ms;2\n');
      expect(await write(pipe.filter((row) => row.id !== 7).rename({ id: "n" }).head(2))).toBe('n,name,x\n8,Ann,\n9,"Zoë, Ms",NA\n');
    }
  });

  it("are values in another dialect, where only this reading says what they are", async () => {
    const cells = "id;v;w\n1;2,5;ja\n2;?;nein\n";
    for (const more of [{}, { comment: "#" }]) {
      for (const partitionBytes of [1, 1000]) {
        const pipe = scanCsv(Buffer.from(cells), { partitionBytes, backend: "inline", sep: ";", decimal: ",", naValues: ["?"], trueValues: ["ja"], falseValues: ["nein"], ...more });
        expect(await write(pipe)).toBe("id,v,w\n1,2.5,True\n2,,False\n");
        expect(await write(pipe, { sep: ";", quoting: "all" })).toBe('"id";"v";"w"\n"1";"2.5";"True"\n"2";"";"False"\n');
      }
    }
    const same = scanCsv(Buffer.from("a;b\n=1+cmd;2,5\n"), { sep: ";", decimal: ",", naValues: ["=1+cmd"], backend: "inline" });
    expect(await write(same, { sep: ";" })).toBe("a;b\n=1+cmd;2,5\n");
    expect(await write(same, { sep: ";", escapeFormulas: true })).toBe("a;b\n;2.5\n");
  });

  it("are no blank line, nor is a name", async () => {
    for (const partitionBytes of [1, 1000]) {
      const pipe = scanCsv(Buffer.from("x, \n1, \n2,\n3,a\n"), { partitionBytes, backend: "inline", keepDefaultNa: false });
      expect(await write(pipe.select([" "]))).toBe('" "\n" "\n""\na\n');
    }
  });

  it("are told by explain, and where they are spelled anew", async () => {
    const pipe = scanCsv(Buffer.from(text), { backend: "inline" });
    const output = async (made: { explain(options: { to: "toCsv" }): Promise<{ toJSON(): { output: { how: string } } }> }) => (await made.explain({ to: "toCsv" })).toJSON().output.how;
    expect(await output(pipe.fillna({ x: 1 }))).toContain("; what no step replaced is spelled as it was read");
    expect(await output(pipe.head(2).sortValues("id"))).toContain("; all cells are spelled anew (sortValues)");
    expect(await output(pipe.dropDuplicates())).toContain("; all cells are spelled anew (dropDuplicates)");
    expect(await output(pipe.dropDuplicates({ subset: ["id"] }))).toContain("as it was read");
    expect(await write(pipe.dropDuplicates({ subset: ["id"] }))).toBe(text);
    expect(await output(scanCsv(Buffer.from(text), { skipfooter: 1 }))).toContain("; all cells are spelled anew (skipfooter");
  });

  it("head takes the first of the rows before the last, which skipfooter leaves out", async () => {
    const text = Buffer.from("a\n1\n2\n3\n4\ntotal\n");
    for (const rows of [0, 1, 3, 4, 9]) {
      for (const how of [{ partitionRows: 2 }, { workers: 2 }, {}]) {
        const kept = await scanCsv(text, { skipfooter: 1, dtype: { a: "int32" }, ...how }).head(rows).collect();
        expect(kept.toColumns()).toEqual({ a: [1, 2, 3, 4].slice(0, rows) });
      }
    }
  });

  it("give the same cells in whatever order they are read", async () => {
    const cell = fc.option(fc.oneof(fc.string({ unit: fc.constantFrom("a", "é", "ż", "😀", '"', ",", "\n"), minLength: 1, maxLength: 20 }), fc.constant("z".repeat(70_000))));
    const readIn = (part: DataFrame) => {
      const column = part.col("t");
      const { seenCells, orders } = globalThis as unknown as { seenCells: unknown[][]; orders: number[][] };
      seenCells.push([...column], column.map((text) => text).toList());
      for (const order of orders) seenCells.push(order.map((row) => column.at(row)));
      for (const divisor of [2, 20]) seenCells.push(part.filter((row) => row.i % divisor === 0).col("t").toList());
      seenCells.push(part.sortValues("k").col("t").toList());
      return part;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 150 }), fc.array(fc.array(fc.nat(149), { maxLength: 60 }), { maxLength: 3 }), async (cells, places) => {
        const rows = cells.length;
        const orders = [...places.map((order) => order.map((row) => row % rows)), cells.map((_, row) => row).filter((row) => row % 5 < 3)];
        const seen: unknown[][] = [];
        Object.assign(globalThis, { orders, seenCells: seen });
        const csv = new DataFrame({ t: [...cells, "last"], i: [...cells.keys(), rows], k: [...cells.map((_, row) => (row * 7919) % 1013), 0] }, { dtype: { t: "string" } }).toCsv();
        await scanCsv(Buffer.from(csv), { dtype: { t: "string", i: "int32", k: "int32" }, backend: "inline", partitions: 1 }).mapPartitions(readIn).collect();
        const all = [...cells, "last"];
        const ranked = all.map((text, row) => ({ text, key: row === rows ? 0 : (row * 7919) % 1013 })).sort((a, b) => a.key - b.key);
        expect(seen).toEqual([all, all, ...orders.map((order) => order.map((row) => all[row])), ...[2, 20].map((divisor) => all.filter((_, row) => row % divisor === 0)), ranked.map((row) => row.text)]);
      }),
      { numRuns: runs(100) },
    );
  });

  it("say so when they are read for the first time behind their part", async () => {
    const kept: DataFrame[] = [];
    Object.assign(globalThis, { keptParts: kept });
    const pipe = scanCsv(Buffer.from(text), { dtype: "string", backend: "inline" }).mapPartitions((part) => {
      (globalThis as unknown as { keptParts: DataFrame[] }).keptParts.push(part);
      return part;
    });
    await write(pipe);
    expect(() => kept[0]!.toRows()).toThrow(StateError);
  });
});

describe("a file whose fields hold what ends rows", () => {
  const field = fc.oneof(
    fc.constantFrom("", "a", "é", '5" tall', "NA", "1", "2.5", "True"),
    fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "é", "😀", " "), maxLength: 8 }).map((text) => `"${text.replaceAll('"', '""')}"`),
  );
  const text = fc.array(fc.tuple(field, field, field), { maxLength: 12 }).chain((rows) =>
    fc.constantFrom("\n", "\r\n", "\r").map((end) => `a,b,c${end}${rows.map((row) => row.join(",") + end).join("")}`),
  );

  it("is read the same for any number of ranges and workers", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (csv, partitionBytes) => {
        const bytes = Buffer.from(csv);
        const expected = await outcome(readCsv(bytes));
        expect(await outcome(scanCsv(bytes, { partitionBytes, backend: "inline" }).collect())).toEqual(expected);
        expect(await outcome(scanCsv(bytes, { partitionBytes, backend: "inline" }).mapPartitions((part) => part).collect())).toEqual(expected);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe("what is no input, or no output,", () => {
  it("is refused by an ArgumentError that says what is", async () => {
    expect(() => scanCsv([])).toThrow(ArgumentError);
    const pipe = scanCsv(Buffer.from("a\n1\n"), { backend: "inline" });
    for (const target of [5, null, undefined, {}, ["out.csv"], { write: () => true }]) {
      for (const run of [pipe.toCsv(target as never), pipe.toArrow(target as never)]) await expect(run).rejects.toThrow(/^the output is .*; it must be a path, a file URL or a stream to write to$/);
    }
  });
});

describe("a stream", () => {
  const text = "a,b\n1,x\n2,y\n";
  async function* generator() { yield text; }
  it.each<[string, () => AsyncIterable<string | Uint8Array>]>([
    ["of Node", () => Readable.from([Buffer.from(text)])],
    ["of the web", () => new Response(text).body as unknown as AsyncIterable<Uint8Array>],
    ["that is a generator", generator],
  ])("%s has one run, and the second says so", async (_, make) => {
    const pipe = scanCsv(make(), { backend: "inline" });
    expect(await pipe.agg({ a: "count" })).toEqual({ a: 2 });
    await expect(pipe.collect()).rejects.toThrow(StateError);
    const begun = scanCsv(make(), { backend: "inline" });
    expect((await begun.head(1).collect()).numRows).toBe(1);
    await expect(begun.collect()).rejects.toThrow("the stream of CSV text was read by a run before");
  });

  it("that begins anew for each who reads has as many runs", async () => {
    const pipe = scanCsv({ [Symbol.asyncIterator]: generator }, { backend: "inline" });
    for (let run = 0; run < 2; run++) expect((await pipe.collect()).numRows).toBe(2);
  });
});
