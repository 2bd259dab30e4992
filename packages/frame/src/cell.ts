/** What a cell of a frame is in JavaScript. A missing cell is `null`; `NaN` stays a number. */
export type Cell = string | number | bigint | boolean | Date | Uint8Array | null | readonly Cell[];

/** What is counted with: numbers, durations in milliseconds among them, and bools. */
export type Countable = number | bigint | boolean;
/** Cells that are counted with. */
export type NumberCell = Countable | null | undefined;
/** Cells of text. */
export type TextCell = string | null | undefined;
/** Cells that are points in time. */
export type TimeCell = Date | null | undefined;
/** Answers to a question. */
export type FlagCell = boolean | null | undefined;
/** Durations are read as milliseconds. */
export type DurationCell = number | bigint | null | undefined;
