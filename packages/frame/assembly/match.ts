import { inClass } from "./ascii-class";
import { joined } from "./marks";

// Operations of a program, as src/str/regexp/program.ts writes it: four words each, of which the first is one of these.
const MATCH: u32 = 0;
const BYTE: u32 = 1;
const ONE: u32 = 2;
const RUN: u32 = 3;
const GREEDY: u32 = 4;
const SPLIT: u32 = 5;
const JUMP: u32 = 6;
const SAVE: u32 = 7;
const BEGIN: u32 = 8;
const END: u32 = 9;
// And 10: an edge of a word.
const OPERATION: usize = 16;

/** What a table says of a byte beside 0 and 1: that this is not known here. */
const UNSURE: u8 = 2;
/** Where it says of ASCII once more which bytes are 1, in 16: by their lower four bits, a bit for each of the upper three. */
const CLASS: usize = 256;
/** The same of the table of what a match begins with. */
const FIRST_CLASS: usize = 272;

// How a match begins: with a byte, or anywhere with one of a table, or only where the text does.
const WITH_BYTE: u32 = 0;
const WITH_TABLE: u32 = 1;

/** What {@link matchAt} gives beside the address where a match ends. */
const NONE: usize = 0;
const ASK: usize = 1;

/** A choice that is left: where to go on, at which bytes from the last to the least, and whether these are of a run. */
const FRAME: usize = 16;

/**
 * The first match of a program in each of `rows` texts, of which row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of
 * them at `block`. To `out` go two addresses for each row and slot: where the match and each group of it begin and end; -1 for what
 * is not there, and -2 first where it takes another to say. A slot is 8 bytes, those of a row are `slots` bytes. `stack` has
 * room up to `limit` for choices that are left. Up to 63 bytes behind a text are read.
 */
export function matchRows(code: usize, how: u32, first: usize, slots: usize, block: usize, ends: usize, rows: usize, stack: usize, limit: usize, out: usize): void {
  const shift = block - <usize>load<u32>(ends);
  for (let row: usize = 0; row < rows; row++) {
    const from = shift + <usize>load<u32>(ends + 4 * row);
    const to = shift + <usize>load<u32>(ends + 4 * row + 4);
    const at = out + row * slots;
    clear(at, slots);
    const end = firstFrom(code, how, first, from, from, to, stack, limit, at, slots);
    if (end > ASK) store<u32>(at + 4, <u32>end);
    else store<i32>(at, end == NONE ? -1 : -2);
  }
}

/**
 * All matches of a program in each of `rows` texts, `most` of each at most, which are looked for as {@link matchRows} does: to `list` go
 * the addresses of each match and its groups, one match behind the other, in `room` bytes. To `counts` goes behind each row how many there
 * are up to its end; to `asked` how many rows have none here since it takes another to say, or more room, and behind it which.
 */
export function matchAll(code: usize, how: u32, first: usize, slots: usize, block: usize, ends: usize, rows: usize, most: u32, stack: usize, limit: usize, list: usize, room: usize, counts: usize, asked: usize): void {
  const shift = block - <usize>load<u32>(ends);
  const last = list + room - slots;
  let ask = asked;
  let count: u32 = 0;
  let at = list;
  for (let row: usize = 0; row < rows; row++) {
    const from = shift + <usize>load<u32>(ends + 4 * row);
    const to = shift + <usize>load<u32>(ends + 4 * row, 4);
    const begun = at;
    const before = count;
    let end: usize = NONE;
    for (let start = from, left = most; left > 0 && start <= to; left--) {
      if (at > last) {
        end = ASK;
        break;
      }
      clear(at, slots);
      end = firstFrom(code, how, first, start, from, to, stack, limit, at, slots);
      if (end <= ASK) break;
      store<u32>(at, <u32>end, 4);
      // Behind nothing the search goes on one character later, of which only one byte of ASCII is known to be one.
      if (end == <usize>load<u32>(at)) {
        if (end < to && load<u8>(end) >= 0x80) {
          end = ASK;
          break;
        }
        start = end + 1;
      } else {
        start = end;
      }
      at += slots;
      count++;
    }
    if (end == ASK) {
      at = begun;
      count = before;
      ask += 4;
      store<u32>(ask, <u32>row);
    }
    store<u32>(counts + 4 * row, count);
  }
  store<u32>(asked, <u32>(ask - asked) >> 2);
}

/** Where the first match ends that begins at `start` or behind it, which goes to `out`; {@link NONE} or {@link ASK}. */
function firstFrom(code: usize, how: u32, first: usize, start: usize, from: usize, to: usize, stack: usize, limit: usize, out: usize, slots: usize): usize {
  if (how == WITH_BYTE) return fromByte(code, load<u8>(first), start, from, to, stack, limit, out, slots);
  if (how == WITH_TABLE) return fromTable(code, first, start, from, to, stack, limit, out, slots);
  if (start > from) return NONE;
  store<u32>(out, <u32>from);
  return matchAt(code, from, from, to, stack, limit, out);
}

function clear(at: usize, slots: usize): void {
  for (let k: usize = 0; k < slots; k += 8) store<i64>(at + k, -1);
}

/** Tries each place of a byte. */
function fromByte(code: usize, byte: u8, start: usize, from: usize, to: usize, stack: usize, limit: usize, out: usize, slots: usize): usize {
  const sought = i8x16.splat(byte);
  // What it begins with is known then, if that is the first operation.
  const known: usize = load<u32>(code) == BYTE ? 1 : 0;
  for (let at = start; at < to; at += 64) {
    for (let bits = joined(equal(at, sought), equal(at + 16, sought), equal(at + 32, sought), equal(at + 48, sought)); bits != 0; bits &= bits - 1) {
      const place = at + <usize>ctz(bits);
      if (place >= to) return NONE;
      const end = matchAt(code + known * OPERATION, place + known, from, to, stack, limit, out);
      if (end != NONE) {
        store<u32>(out, <u32>place);
        return end;
      }
      clear(out, slots);
    }
  }
  return NONE;
}

@inline
function equal(at: usize, sought: v128): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(at), sought));
}

/** Tries each place of a byte of the table, whose last entry, behind those of the bytes, is for the end of the text. */
function fromTable(code: usize, table: usize, start: usize, from: usize, to: usize, stack: usize, limit: usize, out: usize, slots: usize): usize {
  const ofLower = v128.load(table, FIRST_CLASS);
  for (let at = start; at < to; at += 16) {
    const bytes = v128.load(at);
    // Of what is not ASCII the table is asked.
    for (let bits = i8x16.bitmask(v128.or(inClass(bytes, ofLower), bytes)); bits != 0; bits &= bits - 1) {
      const place = at + ctz(bits);
      if (place >= to) break;
      const byte = load<u8>(place);
      const may = load<u8>(table + byte);
      if (may == 0) continue;
      // In the middle of a character, unless this is no UTF-8.
      if (may == UNSURE || (place > from && (byte & 0xc0) == 0x80)) return ASK;
      const end = matchAt(code, place, from, to, stack, limit, out);
      if (end != NONE) {
        store<u32>(out, <u32>place);
        return end;
      }
      clear(out, slots);
    }
  }
  const end = load<u8>(table, 256) == 0 ? NONE : matchAt(code, to, from, to, stack, limit, out);
  if (end != NONE) store<u32>(out, <u32>to);
  else clear(out, slots);
  return end;
}

/** Where a match that begins at `at` ends, {@link NONE} or {@link ASK}. What a choice has saved stays behind it where there was none before. */
function matchAt(code: usize, at: usize, from: usize, to: usize, stack: usize, limit: usize, out: usize): usize {
  let pc = code;
  let top = stack;
  let operation: u32;
  while ((operation = load<u32>(pc)) != MATCH) {
    if (operation == BYTE) {
      if (at < to && load<u8>(at) == load<u8>(pc, 4)) {
        at++;
        pc += OPERATION;
        continue;
      }
    } else if (operation == RUN || operation == GREEDY) {
      const table = <usize>load<u32>(pc, 4);
      const least = at + <usize>load<u32>(pc, 8);
      const most = at + min(<usize>load<u32>(pc, 12), to - at);
      let may: u8 = 0;
      let many: usize;
      do {
        many = ofClass(at, v128.load(table, CLASS));
        at += many;
      } while (many == 16 && at < most);
      at = min(at, most);
      while (at < most) {
        may = load<u8>(table + load<u8>(at));
        if (may != 1) break;
        at++;
      }
      if (may == UNSURE) return ASK;
      if (at >= least) {
        if (operation == GREEDY && at > least) {
          if (top == limit) return ASK;
          top = push(top, pc + OPERATION, at - 1, least, 1);
        }
        pc += OPERATION;
        continue;
      }
    } else if (operation == SAVE) {
      const slot = out + <usize>load<u32>(pc, 4);
      if (top > stack) {
        if (top == limit) return ASK;
        top = push(top, 0, slot, load<u32>(slot), 0);
      }
      store<u32>(slot, <u32>at);
      pc += OPERATION;
      continue;
    } else if (operation == ONE) {
      if (at < to) {
        const may = load<u8>(<usize>load<u32>(pc, 4) + load<u8>(at));
        if (may == UNSURE) return ASK;
        if (may != 0) {
          at++;
          pc += OPERATION;
          continue;
        }
      }
    } else if (operation == SPLIT) {
      if (top == limit) return ASK;
      top = push(top, <usize>load<u32>(pc, 8), at, at, 0);
      pc = <usize>load<u32>(pc, 4);
      continue;
    } else if (operation == JUMP) {
      pc = <usize>load<u32>(pc, 4);
      continue;
    } else if (operation == BEGIN ? at == from : operation == END ? at == to : isEdge(<usize>load<u32>(pc, 4), at, from, to) == (load<u32>(pc, 8) != 0)) {
      pc += OPERATION;
      continue;
    }
    // The last choice that is left, and what was saved behind it as it was.
    while (true) {
      if (top == stack) return NONE;
      const frame = top - FRAME;
      pc = <usize>load<u32>(frame);
      at = <usize>load<u32>(frame, 4);
      const least = <usize>load<u32>(frame, 8);
      if (pc == 0) {
        store<u32>(at, <u32>least);
        top = frame;
        continue;
      }
      // Whether a run may end before this byte: at a character's first one, and that is not known here.
      if (load<u32>(frame, 12) != 0 && load<u8>(at) >= 0x80) return ASK;
      if (at == least) top = frame;
      else store<u32>(frame, <u32>(at - 1), 4);
      break;
    }
  }
  return at;
}

/** How many of 16 bytes are ASCII of a class, up to the first that is not. */
@inline
function ofClass(at: usize, ofLower: v128): usize {
  return <usize>ctz(~i8x16.bitmask(inClass(v128.load(at), ofLower)));
}

function push(top: usize, pc: usize, at: usize, least: usize, run: u32): usize {
  store<u32>(top, <u32>pc);
  store<u32>(top, <u32>at, 4);
  store<u32>(top, <u32>least, 8);
  store<u32>(top, run, 12);
  return top + FRAME;
}

/** Whether there is a word before or behind, and not both. */
function isEdge(words: usize, at: usize, from: usize, to: usize): bool {
  const before: u8 = at > from ? load<u8>(words + load<u8>(at - 1)) : 0;
  const behind: u8 = at < to ? load<u8>(words + load<u8>(at)) : 0;
  return before != behind;
}
