import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ArgumentError, FrameError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame";
import "@framepool/csv";
import { parallel, scanArrow } from "@framepool/parallel";
import { EFFORT, Seeded } from "../support/seeded.js";
import { outcomeOf } from "./outcome.js";

const folder = mkdtempSync(join(tmpdir(), "framepool-hostile-arrow-"));
afterAll(() => rmSync(folder, { recursive: true }));

const typed = (name: string, values: readonly unknown[], dtype: string) => new Series(values as never, { name, dtype: dtype as never });
const frame = new DataFrame({
  i: [1, 2, null, 4], f: [1.5, Number.NaN, null, -0], s: ["a", "déf", null, ""], b: [true, false, null, true], l: [[1, 2], null, [], [3]],
  t: [new Date(0), new Date(1e12), null, new Date(5)], c: typed("c", ["x", "y", null, "x"], "category"), u: typed("u", [1, 2, 3, 4], "uint8"), d: typed("d", [new Date(0), null, null, null], "date"),
});
const written: Record<"file" | "stream", Buffer> = { file: Buffer.alloc(0), stream: Buffer.alloc(0) };
beforeAll(async () => {
  for (const format of ["file", "stream"] as const) {
    const path = join(folder, format);
    await parallel(frame, { backend: "inline", partitionRows: 2 }).toArrow(path, { format });
    written[format] = readFileSync(path);
  }
});

const LENGTHS = [0, -1, 0x7fffffff, 1 << 30, 1000, -2147483648];
const LONG_LENGTHS = [0n, -1n, 1n << 40n, 1n << 62n, 1_000_000n];

/** Bytes with a few lies in them, or without their end. */
function damaged(random: Seeded): Buffer {
  const bytes = Buffer.from(written[random.pick(["file", "stream"] as const)]);
  for (let lies = 1 + random.below(4); lies > 0; lies--) {
    const at = random.below(bytes.length - 8);
    switch (random.below(5)) {
      case 0: bytes[at]! ^= 1 << random.below(8); break;
      case 1: bytes[at] = random.below(256); break;
      case 2: bytes.writeInt32LE(random.pick(LENGTHS), at & ~3); break;
      case 3: bytes.writeBigInt64LE(random.pick(LONG_LENGTHS), at & ~7); break;
      case 4: bytes.fill(0, at, Math.min(bytes.length, at + random.below(64)));
    }
  }
  return random.below(10) === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

describe("damaged Arrow IPC", () => {
  it("is a typed error, or a frame that can be read, written and sent, soon and without much memory", async () => {
    const path = join(folder, "damaged");
    const counts = { frames: 0, errors: 0 };
    for (let seed = 0; seed < 400 * EFFORT; seed++) {
      const random = new Seeded(seed);
      const bytes = damaged(random);
      writeFileSync(path, bytes);
      const started = performance.now();
      const ways = [() => DataFrame.fromArrowIpc(bytes), () => scanArrow(random.pick([bytes, path]), { backend: "inline", partitionRows: 3 }).collect()];
      for (const read of ways) {
        const outcome = await outcomeOf(`seed ${seed}`, read);
        counts["value" in outcome ? "frames" : "errors"]++;
        if ("error" in outcome) continue;
        const { value } = outcome;
        await outcomeOf(`rows of seed ${seed}`, async () => [value.toRows(), value.toString()]);
        await outcomeOf(`text of seed ${seed}`, async () => value.toCsv());
        await outcomeOf(`copy of seed ${seed}`, () => parallel(value, { backend: "inline", partitionRows: 3, transport: "transfer" }).mapPartitions((part) => part).collect());
      }
      expect(performance.now() - started, `seed ${seed}`).toBeLessThan(5000);
    }
    expect(process.memoryUsage().rss).toBeLessThan(1.5e9);
    expect(counts.frames).toBeGreaterThan(50);
    expect(counts.errors).toBeGreaterThan(50);
  }, 600_000);

  it("that says its numbers are big-endian is refused, in words", async () => {
    for (const format of ["file", "stream"] as const) {
      const bytes = withBigEndian(written[format], format);
      await expect(DataFrame.fromArrowIpc(bytes)).rejects.toThrow("big-endian");
      await expect(scanArrow(bytes, { backend: "inline" }).collect()).rejects.toThrow(FrameError);
      writeFileSync(join(folder, "big"), bytes);
      await expect(scanArrow(join(folder, "big"), { backend: "inline" }).collect()).rejects.toThrow("big-endian");
    }
  });

  it.each([
    ["a stream whose first length steps back", () => withInt(written.stream, 4, -8), "bytes of metadata"],
    ["a file whose footer names the schema for a batch", () => withFooterAt(written.file, 8), "and there is none"],
    ["a file whose footer is longer than it is", () => withInt(written.file, written.file.length - 10, 1 << 30), "its footer is longer"],
  ])("ends at once: %s", async (_what, bytes, message) => {
    await expect(DataFrame.fromArrowIpc(bytes())).rejects.toThrow(message);
    await expect(DataFrame.fromArrowIpc(bytes())).rejects.toThrow(ArgumentError);
    await expect(scanArrow(bytes(), { backend: "inline" }).collect()).rejects.toThrow(message);
  });
});

function withInt(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeInt32LE(value, at);
  return copy;
}

/** The places of all record batches in the footer become one. */
function withFooterAt(bytes: Buffer, offset: number): Buffer {
  const copy = Buffer.from(bytes);
  const root = copy.length - 10 - copy.readInt32LE(copy.length - 10);
  const footer = root + copy.readUInt32LE(root);
  const place = placeOf(copy, footer, 3)!;
  const blocks = place + copy.readUInt32LE(place);
  for (let i = 0; i < copy.readUInt32LE(blocks); i++) copy.writeBigInt64LE(BigInt(offset), blocks + 4 + i * 24);
  return copy;
}

/** Where a field of a flatbuffer's table is, or null. */
function placeOf(bytes: Buffer, table: number, field: number): number | null {
  const vtable = table - bytes.readInt32LE(table);
  const at = 4 + 2 * field >= bytes.readUInt16LE(vtable) ? 0 : bytes.readUInt16LE(vtable + 4 + 2 * field);
  return at === 0 ? null : table + at;
}

/** The byte order of the schema is the first field: where it has its default, the vtable has no place for it, and is given one that says 1. */
function withBigEndian(bytes: Buffer, format: "file" | "stream"): Buffer {
  const copy = Buffer.from(bytes);
  const root = format === "file" ? copy.length - 10 - copy.readInt32LE(copy.length - 10) : 8;
  const top = root + copy.readUInt32LE(root);
  const place = placeOf(copy, top, format === "file" ? 1 : 2)!;
  const schema = place + copy.readUInt32LE(place);
  const own = placeOf(copy, schema, 0);
  if (own !== null) copy.writeInt16LE(1, own);
  // The low half of the offset to the fields is no 0, which is all that is asked of it.
  else copy.writeUInt16LE(placeOf(copy, schema, 1)! - schema, schema - copy.readInt32LE(schema) + 4);
  return copy;
}
