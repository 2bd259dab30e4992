import { heavy } from "../harness/heavy.mjs";

export function addLength(rows) {
  for (const row of rows) row.length_str = row.Name.length;
  return rows;
}

export function addHeavy(rows) {
  for (const row of rows) row.heavy = heavy(row.Name);
  return rows;
}
