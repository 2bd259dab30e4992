import { createContext, Script } from "node:vm";
import { concat, DataFrame, Series } from "@framepool/frame";
import { Column, seriesOf, Storage, STRING, Vector } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inPieces } from "./support/random-columns.js";

/** What bytes may be matched by, and what not; with the flags that change the answer. */
const atom = fc.constantFrom("a", "b", "A", "s", "K", ".", ",", " ", "\\.", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[ab]", "[^a]", "[a-z]", "[^,\\s]", "[\\s.]", "[A-Za-z]", "[é-ü]", "\\p{L}", "é", "😀", "\\b", "\\B", "^", "$", "(?=a)", "[]", "[^]", "\\t");
const count = fc.constantFrom("", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{2,}", "{0,3}?");
const rounds = fc.constantFrom("", "", "", "?", "+", "*?", "{1,2}");
/** Rounds without an end in rounds without an end take JavaScript for ever. */
const isEndless = (inner: string): boolean => /[+*]|,\}/.test(inner);
const group = (open: string, inner: string, times: string): string => `${open}${inner})${isEndless(inner) && isEndless(times) ? "{1,2}" : times}`;
const source = fc.letrec<{ part: string; sequence: string; either: string }>((tie) => ({
  part: fc.oneof({ maxDepth: 2, depthIdentifier: "part" }, fc.tuple(atom, count).map(([one, times]) => one + times), fc.tuple(fc.constantFrom("(", "(?:", "(?<n>"), tie("either"), rounds).map(([open, inner, times]) => group(open, inner, times))),
  sequence: fc.array(tie("part"), { maxLength: 4 }).map((parts) => parts.join("")),
  either: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((ways) => ways.join("|")),
})).either;
const flags = fc.constantFrom("", "u", "i", "iu", "s", "su", "m", "isu");
const text = fc.oneof(
  fc.array(fc.constantFrom("a", "b", "A", "B", "s", "k", "ſ", "\u212a", "é", "Ü", "😀", " ", "\u00a0", "\u2028", "\u3000", "\n", ",", ".", "1", "_", "ab", "aa"), { maxLength: 6 }).map((parts) => parts.join("")),
  fc.constantFrom("Braund, Mr. Owen", "王 小明", ""),
);

function compiled(pattern: string, letters: string): RegExp | null {
  try {
    return new RegExp(pattern, letters);
  } catch {
    return null; // the same name twice, or a quantifier behind nothing
  }
}

/** As the methods take it: by code points where the source is valid so. */
function byPoints(pattern: RegExp): RegExp {
  return pattern.unicode ? pattern : (compiled(pattern.source, `${pattern.flags}u`) ?? pattern);
}

const context = createContext({});
const search = new Script("for (const cell of cells) cell.match(pattern)");

/** Whether JavaScript finds its answers within a moment: some patterns take it for ever also without rounds in rounds, and then us. */
function isQuick(pattern: RegExp, cells: readonly (string | null)[]): boolean {
  try {
    search.runInContext(Object.assign(context, { pattern, cells: cells.filter((cell) => cell !== null) }), { timeout: 200 });
    return true;
  } catch {
    return false;
  }
}

/** Half of a pair is no text: a column has U+FFFD there. */
function asText(found: string | undefined): string | null {
  return found === undefined ? null : Buffer.from(found).toString();
}

/** The texts between at most `n` matches, and their groups. */
function splitBy(cell: string, all: RegExp, n: number): (string | null)[] {
  const parts: (string | null)[] = [];
  let at = 0;
  for (const found of [...cell.matchAll(all)].slice(0, n)) {
    parts.push(asText(cell.slice(at, found.index)), ...found.slice(1).map((part) => asText(part)));
    at = found.index + found[0].length;
  }
  return [...parts, asText(cell.slice(at))];
}

/** At most `n` matches replaced, one after the other. */
function replacedFirst(cell: string, all: RegExp, to: string, n: number): string {
  if (n === 0) return cell;
  let out = "";
  let at = 0;
  for (const found of [...cell.matchAll(all)].slice(0, n)) {
    const once = new RegExp(all.source, all.flags.replace("g", "y"));
    once.lastIndex = found.index;
    const whole = cell.replace(once, to);
    const behind = cell.length - found.index - found[0].length;
    out += cell.slice(at, found.index) + whole.slice(found.index, whole.length - behind);
    at = found.index + found[0].length;
  }
  return out + cell.slice(at);
}

describe("patterns that are matched in the bytes of text", () => {
  it("find what JavaScript finds, whatever the pattern and the text", () => {
    fc.assert(fc.property(source, flags, fc.array(fc.option(text), { maxLength: 12 }), fc.array(fc.nat()), (written, letters, cells, cuts) => {
      const pattern = compiled(written, letters);
      fc.pre(pattern !== null);
      const own = byPoints(pattern);
      fc.pre(isQuick(own, cells));
      const column = seriesOf(inPieces("x", cells, "string", cuts)) as Series<string | null>;
      expect(column.str.contains(pattern).toList()).toEqual(cells.map((cell) => (cell === null ? null : own.test(cell))));
      const groups = (new RegExp(`${own.source}|`, own.flags).exec("") as RegExpExecArray).length - 1;
      if (groups === 0) return;
      const frame = column.str.extract(pattern);
      for (const [place, name] of frame.columns.entries()) expect(frame.col(name).toList()).toEqual(cells.map((cell) => (cell === null ? null : asText(own.exec(cell)?.[place + 1]))));
    }), { numRuns: 1500 });
  });

  it("replace and count all that JavaScript finds, or the first ones", () => {
    const piece = fc.constantFrom("$1", "$2", "$&", "$$", "$<n>", "$<m>", "$01", "$10", "$0", "$", "$`", "$'", "<", "é", "x", "");
    const replacement = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(""));
    fc.assert(fc.property(source, flags, replacement, fc.integer({ min: -1, max: 3 }), fc.array(fc.option(text), { maxLength: 12 }), fc.array(fc.nat()), (written, letters, to, n, cells, cuts) => {
      const pattern = compiled(written, letters);
      fc.pre(pattern !== null);
      const own = byPoints(pattern);
      const all = new RegExp(own.source, `${own.flags}g`);
      fc.pre(isQuick(all, cells));
      const column = seriesOf(inPieces("x", cells, "string", cuts)) as Series<string | null>;
      const replaced = cells.map((cell) => (cell === null ? null : asText(n < 0 ? cell.replace(all, to) : replacedFirst(cell, all, to, n))));
      expect(column.str.replace(pattern, to, { n }).toList()).toEqual(replaced);
      expect(column.str.count(pattern).toList()).toEqual(cells.map((cell) => (cell === null ? null : (cell.match(all)?.length ?? 0))));
      expect(column.str.split(pattern, { n: Math.max(n, 0) }).toList()).toEqual(cells.map((cell) => (cell === null ? null : splitBy(cell, all, n < 1 ? Infinity : n))));
      if ((new RegExp(`${own.source}|`, own.flags).exec("") as RegExpExecArray).length === 1) return;
      const frame = column.str.extractall(pattern);
      const matches = cells.flatMap((cell, row) => [...(cell ?? "").matchAll(all)].filter(() => cell !== null).map((found, match) => ({ row, match, found })));
      expect(frame.col("row").toList()).toEqual(matches.map(({ row }) => row));
      expect(frame.col("match").toList()).toEqual(matches.map(({ match }) => match));
      for (const [place, name] of frame.columns.slice(2).entries()) expect(frame.col(name).toList()).toEqual(matches.map(({ found }) => asText(found[place + 1] === "" ? undefined : found[place + 1])));
    }), { numRuns: 1000 });
  });

  it("replace a text as it is written, wherever it stands or its first ones, whatever its case", () => {
    const x = new Series(["a.b.A", "", null, "é.é", "..."]);
    expect(x.str.replace(".", "$&", { n: 1 }).toList()).toEqual(["a$&b.A", "", null, "é$&é", "$&.."]);
    expect(x.str.replace("a", "$1$$", { case: false }).toList()).toEqual(["$1$$.b.$1$$", "", null, "é.é", "..."]);
    for (const n of [2 ** 31, 2 ** 32, 2 ** 32 + 1]) expect(x.str.replace(/[ab]/, "x", { n }).toList()).toEqual(["x.x.A", "", null, "é.é", "..."]);
    expect(x.str.replace("", "-").toList()).toEqual(["-a-.-b-.-A-", "-", null, "-é-.-é-", "-.-.-.-"]);
  });

  it("replace and count in many rows, long ones, and where much more text becomes of a block than it has", () => {
    const cells = Array.from({ length: 6_000 }, (_, row) => (row % 11 === 0 ? null : `${"é".repeat(row % 5)}no${String(row)} M${"s".repeat(row % 4)}. ${"x".repeat(row % 60)}`));
    cells[5] = "é 1,".repeat(14_000);
    cells[4_001] = `${"a".repeat(50_000)}1`;
    const series = new Series(cells);
    const part = concat([new DataFrame({ x: series.slice(3) }), new DataFrame({ x: series.slice(4_000, 4_003) })]).col("x");
    const rows = [...cells.slice(3), ...cells.slice(4_000, 4_003)];
    for (const [pattern, to] of [[/[0-9]/, ""], [/x/, "long and longer".repeat(9)], [/(s)|(\d)/, "<$2$1>"], [/[^]/, "$&$&"], [/ ?/, "_"]] as const) {
      const all = new RegExp(pattern.source, "gu");
      expect(part.str.replace(pattern, to).toList()).toEqual(rows.map((cell) => (cell === null ? null : cell.replace(all, to))));
      expect(part.str.count(pattern).toList()).toEqual(rows.map((cell) => (cell === null ? null : (cell.match(all)?.length ?? 0))));
      expect(part.str.split(pattern).toList()).toEqual(rows.map((cell) => (cell === null ? null : splitBy(cell, all, Infinity))));
    }
    const words = part.str.extractall(/([a-z])([0-9]*)/);
    const found = rows.flatMap((cell, row) => [...(cell ?? "").matchAll(/([a-z])([0-9]*)/g)].map(([, letter, digits], match) => [row, match, letter, digits === "" ? null : digits]));
    expect(words.toRows().map(({ row, match, 0: letter, 1: digits }) => [row, match, letter, digits])).toEqual(found);
  });

  it("begin and end where match and fullmatch say", () => {
    const cells = ["Mr. Owen", "Mrs. Ada", " Mr.", "Mr", "é Mr.", null, ""];
    const x = new Series(cells);
    for (const pattern of [/Mrs?\./, /[A-Z]r|Mr\. Owen/, /\w+/, /.*/, /[^ ]* .+/, /x?/]) {
      const begins = new RegExp(`^(?:${pattern.source})`, "u");
      const whole = new RegExp(`^(?:${pattern.source})$`, "u");
      expect(x.str.match(pattern).toList()).toEqual(cells.map((cell) => (cell === null ? null : begins.test(cell))));
      expect(x.str.fullmatch(pattern).toList()).toEqual(cells.map((cell) => (cell === null ? null : whole.test(cell))));
    }
  });

  it("begin and end with the text also where ^ and $ inside of them are those of lines", () => {
    const x = new Series(["a\nb", "b\na", "a", "ba", "é\nb"]);
    expect(x.str.match(/a$/m).toList()).toEqual([true, false, true, false, false]);
    expect(x.str.match(/[^\n]\n^b/m).toList()).toEqual([true, false, false, false, true]);
    expect(x.str.fullmatch(/a$/m).toList()).toEqual([false, false, true, false, false]);
    expect(x.str.fullmatch(/b$\n^a/m).toList()).toEqual([false, true, false, false, false]);
  });

  it("may be long: what has no room in a program is not looked at for seconds", () => {
    for (const length of [400, 1000, 1100, 6000]) {
      const sought = "ab".repeat(length / 2);
      const x = new Series([`x${sought}`, sought.slice(1), sought.toUpperCase()]);
      const begin = performance.now();
      expect(x.str.contains(sought).toList()).toEqual([true, false, false]);
      expect(x.str.contains(sought, { case: false }).toList()).toEqual([true, false, true]);
      expect(x.str.contains(new RegExp(sought)).toList()).toEqual([true, false, false]);
      // It took two for the longest.
      expect(performance.now() - begin).toBeLessThan(1000);
    }
  });

  it("may be a text that is too long for a RegExp, whatever the case of its letters", () => {
    const sought = "Ab".repeat(10_000);
    const x = new Series([`x${sought.toUpperCase()}y`, sought.slice(1), sought, null, "AB"]);
    expect(x.str.contains(sought, { case: false }).toList()).toEqual([true, false, true, null, false]);
    expect(x.str.contains("k".repeat(200_000), { case: false, na: false }).toList()).toEqual([false, false, false, false, false]);
    expect(x.astype("category").str.contains(sought, { case: false }).toList()).toEqual([true, false, true, null, false]);
    expect(x.str.count(sought).toList()).toEqual([0, 0, 1, null, 0]);
    const long = "k".repeat(200_000);
    expect(new Series([`${long}${long}x`]).str.count(long).toList()).toEqual([2]);
    for (const refused of [() => x.str.replace(long, "y", { case: false }), () => x.str.contains(new RegExp(long))]) expect(refused).toThrow(/str\.\w+: the pattern, of 200000 letters, is too large for a RegExp/);
  });

  it("find a long text whatever its case where it is in upper case", () => {
    const letters = fc.constantFrom("a", "A", "k", "K", "\u212a", "s", "S", "ſ", "ß", "ẞ", "𐐀", "𐐨", "é", "É", ".", "İ", "i");
    fc.assert(fc.property(fc.array(letters, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1001, max: 2500 }), fc.array(letters, { maxLength: 6 }), fc.array(letters, { maxLength: 3 }), fc.boolean(), (unit, length, before, other, isOther) => {
      const repeated = (of: readonly string[]) => of.join("").repeat(Math.ceil(length / of.join("").length)) + "x";
      const wanted = repeated(unit);
      const swapped = repeated(unit.map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())));
      const cell = `${before.join("")}${swapped}${isOther ? other.join("") : wanted}`;
      expect(new Series([cell]).str.contains(wanted, { case: false }).toList()).toEqual([cell.toUpperCase().includes(wanted.toUpperCase())]);
    }), { numRuns: 60 });
  });

  it("hold for many rows, for long ones, and for parts of a column", () => {
    const cells = Array.from({ length: 40_000 }, (_, row) => (row % 11 === 0 ? null : `${"é".repeat(row % 5)}no${String(row)} Mr${"s".repeat(row % 4)}. ${"x".repeat(row % 60)}`));
    cells[5] = `${"é ".repeat(40_000)}Dr. x`;
    cells[20_001] = `${"a".repeat(50_000)} Dr.`;
    const expected = cells.map((cell) => (cell === null ? null : (/ ([A-Za-z]+)\./.exec(cell)?.[1] ?? null)));
    const series = new Series(cells);
    expect(series.str.extract(/ ([A-Za-z]+)\./, { expand: false }).toList()).toEqual(expected);
    const part = concat([new DataFrame({ x: series.slice(3) }), new DataFrame({ x: series.slice(20_000, 20_003) })]).col("x");
    expect(part.str.extract(/ ([A-Za-z]+)\./, { expand: false }).toList()).toEqual([...expected.slice(3), ...expected.slice(20_000, 20_003)]);
    expect(series.str.contains(/M.*?s{3}\./).toList()).toEqual(cells.map((cell) => (cell === null ? null : /M.*?s{3}\./.test(cell))));
  });

  it("take bytes that are no text as the characters that they are read as", () => {
    const data = new Uint8Array(new SharedArrayBuffer(12));
    data.set([0x61, 0xc3, 0x20, 0x62, 0x80, 0x80, 0xf0, 0x9f, 0x2c, 0xe2, 0x80, 0x63]);
    fc.assert(fc.property(source, flags, fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }), (written, letters, cuts) => {
      const pattern = compiled(written, letters);
      fc.pre(pattern !== null);
      const offsets = Int32Array.from([0, ...cuts.sort((a, b) => a - b), 12]);
      const broken = seriesOf(Column.of("x", new Vector(new Storage(STRING, offsets.length - 1, { offsets, data })))) as Series<string>;
      const cells = broken.toList();
      const all = new RegExp(byPoints(pattern).source, `g${byPoints(pattern).flags}`);
      expect(broken.str.contains(pattern).toList()).toEqual(cells.map((cell) => byPoints(pattern).test(cell)));
      expect(broken.str.count(pattern).toList()).toEqual(cells.map((cell) => cell.match(all)?.length ?? 0));
      expect(broken.str.replace(pattern, "-$&").toList()).toEqual(cells.map((cell) => asText(cell.replace(all, "-$&"))));
      expect(broken.str.split(pattern).toList()).toEqual(cells.map((cell) => splitBy(cell, all, Infinity)));
    }), { numRuns: 500 });
  });

  it("come to an end where a choice is left behind each of many characters", () => {
    const cells = [`${"ab".repeat(20_000)}c`, "ab", `${"ab".repeat(9_000)}!`];
    expect(new Series(cells).str.fullmatch(/(?:a|b)*c/).toList()).toEqual([true, false, false]);
  });
});
