import { Buffer } from "node:buffer";
import { copyText, SPARE, viewOf } from "./copy-text.js";

/** Bytes that are asked for at first. */
const ROOM = 1024;

/** Texts by number, as UTF-8: each is made once, when it is written first. Those of numbers beyond a range are made each time. */
export class NumberedTexts {
  readonly #low: number;
  readonly #text: (number: number) => string;
  /** where each begins among the bytes; 0: it was not made */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #bytes = Buffer.alloc(ROOM);
  #view = viewOf(this.#bytes);
  /** no text begins at 0 */
  #used = 1;

  /** Texts of numbers from `low` on, `size` of them, are kept. */
  constructor(low: number, size: number, text: (number: number) => string) {
    this.#low = low;
    this.#text = text;
    this.#starts = new Int32Array(size);
    this.#ends = new Int32Array(size);
  }

  /** Writes the text of a number from `at` on, and says where it ends; up to {@link SPARE} bytes behind that are written, too. */
  write(number: number, to: DataView, at: number): number {
    const place = number - this.#low;
    if (!(place >= 0 && place < this.#starts.length)) return writeText(this.#text(number), to, at);
    if (this.#starts[place] === 0) this.#make(number, place);
    const start = this.#starts[place]!;
    const end = at + this.#ends[place]! - start;
    copyText(this.#view, start, to, at, end);
    return end;
  }

  #make(number: number, place: number): void {
    const text = this.#text(number);
    const length = Buffer.byteLength(text);
    if (this.#used + length + 2 * SPARE > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes], 2 * (this.#used + length + SPARE));
      this.#view = viewOf(this.#bytes);
    }
    this.#starts[place] = this.#used;
    this.#used += this.#bytes.write(text, this.#used);
    this.#ends[place] = this.#used;
  }
}

/** Writes a text: nearly all are of ASCII. */
function writeText(text: string, to: DataView, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return at + Buffer.from(to.buffer, to.byteOffset, to.byteLength).write(text, at);
    to.setUint8(at + i, code);
  }
  return at + text.length;
}
