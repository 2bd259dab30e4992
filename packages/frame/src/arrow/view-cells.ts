import { bitAt } from "../bitmap.js";
import { BinaryBuilder } from "../build/builders/binary.js";
import { StringBuilder } from "../build/builders/string.js";
import { BINARY, STRING } from "../data-types.js";
import type { Vector } from "../vector.js";
import { TypeId, type ArrowData } from "./arrow-like.js";

const WIDTH = 16;
const INLINE = 12;

/**
 * A chunk of Utf8View or BinaryView as ordinary text or binary: the one kind of chunk that is copied, since its cells
 * lie scattered over several buffers. A view is 16 bytes: length, then up to 12 bytes in place, or 4 bytes of prefix,
 * number of the buffer and offset in it.
 */
export function fromViews({ type, length, offset, values, nullBitmap, nullCount, variadicBuffers = [] }: ArrowData): Vector {
  const bytes = new Uint8Array(values!.buffer, values!.byteOffset, values!.byteLength);
  const views = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = type.typeId === TypeId.Utf8View ? new StringBuilder(STRING, length) : null;
  const binary = new BinaryBuilder(BINARY, text === null ? length : 0);
  const builder = text ?? binary;
  for (let row = 0; row < length; row++) {
    if (nullCount > 0 && !bitAt(nullBitmap!, offset + row)) {
      builder.appendNull();
      continue;
    }
    const at = row * WIDTH;
    const size = views.getInt32(at, true);
    const from = size <= INLINE ? bytes : variadicBuffers[views.getInt32(at + 8, true)]!;
    const start = size <= INLINE ? at + 4 : views.getInt32(at + 12, true);
    if (text !== null) text.appendUtf8(from, start, start + size);
    else binary.append(from.subarray(start, start + size));
  }
  return builder.finish();
}
