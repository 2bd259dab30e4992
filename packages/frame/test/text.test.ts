import * as arrow from "apache-arrow";
import { FrameError } from "@framepool/errors";
import { concat, DataFrame, Series } from "@framepool/frame";
import { castColumn, Column, columnOf, seriesOf, Storage, STRING, Vector } from "@framepool/frame/internal";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { inPieces } from "./support/random-columns.js";

const cell = fc.option(fc.oneof(fc.constantFrom("", "a", "Braund, Mr. Owen", " x ", "é😀b", "ÀÖß×÷ÿĆ", "İıſΣς", "bb,,bb", ",", "😀, b, 😀😀", "AB-ab", "ﬀ", "\u3000y"), fc.string({ unit: "grapheme", maxLength: 12 })));
const points = (text: string): string[] => Array.from(text);
type Text = Series<string | null>;

/** What a method gives of text, in pieces, and of the same as a category, against what the obvious function gives. */
function agrees<R>(method: (text: Text) => Series<R>, slow: (text: string) => R): void {
  fc.assert(fc.property(fc.array(cell, { maxLength: 30 }), fc.array(fc.nat()), (cells, cuts) => {
    const expected = cells.map((text) => (text === null ? null : slow(text)));
    expect(method(seriesOf(inPieces("x", cells, "string", cuts))).toList()).toEqual(expected);
    expect(method(seriesOf(inPieces("x", cells, "category", cuts))).toList()).toEqual(expected);
  }), { numRuns: 60 });
}

describe("methods of text", () => {
  it("agree with the obvious way, in pieces and as categories", () => {
    agrees((x) => x.str.lower(), (text) => text.toLowerCase());
    agrees((x) => x.str.upper(), (text) => text.toUpperCase());
    agrees((x) => x.str.len(), (text) => points(text).length);
    agrees((x) => x.str.contains("b"), (text) => text.includes("b"));
    agrees((x) => x.str.contains("😀"), (text) => text.includes("😀"));
    agrees((x) => x.str.contains(/[A-Z]/), (text) => /[A-Z]/.test(text));
    agrees((x) => x.str.contains("Mr. "), (text) => text.includes("Mr. "));
    agrees((x) => x.str.contains("bb"), (text) => text.includes("bb"));
    agrees((x) => x.str.contains(""), () => true);
    agrees((x) => x.str.startswith("B"), (text) => text.startsWith("B"));
    agrees((x) => x.str.endswith(["b", " "]), (text) => text.endsWith("b") || text.endsWith(" "));
    agrees((x) => x.str.slice(1, -1), (text) => points(text).slice(1, -1).join(""));
    for (const [start, stop] of [[0, 2], [2, 1], [-2, undefined], [-3, -1], [-3, 2], [1, undefined], [0, -9], [2, 7], [0, 12], [9, 70]] as const) {
      agrees((x) => x.str.slice(start, stop), (text) => points(text).slice(start, stop).join(""));
    }
    for (const place of [0, 1, -1, -4]) agrees((x) => x.str.get(place), (text) => points(text).at(place) ?? null);
    agrees((x) => x.str.get(-2), (text) => points(text).at(-2) ?? null);
    agrees((x) => x.str.find("b"), (text) => (text.includes("b") ? points(text.slice(0, text.indexOf("b"))).length : -1));
    agrees((x) => x.str.find(""), () => 0);
    agrees((x) => x.str.count(""), (text) => points(text).length + 1);
    for (const half of ["\ud83d", "\ude00b"]) agrees((x) => x.str.count(half), () => 0);
    agrees((x) => x.str.count("b"), (text) => text.split("b").length - 1);
    agrees((x) => x.str.count(", "), (text) => text.split(", ").length - 1);
    agrees((x) => x.str.replace("a", "$&!"), (text) => text.split("a").join("$&!"));
    agrees((x) => x.str.replace(/./, "_"), (text) => text.replace(/./gu, "_"));
    agrees((x) => x.str.split(","), (text) => text.split(","));
    agrees((x) => x.str.split(", "), (text) => text.split(", "));
    agrees((x) => x.str.split("b", { n: 1 }), (text) => (text.includes("b") ? [text.slice(0, text.indexOf("b")), text.slice(text.indexOf("b") + 1)] : [text]));
    agrees((x) => x.str.pad(5, { fillchar: "😀" }), (text) => "😀".repeat(Math.max(0, 5 - points(text).length)) + text);
    agrees((x) => x.str.extract(/(b)/, { expand: false }), (text) => (text.includes("b") ? "b" : null));
    agrees((x) => x.str.count(/b/), (text) => text.split("b").length - 1);
  });

  it("change the case of every letter as JavaScript does, wherever it stands among many", () => {
    const letters = Array.from({ length: 0x2fff }, (_, code) => String.fromCodePoint(code));
    for (const around of ["", "x", "ΑΣ", "aé"]) {
      const cells = letters.flatMap((letter) => [`${around}${letter}`, `${letter}${around}${letter}B`]);
      for (const column of [new Series(cells), new Series(["é", ...cells]).slice(1)]) {
        expect(column.str.lower().toList()).toEqual(cells.map((text) => text.toLowerCase()));
        expect(column.str.upper().toList()).toEqual(cells.map((text) => text.toUpperCase()));
      }
      // The values of a category are looked at one by one.
      for (const method of ["title", "capitalize", "swapcase"] as const) expect(new Series(cells).str[method]().toList()).toEqual(new Series(cells, { dtype: "category" }).str[method]().toList());
    }
  });

  it("change the case of characters of three and four bytes, or leave them, as JavaScript does", () => {
    const codes = Array.from({ length: 0x2_0100 - 0x800 }, (_, i) => i + 0x800).filter((code) => code < 0xd800 || code > 0xdfff);
    const cells = Array.from({ length: Math.ceil(codes.length / 4) }, (_, k) => codes.slice(4 * k, 4 * k + 4).map((code) => `${String.fromCodePoint(code)}aB`).join(k % 2 === 0 ? "" : " é"));
    for (const method of ["lower", "upper", "title", "capitalize", "swapcase"] as const) {
      expect(new Series(cells).str[method]().toList()).toEqual(new Series(cells, { dtype: "category" }).str[method]().toList());
    }
  });

  it("have no text made for characters that have no case, nor for the class of any that was met before", () => {
    const cells = ["日本語 Mr. Owen", "“Quoted” – 20 €", "Hello 😀", "한국어 ABC", "हिन्दी ไทย"];
    const series = new Series(Array.from({ length: 1000 }, (_, i) => cells[i % cells.length]!));
    const methods = ["lower", "upper", "title", "capitalize", "swapcase", "isalpha", "islower", "isspace"] as const;
    for (const method of methods) series.str[method]();
    const spies = [vi.spyOn(String.prototype, "toLowerCase"), vi.spyOn(String.prototype, "toUpperCase"), vi.spyOn(RegExp.prototype, "test")];
    for (const method of methods) series.str[method]();
    const calls = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    for (const spy of spies) spy.mockRestore();
    expect(calls).toBeLessThan(100); // a row of each of the methods would be 8000
  });

  it("tell the class of every character, alone and beside others", () => {
    const cells = Array.from({ length: 0x2fff }, (_, code) => String.fromCodePoint(code)).flatMap((char) => [char, `${char}é`, `1${char}`]);
    // The values of a category are looked at one by one.
    const values = new Series(cells, { dtype: "category" });
    for (const method of ["isalpha", "isalnum", "isdigit", "isdecimal", "isspace", "islower", "isupper"] as const) expect(new Series(cells).str[method]().toList()).toEqual(values.str[method]().toList());
  });

  it("find a text wherever it stands among many, however long it is, and never across two cells", () => {
    const cells = Array.from({ length: 30_000 }, (_, row) => (row % 9 === 0 ? null : `${"ab".repeat(row % 7)}${String(row)}a`));
    const long = "ab".repeat(900);
    cells[77] = `${long}c${long}`;
    for (const sought of ["ba", "aab", "a", "99a", "7abab", "é", `c${long}`, long.repeat(2)]) {
      const expected = cells.map((text) => text?.includes(sought) ?? null);
      expect(new Series(cells).str.contains(sought).toList()).toEqual(expected);
      expect(new Series(cells).slice(5).str.contains(sought).toList()).toEqual(expected.slice(5));
    }
    const large = seriesOf(castColumn(columnOf(new Series(cells)), { kind: "utf8", large: true }));
    expect(large.str.contains("9a").toList()).toEqual(cells.map((text) => text?.includes("9a") ?? null));
  });

  it("count and cut many cells, long ones too, in parts of a column as in the whole", () => {
    const cells = Array.from({ length: 5000 }, (_, row) => (row % 9 === 0 ? null : "é,,a😀 ".repeat(row % 7) + "x".repeat(row % 40)));
    cells[7] = "aé, ".repeat(30_000);
    cells[4000] = ",".repeat(40_000);
    const split = (separator: string): (string[] | null)[] => cells.map((text) => text?.split(separator) ?? null);
    const series = new Series(cells);
    const large = seriesOf(castColumn(columnOf(series), { kind: "utf8", large: true }));
    const lengths = cells.map((text) => (text === null ? null : points(text).length));
    expect(series.str.len().toList()).toEqual(lengths);
    expect(large.str.len().toList()).toEqual(lengths);
    expect(series.slice(3, 4001).str.len().toList()).toEqual(lengths.slice(3, 4001));
    for (const separator of [",", ",,", "é,", "é,,a😀 é", ",".repeat(400)]) {
      expect(series.str.split(separator).toList()).toEqual(split(separator));
      expect(series.slice(3, 4001).str.split(separator).toList()).toEqual(split(separator).slice(3, 4001));
      expect(series.str.split(separator).slice(6, 9).str.len().toList()).toEqual(split(separator).slice(6, 9).map((parts) => parts?.length ?? null));
    }
    for (const [start, stop] of [[2, 7], [0, 16], [3, 17], [1, undefined], [5, 40_000], [-9, undefined], [2, -2]] as const) {
      const cut = cells.map((text) => (text === null ? null : points(text).slice(start, stop).join("")));
      expect(series.str.slice(start, stop).toList()).toEqual(cut);
      expect(series.slice(3, 4001).str.slice(start, stop).toList()).toEqual(cut.slice(3, 4001));
    }
    // What is cut may be picked, and cut again.
    expect(series.str.split(",", { n: 2 }).str.get(2).str.slice(0, 2).toList()).toEqual(cells.map((text) => {
      const rest = text?.split(",").slice(2).join(",");
      return rest === undefined || (text?.split(",").length ?? 0) < 3 ? null : points(rest).slice(0, 2).join("");
    }));
  });

  it("take bytes that are no text as they come", () => {
    const data = new Uint8Array(100_000).fill(0x80);
    const broken = seriesOf(Column.of("x", new Vector(new Storage(STRING, 2, { offsets: Int32Array.of(0, 70_000, 100_000), data }))));
    expect(broken.str.lower().length).toBe(2);
    expect(broken.str.contains("a").toList()).toEqual([false, false]);
    expect(broken.str.split("a").str.len().toList()).toEqual([1, 1]);
    expect(broken.str.len().toList()).toEqual([0, 0]);
    expect(broken.str.find("a").toList()).toEqual([-1, -1]);
    for (const method of ["isalpha", "islower", "isdigit"] as const) expect(broken.str[method]().toList()).toEqual([false, false]);
  });

  it("of nothing, and of nothing but missing cells, keep what they give", () => {
    for (const cells of [[], [null, null]]) {
      const series = new Series(cells as (string | null)[]);
      expect(series.str.lower().toList()).toEqual(cells);
      expect(series.str.contains("a").toList()).toEqual(cells);
      expect(series.str.split().toList()).toEqual(cells);
      expect(series.str.get(0).toList()).toEqual(cells);
      expect(series.str.extract(/(?<a>x)/).columns).toEqual(["a"]);
      expect(series.str.getDummies().shape).toEqual([cells.length, 0]);
      expect(series.str.cat({ sep: "," })).toBe("");
      expect(series.str.split(",", { expand: true }).shape).toEqual([cells.length, Math.min(cells.length, 1)]);
    }
  });

  it("keep a category a category, and look at each of its values once", () => {
    const ports = new Series(Array.from({ length: 1000 }, (_, i) => ["S", "s", "C"][i % 3]!), { dtype: "category" });
    const lower = ports.str.lower();
    expect(lower.dtype).toBe("category");
    expect(columnOf(lower).vectors[0]!.storage.dictionary!.length).toBe(2);
    let calls = 0;
    ports.str.replace(/^./, (match) => `${match}${String(calls++)}`);
    expect(calls).toBe(3);
  });

  it("take a RegExp as it is given: no place to begin is remembered, and flags hold", () => {
    const used = /A/gi;
    used.lastIndex = 5;
    const text = new Series(["banana", "a"]);
    expect(text.str.contains(used).toList()).toEqual([true, true]);
    expect(text.str.replace(used, "o").toList()).toEqual(["bonono", "o"]);
    expect(used.lastIndex).toBe(5);
    expect(text.str.contains(/\-/).toList()).toEqual([false, false]); // not valid with flag u
    expect(new Series(["😀"]).str.fullmatch(/./).toList()).toEqual([true]);
    for (const call of [() => text.str.contains(/a/y), () => text.str.replace(/a/y, "o"), () => text.replace(/a/gy, "o"), () => text.str.count(/a/y)]) expect(call).toThrow(/flag y of .*begin the pattern with \^/);
  });

  it("name groups by their names or places, whatever stands around them", () => {
    const names = new Series(["a(1)"]).str.extract(/(?<letter>[a(])\((?:x|(\d))(?=\))(?<end>\))/).columns;
    expect(names).toEqual(["letter", "1", "end"]);
    expect(() => new Series(["a"]).str.extract(/a/)).toThrow("has no groups");
  });

  it("replace the first matches with what is around them in view", () => {
    expect(new Series(["aaaa"]).str.replace(/(?<=a)a/, "b", { n: 2 }).toList()).toEqual(["abba"]);
    expect(new Series(["aXbXc"]).str.replace(/X(.)/, "$1-", { n: 1 }).toList()).toEqual(["ab-Xc"]);
    expect(new Series(["x.y"]).str.replace(".", (match) => `[${match}]`).toList()).toEqual(["x[.]y"]);
    expect(new Series(["abc"]).str.replace(/b/, "$`", { n: 1 }).toList()).toEqual(["aac"]);
  });

  it("read the items of lists", () => {
    const lists = concat([new DataFrame({ x: [["a", "b"], null] }), new DataFrame({ x: [["c"], [] as string[]] })]).col("x");
    expect(lists.str.get(1).toList()).toEqual(["b", null, null, null]);
    expect(lists.str.get(-1).toList()).toEqual(["b", null, "c", null]);
    expect(lists.str.len().toList()).toEqual([2, null, 1, 0]);
  });

  it("refuse what is no text, and arguments that are none", () => {
    // @ts-expect-error numbers are no text
    expect(() => new Series([1], { name: "Age" }).str.lower()).toThrow('str.lower needs text; column "Age" is int32');
    // @ts-expect-error numbers are no text
    expect(() => new Series([1]).str.contains("1")).toThrow("str.contains needs text");
    expect(() => new Series(["a"]).str.contains(1 as never)).toThrow("takes a text or a RegExp, not 1");
    expect(() => new Series(["a"]).str.startswith(/a/ as never)).toThrow("takes a text");
    expect(() => new Series(["a"]).str.split("")).toThrow("the pattern is empty");
    expect(() => new Series(["a"]).str.slice(0, 1, 0)).toThrow("step is a whole number that is not 0");
    expect(() => new Series(["a"]).str.pad(3, { fillchar: "ab" })).toThrow("fillchar is one character");
    expect(() => new Series(["a"]).str.cat(["b", "c"])).toThrow("has 2 rows");
    expect(() => new Series(["a"]).str.cat([new Series([1])] as never)).toThrow("str.cat needs text");
  });

  it("join several columns, gaps and all", () => {
    const a = new Series(["x", null]);
    expect(a.str.cat([new Series(["y", "z"]), new Series(["1", "2"])], { sep: "-" }).toList()).toEqual(["x-y-1", null]);
    expect(a.str.cat([new Series(["y", "z"]), new Series(["1", "2"])], { naRep: "?" }).toList()).toEqual(["xy1", "?z2"]);
  });
});

describe("bytes that are no UTF-8", () => {
  it("are changed in their own cell, and in no other", () => {
    const data = arrow.makeData({ type: new arrow.Utf8(), length: 4, nullCount: 0, valueOffsets: Int32Array.of(0, 1, 4, 5, 7), data: Uint8Array.of(0xc4, 0x61, 0x62, 0x63, 0xc9, 0x21, 0x78) });
    const df = DataFrame.fromArrow(new arrow.Table({ t: new arrow.Vector([data]) })) as unknown as DataFrame<{ t: string }>;
    expect(df.col("t").str.upper().toList()).toEqual(["\ufffd", "ABC", "\ufffd", "!X"]);
    expect(df.col("t").str.lower().toList()).toEqual(["\ufffd", "abc", "\ufffd", "!x"]);
  });
});

describe("texts that become too long", () => {
  it("are an error that names the column and what was given", () => {
    const x = new DataFrame({ t: ["ab", null, "-c"] }).col("t");
    for (const work of [() => x.str.repeat(2 ** 30), () => x.str.repeat(1e300), () => x.str.pad(2 ** 30), () => x.astype("category").str.pad(1e15, { side: "both" }), () => x.str.zfill(2 ** 31)]) expect(work).toThrow(FrameError);
    expect(() => x.str.repeat(2 ** 30)).toThrow('str.repeat: by 1073741824 times, texts of column "t" become longer than 268435456 characters, which is the most that a cell holds; give less, or fewer rows');
    expect(() => new Series(["a"]).str.zfill(1e9)).toThrow("str.zfill: by a width of 1000000000, texts of the column become longer");
    expect(new Series([null, ""], { dtype: "string" }).str.repeat(1e9).toList()).toEqual([null, ""]);
  });

  it("do not take half a surrogate pair for what cannot be read", () => {
    const [cells, half] = [["\u{1f600}a", "\ufffd", "b"], "\ud83d"];
    const x = new Series(cells, { dtype: "string" });
    const category = x.astype("category");
    expect(x.str.replace(half, "X").toList()).toEqual(category.str.replace(half, "X").toList());
    expect(x.str.split(half).toList()).toEqual(category.str.split(half).toList());
    expect(x.str.replace(half, "X").at(1)).toBe("\ufffd");
  });
});
