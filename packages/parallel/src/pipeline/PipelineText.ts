import { refuseMore } from "@framepool/frame/internal";
import type { Cell, ContainsOptions, OneOf, PadOptions, Pattern, Picked, ReplaceTextOptions, SplitOptions, TextCell } from "@framepool/frame/internal";
import type { WholeStep } from "../exchanges/whole.js";
import { checkSeriesCall } from "../plan/check-call.js";
import type { Step } from "../plan/plan.js";
import { OF_TEXT } from "./arguments-taken.js";
import { Accessor, FRAME, PIPELINE, VERB } from "./Accessor.js";
import type { Pipeline } from "./Pipeline.js";
import type { PipelineColumn } from "./PipelineColumn.js";
import { wholeStep } from "./whole-calls.js";

// Which cells a method is for is the type of its `this`: of other cells it does not compile.
type OfText<T> = PipelineText<TextCell> | OneOf<T, TextCell>;
type OfTextOrLists<T> = PipelineText<TextCell | readonly Cell[]> | OneOf<T, TextCell | readonly Cell[]>;
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
  static {
    refuseMore(this, OF_TEXT);
  }

  /** Made by `pipe.col(name).str`. */
  constructor(column: (steps: readonly Step[]) => unknown, frame: (steps: readonly Step[]) => unknown) {
    super("str", column, frame);
  }

  /** How many code points a text has. */
  len(this: OfTextOrLists<T>): Numbers { return this[VERB]("len"); }
  /** In lower case. */
  lower(this: OfText<T>): Text { return this[VERB]("lower"); }
  /** In upper case. */
  upper(this: OfText<T>): Text { return this[VERB]("upper"); }
  /** Each word with one capital, in front. */
  title(this: OfText<T>): Text { return this[VERB]("title"); }
  /** One capital, in front. */
  capitalize(this: OfText<T>): Text { return this[VERB]("capitalize"); }
  /** Capitals small, small letters capitals. */
  swapcase(this: OfText<T>): Text { return this[VERB]("swapcase"); }
  /** Without spaces (or these characters) at both ends. */
  strip(this: OfText<T>, chars?: string): Text { return this[VERB]("strip", chars); }
  /** Without spaces (or these characters) in front. */
  lstrip(this: OfText<T>, chars?: string): Text { return this[VERB]("lstrip", chars); }
  /** Without spaces (or these characters) at the end. */
  rstrip(this: OfText<T>, chars?: string): Text { return this[VERB]("rstrip", chars); }
  /** Without a prefix. */
  removeprefix(this: OfText<T>, prefix: string): Text { return this[VERB]("removeprefix", prefix); }
  /** Without a suffix. */
  removesuffix(this: OfText<T>, suffix: string): Text { return this[VERB]("removesuffix", suffix); }
  /** Whether a text holds another, or a match of a RegExp. */
  contains<const N extends boolean | undefined = undefined>(this: OfText<T>, pattern: Pattern, options: ContainsOptions & { readonly na?: N } = {}): Flag<N> { return this[VERB]("contains", pattern, options); }
  /** Whether a RegExp matches from the start of a text. */
  match<const N extends boolean | undefined = undefined>(this: OfText<T>, pattern: RegExp, options: ContainsOptions & { readonly na?: N } = {}): Flag<N> { return this[VERB]("match", pattern, options); }
  /** Whether a RegExp matches a whole text. */
  fullmatch<const N extends boolean | undefined = undefined>(this: OfText<T>, pattern: RegExp, options: ContainsOptions & { readonly na?: N } = {}): Flag<N> { return this[VERB]("fullmatch", pattern, options); }
  /** Whether a text starts with another, or one of several. */
  startswith<const N extends boolean | undefined = undefined>(this: OfText<T>, prefix: string | readonly string[], options: { readonly na?: N } = {}): Flag<N> { return this[VERB]("startswith", prefix, options); }
  /** Whether a text ends with another, or one of several. */
  endswith<const N extends boolean | undefined = undefined>(this: OfText<T>, suffix: string | readonly string[], options: { readonly na?: N } = {}): Flag<N> { return this[VERB]("endswith", suffix, options); }

  /**
   * The groups of the first match of a RegExp, a column each; of one group with `{ expand: false }` a column.
   *
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const names = parallel(new DataFrame({ name: ["Braund, Mr. Owen", "Heikkinen, Miss. Laina"] }), { partitions: 2 }).col("name");
   * (await names.str.extract(/(?<last>\w+), (?<title>\w+)/).collect()).toColumns(); // → { last: [ 'Braund', 'Heikkinen' ], title: [ 'Mr', 'Miss' ] }
   */
  extract(this: OfText<T>, pattern: RegExp, options?: { readonly expand?: true }): Texts;
  extract(this: OfText<T>, pattern: RegExp, options: { readonly expand: false }): Text;
  extract(this: OfText<T>, pattern: RegExp, options: { readonly expand?: boolean } = {}): unknown {
    const frame = this[FRAME]("extract", pattern, options);
    const groups = new RegExp(`${pattern.source}|`, pattern.flags).exec("")!.length - 1;
    return options.expand === false && groups === 1 ? this[VERB]("extract", pattern, options) : frame;
  }

  /** All matches of a RegExp, a row each, with the row and the match in front. */
  extractall(this: OfText<T>, pattern: RegExp): Pipeline<{ [group: string]: string | null }> { return this.#whole("whole", "extractall", pattern); }
  /** Matches of a text or a RegExp replaced; `$1` is a group. */
  replace(this: OfText<T>, pattern: Pattern, to: string, options: ReplaceTextOptions = {}): Text { return this[VERB]("replace", pattern, to, options); }
  /** Pieces between separators (spaces), as lists; with `{ expand: true }` a column each. */
  split(this: OfText<T>, pattern?: string, options?: SplitOptions<false>): PipelineColumn<string[] | null>;
  split(this: OfText<T>, pattern: Pattern, options?: SplitOptions<false>): PipelineColumn<(string | null)[] | null>;
  split(this: OfText<T>, pattern: Pattern | undefined, options: SplitOptions<true>): Texts;
  split(this: OfText<T>, pattern?: Pattern, options: SplitOptions = {}): unknown { return isExpanded(options) ? this.#whole("columnwise", "split", pattern, options) : this[VERB]("split", pattern, options); }
  /** The same, counted from the end. */
  rsplit(this: OfText<T>, pattern?: string, options?: SplitOptions<false>): PipelineColumn<string[] | null>;
  rsplit(this: OfText<T>, pattern: string | undefined, options: SplitOptions<true>): Texts;
  rsplit(this: OfText<T>, pattern?: string, options: SplitOptions = {}): unknown { return isExpanded(options) ? this.#whole("columnwise", "rsplit", pattern, options) : this[VERB]("rsplit", pattern, options); }
  /** Where another text begins in a text, or -1. */
  find(this: OfText<T>, sought: string, start?: number, end?: number): Numbers { return this[VERB]("find", sought, start, end); }
  /** How often a text or a RegExp is found. */
  count(this: OfText<T>, pattern: Pattern): Numbers { return this[VERB]("count", pattern); }
  /** The code points from `start` to before `stop`. */
  slice(this: OfText<T>, start?: number, stop?: number, step?: number): Text { return this[VERB]("slice", start, stop, step); }
  /** One code point of a text, or item of a list. */
  get(this: OfTextOrLists<T>, i: number): PipelineColumn<Picked<T>> { return this[VERB]("get", i); }
  /** Filled up to a width. */
  pad(this: OfText<T>, width: number, options: PadOptions = {}): Text { return this[VERB]("pad", width, options); }
  /** Filled up with zeros, behind a sign. */
  zfill(this: OfText<T>, width: number): Text { return this[VERB]("zfill", width); }
  /** Each text so many times. */
  repeat(this: OfText<T>, times: number): Text { return this[VERB]("repeat", times); }
  /** A column of 0 and 1 for each tag of a text of tags. */
  getDummies(this: OfText<T>, sep = "|"): Pipeline<{ [tag: string]: number }> { return this.#whole("columnwise", "getDummies", sep); }
  /** Whether all are letters. */
  isalpha(this: OfText<T>): Flags { return this[VERB]("isalpha"); }
  /** Whether all are letters or digits. */
  isalnum(this: OfText<T>): Flags { return this[VERB]("isalnum"); }
  /** Whether all are digits. */
  isdigit(this: OfText<T>): Flags { return this[VERB]("isdigit"); }
  /** Whether all are decimal digits. */
  isdecimal(this: OfText<T>): Flags { return this[VERB]("isdecimal"); }
  /** Whether all are spaces. */
  isspace(this: OfText<T>): Flags { return this[VERB]("isspace"); }
  /** Whether letters are there, all small. */
  islower(this: OfText<T>): Flags { return this[VERB]("islower"); }
  /** Whether letters are there, all capitals. */
  isupper(this: OfText<T>): Flags { return this[VERB]("isupper"); }

  #whole<S>(op: WholeStep["op"], verb: string, ...args: readonly unknown[]): Pipeline<S> {
    checkSeriesCall({ of: "str", verb, args });
    return this[PIPELINE]([wholeStep(true, [{ of: "str", verb, args }], op)]);
  }
}

/** Whether parts become columns; what are no options is refused with the step. */
function isExpanded(options: SplitOptions | null): boolean {
  return options?.expand === true;
}
