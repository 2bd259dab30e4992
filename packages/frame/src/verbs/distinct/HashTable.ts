const FIRST = 1024;

/** Open addressing from hashes to the numbers 0, 1, 2 … given to new keys; whether two keys are equal is asked outside. */
export class HashTable {
  size = 0;
  /** number + 1 of the key in each slot; 0: free */
  #slots = new Int32Array(FIRST);
  #mask = FIRST - 1;
  #hashes = new Int32Array(FIRST);

  /** The number of the key with this hash that `equal` says yes to, or of a new one. */
  enter(hash: number, equal: (key: number) => boolean): number {
    let slot = mixed(hash) & this.#mask;
    for (;;) {
      const key = this.#slots[slot]! - 1;
      if (key < 0) break;
      if (this.#hashes[key] === hash && equal(key)) return key;
      slot = (slot + 1) & this.#mask;
    }
    const key = this.size++;
    this.#slots[slot] = key + 1;
    if (key === this.#hashes.length) {
      const hashes = new Int32Array(key * 2);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
    }
    this.#hashes[key] = hash;
    if (this.size * 2 > this.#mask) this.#grow();
    return key;
  }

  #grow(): void {
    this.#mask = this.#slots.length * 4 - 1;
    this.#slots = new Int32Array(this.#mask + 1);
    for (let key = 0; key < this.size; key++) {
      let slot = mixed(this.#hashes[key]!) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = key + 1;
    }
  }
}

function mixed(hash: number): number {
  const bits = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  return bits ^ (bits >>> 13);
}
