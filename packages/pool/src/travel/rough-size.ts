/**
 * About how many bytes a value takes on the wire. Samples long arrays, and looks at no more than a few thousand cells:
 * for a warning, not for accounts.
 */
export function roughSize(value: unknown): number {
  return sizeOf(value, { left: 10_000 });
}

function sizeOf(value: unknown, budget: { left: number }): number {
  budget.left--;
  switch (typeof value) {
    case "string":
      return value.length + 5;
    case "bigint":
      return 16;
    case "object":
      return value === null ? 1 : objectSize(value, budget);
    default:
      return 9;
  }
}

function objectSize(value: object, budget: { left: number }): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) return value.byteLength;
  if (Array.isArray(value)) return listSize(value, value.length, budget);
  if (value instanceof Map) return listSize(value, value.size * 2, budget);
  if (value instanceof Set) return listSize(value, value.size, budget);
  return listSize(Object.entries(value), Object.keys(value).length * 2, budget);
}

/** Mean of the first members, times their number. */
function listSize(members: Iterable<unknown>, count: number, budget: { left: number }): number {
  let seen = 0;
  let size = 0;
  for (const member of members) {
    if (budget.left <= 0) break;
    if (Array.isArray(member) && member.length === 2 && count > seen) {
      // An entry of a Map or of an object.
      size += sizeOf(member[0], budget) + sizeOf(member[1], budget);
      seen += count % 2 === 0 ? 2 : 1;
    } else {
      size += sizeOf(member, budget);
      seen++;
    }
  }
  return seen === 0 ? count * 9 : (size / seen) * count;
}
