import { Series } from "@framepool/frame";
import { Column, columnOf, seriesOf, Storage, STRING, Vector } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inPieces } from "./support/random-columns.js";

// Kernels look at 16 and 64 bytes at once, and at blocks of 64 KB: what stands at the edges of these is what may go wrong.
const BLOCK = 65_536;
const sizes = fc.oneof(fc.nat({ max: 140 }), fc.constantFrom(15, 16, 17, 62, 63, 64, 65, 127, 128, 129), fc.constantFrom(BLOCK - 65, BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + 64));
const pieces = fc.constantFrom("", "Mr. ", "-a", "+", "7", "²", "\u3000", "Mrs. ", "é", "É", "ß", "😀", "aé😀", "ab", "b", " Mrs", ".", "日本");
const cells = fc.array(fc.option(fc.tuple(sizes, fc.constantFrom("a", "a", "é"), fc.array(pieces, { maxLength: 4 })).map(([size, filler, rest]) => filler.repeat(size >> (filler === "é" ? 1 : 0)) + rest.join(""))), { maxLength: 7 });
const points = (text: string): string[] => Array.from(text);

/** What a method gives of texts at the edges of blocks, in pieces and as windows, against what the obvious function gives. */
function agrees<R>(method: (text: Series<string | null>) => Series<R>, slow: (text: string) => R): void {
  fc.assert(fc.property(cells, fc.array(fc.nat()), (texts, cuts) => {
    const expected = texts.map((text) => (text === null ? null : slow(text)));
    expect(method(seriesOf(inPieces("x", texts, "string", cuts))).toList()).toEqual(expected);
    expect(method(new Series(texts, { dtype: "string" }).slice(1)).toList()).toEqual(expected.slice(1));
  }), { numRuns: 25 });
}

/** What a method gives of a text as the value of a category, which it looks at by itself. */
function alone<R>(method: (text: Series<string | null>) => Series<R>): (text: string) => R {
  return (text) => method(new Series([text], { dtype: "category" })).toList()[0]!;
}

describe("methods of text, at the edges of what a kernel looks at", () => {
  it("count code points", () => {
    agrees((x) => x.str.len(), (text) => points(text).length);
  });

  it("change case", () => {
    for (const method of ["lower", "upper", "title", "capitalize", "swapcase"] as const) agrees((x) => x.str[method](), alone((x) => x.str[method]()));
  });

  it("find texts", () => {
    for (const sought of ["b", "ab", "Mr.", "Mrs.", "aé😀", "é".repeat(40), "a".repeat(65)]) agrees((x) => x.str.contains(sought), (text) => text.includes(sought));
  });

  it("find where texts are, and count them", () => {
    for (const sought of ["b", "ab", "Mr.", "Mrs.", "aé😀", "😀", "aa", "é".repeat(40), "a".repeat(65)]) {
      agrees((x) => x.str.find(sought), (text) => (text.includes(sought) ? points(text.slice(0, text.indexOf(sought))).length : -1));
      agrees((x) => x.str.count(sought), (text) => text.split(sought).length - 1);
    }
  });

  it("fill up, and repeat", () => {
    for (const width of [-1, 0, 5, 70, BLOCK + 3]) {
      const lackOf = (text: string): number => Math.max(0, width - points(text).length);
      agrees((x) => x.str.pad(width), (text) => " ".repeat(lackOf(text)) + text);
      agrees((x) => x.str.pad(width, { side: "right", fillchar: "é" }), (text) => text + "é".repeat(lackOf(text)));
      agrees((x) => x.str.pad(width, { side: "both", fillchar: "😀" }), alone((x) => x.str.pad(width, { side: "both", fillchar: "😀" })));
      agrees((x) => x.str.zfill(width), (text) => (/^[+-]/.test(text) ? text.slice(0, 1) : "") + "0".repeat(lackOf(text)) + text.replace(/^[+-]/, ""));
    }
    for (const times of [-1, 0, 1, 3]) agrees((x) => x.str.repeat(times), (text) => text.repeat(Math.max(0, times)));
  });

  it("tell classes of characters", () => {
    for (const method of ["isalpha", "isalnum", "isdigit", "isdecimal", "isspace", "islower", "isupper"] as const) agrees((x) => x.str[method](), alone((x) => x.str[method]()));
  });

  it("lose what they begin or end with", () => {
    for (const part of ["", "a", "b", "é", "😀", "Mr.", " Mrs", "a".repeat(70)]) {
      agrees((x) => x.str.removeprefix(part), (text) => (text.startsWith(part) ? text.slice(part.length) : text));
      agrees((x) => x.str.removesuffix(part), (text) => (text.endsWith(part) ? text.slice(0, text.length - part.length) : text));
    }
  });

  it("are joined, however each is cut, and as categories", () => {
    fc.assert(fc.property(cells, fc.array(fc.nat()), fc.array(fc.nat()), fc.constantFrom("string", "category"), fc.constantFrom("", "-", "😀"), fc.option(fc.constantFrom("", "?", "né"), { nil: undefined }), (texts, cuts, others, dtype, sep, naRep) => {
      const turned = texts.toReversed();
      const joined = texts.map((text, row) => {
        const parts = [text ?? naRep, turned[row] ?? naRep, text ?? naRep];
        return parts.includes(undefined) ? null : parts.join(sep);
      });
      const [x, y] = [seriesOf<string | null>(inPieces("x", texts, "string", cuts)), seriesOf<string | null>(inPieces("y", turned, dtype, others))];
      expect(x.str.cat([y, x], { sep, ...(naRep === undefined ? {} : { naRep }) }).toList()).toEqual(joined);
    }), { numRuns: 60 });
  });

  it("slice, from either end", () => {
    for (const [start, stop] of [[0, 5], [2, 7], [1, 16], [0, 17], [60, 70], [0, 0], [5, 2], [-3, undefined], [-17, -1], [-70, -60], [2, -2], [-20, 12], [1, undefined], [0, BLOCK]] as const) {
      agrees((x) => x.str.slice(start, stop), (text) => points(text).slice(start, stop).join(""));
    }
    for (const place of [0, 15, 64, -1, -16, -65]) agrees((x) => x.str.get(place), (text) => points(text).at(place) ?? null);
  });

  it("split, as often as asked", () => {
    for (const separator of ["a", "b", "ab", "Mr.", "é", "aé😀", "aa", "a".repeat(65)]) {
      agrees((x) => x.str.split(separator), (text) => text.split(separator));
      agrees((x) => x.str.split(separator, { n: 2 }), (text) => {
        const parts = text.split(separator);
        return parts.length <= 3 ? parts : [...parts.slice(0, 2), parts.slice(2).join(separator)];
      });
    }
  });

  it("strip spaces and other characters", () => {
    const spaces = Array.from({ length: 0x3001 }, (_, point) => String.fromCodePoint(point)).filter((char) => /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(char));
    const around = fc.array(fc.constantFrom(...spaces, " ", "a", "é", "😀", "\u0800", "\u200b"), { maxLength: 6 }).map((chars) => chars.join(""));
    fc.assert(fc.property(fc.array(fc.tuple(around, fc.constantFrom("", "x", "é y", "a".repeat(70)), around).map((parts) => parts.join("")), { maxLength: 8 }), fc.array(fc.nat()), (texts, cuts) => {
      const x = seriesOf(inPieces("x", texts, "string", cuts)) as Series<string | null>;
      for (const [chars, set] of [[undefined, spaces], ["aé", ["a", "é"]], ["😀 ", ["😀", " "]]] as [string | undefined, string[]][]) {
        const without = (text: string, left: boolean, right: boolean): string => {
          const kept = points(text);
          while (left && set.includes(kept[0] ?? "none")) kept.shift();
          while (right && set.includes(kept.at(-1) ?? "none")) kept.pop();
          return kept.join("");
        };
        expect(x.str.strip(chars).toList()).toEqual(texts.map((text) => without(text, true, true)));
        expect(x.str.lstrip(chars).toList()).toEqual(texts.map((text) => without(text, true, false)));
        expect(x.str.rstrip(chars).toList()).toEqual(texts.map((text) => without(text, false, true)));
      }
    }), { numRuns: 100 });
    for (const chars of ["a", "é", "aé😀", "日", ""]) agrees((x) => x.str.strip(chars), (text) => text.replace(chars === "" ? /$^/ : new RegExp(`^[${chars}]+`, "u"), "").replace(chars === "" ? /$^/ : new RegExp(`[${chars}]+$`, "u"), ""));
  });

  it("split into words, and into columns", () => {
    const words = (text: string): string[] => text.split(/[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/).filter((word) => word !== "");
    agrees((x) => x.str.split(), words);
    agrees((x) => x.str.rsplit(), words);
    // What is left whole keeps the spaces at its end.
    const firstWords = (text: string, n: number): string[] => {
      const between = words(text).slice(0, n).reduce((rest, word) => rest.slice(rest.indexOf(word) + word.length), text);
      const rest = words(between).length === 0 ? "" : between.slice(between.indexOf(words(between)[0]!));
      return [...words(text).slice(0, n), ...(rest === "" ? [] : [rest])];
    };
    for (const n of [1, 2]) agrees((x) => x.str.split(undefined, { n }), (text) => firstWords(text, n));
    const texts = fc.array(fc.option(fc.array(fc.constantFrom("a", "é", "😀", " ", "  ", "\u2003", "\u00a0", "\u0085", "\u200b", ", "), { maxLength: 8 }).map((parts) => parts.join(""))), { maxLength: 8 });
    fc.assert(fc.property(texts, fc.array(fc.nat()), (cells, cuts) => {
      const x = seriesOf(inPieces("x", cells, "string", cuts)) as Series<string | null>;
      expect(x.str.split().toList()).toEqual(cells.map((text) => (text === null ? null : words(text))));
      for (const n of [1, 2, 3]) expect(x.str.split(undefined, { n }).toList()).toEqual(cells.map((text) => (text === null ? null : firstWords(text, n))));
      for (const [separator, lists] of [[", ", cells.map((text) => text?.split(", ") ?? null)], [undefined, cells.map((text) => (text === null ? null : words(text)))]] as const) {
        const width = Math.max(0, ...lists.map((list) => list?.length ?? 1));
        const columns = Array.from({ length: width }, (_, k) => [String(k), lists.map((list) => list?.[k] ?? null)]);
        expect(x.str.split(separator, { expand: true }).toColumns()).toEqual(Object.fromEntries(columns));
      }
    }), { numRuns: 150 });
  });

  it("replace texts by shorter and longer ones", () => {
    for (const [sought, by] of [["a", ""], ["a", "b"], ["Mr.", "Herr"], ["aa", "a"], ["é", "e"], ["b", "😀".repeat(5)], ["a", "0123456789".repeat(9)], ["aé😀", "$&"], ["a".repeat(65), "x"]] as const) {
      agrees((x) => x.str.replace(sought, by), (text) => text.replaceAll(sought, () => by));
    }
  });

  it("split from the end, as often as asked", () => {
    for (const separator of ["a", "b", "Mr.", "é", "aé😀", "aa", "aba", "a".repeat(65)]) {
      for (const n of [1, 2, 0]) agrees((x) => x.str.rsplit(separator, { n }), (text) => {
        const parts: string[] = [];
        let rest = text;
        for (let at = rest.lastIndexOf(separator); at >= 0 && (n === 0 || parts.length < n); at = rest.lastIndexOf(separator)) {
          parts.unshift(rest.slice(at + separator.length));
          rest = rest.slice(0, at);
        }
        return [rest, ...parts];
      });
    }
  });

  it("extract groups", () => {
    agrees((x) => x.str.extract(/(M[a-z]+)\./, { expand: false }), (text) => /(M[a-z]+)\./.exec(text)?.[1] ?? null);
  });
});

describe("bytes that are no UTF-8, row by row", () => {
  const bytes = fc.array(fc.constantFrom(0x61, 0x80, 0xbf, 0xc3, 0xa9, 0xf0), { maxLength: 60 });
  const column = (rows: readonly number[][]): Series<string | null> => {
    const ends = Int32Array.of(0, ...rows.map((_, k) => rows.slice(0, k + 1).flat().length));
    return seriesOf(Column.of("x", new Vector(new Storage(STRING, rows.length, { offsets: ends, data: Uint8Array.from(rows.flat()) }))));
  };
  const rowsOf = (series: Series<string | null>): number[][] => columnOf(series).vectors.flatMap(({ storage, offset, length }) => Array.from({ length }, (_, row) => Array.from(storage.data!.subarray(Number(storage.offsets![offset + row]), Number(storage.offsets![offset + row + 1])) as Uint8Array)));
  /** What stands first begins a character, and every byte that is not 10xxxxxx. */
  const characters = (row: readonly number[]): number[][] => row.reduce<number[][]>((made, byte, at) => (at > 0 && (byte & 0xc0) === 0x80 ? [...made.slice(0, -1), [...made.at(-1)!, byte]] : [...made, [byte]]), []);

  it("are counted by those that begin a character", () => {
    fc.assert(fc.property(fc.array(bytes, { maxLength: 8 }), (rows) => {
      expect(column(rows).str.len().toList()).toEqual(rows.map((row) => row.filter((byte) => (byte & 0xc0) !== 0x80).length));
    }));
  });

  it("are sliced as they come", () => {
    fc.assert(fc.property(fc.array(bytes, { maxLength: 8 }), fc.integer({ min: -40, max: 40 }), fc.option(fc.integer({ min: -40, max: 40 }), { nil: undefined }), (rows, start, stop) => {
      expect(rowsOf(column(rows).str.slice(start, stop))).toEqual(rows.map((row) => characters(row).slice(start, stop).flat()));
    }), { numRuns: 500 });
  });

  it("are stripped and split within their rows", () => {
    const odd = fc.array(fc.constantFrom(0x61, 0x20, 0x80, 0xe2, 0x85, 0xc2), { maxLength: 6 });
    fc.assert(fc.property(fc.array(odd, { minLength: 1, maxLength: 8 }), (rows) => {
      const x = column(rows);
      for (const made of [x.str.strip(), x.str.lstrip(), x.str.rstrip()]) {
        const left = rowsOf(made);
        expect(left).toHaveLength(rows.length);
        for (const [row, bytes] of left.entries()) expect(rows[row]!.join()).toContain(bytes.join());
      }
      const words = x.str.split().toList();
      for (const [row, bytes] of rows.entries()) expect(words[row]!.length).toBeLessThanOrEqual((bytes.length + 1) / 2);
    }), { numRuns: 500 });
  });
});
