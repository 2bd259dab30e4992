import type { Region, Regions } from "./Regions.js";

/** Text in shared memory, lent to whoever gets it by handle. */
export interface Slot {
  readonly buffer: SharedArrayBuffer;
  /** At `byteOffset - 8` is an Int32 that is 1 while the text is lent: who has read it sets it to 0 with `Atomics.store`, and it may be written over. */
  readonly byteOffset: number;
  readonly length: number;
}

const HEADER = 8;

/** The regions that text is written to, each until it is lent, and again when it was given back. */
export class Slots {
  readonly #regions: Regions;
  #slots: Region[] = [];

  constructor(regions: Regions) {
    this.#regions = regions;
  }

  /** A slot that nobody reads, with room for `bytes` of text: the largest there is, grown where it is too small, or a new one. */
  take(bytes: number): OpenSlot {
    const flags = new Int32Array(this.#regions.buffer);
    const idle = this.#slots.filter(({ start }) => Atomics.load(flags, start >> 2) === 0);
    const largest = idle.reduce<Region | null>((best, slot) => (best === null || slot.bytes > best.bytes ? slot : best), null);
    const slot = new OpenSlot(this.#regions, largest ?? this.#regions.allocate(HEADER + bytes));
    this.#slots = this.#slots.filter((other) => other !== largest);
    slot.grow(bytes, 0);
    return slot;
  }

  /** Lends what was written. */
  lend(slot: OpenSlot, length: number): Slot {
    this.#slots.push(slot.region);
    const { buffer } = this.#regions;
    const { start } = slot.region;
    Atomics.store(new Int32Array(buffer), start >> 2, 1);
    return { buffer, byteOffset: start + HEADER, length };
  }
}

/** A slot that is written to. */
export class OpenSlot {
  readonly #regions: Regions;
  #region: Region;

  constructor(regions: Regions, region: Region) {
    this.#regions = regions;
    this.#region = region;
  }

  get region(): Region {
    return this.#region;
  }

  /** Where text begins, and where the room for it ends. */
  get from(): number {
    return this.#region.start + HEADER;
  }

  get limit(): number {
    return this.#region.start + this.#region.bytes;
  }

  /** Room for `bytes` of text; the first `kept` are kept, perhaps elsewhere. */
  grow(bytes: number, kept: number): void {
    this.#region = this.#regions.grow(this.#region, HEADER + bytes, HEADER + kept);
  }
}
