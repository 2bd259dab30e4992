import { OF_TEXT_METHODS } from "./arguments-taken.js";
import type { Cell, TextCell } from "./cell.js";
import type { Column } from "./column.js";
import { COLUMNS } from "./columns-key.js";
import type { DataFrame } from "./DataFrame.js";
import { makeFrame } from "./frame-maker.js";
import type { Series } from "./Series.js";
import { capitalize, lower, swapcase, title, upper } from "./str/case.js";
import { cat, catAll, type CatOptions } from "./str/cat.js";
import { contains, endswith, fullmatch, match, startswith, type ContainsOptions, type NaOptions } from "./str/contains.js";
import { extract, extractall, type ExtractOptions } from "./str/extract.js";
import { textDummies } from "./str/get-dummies.js";
import { isOf, type CharacterClass } from "./str/is.js";
import { len } from "./str/len.js";
import { pad, repeat, zfill, type PadOptions } from "./str/pad.js";
import type { Pattern } from "./str/pattern.js";
import { removeprefix, removesuffix } from "./str/remove-affix.js";
import { replaceText, type Replacement, type ReplaceTextOptions } from "./str/replace.js";
import { countMatches, find, get, sliceText } from "./str/slice.js";
import { rsplit, split, type SplitOptions } from "./str/split.js";
import { strip } from "./str/strip.js";
import { Table } from "./table.js";
import type { OneOf, Picked } from "./types.js";
import { refuseMore } from "./verbs/arguments/refuse-more.js";
import { columnOfList } from "./verbs/creation/make-column.js";

// Which cells a method is for is the type of its `this`: of other cells it does not compile.
type OfText<T> = TextMethods<TextCell> | OneOf<T, TextCell>;
type OfTextOrLists<T> = TextMethods<TextCell | readonly Cell[]> | OneOf<T, TextCell | readonly Cell[]>;
type Text = Series<string | null>;
type Flag<N> = Series<N extends boolean ? boolean : boolean | null>;

/**
 * What `series.str` gives: methods of text. Lengths and positions count code points. A text pattern is literal, a RegExp is
 * a pattern. A missing cell stays missing; a category stays one, and each of its values is looked at once. Throw
 * FrameError for a column that is no text.
 */
export class TextMethods<out T> {
  static {
    refuseMore(this, OF_TEXT_METHODS);
  }

  readonly #column: Column;
  readonly #series: <U>(column: Column) => Series<U>;

  constructor(of: Series<T>, series: <U>(column: Column) => Series<U>) {
    this.#column = of[COLUMNS];
    this.#series = series;
  }

  /**
   * How many code points each cell has; of lists, how many items.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["Braund", null, "né😀"]).str.len().toList(); // → [ 6, null, 3 ]
   * ```
   */
  len(this: OfTextOrLists<T>): Series<number | null> { return this.#series(len(this.#column)); }

  /**
   * In lower case.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["ÉCOLE", null]).str.lower().toList(); // → [ 'école', null ]
   * ```
   */
  lower(this: OfText<T>): Text { return this.#series(lower(this.#column)); }

  /**
   * In upper case.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["straße"]).str.upper().toList(); // → [ 'STRASSE' ]
   * ```
   */
  upper(this: OfText<T>): Text { return this.#series(upper(this.#column)); }

  /**
   * The first letter of each word in upper case, the others in lower case.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["o'neil JONES"]).str.title().toList(); // → [ "O'Neil Jones" ]
   * ```
   */
  title(this: OfText<T>): Text { return this.#series(title(this.#column)); }

  /** The first letter in upper case, the others in lower case. */
  capitalize(this: OfText<T>): Text { return this.#series(capitalize(this.#column)); }

  /** Upper case as lower, and lower as upper. */
  swapcase(this: OfText<T>): Text { return this.#series(swapcase(this.#column)); }

  /**
   * Without spaces, or without any of `chars`, at both ends.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series([" a b\n"]).str.strip().toList(); // → [ 'a b' ]
   * new Series(["--a-"]).str.strip("-").toList(); // → [ 'a' ]
   * ```
   */
  strip(this: OfText<T>, chars?: string): Text { return this.#series(strip(this.#column, "strip", "both", chars)); }

  /** {@link TextMethods.strip} on the left. */
  lstrip(this: OfText<T>, chars?: string): Text { return this.#series(strip(this.#column, "lstrip", "left", chars)); }

  /** {@link TextMethods.strip} on the right. */
  rstrip(this: OfText<T>, chars?: string): Text { return this.#series(strip(this.#column, "rstrip", "right", chars)); }

  /** Without `prefix`, where a cell begins with it. */
  removeprefix(this: OfText<T>, prefix: string): Text { return this.#series(removeprefix(this.#column, prefix)); }

  /** Without `suffix`, where a cell ends with it. */
  removesuffix(this: OfText<T>, suffix: string): Text { return this.#series(removesuffix(this.#column, suffix)); }

  /**
   * Whether each cell contains a text, or a match of a RegExp. `case: false` takes upper and lower case for the same, `na` is
   * the answer for a missing cell.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const name = new Series(["Braund, Mr. Owen", "Heikkinen, Miss. Laina", null]);
   * name.str.contains("Mr.").toList(); // → [ true, false, null ]
   * name.str.contains(/mr|miss/i, { na: false }).toList(); // → [ true, true, false ]
   * ```
   */
  contains<const N extends boolean | undefined = undefined>(this: OfText<T>, pattern: Pattern, options?: ContainsOptions & { readonly na?: N }): Flag<N> { return this.#series(contains(this.#column, pattern, options)); }

  /** Whether each cell begins with a match. */
  match<const N extends boolean | undefined = undefined>(this: OfText<T>, pattern: RegExp, options?: ContainsOptions & { readonly na?: N }): Flag<N> { return this.#series(match(this.#column, pattern, options)); }

  /** Whether each cell as a whole is a match. */
  fullmatch<const N extends boolean | undefined = undefined>(this: OfText<T>, pattern: RegExp, options?: ContainsOptions & { readonly na?: N }): Flag<N> { return this.#series(fullmatch(this.#column, pattern, options)); }

  /**
   * Whether each cell begins with a text, or with one of several.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["C85", "E46", null]).str.startswith(["C", "D"]).toList(); // → [ true, false, null ]
   * ```
   */
  startswith<const N extends boolean | undefined = undefined>(this: OfText<T>, prefix: string | readonly string[], options?: NaOptions & { readonly na?: N }): Flag<N> { return this.#series(startswith(this.#column, prefix, options)); }

  /** Whether each cell ends with a text, or with one of several. */
  endswith<const N extends boolean | undefined = undefined>(this: OfText<T>, suffix: string | readonly string[], options?: NaOptions & { readonly na?: N }): Flag<N> { return this.#series(endswith(this.#column, suffix, options)); }

  /**
   * The groups of a RegExp's first match, a column each, named as the group is or by its place; of one group a Series with
   * `expand: false`. Missing where there is no match.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const name = new Series(["Braund, Mr. Owen", "Unknown"]);
   * name.str.extract(/(?<last>\w+), (?<title>\w+)\./).toColumns(); // → { last: [ 'Braund', null ], title: [ 'Mr', null ] }
   * name.str.extract(/, (\w+)\./, { expand: false }).toList(); // → [ 'Mr', null ]
   * ```
   */
  extract(this: OfText<T>, pattern: RegExp, options?: ExtractOptions<true>): DataFrame<{ [group: string]: string | null }>;
  extract(this: OfText<T>, pattern: RegExp, options: ExtractOptions<false>): Text;
  extract(this: OfText<T>, pattern: RegExp, options?: ExtractOptions): DataFrame | Text { return this.#made(extract(this.#column, pattern, options)); }

  /**
   * Every match in every cell, a row each: the row and the number of the match, and its groups.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["a1b2", "c3"]).str.extractall(/([a-z])(\d)/).toColumns(); // → { '0': [ 'a', 'b', 'c' ], '1': [ '1', '2', '3' ], row: [ 0, 0, 1 ], match: [ 0, 1, 0 ] }
   * ```
   */
  extractall(this: OfText<T>, pattern: RegExp): DataFrame<{ [group: string]: string | null }> { return makeFrame(extractall(this.#column, pattern)); }

  /**
   * Every match replaced, or the first `n`: by text, or by what a function makes of the match and its groups. With a RegExp
   * `$1` is a group, as in JavaScript.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["a.b.c"]).str.replace(".", "-").toList(); // → [ 'a-b-c' ]
   * new Series(["Braund, Owen"]).str.replace(/(\w+), (\w+)/, "$2 $1").toList(); // → [ 'Owen Braund' ]
   * ```
   */
  replace(this: OfText<T>, pattern: Pattern, to: Replacement, options?: ReplaceTextOptions): Text { return this.#series(replaceText(this.#column, pattern, to, options)); }

  /**
   * The parts between matches, as lists; without a pattern the words between spaces. `n` splits at most so often,
   * `expand` gives a frame with a column for each part. Groups of a RegExp are parts, too: null where one took no part.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["a,b,c", null]).str.split(",", { n: 1 }).toList(); // → [ [ 'a', 'b,c' ], null ]
   * new Series(["Owen Braund", "Ada"]).str.split(" ", { expand: true }).toColumns(); // → { '0': [ 'Owen', 'Ada' ], '1': [ 'Braund', null ] }
   * ```
   */
  split(this: OfText<T>, pattern?: string, options?: SplitOptions<false>): Series<string[] | null>;
  split(this: OfText<T>, pattern: Pattern, options?: SplitOptions<false>): Series<(string | null)[] | null>;
  split(this: OfText<T>, pattern: Pattern | undefined, options: SplitOptions<true>): DataFrame<{ [part: string]: string | null }>;
  split(this: OfText<T>, pattern?: Pattern, options?: SplitOptions): DataFrame | Series<(string | null)[] | null> { return this.#made(split(this.#column, pattern, options)); }

  /** {@link TextMethods.split} that counts its `n` splits from the end; by a text only. */
  rsplit(this: OfText<T>, pattern?: string, options?: SplitOptions<false>): Series<string[] | null>;
  rsplit(this: OfText<T>, pattern: string | undefined, options: SplitOptions<true>): DataFrame<{ [part: string]: string | null }>;
  rsplit(this: OfText<T>, pattern?: string, options?: SplitOptions): DataFrame | Series<string[] | null> { return this.#made(rsplit(this.#column, pattern, options)); }

  /**
   * Where a text is found first, in code points from 0; -1 where it is not.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["😀b", "a"]).str.find("b").toList(); // → [ 1, -1 ]
   * ```
   */
  find(this: OfText<T>, sought: string, start?: number, end?: number): Series<number | null> { return this.#series(find(this.#column, sought, start, end)); }

  /** How often a text, or a RegExp, is found. */
  count(this: OfText<T>, pattern: Pattern): Series<number | null> { return this.#series(countMatches(this.#column, pattern)); }

  /**
   * Code points `[start, stop)`, every `step`th; negative places count from the end.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["😀bcd"]).str.slice(0, 2).toList(); // → [ '😀b' ]
   * new Series(["abcd"]).str.slice(undefined, undefined, -1).toList(); // → [ 'dcba' ]
   * ```
   */
  slice(this: OfText<T>, start?: number, stop?: number, step?: number): Text { return this.#series(sliceText(this.#column, start, stop, step)); }

  /**
   * The code point at a place, or the item at a place of lists; negative places count from the end. Missing where there is none.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["C85", ""]).str.get(0).toList(); // → [ 'C', null ]
   * new Series(["Braund, Mr. Owen"]).str.split(", ").str.get(-1).toList(); // → [ 'Mr. Owen' ]
   * ```
   */
  get(this: OfTextOrLists<T>, i: number): Series<Picked<T>> { return this.#series(get(this.#column, i)); }

  /**
   * Joined with the text of other Series (or arrays) of the same rows; without others, all cells as one text. `sep` stands
   * between, `naRep` for missing cells.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * const first = new Series(["Ada", "Alan"]);
   * first.str.cat(["Lovelace", "Turing"], { sep: " " }).toList(); // → [ 'Ada Lovelace', 'Alan Turing' ]
   * first.str.cat({ sep: ", " }); // → 'Ada, Alan'
   * ```
   */
  cat(this: OfText<T>, options?: CatOptions): string;
  cat(this: OfText<T>, others: Series<string | null> | readonly (string | null)[] | readonly Series<string | null>[], options?: CatOptions): Text;
  cat(this: OfText<T>, others: unknown = {}, options: CatOptions = {}): string | Text {
    const columns = othersOf(others);
    return columns === null ? catAll(this.#column, others as CatOptions) : this.#series(cat(this.#column, columns, options));
  }

  /**
   * Filled up to `width` code points: on the left, unless `side` says otherwise.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["7", "42"]).str.pad(3, { side: "right", fillchar: "." }).toList(); // → [ '7..', '42.' ]
   * ```
   */
  pad(this: OfText<T>, width: number, options?: PadOptions): Text { return this.#series(pad(this.#column, width, options)); }

  /**
   * Filled up with zeros on the left, behind a sign.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["7", "-7"]).str.zfill(3).toList(); // → [ '007', '-07' ]
   * ```
   */
  zfill(this: OfText<T>, width: number): Text { return this.#series(zfill(this.#column, width)); }

  /** Each cell so many times. */
  repeat(this: OfText<T>, times: number): Text { return this.#series(repeat(this.#column, times)); }

  /**
   * The tags between `sep` as columns of 0 and 1, in rising order.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["b|a", "a", null]).str.getDummies().toColumns(); // → { a: [ 1, 1, 0 ], b: [ 1, 0, 0 ] }
   * ```
   */
  getDummies(this: OfText<T>, sep = "|"): DataFrame<{ [tag: string]: number }> { return makeFrame(textDummies(this.#column, sep)); }

  /**
   * Whether every character is a letter, and there is one.
   * @example
   * ```ts
   * import { Series } from "@framepool/frame";
   * new Series(["née", "a1", ""]).str.isalpha().toList(); // → [ true, false, false ]
   * ```
   */
  isalpha(this: OfText<T>): Series<boolean | null> { return this.#is("isalpha"); }

  /** Whether every character is a letter or a number, and there is one. */
  isalnum(this: OfText<T>): Series<boolean | null> { return this.#is("isalnum"); }

  /** Whether every character is a digit, superscripts included, and there is one. */
  isdigit(this: OfText<T>): Series<boolean | null> { return this.#is("isdigit"); }

  /** Whether every character is a decimal digit, and there is one. */
  isdecimal(this: OfText<T>): Series<boolean | null> { return this.#is("isdecimal"); }

  /** Whether every character is a space, and there is one. */
  isspace(this: OfText<T>): Series<boolean | null> { return this.#is("isspace"); }

  /** Whether there are letters, all in lower case. */
  islower(this: OfText<T>): Series<boolean | null> { return this.#is("islower"); }

  /** Whether there are letters, all in upper case. */
  isupper(this: OfText<T>): Series<boolean | null> { return this.#is("isupper"); }

  #made<U>(made: Table | Column): DataFrame | Series<U> { return made instanceof Table ? makeFrame(made) : this.#series(made); }

  #is(method: CharacterClass): Series<boolean | null> { return this.#series(isOf(this.#column, method)); }
}

/** What `cat` is given to join with; null for options alone. */
function othersOf(others: unknown): Column[] | null {
  if (Array.isArray(others) && others.some((other) => typeof other === "object" && other !== null)) return others.map((other) => columnOfList("str.cat", other));
  return Array.isArray(others) || (typeof others === "object" && others !== null && COLUMNS in others) ? [columnOfList("str.cat", others)] : null;
}
