const CYCLE = 9973;
/** primes: products of such a remainder and a place are exact */
const ODD = 65_521;
const PRIME = 2_147_483_647;

/**
 * What stands for a table when two processes compare answers: how many rows, and for each column its missing cells, the sum of
 * its numbers, and the sum weighed by what the row is known by: the values of its `keys`. Groups may come in any order, but a
 * value in another group's row changes the sum. Where an order was asked for (`ordered` columns) there is the sum weighed by
 * place, too, and one of integers and texts that is exact. Bools are 0 and 1, times milliseconds, texts and lists of texts a number made of their characters.
 */
export class TableSums {
  #rows = 0;

  /**
   * @param {readonly string[]} names
   * @param {{ keys?: readonly string[], ordered?: readonly string[] }} how
   */
  constructor(names, { keys = [], ordered = [] }) {
    this.columns = names.map((name) => ({ name, rows: 0, missing: 0, sum: 0, weighed: 0, ...(ordered.includes(name) ? { placed: 0, order: 0 } : {}) }));
    this.keys = keys.map((key) => names.indexOf(key));
  }

  /** Adds the next row: the number of each of its cells, as `numberOf` gives it. */
  add(numbers) {
    const place = (this.#rows++ % CYCLE) + 1;
    let weight = 1;
    for (const key of this.keys) weight = (weight * 31 + (Math.abs(numbers[key]) || 0)) % CYCLE;
    for (let at = 0; at < this.columns.length; at++) {
      const sums = this.columns[at];
      const cell = numbers[at];
      sums.rows++;
      if (Number.isNaN(cell)) {
        sums.missing++;
        continue;
      }
      sums.sum += cell;
      sums.weighed += cell * (1 + weight);
      if (sums.placed === undefined) continue;
      sums.placed += cell * place;
      // Exact, so that of a million rows two that change places are noticed: what floats sum up to is not.
      if (Number.isSafeInteger(cell)) sums.order = (sums.order + (Math.abs(cell) % ODD) * place) % PRIME;
    }
  }
}

/** The sums of columns that are in memory. */
export function tableSums(columns, how) {
  const names = Object.keys(columns);
  const numbers = names.map((name) => Float64Array.from(columns[name], numberOf));
  const sums = new TableSums(names, how);
  for (let row = 0; row < numbers[0].length; row++) sums.add(numbers.map((cells) => cells[row]));
  return sums.columns;
}

export function numberOf(cell) {
  if (cell === null || cell === undefined) return NaN;
  if (typeof cell === "string") return textNumber(cell);
  if (cell instanceof Date) return cell.getTime();
  if (typeof cell === "object") return textNumber([...cell].join("\u0000"));
  return Number(cell);
}

function textNumber(text) {
  let number = text.length;
  for (let i = 0; i < text.length; i++) number = (number * 31 + text.charCodeAt(i)) % CYCLE;
  return number;
}

// Numbers added up in another order differ in their last bits.
const CLOSE = 1e-9;

/** What is wrong with a table's sums, or null. */
export function wrongTable(answer, expected) {
  const found = new Map(answer?.map((column) => [column.name, column]));
  for (const { name, ...right } of expected) {
    const sums = found.get(name);
    const same = sums !== undefined && Object.entries(right).every(([each, value]) => (each === "order" ? sums[each] === value : Math.abs(sums[each] - value) <= CLOSE * Math.abs(value)));
    if (!same) return `column ${name}: ${JSON.stringify(sums)} is not ${JSON.stringify({ name, ...right })}`;
  }
  return found.size === expected.length ? null : `${found.size} columns, not ${expected.length}`;
}
