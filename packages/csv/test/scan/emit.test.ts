import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type Emit, type Piece, Scanner, type Slot } from "@framepool/csv/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const dialect = { sep: 44, quote: 34, skipBlankLines: true };

function textOf({ buffer, byteOffset, length }: Slot): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

/** Says that the text was read. */
function giveBack({ buffer, byteOffset }: Slot): void {
  Atomics.store(new Int32Array(buffer), (byteOffset - 8) >> 2, 0);
}

function indexed(scanner: Scanner, csv: string, columns: number) {
  const bytes = Buffer.from(csv);
  scanner.text(bytes.length).set(bytes);
  return scanner.index({ begin: 0, end: bytes.length, limit: bytes.length, columns, final: true, longRows: "ignore" });
}

/** What emit means, said slowly. */
function slowly(text: Uint8Array, { index, rows, pieces, sep, lineEnd, missing = Buffer.alloc(0) }: Emit): Buffer {
  const { starts, ends, columns } = index;
  const separator = Buffer.of(sep);
  const field = (row: number, k: number) => {
    const start = k === 0 ? starts[row]! : ends[row * columns + k - 1]! + 1;
    return Buffer.from(text.subarray(start, Math.max(start, ends[row * columns + k]!)));
  };
  const join = (parts: Buffer[]) => Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part])));
  const isThere = ({ validity, bit }: { validity: Uint8Array | null; bit: number }, out: number) => validity === null || ((validity[(bit + out) >> 3]! >> ((bit + out) & 7)) & 1) === 1;
  const cell = (piece: Piece, row: number, out: number): Buffer => {
    switch (piece.kind) {
      case "fields": return join(Array.from({ length: piece.last - piece.first + 1 }, (_, i) => field(row, piece.first + i)));
      case "cells": return Buffer.from(piece.bytes.subarray(piece.offsets[out]!, piece.offsets[out + 1]!));
      case "utf8": {
        const text = Buffer.from(piece.bytes.subarray(piece.offsets[out]!, piece.offsets[out + 1]!)).toString();
        const quote = String.fromCharCode(piece.quote);
        const isSpecial = [String.fromCharCode(sep), quote, "\n", "\r"].some((special) => text.includes(special));
        if (!isThere(piece, out)) return Buffer.from(missing);
        return Buffer.from(isSpecial ? `${quote}${text.replaceAll(quote, quote + quote)}${quote}` : text);
      }
      case "codes": {
        const code = piece.codes[out]!;
        return Buffer.from(isThere(piece, out) ? piece.bytes.subarray(piece.offsets[code]!, piece.offsets[code + 1]!) : missing);
      }
      case "int32": return Buffer.from(isThere(piece, out) ? String(piece.values[out]!) : missing);
      case "float64": return Buffer.from(isThere(piece, out) && !Number.isNaN(piece.values[out]!) ? String(piece.values[out]!) : missing);
    }
  };
  const picked = rows ?? Uint32Array.from({ length: index.rows }, (_, row) => row);
  return Buffer.concat([...picked].flatMap((row, out) => [join(pieces.map((piece) => cell(piece, row, out))), Buffer.from(lineEnd)]));
}

const COLUMNS = 3;
const cellText = fc.oneof(fc.string({ unit: fc.constantFrom("a", "é", "1", " "), maxLength: 40 }), fc.constantFrom("", "x".repeat(700), "y".repeat(20_000)));
/** A record: mostly whole, now and then short. */
const record = fc.oneof({ weight: 6, arbitrary: fc.array(cellText, { minLength: COLUMNS, maxLength: COLUMNS }) }, { weight: 1, arbitrary: fc.array(cellText, { minLength: 1, maxLength: COLUMNS }) });
const csvOf = fc.oneof(
  fc.array(record, { maxLength: 30 }),
  fc.array(fc.array(cellText, { minLength: COLUMNS, maxLength: COLUMNS }), { maxLength: 30 }),
).map((records) => records.map((fields) => `${fields.join(",")}\r\n`).join(""));

/** Pieces for any number of rows: what they hold is made when that is known. */
type Made = (rows: number) => Piece;
const fieldsPiece: fc.Arbitrary<Made> = fc.tuple(fc.nat(COLUMNS - 1), fc.nat(COLUMNS - 1)).map(([a, b]) => () => ({ kind: "fields", first: Math.min(a, b), last: Math.max(a, b) }));
const cellsPiece: fc.Arbitrary<Made> = fc.tuple(fc.array(cellText, { minLength: 1, maxLength: 5 }), fc.nat(9)).map(([texts, skip]) => (rows) => {
  const parts = Array.from({ length: rows }, (_, row) => Buffer.from(texts[row % texts.length]!));
  const offsets = Uint32Array.from({ length: rows + 1 }, (_, row) => skip + parts.slice(0, row).reduce((sum, { length }) => sum + length, 0));
  return { kind: "cells", bytes: Buffer.concat([Buffer.alloc(skip, "!"), ...parts, Buffer.from("!")]), offsets };
});
const INTEGERS = [0, 1, -1, 9, 10, -10, 99, 100, 12345, 999_999_999, 1_000_000_000, 2 ** 31 - 1, -(2 ** 31)];
/** A piece of so many rows from a few values and bits, over and over. */
const repeat = <T>(values: readonly T[], rows: number): T[] => Array.from({ length: rows }, (_, row) => values[row % values.length]!);
const validityOf = fc.record({ bits: fc.option(fc.uint8Array({ minLength: 1 })), bit: fc.nat(20) }).map(({ bits, bit }) => (rows: number) => ({
  validity: bits === null ? null : Uint8Array.from(repeat([...bits], (bit + rows + 7) >> 3)),
  bit,
}));
const quotable = fc.oneof(fc.string({ unit: fc.constantFrom("a", "é", '"', "'", ",", ";", "\n", "\r", " "), maxLength: 40 }), fc.constantFrom("", '"'.repeat(20_000), `${"y".repeat(700)},`), cellText);
const utf8Piece: fc.Arbitrary<Made> = fc.tuple(fc.array(quotable, { minLength: 1, maxLength: 7 }), fc.nat(9), validityOf, fc.constantFrom(34, 39)).map(([texts, skip, validity, quote]) => (rows) => {
  const parts = repeat(texts, rows).map((text) => Buffer.from(text));
  const offsets = Int32Array.from({ length: rows + 1 }, (_, row) => skip + parts.slice(0, row).reduce((sum, { length }) => sum + length, 0));
  return { kind: "utf8", bytes: Buffer.concat([Buffer.alloc(skip, "!"), ...parts, Buffer.from('"')]), offsets, quote, ...validity(rows) };
});
const codesPiece: fc.Arbitrary<Made> = fc.tuple(fc.array(cellText, { minLength: 1, maxLength: 5 }), fc.array(fc.nat(), { minLength: 1 }), validityOf).map(([texts, codes, validity]) => (rows) => {
  const parts = texts.map((text) => Buffer.from(text));
  const offsets = Uint32Array.from({ length: texts.length + 1 }, (_, code) => parts.slice(0, code).reduce((sum, { length }) => sum + length, 0));
  return { kind: "codes", codes: Int32Array.from(repeat(codes, rows + 2), (code) => code % texts.length), bytes: Buffer.concat([...parts, Buffer.from("!")]), offsets, ...validity(rows) };
});
const float = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.tuple(fc.integer(), fc.nat(10)).map(([digits, point]) => digits / 10 ** point),
  fc.tuple(fc.double({ min: -1, max: 1 }), fc.integer({ min: -9, max: 22 })).map(([part, power]) => part * 10 ** power),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 0.1, 0.1 + 0.2, 1e-6, 9.99e-7, 1e15, 999_999_999_999_999, 1e15 - 0.125, 1e21, 1e22, 2 ** 53, 123456.5, 5e-324),
);
const floatsPiece: fc.Arbitrary<Made> = fc.tuple(fc.array(float, { minLength: 1, maxLength: 50 }), validityOf).map(([values, validity]) => (rows) => ({
  kind: "float64",
  values: Float64Array.from(repeat(values, rows + 1)),
  ...validity(rows),
}));
const integersPiece: fc.Arbitrary<Made> = fc.tuple(fc.array(fc.oneof(fc.constantFrom(...INTEGERS), fc.integer()), { minLength: 1 }), validityOf).map(([values, validity]) => (rows) => ({
  kind: "int32",
  values: Int32Array.from(repeat(values, rows + 2)),
  ...validity(rows),
}));

describe("emit", () => {
  it("writes what the slow way writes", () => {
    const scanner = new Scanner(dialect);
    fc.assert(
      fc.property(
        csvOf,
        fc.array(fc.oneof(fieldsPiece, cellsPiece, codesPiece, utf8Piece, integersPiece, floatsPiece), { minLength: 1, maxLength: 5 }),
        fc.option(fc.array(fc.nat(), { maxLength: 80 })),
        fc.constantFrom("\n", "\r\n", "", "<end of a row that is said at length>"),
        fc.constantFrom(44, 44, 59),
        fc.constantFrom(undefined, "", "NA", "what a missing cell is, at such length that it takes more than any number"),
        (csv, made, picked, lineEnd, sep, missing) => {
          const index = indexed(scanner, csv, COLUMNS);
          const rows = picked === null ? null : Uint32Array.from(index.rows === 0 ? [] : picked, (row) => row % index.rows);
          const pieces = made.map((make) => make(rows?.length ?? index.rows));
          const request: Emit = { index, rows, pieces, sep, lineEnd: Buffer.from(lineEnd), ...(missing === undefined ? {} : { missing: Buffer.from(missing) }) };
          const slot = scanner.emit(request);
          expect(textOf(slot).equals(slowly(scanner.text(0), request))).toBe(true);
          giveBack(slot);
        },
      ),
      { numRuns: 800 },
    );
  });

  it("leaves a lent slot as it is, and writes over one that was given back", () => {
    const scanner = new Scanner(dialect);
    const lineEnd = Buffer.from("\n");
    const write = (text: string): Slot => {
      const index = indexed(scanner, `${text}\n`.repeat(5000), 1);
      return scanner.emit({ index, rows: null, pieces: [{ kind: "fields", first: 0, last: 0 }], sep: 44, lineEnd });
    };
    const lent = Array.from({ length: 5 }, (_, i) => write(`slot ${i} ${"-".repeat(i * 30)}`));
    // Text and index grow, too, and move.
    const long = write("z".repeat(2000));
    giveBack(long);
    for (const [i, slot] of lent.entries()) expect(textOf(slot).toString()).toBe(`slot ${i} ${"-".repeat(i * 30)}\n`.repeat(5000));
    expect(new Set(lent.map(({ byteOffset }) => byteOffset)).size).toBe(5);
    const again = Array.from({ length: 50 }, () => {
      const slot = write("short");
      giveBack(slot);
      return slot.byteOffset;
    });
    expect(new Set(again)).toEqual(new Set([long.byteOffset]));
    for (const [i, slot] of lent.entries()) expect(textOf(slot).toString()).toBe(`slot ${i} ${"-".repeat(i * 30)}\n`.repeat(5000));
  });

  it("lends slots to another thread, which gives them back", async () => {
    // The worker writes ten texts and waits for each slot; there is never more than one.
    const worker = new Worker(
      `const { parentPort } = require("node:worker_threads");
      import("@framepool/csv/internal").then(({ Scanner }) => {
        const scanner = new Scanner({ sep: 44, quote: 34, skipBlankLines: true });
        for (let i = 0; i < 10; i++) {
          const csv = Buffer.from(("row " + i + "\\n").repeat(1000 * (i + 1)));
          scanner.text(csv.length).set(csv);
          const index = scanner.index({ begin: 0, end: csv.length, limit: csv.length, columns: 1, final: true, longRows: "report" });
          const slot = scanner.emit({ index, rows: null, pieces: [{ kind: "fields", first: 0, last: 0 }], sep: 44, lineEnd: Buffer.from("\\n") });
          parentPort.postMessage(slot);
          Atomics.wait(new Int32Array(slot.buffer), (slot.byteOffset - 8) >> 2, 1);
        }
      });`,
      { eval: true },
    );
    const places = new Set<number>();
    for (let i = 0; i < 10; i++) {
      const [slot] = (await once(worker, "message")) as [Slot];
      expect(textOf(slot).toString()).toBe(`row ${i}\n`.repeat(1000 * (i + 1)));
      places.add(slot.byteOffset);
      giveBack(slot);
      Atomics.notify(new Int32Array(slot.buffer), (slot.byteOffset - 8) >> 2);
    }
    await once(worker, "exit");
    expect(places.size).toBeLessThan(3);
  });

  it("writes rows of thousands of numbers, and no rows at all", () => {
    const scanner = new Scanner(dialect);
    const index = indexed(scanner, "a\nb\n", 1);
    const values = Int32Array.of(-(2 ** 31), 7);
    const pieces: Piece[] = Array.from({ length: 9000 }, () => ({ kind: "int32", values, validity: null, bit: 0 }));
    const written = textOf(scanner.emit({ index, rows: null, pieces, sep: 44, lineEnd: Buffer.from("\n") })).toString();
    expect(written).toBe(`${Array(9000).fill("-2147483648").join(",")}\n${Array(9000).fill("7").join(",")}\n`);
    const none = scanner.emit({ index, rows: new Uint32Array(0), pieces, sep: 44, lineEnd: Buffer.from("\n") });
    expect(none.length).toBe(0);
  });

  it("reads what is in its own memory without a copy", () => {
    const scanner = new Scanner(dialect);
    const index = indexed(scanner, "aé,b\nc,d\n", 2);
    const text = scanner.text(0);
    const pieces: Piece[] = [{ kind: "cells", bytes: text, offsets: Uint32Array.of(0, 3, 4) }, { kind: "fields", first: 1, last: 1 }];
    expect(textOf(scanner.emit({ index, rows: Uint32Array.of(1, 0), pieces, sep: 44, lineEnd: Buffer.from("\n") })).toString()).toBe("aé,d\n,,b\n");
  });
});
