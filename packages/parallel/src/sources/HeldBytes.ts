import type { OpenBytes } from "@framepool/csv/internal";

/** The bytes of an input, closed when the last part of it was read. */
export class HeldBytes {
  readonly #opened: OpenBytes;
  /** parts that may still be read, and who cuts them */
  #holders = 1;
  #closing: Promise<void> | null = null;

  constructor(opened: OpenBytes) {
    this.#opened = opened;
  }

  get bytes(): OpenBytes["bytes"] {
    return this.#opened.bytes;
  }

  hold(): void {
    this.#holders++;
  }

  /** One holder less. */
  release(): void {
    if (--this.#holders === 0) void this.close().catch(() => undefined);
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#opened.close());
  }
}
