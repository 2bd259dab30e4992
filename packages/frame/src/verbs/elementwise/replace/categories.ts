import { makeBuilder } from "../../../build/make-builder.js";
import { Column } from "../../../column.js";
import { INT32, type DataType } from "../../../data-types.js";
import { oneDictionary, recoded, type OtherCodes } from "../../../one-dictionary.js";
import type { Vector } from "../../../vector.js";

export type CategoryType = Extract<DataType, { kind: "dictionary" }>;

/** What becomes of texts (null: they are missing then), and of missing cells (null: they stay that). */
export interface ReplacedTexts {
  readonly valueOf: ReadonlyMap<string, string | null>;
  readonly ofMissing: string | null;
}

/** The codes of another dictionary, and whether that has other values. */
interface Recoding extends OtherCodes {
  readonly changes: boolean;
}

/**
 * The column with categories replaced: those that were are none any more, as in pandas. Each value of a dictionary is looked
 * at once, whether a row has it or not, so that the parts of a column have the categories of the whole.
 */
export function replaceCategories(column: Column, type: CategoryType, texts: ReplacedTexts): Column {
  // Whether a value was a category is asked of the whole, not of each of its parts.
  const { name, vectors, facts } = oneDictionary(column);
  const [plain, filled] = [new Map<Vector, Recoding>(), new Map<Vector, Recoding>()];
  const recodings = vectors.map(({ storage, nullCount }) => {
    const own = storage.dictionary!;
    const fills = texts.ofMissing !== null && nullCount > 0;
    const known = fills ? filled : plain;
    const recoding = known.get(own) ?? recodingOf(own, type, texts, fills);
    known.set(own, recoding);
    return recoding;
  });
  if (!recodings.some(({ changes }) => changes)) return column;
  const most = 2 ** (type.index.signed ? type.index.bits - 1 : type.index.bits);
  const widened = recodings.some(({ dictionary }) => dictionary.length > most) ? { ...type, index: INT32 } : type;
  return new Column(name, widened, vectors.map((vector, k) => recoded(vector, widened, recodings[k]!)), facts);
}

/** A value that was a category keeps its place among them, a new one takes that of what it replaces, and what is filled with comes last. */
function recodingOf(own: Vector, { values: text }: CategoryType, { valueOf, ofMissing }: ReplacedTexts, fills: boolean): Recoding {
  const values = [...Column.of("", own)] as (string | null)[];
  const placeOf = new Map(values.map((value, place) => [value, place]));
  const becoming = values.map((value) => (value === null ? ofMissing : valueOf.has(value) ? valueOf.get(value)! : value));
  const placed = becoming.map((value, place) => ({ value, place: placeOf.get(value) ?? place })).sort((a, b) => a.place - b.place);
  const codeOf = new Map<string, number>();
  const builder = makeBuilder(text);
  for (const value of [...placed.map((each) => each.value), fills ? ofMissing : null]) {
    if (value === null || codeOf.has(value)) continue;
    codeOf.set(value, codeOf.size);
    builder.append(value);
  }
  const codeFor = (value: string | null): number => (value === null ? -1 : codeOf.get(value)!);
  const changes = fills || becoming.some((value, code) => value !== values[code]);
  return { changes, dictionary: builder.finish(), codes: Int32Array.from(becoming, codeFor), ofMissing: fills ? codeFor(ofMissing) : -1 };
}
