// What stands for a column of integers when two processes compare answers: how many, their sum, and a sum weighted by position,
// which a swapped pair of rows changes. pandas.py computes the same three; all stay below 2 ** 53.
const CYCLE = 9973;

/** Adds numbers one by one, in order. */
export class Digest {
  rows = 0;
  sum = 0;
  order = 0;

  add(value) {
    this.sum += value;
    this.order += value * ((this.rows % CYCLE) + 1);
    this.rows++;
  }

  toJSON() {
    return { rows: this.rows, sum: this.sum, order: this.order };
  }
}

/** Digest of anything that can be iterated over. */
export function digest(values) {
  const result = new Digest();
  for (const value of values) result.add(value);
  return result.toJSON();
}
