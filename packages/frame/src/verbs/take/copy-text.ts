/** Bytes behind the end of what {@link copyText} copies that it may write to: a target has so many to spare. */
export const SPARE = 16;

/**
 * Copies UTF-8 from `start` on to `[at, end)`, sixteen bytes at a time; what follows in the source comes along behind
 * `end`, for what is copied next to write over. As doubles: the bits of none are those of a NaN, which an engine may
 * change, since they would be 0xf0 or more before 0x7f or 0xff, and no text has these.
 */
export function copyText(from: DataView, start: number, to: DataView, at: number, end: number): void {
  if (start + (end - at) + SPARE > from.byteLength) {
    for (; at < end; at++, start++) to.setUint8(at, from.getUint8(start));
    return;
  }
  for (; at < end; at += 16, start += 16) {
    to.setFloat64(at, from.getFloat64(start, true), true);
    to.setFloat64(at + 8, from.getFloat64(start + 8, true), true);
  }
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
