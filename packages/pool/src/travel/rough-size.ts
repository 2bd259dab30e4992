/** An object below so many others is not looked into. */
const DEEPEST = 64;
/** What the second mention of an object takes. */
const REFERENCE = 5;

/**
 * About how many bytes a value takes on the wire. Samples long arrays, looks at no more than a few thousand cells, and at
 * each object once, as it is sent once: for a warning, not for accounts. Never throws.
 */
export function roughSize(value: unknown): number {
  try {
    return new Look(value).size(value);
  } catch {
    // A getter: what cannot be read cannot be sent, and that is told where it is sent.
    return 0;
  }
}

class Look {
  readonly #root: unknown;
  /** objects inside the root; made for the first one: most values have none */
  #seen: Set<object> | null = null;
  #left = 10_000;
  #depth = 0;

  constructor(root: unknown) {
    this.#root = root;
  }

  size(value: unknown): number {
    this.#left--;
    switch (typeof value) {
      case "string":
        return value.length + 5;
      case "bigint":
        return 16;
      case "object":
        return value === null ? 1 : this.#object(value);
      default:
        return 9;
    }
  }

  #object(value: object): number {
    if (ArrayBuffer.isView(value)) return value.byteLength;
    if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return value.byteLength;
    if (this.#depth === DEEPEST || (this.#depth > 0 && this.#isKnown(value))) return REFERENCE;
    this.#depth++;
    const size = this.#members(value);
    this.#depth--;
    return size;
  }

  #isKnown(value: object): boolean {
    if (value === this.#root || this.#seen?.has(value) === true) return true;
    (this.#seen ??= new Set()).add(value);
    return false;
  }

  #members(value: object): number {
    if (Array.isArray(value)) return this.#list(value, value.length);
    if (value instanceof Map) return this.#list(value, value.size * 2);
    if (value instanceof Set) return this.#list(value, value.size);
    const entries = Object.entries(value);
    return this.#list(entries, entries.length * 2);
  }

  /** Mean of the first members, times their number. */
  #list(members: Iterable<unknown>, count: number): number {
    let seen = 0;
    let size = 0;
    for (const member of members) {
      if (this.#left <= 0) break;
      if (Array.isArray(member) && member.length === 2 && count > seen) {
        // An entry of a Map or of an object.
        size += this.size(member[0]) + this.size(member[1]);
        seen += count % 2 === 0 ? 2 : 1;
      } else {
        size += this.size(member);
        seen++;
      }
    }
    return seen === 0 ? count * 9 : (size / seen) * count;
  }
}
