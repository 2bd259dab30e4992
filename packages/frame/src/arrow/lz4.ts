const MAGIC = 0x184d2204;
/** A byte of a block becomes so many at most. */
const MOST_RATIO = 255;
/** Up to so many bytes that lie over each other are copied one by one. */
const MANY = 128;
const DAMAGED = "it is damaged: a buffer is no LZ4 frame";

/**
 * The bytes in an LZ4 frame, which is how pandas and polars compress Arrow files. Checksums are not looked at.
 *
 *     frame   magic | flags | size of blocks | [size of all: 8] | [dictionary: 4] | checksum: 1 | block … | 0: 4
 *     block   its length: 4, highest bit set where it is as it stands | sequence … | [checksum: 4]
 *
 * Throws an Error for other bytes.
 */
export function decodeLz4(frame: Uint8Array): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.length < 7 || view.getUint32(0, true) !== MAGIC || frame[4]! >> 6 !== 1) throw new Error(DAMAGED);
  const flags = frame[4]!;
  const most = 2 ** (8 + 2 * ((frame[5]! >> 4) & 7));
  const out = new Output();
  for (let at = 7 + (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0); ; ) {
    if (at + 4 > frame.length) throw new Error(DAMAGED);
    const size = view.getUint32(at, true);
    if (size === 0) return out.taken();
    const isPlain = size >= 2 ** 31;
    const begin = at + 4;
    const end = begin + (isPlain ? size - 2 ** 31 : size);
    if (end > frame.length) throw new Error(DAMAGED);
    // A block of few bytes cannot become large: buffers are many, and writers allow 4 MiB for each block of the shortest.
    out.reserve(Math.min(most, (end - begin) * MOST_RATIO));
    if (isPlain) out.copy(frame, begin, end);
    else decodeBlock(frame, begin, end, out);
    at = end + (flags & 16 ? 4 : 0);
  }
}

/** A sequence: lengths in 4 bits each | more of the first | bytes as they stand | how far back the rest begins: 2 | more of the second. The last one ends with its bytes. */
function decodeBlock(frame: Uint8Array, begin: number, end: number, out: Output): void {
  let at = begin;
  const length = (bits: number): number => {
    let sum = bits;
    if (bits === 15) {
      let more;
      do {
        if (at >= end) throw new Error(DAMAGED);
        more = frame[at++]!;
        sum += more;
      } while (more === 255);
    }
    return sum;
  };
  while (at < end) {
    const token = frame[at++]!;
    const literals = length(token >> 4);
    if (at + literals > end) throw new Error(DAMAGED);
    out.copy(frame, at, at + literals);
    at += literals;
    if (at === end) return;
    if (at + 2 > end) throw new Error(DAMAGED);
    const back = frame[at]! | (frame[at + 1]! << 8);
    at += 2;
    out.repeat(back, 4 + length(token & 15));
  }
}

/** Bytes that grow by blocks: a block must not become larger than was reserved for it. */
class Output {
  #bytes = new Uint8Array(0);
  #used = 0;

  reserve(most: number): void {
    if (this.#used + most <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#used + most));
    larger.set(this.#bytes.subarray(0, this.#used));
    this.#bytes = larger;
  }

  copy(from: Uint8Array, begin: number, end: number): void {
    const used = this.#grown(end - begin);
    // A call for a few bytes takes longer than the bytes.
    if (end - begin > 16) this.#bytes.set(from.subarray(begin, end), used);
    else for (let i = 0; i < end - begin; i++) this.#bytes[used + i] = from[begin + i]!;
  }

  /** The `length` bytes that begin so far back, which may lie over each other. */
  repeat(back: number, length: number): void {
    const begin = this.#used - back;
    if (back === 0 || begin < 0) throw new Error(DAMAGED);
    const used = this.#grown(length);
    if (length <= (back >= length ? 16 : MANY)) {
      for (let i = 0; i < length; i++) this.#bytes[used + i] = this.#bytes[begin + i]!;
      return;
    }
    for (let done = 0; done < length; ) {
      // What is there repeats itself: each copy doubles what the next one can take.
      const more = Math.min(back + done, length - done);
      this.#bytes.copyWithin(used + done, begin, begin + more);
      done += more;
    }
  }

  taken(): Uint8Array {
    return this.#bytes.slice(0, this.#used);
  }

  #grown(length: number): number {
    const used = this.#used;
    if (used + length > this.#bytes.length) throw new Error(DAMAGED);
    this.#used += length;
    return used;
  }
}
