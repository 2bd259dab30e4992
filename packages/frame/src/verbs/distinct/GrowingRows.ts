/** Row numbers in order, as many as come. */
export class GrowingRows {
  #rows = new Int32Array(256);
  #length = 0;

  at(i: number): number {
    return this.#rows[i]!;
  }

  add(row: number): void {
    if (this.#length === this.#rows.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows[this.#length++] = row;
  }

  finish(): Int32Array {
    return this.#rows.subarray(0, this.#length);
  }
}
