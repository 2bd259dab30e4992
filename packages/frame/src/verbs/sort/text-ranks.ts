import type { Texts } from "../keys/text-table.js";
import { radixOrder } from "./radix-order.js";
import { rowNumbers } from "./row-numbers.js";

/** Up to so many texts are put in order by insertion, compared byte by byte. */
const FEW = 12;

/**
 * The place of each of some distinct texts in their order, which is that of their UTF-8 bytes: of code points, as in
 * Python. A radix sort on eight bytes, then on the next eight where texts begin alike.
 */
export function textRanks(texts: Texts): Uint32Array {
  const order = rowNumbers(texts.ends.length);
  sortFrom(order, texts, 0);
  const ranks = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) ranks[order[i]!] = i;
  return ranks;
}

/** Sorts codes whose texts are alike before byte `known`, in place. */
function sortFrom(codes: Int32Array, texts: Texts, known: number): void {
  if (codes.length <= FEW) {
    insert(codes, texts, known);
    return;
  }
  const depth = commonBytes(codes, texts, known);
  const [high, low] = [new Uint32Array(codes.length), new Uint32Array(codes.length)];
  for (let i = 0; i < codes.length; i++) {
    const start = texts.starts[codes[i]!]! + depth;
    const end = texts.ends[codes[i]!]!;
    high[i] = fourBytes(texts.bytes, start, end);
    low[i] = fourBytes(texts.bytes, start + 4, end);
  }
  const order = radixOrder(rowNumbers(codes.length), high, low);
  const before = codes.slice();
  for (let i = 0; i < order.length; i++) codes[i] = before[order[i]!]!;
  let begin = 0;
  for (let i = 1; i <= order.length; i++) {
    if (i < order.length && high[order[i]!] === high[order[begin]!] && low[order[i]!] === low[order[begin]!]) continue;
    if (i - begin > 1) sortRun(codes.subarray(begin, i), texts, depth);
    begin = i;
  }
}

/** Texts with eight equal bytes (zeros where one has ended): those that end here come first, by length, as zeros are only filled in. */
function sortRun(run: Int32Array, texts: Texts, depth: number): void {
  if (run.length <= FEW) {
    insert(run, texts, depth);
    return;
  }
  let ended = 0;
  for (let i = 0; i < run.length; i++) {
    const code = run[i]!;
    if (texts.ends[code]! - texts.starts[code]! > depth + 8) continue;
    run[i] = run[ended]!;
    run[ended++] = code;
  }
  run.subarray(0, ended).sort((a, b) => compareFrom(texts, a, b, depth));
  sortFrom(run.subarray(ended), texts, depth + 8);
}

function insert(codes: Int32Array, texts: Texts, known: number): void {
  for (let i = 1; i < codes.length; i++) {
    const code = codes[i]!;
    let at = i;
    for (; at > 0 && compareFrom(texts, code, codes[at - 1]!, known) < 0; at--) codes[at] = codes[at - 1]!;
    codes[at] = code;
  }
}

/** How many bytes all texts begin with alike, where `known` are known to be. */
function commonBytes(codes: Int32Array, texts: Texts, known: number): number {
  const { bytes, starts, ends } = texts;
  const first = starts[codes[0]!]!;
  let common = ends[codes[0]!]! - first;
  for (let i = 1; i < codes.length && common > known; i++) {
    const start = starts[codes[i]!]!;
    const most = Math.min(common, ends[codes[i]!]! - start);
    let at = known;
    while (at < most && bytes[start + at] === bytes[first + at]) at++;
    common = at;
  }
  return common;
}

function fourBytes(bytes: Uint8Array, start: number, end: number): number {
  let word = 0;
  for (let i = start; i < start + 4; i++) word = (word << 8) | (i < end ? bytes[i]! : 0);
  return word >>> 0;
}

function compareFrom(texts: Texts, a: number, b: number, depth: number): number {
  const { bytes, starts, ends } = texts;
  const [x, y] = [starts[a]!, starts[b]!];
  const [m, n] = [ends[a]! - x, ends[b]! - y];
  for (let i = depth; i < m && i < n; i++) {
    const difference = bytes[x + i]! - bytes[y + i]!;
    if (difference !== 0) return difference;
  }
  return m - n;
}
