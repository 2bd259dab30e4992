import { ArgumentError } from "@framepool/errors";

const PAGE = 65536;
/** 1 GiB, the maximum that the kernels were compiled for */
const MOST = 16384 * PAGE;

/** A stretch of memory: whole pages, at an address that is one. */
export interface Region {
  readonly start: number;
  readonly bytes: number;
}

/** Memory that regions are cut from: a `WebAssembly.Memory`, whose name TypeScript has for browsers only, and users compile against. */
export interface GrowingMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

/**
 * Cuts a shared memory into regions, from its second page on. A page that was never written to costs nothing, so room is
 * given freely; what was freed is used again where it fits. The memory grows with the last region, and never shrinks.
 */
export class Regions {
  readonly #memory: GrowingMemory;
  /** what is free between regions, by address; never two that touch */
  #free: Region[] = [];
  #end = PAGE;

  constructor(memory: GrowingMemory) {
    this.#memory = memory;
  }

  get buffer(): SharedArrayBuffer {
    return this.#memory.buffer;
  }

  /** A region of at least `bytes`, with anything in it. Throws ArgumentError if 1 GiB does not hold it. */
  allocate(bytes: number): Region {
    const size = pages(bytes);
    const found = this.#free.findIndex((free) => free.bytes >= size);
    if (found < 0) return this.#append(size);
    const { start, bytes: room } = this.#free[found]!;
    this.#free.splice(found, 1, ...(room > size ? [{ start: start + size, bytes: room - size }] : []));
    return { start, bytes: size };
  }

  free(region: Region): void {
    let { start, bytes } = region;
    const before = this.#free.find((free) => free.start + free.bytes === start);
    const behind = this.#free.find((free) => free.start === start + bytes);
    if (before !== undefined) start = before.start;
    bytes += (before?.bytes ?? 0) + (behind?.bytes ?? 0);
    const rest = this.#free.filter((free) => free !== before && free !== behind);
    if (start + bytes === this.#end) this.#end = start;
    else rest.push({ start, bytes });
    this.#free = rest.sort((a, b) => a.start - b.start);
  }

  /** The region, at least `bytes` long: it stays where it is if what is behind it is free, else it is moved with its first `kept` bytes. */
  grow(region: Region, bytes: number, kept: number): Region {
    const size = pages(bytes);
    if (size <= region.bytes) return region;
    if (region.start + region.bytes === this.#end) {
      this.#append(size - region.bytes);
      return { start: region.start, bytes: size };
    }
    const larger = this.allocate(size);
    new Uint8Array(this.buffer).copyWithin(larger.start, region.start, region.start + kept);
    this.free(region);
    return larger;
  }

  #append(size: number): Region {
    const start = this.#end;
    const end = start + size;
    if (end > MOST) throw new ArgumentError(`the text, its index and what is written of it need more than ${MOST / 2 ** 20} MiB in one thread; make partitionBytes smaller`);
    const missing = end - this.buffer.byteLength;
    if (missing > 0) this.#memory.grow(missing / PAGE);
    this.#end = end;
    return { start, bytes: size };
  }
}

function pages(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / PAGE)) * PAGE;
}
