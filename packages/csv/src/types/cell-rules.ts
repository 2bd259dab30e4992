import type { DataType, Instant } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import { classify, inEitherCase, IS_BOOL, IS_FLOAT, IS_HUGE, IS_INTEGER, IS_NUMBER, IS_TEXT } from "./classify.js";
import { dateParser } from "./date-format.js";
import { numberSpelling, type NumberSpelling } from "./number-spelling.js";
import { cellParser, type CellParser } from "./parse-cell.js";
import { parseInstant } from "./parse-time.js";

/** How the text of a column's cells is read, all options considered. What a missing cell is, is another matter. */
export interface CellRules {
  /** whether these are the default rules, those of {@link classify}, {@link cellParser} and {@link parseInstant}: bytes may be read without making text of them */
  readonly plain: boolean;
  /** What the text of a cell can be, as bits that are or-ed over a column for `typeOfCells`. */
  readonly classify: (text: string) => number;
  /** The parser of a column type. Throws ArgumentError for a type that no text stands for. */
  readonly parser: (type: DataType) => CellParser;
  /** An instant from its text; null for any other text. */
  readonly instant: (text: string) => Instant | null;
}

const PLAIN: CellRules = { plain: true, classify, parser: cellParser, instant: parseInstant };

const TRUE: readonly string[] = ["True", "TRUE", "true"];

/** The rules of one column. */
export function cellRules(options: CsvReadOptions, column: string): CellRules {
  const { trueValues = [], falseValues = [], quoting, dateFormat } = options;
  const spelling = numberSpelling(options);
  // A word that is in both lists is true, as in pandas, in whose list these three always are.
  const words = new Map([...falseValues.map((word) => [word, TRUE.includes(word)] as const), ...trueValues.map((word) => [word, true] as const)]);
  const instant = dateParser(dateFormat, column);
  const floats = quoting === 2 || quoting === "nonnumeric";
  if (spelling === null && words.size === 0 && !floats && instant === parseInstant) return PLAIN;
  return { plain: false, classify: classifier(spelling, words, floats), parser: (type) => parser(type, spelling, words, instant), instant };
}

function classifier(spelling: NumberSpelling | null, words: ReadonlyMap<string, boolean>, floats: boolean): (text: string) => number {
  return (text) => {
    let flags = spelling === null ? classify(text) : respelled(text, spelling);
    if (floats && (flags & (IS_INTEGER | IS_HUGE)) !== 0) flags = IS_FLOAT;
    if (!words.has(text)) return flags;
    // `1` may be a word for true: what its column is, others decide.
    return (flags & IS_NUMBER) === 0 ? IS_BOOL : inEitherCase(flags);
  };
}

function respelled(text: string, spelling: NumberSpelling): number {
  const number = spelling(text);
  if (number !== null) return classify(number);
  return classify(text) === IS_BOOL ? IS_BOOL : IS_TEXT;
}

function parser(type: DataType, spelling: NumberSpelling | null, words: ReadonlyMap<string, boolean>, instant: CellRules["instant"]): CellParser {
  const parse = cellParser(type, instant);
  if (type.kind === "bool") return (text) => words.get(text) ?? parse(text);
  if (spelling === null || (type.kind !== "int" && type.kind !== "float")) return parse;
  return (text) => {
    const number = spelling(text);
    return number === null ? undefined : parse(number);
  };
}
