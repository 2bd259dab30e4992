import type { Cell, ContainsOptions, PadOptions, Pattern, ReplaceTextOptions, SplitOptions, TextCell } from "@framepool/frame/internal";
import type { WholeStep } from "../exchanges/whole.js";
import { checkSeriesCall } from "../plan/check-call.js";
import type { Step } from "../plan/plan.js";
import { Accessor } from "./Accessor.js";
import type { Pipeline } from "./Pipeline.js";
import type { PipelineColumn } from "./PipelineColumn.js";
import { wholeStep } from "./whole-calls.js";

// Which cells a method is for is the type of its `this`: of other cells it does not compile.
type OfText = PipelineText<TextCell>;
type OfTextOrLists = PipelineText<TextCell | readonly Cell[]>;
type Text = PipelineColumn<string | null>;
type Flags = PipelineColumn<boolean | null>;
type Numbers = PipelineColumn<number | null>;
/** With a value for missing cells none is missing. */
type Flag<N> = PipelineColumn<N extends boolean ? boolean : boolean | null>;
type Texts = Pipeline<{ [column: string]: string | null }>;

/**
 * What `pipe.col(name).str` gives: methods of text, those of `series.str`, each a step that is done part by part. Where the
 * columns of the result depend on the cells (`split` with `expand`, `getDummies`), or its rows do (`extractall`), the column
 * comes to the main thread. FrameError when it runs, for a column that is no text.
 */
export class PipelineText<out T> extends Accessor<T> {
  /** Made by `pipe.col(name).str`. */
  constructor(column: (steps: readonly Step[]) => unknown, frame: (steps: readonly Step[]) => unknown) {
    super("str", column, frame);
  }

  /** How many code points a text has. */
  len(this: OfTextOrLists): Numbers { return this.verb("len"); }
  /** In lower case. */
  lower(this: OfText): Text { return this.verb("lower"); }
  /** In upper case. */
  upper(this: OfText): Text { return this.verb("upper"); }
  /** Each word with one capital, in front. */
  title(this: OfText): Text { return this.verb("title"); }
  /** One capital, in front. */
  capitalize(this: OfText): Text { return this.verb("capitalize"); }
  /** Capitals small, small letters capitals. */
  swapcase(this: OfText): Text { return this.verb("swapcase"); }
  /** Without spaces (or these characters) at both ends. */
  strip(this: OfText, chars?: string): Text { return this.verb("strip", chars); }
  /** Without spaces (or these characters) in front. */
  lstrip(this: OfText, chars?: string): Text { return this.verb("lstrip", chars); }
  /** Without spaces (or these characters) at the end. */
  rstrip(this: OfText, chars?: string): Text { return this.verb("rstrip", chars); }
  /** Without a prefix. */
  removeprefix(this: OfText, prefix: string): Text { return this.verb("removeprefix", prefix); }
  /** Without a suffix. */
  removesuffix(this: OfText, suffix: string): Text { return this.verb("removesuffix", suffix); }
  /** Whether a text holds another, or a match of a RegExp. */
  contains<const N extends boolean | undefined = undefined>(this: OfText, pattern: Pattern, options: ContainsOptions & { readonly na?: N } = {}): Flag<N> { return this.verb("contains", pattern, options); }
  /** Whether a RegExp matches from the start of a text. */
  match<const N extends boolean | undefined = undefined>(this: OfText, pattern: RegExp, options: ContainsOptions & { readonly na?: N } = {}): Flag<N> { return this.verb("match", pattern, options); }
  /** Whether a RegExp matches a whole text. */
  fullmatch<const N extends boolean | undefined = undefined>(this: OfText, pattern: RegExp, options: ContainsOptions & { readonly na?: N } = {}): Flag<N> { return this.verb("fullmatch", pattern, options); }
  /** Whether a text starts with another, or one of several. */
  startswith<const N extends boolean | undefined = undefined>(this: OfText, prefix: string | readonly string[], options: { readonly na?: N } = {}): Flag<N> { return this.verb("startswith", prefix, options); }
  /** Whether a text ends with another, or one of several. */
  endswith<const N extends boolean | undefined = undefined>(this: OfText, suffix: string | readonly string[], options: { readonly na?: N } = {}): Flag<N> { return this.verb("endswith", suffix, options); }

  /**
   * The groups of the first match of a RegExp, a column each; of one group with `{ expand: false }` a column.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const names = parallel(new DataFrame({ name: ["Braund, Mr. Owen", "Heikkinen, Miss. Laina"] }), { partitions: 2 }).col("name");
   * (await names.str.extract(/(?<last>\w+), (?<title>\w+)/).collect()).toColumns(); // → { last: [ 'Braund', 'Heikkinen' ], title: [ 'Mr', 'Miss' ] }
   */
  extract(this: OfText, pattern: RegExp, options?: { readonly expand?: true }): Texts;
  extract(this: OfText, pattern: RegExp, options: { readonly expand: false }): Text;
  extract(this: OfText, pattern: RegExp, options: { readonly expand?: boolean } = {}): unknown {
    const frame = this.frame("extract", pattern, options);
    const groups = new RegExp(`${pattern.source}|`, pattern.flags).exec("")!.length - 1;
    return options.expand === false && groups === 1 ? this.verb("extract", pattern, options) : frame;
  }

  /** All matches of a RegExp, a row each, with the row and the match in front. */
  extractall(this: OfText, pattern: RegExp): Pipeline<{ [group: string]: string | null }> { return this.#whole("whole", "extractall", pattern); }
  /** Matches of a text or a RegExp replaced; `$1` is a group. */
  replace(this: OfText, pattern: Pattern, to: string, options: ReplaceTextOptions = {}): Text { return this.verb("replace", pattern, to, options); }
  /** Pieces between separators (spaces), as lists; with `{ expand: true }` a column each. */
  split(this: OfText, pattern?: string, options?: SplitOptions<false>): PipelineColumn<string[] | null>;
  split(this: OfText, pattern: Pattern, options?: SplitOptions<false>): PipelineColumn<(string | null)[] | null>;
  split(this: OfText, pattern: Pattern | undefined, options: SplitOptions<true>): Texts;
  split(this: OfText, pattern?: Pattern, options: SplitOptions = {}): unknown { return isExpanded(options) ? this.#whole("columnwise", "split", pattern, options) : this.verb("split", pattern, options); }
  /** The same, counted from the end. */
  rsplit(this: OfText, pattern?: string, options?: SplitOptions<false>): PipelineColumn<string[] | null>;
  rsplit(this: OfText, pattern: string | undefined, options: SplitOptions<true>): Texts;
  rsplit(this: OfText, pattern?: string, options: SplitOptions = {}): unknown { return isExpanded(options) ? this.#whole("columnwise", "rsplit", pattern, options) : this.verb("rsplit", pattern, options); }
  /** Where another text begins in a text, or -1. */
  find(this: OfText, sought: string, start?: number, end?: number): Numbers { return this.verb("find", sought, start, end); }
  /** How often a text or a RegExp is found. */
  count(this: OfText, pattern: Pattern): Numbers { return this.verb("count", pattern); }
  /** The code points from `start` to before `stop`. */
  slice(this: OfText, start?: number, stop?: number, step?: number): Text { return this.verb("slice", start, stop, step); }
  /** One code point of a text, or item of a list. */
  get(this: OfTextOrLists, i: number): Text { return this.verb("get", i); }
  /** Filled up to a width. */
  pad(this: OfText, width: number, options: PadOptions = {}): Text { return this.verb("pad", width, options); }
  /** Filled up with zeros, behind a sign. */
  zfill(this: OfText, width: number): Text { return this.verb("zfill", width); }
  /** Each text so many times. */
  repeat(this: OfText, times: number): Text { return this.verb("repeat", times); }
  /** A column of 0 and 1 for each tag of a text of tags. */
  getDummies(this: OfText, sep = "|"): Pipeline<{ [tag: string]: number }> { return this.#whole("columnwise", "getDummies", sep); }
  /** Whether all are letters. */
  isalpha(this: OfText): Flags { return this.verb("isalpha"); }
  /** Whether all are letters or digits. */
  isalnum(this: OfText): Flags { return this.verb("isalnum"); }
  /** Whether all are digits. */
  isdigit(this: OfText): Flags { return this.verb("isdigit"); }
  /** Whether all are decimal digits. */
  isdecimal(this: OfText): Flags { return this.verb("isdecimal"); }
  /** Whether all are spaces. */
  isspace(this: OfText): Flags { return this.verb("isspace"); }
  /** Whether letters are there, all small. */
  islower(this: OfText): Flags { return this.verb("islower"); }
  /** Whether letters are there, all capitals. */
  isupper(this: OfText): Flags { return this.verb("isupper"); }

  #whole<S>(op: WholeStep["op"], verb: string, ...args: readonly unknown[]): Pipeline<S> {
    checkSeriesCall({ of: "str", verb, args });
    return this.pipelineOf([wholeStep(true, [{ of: "str", verb, args }], op)]);
  }
}

/** Whether parts become columns; what are no options is refused with the step. */
function isExpanded(options: SplitOptions | null): boolean {
  return options?.expand === true;
}
