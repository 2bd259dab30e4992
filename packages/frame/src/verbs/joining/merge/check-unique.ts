import { FrameError } from "@framepool/errors";
import type { JoinCodes } from "./join-codes.js";
import type { JoinKeys, Validate } from "./join-keys.js";

const UNIQUE: Readonly<Record<Validate, readonly ("left" | "right")[]>> = {
  "1:1": ["left", "right"], one_to_one: ["left", "right"], "1:m": ["left"], one_to_many: ["left"], "m:1": ["right"], many_to_one: ["right"], "m:m": [], many_to_many: [],
};

/** The sides whose keys `validate` wants to be there once only. */
export function uniqueSides(validate: Validate | undefined): readonly ("left" | "right")[] {
  return validate === undefined ? [] : UNIQUE[validate];
}

/** Throws FrameError, naming side and row, if a key is there more than once on a side where `validate` forbids it. */
export function checkUnique(codes: JoinCodes, keys: JoinKeys, validate: Validate | undefined): void {
  for (const side of uniqueSides(validate)) {
    const seen = new Uint8Array(codes.count);
    const own = codes[side];
    for (let row = 0; row < own.length; row++) {
      const code = own[row]!;
      if (seen[code] === 1) throw new FrameError(`merge: the keys of the ${side} side are not unique, as validate: "${String(validate)}" wants them: ${shownKey(keys[side], row)} is there again in row ${String(row)}`, { row });
      seen[code] = 1;
    }
  }
}

function shownKey(keys: JoinKeys["left"], row: number): string {
  return keys.map((column) => String(column.get(row))).join(", ");
}
