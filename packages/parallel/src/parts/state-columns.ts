import { Column, frameOf, type PackedBatch, type Transport } from "@framepool/frame/internal";
import { columnsOf } from "@framepool/frame/internal";
import { packPart, unpackPart } from "./parts.js";

/** Stands on the wire for a column of a partial. */
interface PackedColumn {
  readonly packedColumn: readonly PackedBatch[];
}

/** A partial with its columns packed, before the part that they may be views on is closed. What is no list, record or column goes as it is. */
export function packColumns(partial: unknown, transport: Transport, transfer: ArrayBuffer[]): unknown {
  if (partial instanceof Column) {
    const packed = packPart(frameOf([partial], partial.length), transport);
    for (const buffer of packed.transfer) transfer.push(buffer);
    return { packedColumn: packed.batches } satisfies PackedColumn;
  }
  return mapped(partial, (inner) => packColumns(inner, transport, transfer));
}

/** The inverse of {@link packColumns}. */
export function unpackColumns(partial: unknown): unknown {
  if (isPacked(partial)) return columnsOf(unpackPart(partial.packedColumn))[0];
  return mapped(partial, unpackColumns);
}

function isPacked(value: unknown): value is PackedColumn {
  return typeof value === "object" && value !== null && "packedColumn" in value;
}

function mapped(value: unknown, of: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(of);
  if (typeof value !== "object" || value === null) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, of(inner)]));
}
