import { fewBytes } from "../few-bytes";
import { ENDS_AT, KEYS_AT, seed, slotOf } from "./slots";

/**
 * Keys of a block of rows, each of 16 bytes: the address of its first slot, its tag and its word (slots.ts). They are made, and their slots
 * and texts read, one behind the other with nothing that waits for them, so that a processor has many places of a large table on the way
 * at once; only then each is searched for.
 */
const KEY: usize = 16;
/** Bytes of the longest key that is a word of its own. */
export const SHORT: u32 = 8;

/** What was read: exported, so that no compiler leaves the reading out. */
export let touched: u32 = 0;

/** Makes keys of the texts of rows from row `row` on, whose ends and `shift` are addresses. */
export function makeTextKeys(shift: usize, row: u32, keys: u32): void {
  const ends = ENDS_AT + 4 * <usize>row;
  let end = shift + <usize>load<u32>(ends);
  for (let k: usize = 0; k < <usize>keys; k++) {
    const start = end;
    end = shift + <usize>load<u32>(ends + 4 * k, 4);
    const length = end - start;
    if (<u32>length <= SHORT) setKey(k, <u32>length, fewBytes(start, length));
    else {
      const hash = hashOf(start, end);
      setKey(k, tagOfHash(hash), wordOfHash(hash));
    }
  }
}

/** Makes keys of the words of rows. */
export function makeWordKeys(row: u32, keys: u32): void {
  const words = ENDS_AT + 8 * <usize>row;
  for (let k: usize = 0; k < <usize>keys; k++) setKey(k, SHORT, load<u64>(words + 8 * k));
}

/** Reads the slot of each key. */
export function touchSlots(keys: u32): void {
  let sum: u32 = 0;
  for (let k: usize = 0; k < <usize>keys; k++) sum ^= load<u32>(firstSlot(k));
  touched = sum;
}

/** Reads the text that is entered in the slot of each key. */
export function touchTexts(keys: u32, texts: usize): void {
  let sum: u32 = 0;
  for (let k: usize = 0; k < <usize>keys; k++) {
    const slot = firstSlot(k);
    // Of a short key's slot any text: which it is is not worth a guess.
    const place = select<usize>(load<u32>(slot, 8), 0, <i32>load<u32>(slot, 4) < 0);
    sum ^= load<u32>(texts + place, 4);
  }
  touched = sum;
}

@inline
export function firstSlot(k: usize): usize {
  return load<u32>(KEYS_AT + KEY * k);
}

@inline
export function tagOf(k: usize): u32 {
  return load<u32>(KEYS_AT + KEY * k, 4);
}

@inline
export function wordOf(k: usize): u64 {
  return load<u64>(KEYS_AT + KEY * k, 8);
}

@inline
function setKey(k: usize, tag: u32, word: u64): void {
  const key = KEYS_AT + KEY * k;
  store<u32>(key, <u32>slotOf(tag, word));
  store<u32>(key, tag, 4);
  store<u64>(key, word, 8);
}

/**
 * Hash of more than 8 bytes: eight at a time, and the last eight once more. The halves of what is not known outside (the seed is in it) are
 * multiplied with each other, so that no change of bytes is sure to be taken back by a change of those behind.
 */
@inline
export function hashOf(start: usize, end: usize): u64 {
  const last = end - 8;
  let hash = seed ^ <u64>(end - start);
  for (let at = start; at < last; at += 8) {
    hash = folded(hash ^ load<u64>(at));
  }
  hash = folded(hash ^ load<u64>(last));
  hash = (hash ^ (hash >> 29)) * 0x9e37_79b9_7f4a_7c15;
  return hash ^ (hash >> 32);
}

/** What a long key has in the place of its length. */
@inline
export function tagOfHash(hash: u64): u32 {
  return <u32>hash | 0x8000_0000;
}

/** What it has in the place of its bytes, but for where they are kept. */
@inline
export function wordOfHash(hash: u64): u64 {
  return hash & 0xffff_ffff_0000_0000;
}

@inline
function folded(word: u64): u64 {
  return (word & 0xffff_ffff) * (word >> 32) + rotl<u64>(word, 29) * 0xc2b2_ae3d_27d4_eb4f;
}
