import { firstSlot, makeTextKeys, makeWordKeys, tagOf, touchSlots, touchTexts, wordOf } from "./keys";
import { CODES_AT, ENDS_AT, fillSlot, keepText, KEYS, nextSlot, ownBits, textsAt } from "./slots";

/**
 * Writes the codes of `rows` texts, whose first byte lies at `block` and is number `first`; those that are new are entered, or have -1
 * unless `enters`.
 */
export function codesOfTexts(block: usize, first: u32, rows: u32, enters: bool): void {
  const shift = block - <usize>first;
  for (let row: u32 = 0; row < rows; row += KEYS) {
    const keys = min(KEYS, rows - row);
    makeTextKeys(shift, row, keys);
    touchSlots(keys);
    touchTexts(keys, textsAt());
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
    touchSlots(keys);
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
  const start = shift + <usize>load<u32>(ends);
  const length = load<u32>(ends, 4) - load<u32>(ends);
  let at = findSlot(firstSlot(k), tag, word);
  if (<i32>tag < 0) while (load<u32>(at) != 0 && !isText(textsAt() + <usize>load<u32>(at, 8), start, length)) at = findSlot(nextSlot(at), tag, word);
  const code = load<i32>(at) - 1;
  if (code >= 0 || !enters) return code;
  const place = keepText(start, length);
  return fillSlot(at, tag, <i32>tag < 0 ? word | place : word);
}

@inline
function codeOfWord(k: u32, enters: bool): i32 {
  const tag = tagOf(k);
  const word = wordOf(k);
  const at = findSlot(firstSlot(k), tag, word);
  const code = load<i32>(at) - 1;
  return code >= 0 || !enters ? code : fillSlot(at, tag, word);
}

/** The first slot from `at` on that has a tag and a word, or is free. By one branch a slot, since nobody can foresee what it is that differs. */
@inline
function findSlot(at: usize, tag: u32, word: u64): usize {
  const own = ownBits(tag);
  while (((<u64>(load<u32>(at, 4) ^ tag) | ((load<u64>(at, 8) ^ word) & own)) != 0) & (load<u32>(at) != 0)) at = nextSlot(at);
  return at;
}

/** Whether the text that is kept at an address is one of more than 8 bytes. */
@inline
function isText(kept: usize, start: usize, length: u32): bool {
  if (load<u32>(kept) != length) return false;
  const last = <usize>length - 8;
  for (let k: usize = 0; k < last; k += 8) if (load<u64>(kept + k, 4) != load<u64>(start + k)) return false;
  return load<u64>(kept + last, 4) == load<u64>(start + last);
}
