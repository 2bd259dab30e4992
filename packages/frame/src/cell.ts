/** What a cell of a frame is in JavaScript. A missing cell is `null`; `NaN` stays a number. */
export type Cell = string | number | bigint | boolean | Date | Uint8Array | null | readonly Cell[];
