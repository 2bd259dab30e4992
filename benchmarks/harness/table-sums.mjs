const CYCLE = 9973;

/**
 * What stands for a table when two processes compare answers: how many rows, and for each column its missing cells, the sum of
 * its numbers, and the sum weighed by what the row is known by. That is its place, where an order was asked for, else the values
 * of its `keys`: groups may come in any order, but a value in another group's row changes the sum. Bools are 0 and 1, texts and
 * lists of texts a number made of their characters.
 *
 * @param {Record<string, Iterable<unknown>>} columns
 * @param {{ keys?: readonly string[], ordered?: readonly string[] }} how  `ordered` columns are weighed by place
 */
export function tableSums(columns, { keys = [], ordered = [] }) {
  const numbers = Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, Float64Array.from(cells, numberOf)]));
  const rows = Object.values(numbers)[0].length;
  const weights = new Float64Array(rows).fill(1);
  for (const key of keys) for (let row = 0; row < rows; row++) weights[row] = (weights[row] * 31 + (Math.abs(numbers[key][row]) || 0)) % CYCLE;
  return Object.entries(numbers).map(([name, cells]) => sumsOf(name, cells, ordered.includes(name) ? (row) => row % CYCLE : (row) => weights[row]));
}

function sumsOf(name, cells, weightOf) {
  const sums = { name, rows: cells.length, missing: 0, sum: 0, weighed: 0 };
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row];
    if (Number.isNaN(cell)) sums.missing++;
    else {
      sums.sum += cell;
      sums.weighed += cell * (1 + weightOf(row));
    }
  }
  return sums;
}

function numberOf(cell) {
  if (cell === null || cell === undefined) return NaN;
  if (typeof cell === "string") return textNumber(cell);
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
  for (const column of expected) {
    const sums = found.get(column.name);
    const right = sums !== undefined && ["rows", "missing", "sum", "weighed"].every((each) => Math.abs(sums[each] - column[each]) <= CLOSE * Math.abs(column[each]));
    if (!right) return `column ${column.name}: ${JSON.stringify(sums)} is not ${JSON.stringify(column)}`;
  }
  return found.size === expected.length ? null : `${found.size} columns, not ${expected.length}`;
}
