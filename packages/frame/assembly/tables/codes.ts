import { firstSlot, makeTextKeys, makeWordKeys, tagOf, touchSlots, wordOf } from "./keys";
import { CODES_AT, ENDS_AT, fillSlot, keepText, KEYS, nextSlot, ownWord, textsAt } from "./slots";

/**
 * Writes the codes of `rows` texts, whose first byte lies at `block` and is number `first`; those that are new are entered, or have -1
 * unless `enters`.
 */
export function codesOfTexts(block: usize, first: u32, rows: u32, enters: bool): void {
  const shift = block - <usize>first;
  for (let row: u32 = 0; row < rows; row += KEYS) {
    const keys = min(KEYS, rows - row);
    makeTextKeys(shift, row, keys);
    touchSlots(keys, textsAt());
    for (let k: u32 = 0; k < keys; k++) {
      const code = CODES_AT + 4 * <usize>(row + k);
      if (load<i32>(code) >= 0) store<i32>(code, codeOfText(shift, row + k, k, enters));
    }
  }
}

/** The same of words. */
export function codesOfWords(rows: u32, enters: bool): void {
  for (let row: u32 = 0; row < rows; row += KEYS) {
    const keys = min(KEYS, rows - row);
    makeWordKeys(row, keys);
    touchSlots(keys, textsAt());
    for (let k: u32 = 0; k < keys; k++) {
      const code = CODES_AT + 4 * <usize>(row + k);
      if (load<i32>(code) >= 0) store<i32>(code, codeOfWord(k, enters));
    }
  }
}

@inline
function codeOfText(shift: usize, row: u32, k: u32, enters: bool): i32 {
  const tag = tagOf(k);
  const word = wordOf(k);
  const ends = ENDS_AT + 4 * <usize>row;
  let at = firstSlot(k);
  while (load<u32>(at) != 0) {
    if (load<u32>(at, 4) == tag && ownWord(tag, load<u64>(at, 8)) == word) {
      if (<i32>tag >= 0 || isText(textsAt() + <usize>load<u32>(at, 8), shift + <usize>load<u32>(ends), load<u32>(ends, 4) - load<u32>(ends))) return load<u32>(at) - 1;
    }
    at = nextSlot(at);
  }
  if (!enters) return -1;
  const start = load<u32>(ends);
  const place = keepText(shift + <usize>start, load<u32>(ends, 4) - start);
  return fillSlot(at, tag, <i32>tag < 0 ? word | place : word);
}

@inline
function codeOfWord(k: u32, enters: bool): i32 {
  const word = wordOf(k);
  let at = firstSlot(k);
  while (load<u32>(at) != 0) {
    if (load<u64>(at, 8) == word) return load<u32>(at) - 1;
    at = nextSlot(at);
  }
  return enters ? fillSlot(at, tagOf(k), word) : -1;
}

/** Whether the text that is kept at an address is one of more than 8 bytes. */
@inline
function isText(kept: usize, start: usize, length: u32): bool {
  if (load<u32>(kept) != length) return false;
  const last = <usize>length - 8;
  for (let k: usize = 0; k < last; k += 8) if (load<u64>(kept + k, 4) != load<u64>(start + k)) return false;
  return load<u64>(kept + last, 4) == load<u64>(start + last);
}
