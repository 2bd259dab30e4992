/** The first NaN in a place of `[begin, end)`; `end` if there is none. */
export function nextNaN(data: Float64Array, begin: number, end: number): number {
  let at = begin;
  while (at < end && data[at] === data[at]) at++;
  return at;
}

/** The same of floats of 16 bits. */
export function nextHalfNaN(data: Float64Array, begin: number, end: number): number {
  let at = begin;
  while (at < end && (data[at]! & 0x7fff) <= 0x7c00) at++;
  return at;
}
