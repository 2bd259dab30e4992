import { Buffer } from "node:buffer";

/** Bytes that grow. Writers reserve room, write at `used`, and move it on. */
export class TextBuffer {
  bytes: Buffer;
  used = 0;

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  /** Room for `more` bytes. */
  reserve(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.used + more, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }

  /** Text that is known to be ASCII. */
  ascii(text: string): void {
    const { length } = text;
    this.reserve(length);
    const { bytes, used } = this;
    for (let i = 0; i < length; i++) bytes[used + i] = text.charCodeAt(i);
    this.used = used + length;
  }

  /** Bytes as they are; short ones, for which a loop is quicker than a call. */
  raw(from: Uint8Array): void {
    const { length } = from;
    this.reserve(length);
    const { bytes, used } = this;
    for (let i = 0; i < length; i++) bytes[used + i] = from[i]!;
    this.used = used + length;
  }

  /** Bytes as they are, many. */
  copy(from: Uint8Array): void {
    this.reserve(from.length);
    this.bytes.set(from, this.used);
    this.used += from.length;
  }

  byte(value: number): void {
    if (this.used === this.bytes.length) this.reserve(1);
    this.bytes[this.used++] = value;
  }

  /** What was written: a view. */
  finish(): Buffer {
    return this.bytes.subarray(0, this.used);
  }
}
