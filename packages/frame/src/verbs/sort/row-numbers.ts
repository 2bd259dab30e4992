/** The numbers 0, 1, … of so many rows: `Int32Array.from` with a function takes twenty times as long. */
export function rowNumbers(length: number): Int32Array {
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}
