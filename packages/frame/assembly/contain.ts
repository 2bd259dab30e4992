import { isSame } from "./find";
import { joined, marksBefore, marksFrom, setMarks } from "./marks";

/**
 * Which of `rows` texts contain `length` bytes from `sought` on (one at least): a bit for each goes to `out`, the first of them at `bit` of the
 * first byte. Row i is the bytes from `ends[i]` to `ends[i + 1]`, the first of them at `block`; up to 64 and `length` bytes behind them are
 * read. `list` has room for the number of each row.
 */
export function containRows(block: usize, ends: usize, rows: usize, sought: usize, length: usize, marks: usize, list: usize, out: usize, bit: usize): void {
  const first = load<u32>(ends);
  markEnds(block, <usize>(load<u32>(ends + 4 * rows) - first), sought, length, marks);
  // Without a branch: whether a row is one of them, no processor can guess.
  let end = list;
  let before: u32 = 0;
  let row: usize = 0;
  for (; row + 4 <= rows; row += 4) {
    const at = ends + 4 * row;
    const a = marksBefore(marks, <usize>(load<u32>(at, 4) - first));
    const b = marksBefore(marks, <usize>(load<u32>(at, 8) - first));
    const c = marksBefore(marks, <usize>(load<u32>(at, 12) - first));
    const d = marksBefore(marks, <usize>(load<u32>(at, 16) - first));
    store<u32>(end, <u32>row);
    end += <usize>(a != before) << 2;
    store<u32>(end, <u32>row + 1);
    end += <usize>(b != a) << 2;
    store<u32>(end, <u32>row + 2);
    end += <usize>(c != b) << 2;
    store<u32>(end, <u32>row + 3);
    end += <usize>(d != c) << 2;
    before = d;
  }
  for (; row < rows; row++) {
    const until = marksBefore(marks, <usize>(load<u32>(ends + 4 * row, 4) - first));
    store<u32>(end, <u32>row);
    end += <usize>(until != before) << 2;
    before = until;
  }
  memory.fill(out, 0, (bit + rows + 7) >> 3);
  for (; list < end; list += 4) {
    const row = <usize>load<u32>(list);
    const start = load<u32>(ends + 4 * row) - first;
    const latest = load<u32>(ends + 4 * row, 4) - first - <u32>length;
    if (<i32>latest < <i32>start || !isMarked(block, marks, start, latest, sought, length)) continue;
    const at = out + ((bit + row) >> 3);
    store<u8>(at, load<u8>(at) | (<u8>1 << <u8>((bit + row) & 7)));
  }
}

/** Marks the bytes that are the first of what is sought, and have the last one where that would be. */
export function markEnds(block: usize, size: usize, sought: usize, length: usize, marks: usize): void {
  const first = i8x16.splat(load<u8>(sought));
  const last = i8x16.splat(load<u8>(sought + length - 1));
  let count: u32 = 0;
  for (let place: usize = 0; place <= size; place += 64) {
    const at = block + place;
    const to = at + length - 1;
    count = setMarks(marks, place, joined(both(at, first, to, last), both(at + 16, first, to + 16, last), both(at + 32, first, to + 32, last), both(at + 48, first, to + 48, last)), count);
  }
}

@inline
function both(at: usize, first: v128, to: usize, last: v128): i32 {
  return i8x16.bitmask(v128.and(i8x16.eq(v128.load(at), first), i8x16.eq(v128.load(to), last)));
}

/** Whether one of the marked places from `start` to `latest` is where the bytes are. */
@inline
function isMarked(block: usize, marks: usize, start: usize, latest: usize, sought: usize, length: usize): bool {
  return firstMarked(block, marks, start, latest, sought, length) >= 0;
}

/** The first of the marked places from `start` to `latest` where the bytes are; -1 if there is none. */
export function firstMarked(block: usize, marks: usize, start: usize, latest: usize, sought: usize, length: usize): i32 {
  for (let place = start; place <= latest; place += 64) {
    for (let bits = marksFrom(marks, place); bits != 0; bits &= bits - 1) {
      const at = place + <usize>ctz(bits);
      if (at > latest) return -1;
      if (isSame(block + at, sought, length)) return <i32>at;
    }
  }
  return -1;
}
