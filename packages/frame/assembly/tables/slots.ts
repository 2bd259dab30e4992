/**
 * A hash table with open addressing, the only one in its memory. A slot has four numbers: code + 1 (0: it is free), a tag, and a word of
 * two. Of a key of up to 8 bytes the tag is the length and the word its bytes; of a longer one the tag is a part of its hash with the top
 * bit set, and the word has another part above, and below where its text lies among the texts. So a look-up of a short key reads one
 * place, and one of a long key seldom reads a text that is not its own.
 *
 * Behind the slots lie the texts that were entered, one behind the other: the length of each (4 bytes), and its bytes. Behind these, with
 * some room between, the block whose texts are looked at: what is new is moved down.
 */
export const SLOT: usize = 16;

/** Rows that are looked at in one call. */
export const ROWS: u32 = 2048;
/** Keys that are looked up together: see keys.ts. */
export const KEYS: u32 = 256;
export const KEYS_AT: usize = 1024;
/** Where each row ends, the first of them behind where it begins; or the words of keys of 8 bytes. */
export const ENDS_AT: usize = KEYS_AT + 16 * <usize>KEYS;
/** The code of each row; below 0 it is passed over. */
export const CODES_AT: usize = ENDS_AT + 8 * <usize>ROWS + 64;
export const SLOTS_AT: usize = CODES_AT + 4 * <usize>ROWS;

/** Of 2^bits slots. */
const FEWEST_BITS: u32 = 9;
/** Between the texts and a block: each of its rows may need 4 bytes more among the texts. */
const BETWEEN: u64 = 4 * <u64>ROWS + 64;
/** May be read, or written, behind a text. */
export const BEYOND: u64 = 64;

/** What hashes begin with. */
export let seed: u64 = 0;

let bits: u32 = FEWEST_BITS;
let count: u32 = 0;
/** Bytes of the texts. */
let used: u32 = 0;

/** A new table. */
export function begin(first: u64): void {
  seed = first;
  bits = FEWEST_BITS;
  count = 0;
  used = 0;
  memory.fill(SLOTS_AT, 0, SLOT << bits);
}

/** Makes room for as many more keys as there are rows, at most {@link ROWS}, and gives the address for their bytes; 0 if there is no memory. */
export function prepare(rows: u32, bytes: u32): usize {
  const needed = bitsFor(count + rows);
  if (needed > bits && !resize(needed)) return 0;
  const block = <u64>textsAt() + used + BETWEEN;
  return reserve(block + bytes + BEYOND) ? <usize>block : 0;
}

export function keyCount(): u32 {
  return count;
}

/** Where the texts lie, in order of entry. */
export function textsAt(): usize {
  return SLOTS_AT + (SLOT << bits);
}

export function textBytes(): u32 {
  return used;
}

/** The first slot for a key. `word`: of a long key its upper half. */
@inline
export function slotOf(tag: u32, word: u64): usize {
  const mixed = (word ^ (word >> 32) ^ seed ^ (<u64>tag * 0xc2b2_ae3d_27d4_eb4f)) * 0x9e37_79b9_7f4a_7c15;
  return SLOTS_AT + SLOT * <usize>(mixed >> (64 - bits));
}

@inline
export function nextSlot(at: usize): usize {
  return at + SLOT == textsAt() ? SLOTS_AT : at + SLOT;
}

/** Gives the next code to a key, which takes a free slot. */
@inline
export function fillSlot(at: usize, tag: u32, word: u64): u32 {
  store<u32>(at, count + 1);
  store<u32>(at, tag, 4);
  store<u64>(at, word, 8);
  return count++;
}

/** Moves a text behind those that were entered, and gives where it lies among them. */
@inline
export function keepText(start: usize, length: u32): u32 {
  const place = used;
  const to = textsAt() + used;
  store<u32>(to, length);
  for (let k: usize = 0; k < <usize>length; k += 8) store<u64>(to + 4 + k, load<u64>(start + k));
  used += 4 + length;
  return place;
}

/** Three quarters of the slots are taken at most. */
function bitsFor(keys: u32): u32 {
  let needed = FEWEST_BITS;
  while (<u64>keys * 4 > <u64>3 << needed) needed++;
  return needed;
}

/** The old slots are put behind the texts, and entered anew: in their order, which is that of the new ones. */
function resize(needed: u32): bool {
  const old = SLOT << bits;
  const oldTexts = textsAt();
  const texts = <u64>SLOTS_AT + (<u64>SLOT << needed);
  // Beyond, since no address may come after the last one of all.
  if (!reserve(texts + used + old + BEYOND)) return false;
  const from = <usize>texts + <usize>used;
  memory.copy(<usize>texts, oldTexts, used);
  memory.copy(from, SLOTS_AT, old);
  memory.fill(SLOTS_AT, 0, SLOT << needed);
  bits = needed;
  for (let slot = from; slot < from + old; slot += SLOT) {
    const taken = load<u32>(slot);
    if (taken == 0) continue;
    const tag = load<u32>(slot, 4);
    const word = load<u64>(slot, 8);
    let at = slotOf(tag, word & ownBits(tag));
    while (load<u32>(at) != 0) at = nextSlot(at);
    store<u32>(at, taken);
    store<u32>(at, tag, 4);
    store<u64>(at, word, 8);
  }
  return true;
}

/** The bits of a slot's word that are of its key: all of a short one's, the upper half of a long one's. */
@inline
export function ownBits(tag: u32): u64 {
  return ~(<u64>0) << (<u64>(tag >> 31) << 5);
}

/** Memory up to an address; false if there is none. */
export function reserve(end: u64): bool {
  const pages = <i32>((end + 0xffff) >> 16);
  if (pages > 65_536) return false;
  const missing = pages - memory.size();
  if (missing <= 0) return true;
  // By a quarter more if there is as much, since each time takes a system call.
  const more = min(pages >> 2, 65_536 - memory.size());
  return (more > missing && memory.grow(more) >= 0) || memory.grow(missing) >= 0;
}
