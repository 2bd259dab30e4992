import type { CsvReadOptions, MissingWords } from "../options.js";

/** The words that pandas 2.3 takes for a missing cell. */
export const MISSING_WORDS: readonly string[] = [
  "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
];

/** A set of words that is asked about every cell: most cells are turned away by length and first letter, without hashing. */
export class Words {
  readonly #byLength: string[][] = [];
  readonly #first = new Uint8Array(128);
  #other = false;

  constructor(words: Iterable<string>) {
    for (const word of words) {
      (this.#byLength[word.length] ??= []).push(word);
      const code = word.charCodeAt(0);
      if (code < 128) this.#first[code] = 1;
      else if (word !== "") this.#other = true;
    }
  }

  has(text: string): boolean {
    const { length } = text;
    if (length >= this.#byLength.length) return false;
    if (length > 0) {
      const code = text.charCodeAt(0);
      if (code < 128 ? this.#first[code] === 0 : !this.#other) return false;
    }
    const words = this.#byLength[length];
    if (words === undefined) return false;
    for (let i = 0; i < words.length; i++) if (words[i] === text) return true;
    return false;
  }
}

/** The words that mean a missing cell in a column. */
export function missingWords(options: CsvReadOptions, column: string): Words {
  return new Words(wordsOf(options, column));
}

/** The same, as a list without repetitions. */
export function wordsOf({ naValues, keepDefaultNa = true, naFilter = true, decimal = "." }: CsvReadOptions, column: string): string[] {
  if (!naFilter) return [];
  return [...new Set([...(keepDefaultNa ? MISSING_WORDS : []), ...ownWords(naValues, column, decimal)])];
}

/** Whether the columns have words of their own. */
export function areByColumn({ naValues }: CsvReadOptions): boolean {
  return naValues !== undefined && isByColumn(naValues);
}

function ownWords(naValues: CsvReadOptions["naValues"], column: string, decimal: string): string[] {
  if (naValues === undefined) return [];
  if (isByColumn(naValues)) return Object.hasOwn(naValues, column) ? spelled(naValues[column]!, decimal) : [];
  return spelled(naValues, decimal);
}

function isByColumn(naValues: NonNullable<CsvReadOptions["naValues"]>): naValues is { readonly [column: string]: MissingWords } {
  return typeof naValues === "object" && !Array.isArray(naValues);
}

/** A number means its cell with and without `.0`. */
function spelled(words: MissingWords, decimal: string): string[] {
  const list = typeof words === "string" || typeof words === "number" ? [words] : words;
  return list.flatMap((word) => (typeof word === "string" ? [word] : [String(word), `${String(word)}.0`].map((number) => number.replace(".", decimal))));
}
