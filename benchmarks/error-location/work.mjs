// A function of one row, which fails at one of them, with a property of its own on the error; and of a chunk of rows.
export function lengthOf(row) {
  if (row.id === 700) throw Object.assign(new RangeError("the name is odd"), { detail: 7 });
  return row.name.length;
}

export const lengthsOf = (rows) => rows.map(lengthOf);
