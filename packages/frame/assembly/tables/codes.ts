import { fewBytes } from "../few-bytes";
import { firstSlot, hashOf, makeTextKeys, makeWordKeys, SHORT, tagOf, tagOfHash, touchSlots, touchTexts, wordOf, wordOfHash } from "./keys";
import { CODES_AT, ENDS_AT, fillSlot, keepText, keyCount, KEYS, nextSlot, ownBits, slotOf, textsAt } from "./slots";

/** The slots of so many keys, when a block begins, stay near the processor: none is read ahead. */
const FEW: u32 = 512;

/**
 * Writes the codes of `rows` texts, whose first byte lies at `block` and is number `first`; those that are new are entered, or have -1
 * unless `enters`.
 */
export function codesOfTexts(block: usize, first: u32, rows: u32, enters: bool): void {
  const shift = block - <usize>first;
  if (keyCount() <= FEW) return codesOfFewTexts(shift, rows, enters);
  for (let row: u32 = 0; row < rows; row += KEYS) {
    const keys = min(KEYS, rows - row);
    makeTextKeys(shift, row, keys);
    touchSlots(keys);
    touchTexts(keys, textsAt());
    for (let k: u32 = 0; k < keys; k++) {
      const code = CODES_AT + 4 * <usize>(row + k);
      if (load<i32>(code) < 0) continue;
      const ends = ENDS_AT + 4 * <usize>(row + k);
      const start = shift + <usize>load<u32>(ends);
      store<i32>(code, codeOfText(start, load<u32>(ends, 4) - load<u32>(ends), firstSlot(k), tagOf(k), wordOf(k), enters));
    }
  }
}

/** The same, each row by itself. Most have a short text that is in its first slot. */
function codesOfFewTexts(shift: usize, rows: u32, enters: bool): void {
  let end = shift + <usize>load<u32>(ENDS_AT);
  for (let row: usize = 0; row < <usize>rows; row++) {
    const start = end;
    end = shift + <usize>load<u32>(ENDS_AT + 4 * row, 4);
    const code = CODES_AT + 4 * row;
    if (load<i32>(code) < 0) continue;
    const length = <u32>(end - start);
    // A key as those of keys.ts.
    let tag = length;
    let word: u64;
    if (length <= SHORT) word = fewBytes(start, length);
    else {
      const hash = hashOf(start, end);
      tag = tagOfHash(hash);
      word = wordOfHash(hash);
    }
    const at = slotOf(tag, word);
    const known = load<u32>(at);
    // A free slot looks like the empty text's. A long key's tag is no length: none of these is found here.
    if (((<u64>(load<u32>(at, 4) ^ length) | (load<u64>(at, 8) ^ word)) == 0) & (known != 0)) store<u32>(code, known - 1);
    else store<i32>(code, codeOfText(start, length, at, tag, word, enters));
  }
}

/** The same of words. */
export function codesOfWords(rows: u32, enters: bool): void {
  if (keyCount() <= FEW) return codesOfFewWords(rows, enters);
  for (let row: u32 = 0; row < rows; row += KEYS) {
    const keys = min(KEYS, rows - row);
    makeWordKeys(row, keys);
    touchSlots(keys);
    for (let k: u32 = 0; k < keys; k++) {
      const code = CODES_AT + 4 * <usize>(row + k);
      if (load<i32>(code) >= 0) store<i32>(code, codeOfWord(firstSlot(k), tagOf(k), wordOf(k), enters));
    }
  }
}

function codesOfFewWords(rows: u32, enters: bool): void {
  for (let row: usize = 0; row < <usize>rows; row++) {
    const code = CODES_AT + 4 * row;
    if (load<i32>(code) < 0) continue;
    const word = load<u64>(ENDS_AT + 8 * row);
    const at = slotOf(SHORT, word);
    const known = load<u32>(at);
    // All tags are one.
    if ((load<u64>(at, 8) == word) & (known != 0)) store<u32>(code, known - 1);
    else store<i32>(code, codeOfWord(at, SHORT, word, enters));
  }
}

/** Of a text whose key has a tag and a word, looked for from the slot `first` on. */
@inline
function codeOfText(start: usize, length: u32, first: usize, tag: u32, word: u64, enters: bool): i32 {
  let at = findSlot(first, tag, word);
  if (<i32>tag < 0) while (load<u32>(at) != 0 && !isText(textsAt() + <usize>load<u32>(at, 8), start, length)) at = findSlot(nextSlot(at), tag, word);
  const code = load<i32>(at) - 1;
  if (code >= 0 || !enters) return code;
  const place = keepText(start, length);
  return fillSlot(at, tag, <i32>tag < 0 ? word | place : word);
}

@inline
function codeOfWord(first: usize, tag: u32, word: u64, enters: bool): i32 {
  const at = findSlot(first, tag, word);
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
