import { BEYOND, ENDS_AT, keyCount, reserve, textBytes, textsAt } from "./slots";

/**
 * The texts of the table in order of their bytes. A text on its way is a record of 16 bytes: eight bytes of it, from some depth on, as a number
 * whose order is theirs (zeros behind its end), its code, and the address of its length, which lies before its bytes. So records are
 * compared and moved where they lie, and a text is looked at again only where others have the same eight bytes.
 */
const RECORD: usize = 16;
/** So many texts with a common beginning are compared as they are. */
const FEW: usize = 12;
/** Up to so many records are put in order by insertion, and below so many those by merging. */
const VERY_FEW: usize = 16;
const MANY: usize = 1024;
/** Numbers of records by byte, for each of eight. */
const COUNTS_AT: usize = ENDS_AT;

/** The address of a number for each text, in order of entry: its place in the order of all. 0 if there is no memory. */
export function rankTexts(): usize {
  const count = <usize>keyCount();
  const from = (<u64>textsAt() + textBytes() + 15) & ~(<u64>15);
  const size = <u64>RECORD * count;
  if (!reserve(from + 2 * size + BEYOND)) return 0;
  const records = <usize>from;
  const spare = <usize>(from + size);
  let text = textsAt();
  for (let code: usize = 0; code < count; code++) {
    store<u32>(records + RECORD * code, <u32>code, 8);
    store<u32>(records + RECORD * code, <u32>text, 12);
    text += 4 + <usize>load<u32>(text);
  }
  sortTexts(records, count, spare, 0);
  for (let place: usize = 0; place < count; place++) store<u32>(spare + 4 * <usize>load<u32>(records + RECORD * place, 8), <u32>place);
  return spare;
}

/** Sorts texts that are alike in their first `known` bytes. Of those that go on alike the most are next, the others each by themselves: so calls are no deeper than the number of texts has bits. */
function sortTexts(records: usize, count: usize, spare: usize, known: u32): void {
  while (count > 1) {
    const depth = loadKeys(records, count, known);
    sortKeys(records, count, spare);
    known = depth + 8;
    let most: usize = 0;
    let next: usize = 0;
    const end = records + RECORD * count;
    for (let begin = records; begin < end; ) {
      const key = load<u64>(begin);
      let stop = begin + RECORD;
      while (stop < end && load<u64>(stop) == key) stop += RECORD;
      const rest = stop - begin > RECORD ? settleEnded(begin, stop, known) : stop;
      const size = (stop - rest) / RECORD;
      if (size > FEW) {
        if (size > most) {
          sortTexts(next, most, spare, known);
          most = size;
          next = rest;
        } else {
          sortTexts(rest, size, spare, known);
        }
      } else {
        insertTexts(rest, stop, known);
      }
      begin = stop;
    }
    records = next;
    count = most;
  }
}

/** Gives records the bytes from a depth on where texts are told apart, or one has ended: `known`, or what all have in common. */
function loadKeys(records: usize, count: usize, known: u32): u32 {
  if (!setKeys(records, count, known)) return known;
  const depth = commonBytes(records, count, known);
  setKeys(records, count, depth);
  return depth;
}

/** Gives records the eight bytes from a depth on; whether they are the same for all. */
function setKeys(records: usize, count: usize, depth: u32): bool {
  const first = keyAt(<usize>load<u32>(records, 12), depth);
  let differ: u64 = 0;
  for (let at = records; at < records + RECORD * count; at += RECORD) {
    const key = keyAt(<usize>load<u32>(at, 12), depth);
    store<u64>(at, key);
    differ |= key ^ first;
  }
  return differ == 0;
}

@inline
function keyAt(text: usize, depth: u32): u64 {
  const length = load<u32>(text);
  if (length <= depth) return 0;
  const bytes = bswap<u64>(load<u64>(text + depth, 4));
  const left = <u64>(length - depth);
  return left >= 8 ? bytes : bytes & ~(~(<u64>0) >> (8 * left));
}

/** How many bytes all texts begin with alike, where `known` are known to be, which none is shorter than. */
function commonBytes(records: usize, count: usize, known: u32): u32 {
  const first = <usize>load<u32>(records, 12);
  let common = load<u32>(first);
  for (let i: usize = 1; i < count && common > known; i++) {
    const text = <usize>load<u32>(records + RECORD * i, 12);
    common = alikeTo(first, text, known, min(common, load<u32>(text)));
  }
  return common;
}

/** Where two texts differ first from byte `from` on, `most` at most. */
@inline
function alikeTo(a: usize, b: usize, from: u32, most: u32): u32 {
  let at = from;
  while (most - at >= 8 && load<u64>(a + at, 4) == load<u64>(b + at, 4)) at += 8;
  while (at < most && load<u8>(a + at, 4) == load<u8>(b + at, 4)) at++;
  return at;
}

/** Of records of equal keys those whose texts end before `depth` come first, by length, as their zeros are only filled in; gives where the others begin. */
function settleEnded(begin: usize, end: usize, depth: u32): usize {
  let ended = begin;
  for (let at = begin; at < end; at += RECORD) {
    const length = lengthOf(at);
    if (length > depth) continue;
    const record = v128.load(at);
    v128.store(at, v128.load(ended));
    let to = ended;
    for (; to > begin && lengthOf(to - RECORD) > length; to -= RECORD) v128.store(to, v128.load(to - RECORD));
    v128.store(to, record);
    ended += RECORD;
  }
  return ended;
}

@inline
function lengthOf(record: usize): u32 {
  return load<u32>(<usize>load<u32>(record, 12));
}

/** By insertion, compared from byte `known` on, which none is shorter than. */
function insertTexts(begin: usize, end: usize, known: u32): void {
  for (let at = begin + RECORD; at < end; at += RECORD) {
    const record = v128.load(at);
    const text = <usize>load<u32>(at, 12);
    let to = at;
    for (; to > begin && isBefore(text, <usize>load<u32>(to - RECORD, 12), known); to -= RECORD) v128.store(to, v128.load(to - RECORD));
    v128.store(to, record);
  }
}

function isBefore(a: usize, b: usize, known: u32): bool {
  const most = min(load<u32>(a), load<u32>(b));
  const at = alikeTo(a, b, known, most);
  return at < most ? load<u8>(a + at, 4) < load<u8>(b + at, 4) : load<u32>(a) < load<u32>(b);
}

/** Records in order of their keys, where they are. */
function sortKeys(records: usize, count: usize, spare: usize): void {
  if (count < MANY) mergeSort(records, count, spare);
  else radixSort(records, count, spare);
}

function insertKeys(begin: usize, end: usize): void {
  for (let at = begin + RECORD; at < end; at += RECORD) {
    const record = v128.load(at);
    const key = load<u64>(at);
    let to = at;
    for (; to > begin && key < load<u64>(to - RECORD); to -= RECORD) v128.store(to, v128.load(to - RECORD));
    v128.store(to, record);
  }
}

function mergeSort(records: usize, count: usize, spare: usize): void {
  const size = RECORD * count;
  for (let begin: usize = 0; begin < size; begin += RECORD * VERY_FEW) insertKeys(records + begin, records + min(begin + RECORD * VERY_FEW, size));
  let from = records;
  let to = spare;
  for (let width = RECORD * VERY_FEW; width < size; width *= 2) {
    for (let begin: usize = 0; begin < size; begin += 2 * width) merge(from + begin, from + min(begin + width, size), from + min(begin + 2 * width, size), to + begin);
    const other = from;
    from = to;
    to = other;
  }
  if (from != records) memory.copy(records, from, size);
}

/** [begin, middle) and [middle, end), each in order, together in order. */
function merge(begin: usize, middle: usize, end: usize, to: usize): void {
  let left = begin;
  let right = middle;
  for (; left < middle && right < end; to += RECORD) {
    const isRight = load<u64>(right) < load<u64>(left);
    v128.store(to, v128.load(select<usize>(right, left, isRight)));
    left = select<usize>(left, left + RECORD, isRight);
    right = select<usize>(right + RECORD, right, isRight);
  }
  memory.copy(to, left, middle - left);
  memory.copy(to + middle - left, right, end - right);
}

/** Least byte first; bytes that are the same everywhere are passed over. */
function radixSort(records: usize, count: usize, spare: usize): void {
  memory.fill(COUNTS_AT, 0, 8 * 1024);
  const size = RECORD * count;
  for (let at = records; at < records + size; at += RECORD) {
    let key = load<u64>(at);
    for (let counts = COUNTS_AT; counts < COUNTS_AT + 8 * 1024; counts += 1024) {
      const byte = counts + 4 * <usize>(key & 255);
      store<u32>(byte, load<u32>(byte) + 1);
      key >>= 8;
    }
  }
  let from = records;
  let to = spare;
  for (let digit: usize = 0; digit < 8; digit++) {
    const counts = COUNTS_AT + 1024 * digit;
    if (load<u32>(counts + 4 * <usize>load<u8>(from + digit)) == <u32>count) continue;
    let before = to;
    for (let byte = counts; byte < counts + 1024; byte += 4) {
      const own = RECORD * <usize>load<u32>(byte);
      store<u32>(byte, <u32>before);
      before += own;
    }
    for (let at = from; at < from + size; at += RECORD) {
      const next = counts + 4 * <usize>load<u8>(at + digit);
      const place = <usize>load<u32>(next);
      v128.store(place, v128.load(at));
      store<u32>(next, <u32>(place + RECORD));
    }
    const other = from;
    from = to;
    to = other;
  }
  if (from != records) memory.copy(records, from, size);
}
