import { readFileSync } from "node:fs";
import { DataFrame, type Cell } from "@framepool/frame";
import { columnsOf } from "@framepool/frame/internal";
import { CompressionType, compressionRegistry } from "apache-arrow";
import { describe, expect, it } from "vitest";

interface File {
  readonly name: string;
  readonly base64: string;
  readonly cells?: Readonly<Record<string, readonly unknown[]>>;
  readonly categories?: readonly string[];
  readonly error?: string;
  readonly zstd?: true;
}

const files = JSON.parse(readFileSync(new URL("arrow/files.json", import.meta.url), "utf8")) as readonly File[];
const bytesOf = (name: string): Uint8Array => Buffer.from(files.find((file) => file.name === name)!.base64, "base64");
const hasZstd = "zstdDecompressSync" in process.getBuiltinModule("node:zlib");

/** The cells of a frame as files.json has them. */
function cellsOf(df: DataFrame): Record<string, unknown[]> {
  return Object.fromEntries(columnsOf(df).map((column) => {
    const { type } = column;
    if (type.kind === "int" && type.bits === 64 && column.name === "noise") return [column.name, df.col(column.name).astype("string").toList()];
    if (type.kind === "dictionary" && type.values.kind === "timestamp") return [column.name, column.vectors.flatMap(({ storage, offset, length }) => Array.from({ length }, (_, i) => ({ $ns: String(storage.dictionary!.storage.data![Number(storage.data![offset + i]!)]) })))];
    return [column.name, df.col(column.name).toList() as Cell[]];
  }));
}

describe("Arrow IPC that others write", () => {
  it.each(files.filter(({ cells, zstd }) => cells !== undefined && (hasZstd || zstd === undefined)))("$name", async ({ name, cells, categories }) => {
    const df = await DataFrame.fromArrowIpc(bytesOf(name));
    expect(cellsOf(df)).toEqual(cells);
    for (const format of ["file", "stream"] as const) expect(cellsOf(await DataFrame.fromArrowIpc(await df.toArrowIpc({ format })))).toEqual(cells);
    if (categories !== undefined) expect(df.groupby("c").size().col("c").toList()).toEqual(categories);
  });

  it.each(files.filter(({ error }) => error !== undefined))("that is not read is refused by name: $name", async ({ name, error }) => {
    await expect(DataFrame.fromArrowIpc(bytesOf(name))).rejects.toThrow(error);
  });

  it.runIf(!hasZstd)("says what to do about zstd", async () => {
    await expect(DataFrame.fromArrowIpc(bytesOf("compressed with zstd"))).rejects.toThrow(/zstd, which Node has from 22\.15 on.*write it anew with LZ4/);
  });

  it("that was cut off anywhere is an error, but for a stream between two messages", async () => {
    for (const { base64, cells, zstd } of files) {
      if (cells === undefined || zstd === true || base64.length > 5000) continue;
      const bytes = Buffer.from(base64, "base64");
      const isFile = bytes.toString("latin1", 0, 6) === "ARROW1";
      for (let end = 0; end < bytes.length; end++) {
        const read = DataFrame.fromArrowIpc(bytes.subarray(0, end));
        if (isFile || end % 8 !== 0) await expect(read).rejects.toThrow(/cannot be read as Arrow IPC: (?!.*(undefined|null))/);
        else await read.catch((error: unknown) => expect(error).toMatchObject({ code: "ERR_FRAMEPOOL_ARGUMENT" }));
      }
    }
  });

  it("with damage in what is compressed is an error, or a frame that can be read", async () => {
    const whole = bytesOf("to_feather of pandas, which compresses by LZ4");
    for (let i = 0; i < 300; i++) {
      const bytes = Uint8Array.from(whole);
      bytes[(i * 7919) % bytes.length]! ^= 1 << (i % 8);
      const df = await DataFrame.fromArrowIpc(bytes).catch((error: unknown) => expect(error).toMatchObject({ code: "ERR_FRAMEPOOL_ARGUMENT" }));
      if (df instanceof DataFrame) expect(() => df.toString()).not.toThrow();
    }
  });
});

describe("LZ4 frames", () => {
  const decoded = async (size: number, ...blocks: (readonly number[])[]): Promise<Uint8Array> => {
    await new DataFrame({ a: [1] }).toArrowIpc();
    const bytes = blocks.flatMap((block) => [block.length & 255, block.length >> 8, 0, 0, ...block]);
    return compressionRegistry.get(CompressionType.LZ4_FRAME)!.decode!(Uint8Array.from([0x04, 0x22, 0x4d, 0x18, 0x60, size << 4, 0, ...bytes, 0, 0, 0, 0]));
  };

  it.each([1, 2, 3, 7])("repeat %i bytes any number of times", async (back) => {
    const start = Array.from({ length: back }, (_, i) => 65 + i);
    for (const more of [0, 1, 90, 91, 92, 93, 94, 95, 96, 97, 200, 254]) {
      const out = await decoded(7, [(back << 4) | 15, ...start, back, 0, more]);
      expect([...out]).toEqual(Array.from({ length: back + 19 + more }, (_, i) => start[i % back]));
    }
  });

  it("become as large as LZ4 lets them, and no larger than their blocks may be", async () => {
    const ones = [0x1f, 65, 1, 0, ...Array<number>(200).fill(255), 0];
    expect((await decoded(4, ones)).length).toBe(1 + 19 + 200 * 255);
    await expect(decoded(4, [...ones.slice(0, -1), ...Array<number>(60).fill(255), 0])).rejects.toThrow(/damaged: a buffer is no LZ4 frame/);
  });
});
