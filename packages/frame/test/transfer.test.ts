import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { batchBytes, Column, columnFromValues, pack, RecordBatch, Schema, toBatches, unpack, Vector, type PackedBatch, type Storage, type Transport } from "@framepool/frame/internal";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryColumns } from "./support/arbitrary-columns.js";
import { logical, sameColumn } from "./support/same-column.js";

const TRANSPORTS: readonly Transport[] = ["transfer", "share"];

const batchesOf = (columns: readonly Column[]): RecordBatch[] => toBatches(new Schema(columns.map(({ field }) => field)), columns, columns[0]?.length ?? 0);
const columnsIn = (batch: RecordBatch): Column[] => batch.schema.fields.map((field, i) => new Column(field.name, field.type, [batch.vectors[i]!], field));

/** Through a real message port. */
function sent(packed: PackedBatch, transfer: ArrayBuffer[]): PackedBatch {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(packed, transfer);
  const { message } = receiveMessageOnPort(port2) as { message: PackedBatch };
  port1.close();
  return message;
}

const knownOf = (batch: RecordBatch): Map<Storage, number> => new Map(batch.vectors.map(({ storage }, i) => [storage, i]));

describe("pack and unpack", () => {
  it.each(TRANSPORTS)("give every column of every type back bit for bit (%s)", (transport) => {
    fc.assert(fc.property(arbitraryColumns(), (columns) => {
      for (const batch of batchesOf(columns)) {
        const before = columnsIn(batch);
        const { packed, transfer } = pack(batch, { transport });
        const back = unpack(sent(packed, transfer));
        expect(back.length).toBe(batch.length);
        expect(back.schema.fields).toEqual(batch.schema.fields);
        for (const [i, column] of columnsIn(back).entries()) expect(sameColumn(column, before[i]!)).toBe(true);
        for (const [i, column] of columnsIn(batch).entries()) expect(sameColumn(column, before[i]!)).toBe(true); // the sender's stays usable
      }
    }), { numRuns: 300 });
  });

  it.each(TRANSPORTS)("bring untouched, sliced, renamed and repeated columns back as the very same storage (%s)", (transport) => {
    fc.assert(fc.property(arbitraryColumns(), fc.nat(), fc.nat(), (columns, a, b) => {
      for (const batch of batchesOf(columns)) {
        const { packed, transfer, origins } = pack(batch, { transport });
        const there = unpack(sent(packed, transfer));
        const [begin, end] = [a % (there.length + 1), b % (there.length + 1)].sort((x, y) => x - y) as [number, number];
        const fields = there.schema.fields.flatMap(({ name, ...field }) => [{ ...field, name: `${name} again` }, { ...field, name }]);
        const result = new RecordBatch(new Schema(fields), there.vectors.flatMap((vector) => [vector, vector].map((same) => same.slice(begin, end))), end - begin);
        const answer = pack(result, { transport, known: knownOf(there) });
        expect(answer.transfer).toEqual([]);
        expect(answer.packed.storages).toEqual([]);
        const back = unpack(sent(answer.packed, answer.transfer), origins);
        for (const [i, vector] of back.vectors.entries()) {
          const original = batch.vectors[i >> 1]!;
          expect(vector.storage).toBe(original.storage);
          expect(logical(Column.of("", vector))).toEqual(logical(Column.of("", original.slice(begin, end))));
        }
      }
    }), { numRuns: 150 });
  });

  it("share what our builders made, and copy nothing", () => {
    const batch = batchesOf([columnFromValues("a", [1, 2, null]), columnFromValues("b", ["x", null, "y"]), columnFromValues("c", ["u", "v", "u"], "category"), columnFromValues("d", [[1], null, []])])[0]!;
    const { packed, transfer } = pack(batch, { transport: "share" });
    expect(transfer).toEqual([]);
    expect(packed.buffers[0]).toBeNull();
    expect(packed.buffers.slice(1).every((buffer) => buffer instanceof SharedArrayBuffer)).toBe(true);
    expect(unpack(sent(packed, transfer)).vectors[0]!.storage.data!.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it("copy only a window's rows of foreign memory, all into one buffer", () => {
    const column = columnFromValues("a", new Float64Array(100_000));
    const other = columnFromValues("b", new Int32Array(100_000));
    const batch = new RecordBatch(new Schema([column.field, other.field]), [column.slice(500, 600).vectors[0]!, other.slice(500, 600).vectors[0]!], 100);
    const { transfer } = pack(batch, { transport: "transfer" });
    expect(transfer.map(({ byteLength }) => byteLength)).toEqual([100 * 8 + 100 * 4]);
    const shared = pack(batch, { transport: "share" });
    expect(shared.transfer).toEqual([]);
    expect(shared.packed.buffers[0]).toBeInstanceOf(SharedArrayBuffer);
  });

  it("detach the copy only: what is transferred is gone from the message, not from the frame", () => {
    const batch = batchesOf([columnFromValues("a", Float64Array.of(1, 2, 3))])[0]!;
    const { packed, transfer } = pack(batch, { transport: "transfer" });
    sent(packed, transfer);
    expect((packed.buffers[0] as ArrayBuffer).byteLength).toBe(0);
    expect([...Column.of("a", batch.vectors[0]!)]).toEqual([1, 2, 3]);
  });

  it("send a foreign dictionary that several columns share once", () => {
    const { type, storage } = columnFromValues("a", ["x".repeat(1000), "y"], "category").vectors[0]!;
    const foreign = unpack(pack(batchesOf([Column.of("a", new Vector(storage))])[0]!, { transport: "transfer" }).packed).vectors[0]!;
    const twice = new RecordBatch(new Schema([{ name: "a", type, nullable: true }, { name: "b", type, nullable: true }]), [foreign.slice(0, 1), foreign.slice(1, 2)], 1);
    const { transfer, packed } = pack(twice, { transport: "transfer" });
    expect(transfer[0]!.byteLength).toBeLessThan(1200);
    expect(unpack(sent(packed, transfer)).vectors.map((vector) => vector.get(0))).toEqual(["x".repeat(1000), "y"]);
  });

  it("cross a real thread and back", async () => {
    const column = columnFromValues("a", ["é", null, "b"]);
    const { packed, transfer } = pack(batchesOf([column])[0]!, { transport: "share" });
    const worker = new Worker("const { parentPort } = require('node:worker_threads'); parentPort.once('message', (m) => parentPort.postMessage(m));", { eval: true });
    try {
      const back = new Promise<PackedBatch>((resolve, reject) => worker.once("message", resolve).once("error", reject));
      worker.postMessage(packed, transfer);
      expect([...columnsIn(unpack(await back))[0]!]).toEqual(["é", null, "b"]);
    } finally {
      await worker.terminate();
    }
  });
});

describe("batchBytes", () => {
  it("depends on types and cells, not on how they are cut or where they lie", () => {
    fc.assert(fc.property(arbitraryColumns(), (columns) => {
      for (const batch of batchesOf(columns)) {
        const middle = batch.length >> 1;
        const part = (begin: number, end: number) => new RecordBatch(batch.schema, batch.vectors.map((vector) => vector.slice(begin, end)), end - begin);
        expect(batchBytes(part(0, middle)) + batchBytes(part(middle, batch.length))).toBe(batchBytes(batch));
        expect(batchBytes(unpack(pack(batch, { transport: "transfer" }).packed))).toBe(batchBytes(batch));
      }
    }));
  });

  it("counts a column of numbers and one of text as Arrow lays them out", () => {
    expect(batchBytes(batchesOf([columnFromValues("a", [1, 2, 3, null, 5, 6, 7, 8])])[0]!)).toBe(8 * 4 + 1);
    expect(batchBytes(batchesOf([columnFromValues("a", ["abc", "", null, "é", "", "", "", ""])])[0]!)).toBe(8 * 4 + 5 + 1);
  });
});
