import { ArgumentError, ParallelError } from "@framepool/errors";

/** What JavaScript may give for an argument, and how an error shows it. */
export const GIVEN: Readonly<Record<string, { readonly value: unknown; readonly shown: string }>> = {
  undefined: { value: undefined, shown: "undefined" },
  null: { value: null, shown: "null" },
  number: { value: 7, shown: "7" },
  text: { value: "zz", shown: '"zz"' },
  "{}": { value: {}, shown: "an object" },
  "{ noSuchOption }": { value: { noSuchOption: 1 }, shown: "noSuchOption" },
  "[]": { value: [], shown: "an array" },
  function: { value: () => undefined, shown: "a function" },
  NaN: { value: NaN, shown: "NaN" },
  Symbol: { value: Symbol("q"), shown: "Symbol(q)" },
  // Objects without properties of their own, which would be taken for {}.
  Promise: { value: Promise.resolve({ n: 1 }), shown: "a promise (is an `await` missing?)" },
  RegExp: { value: /q/, shown: "an object (RegExp)" },
  Map: { value: new Map([["a", 1]]), shown: "an object (Map)" },
  Set: { value: new Set(["a"]), shown: "an object (Set)" },
};

/** What an option may be given beside these. */
const ALSO_GIVEN: typeof GIVEN = {
  true: { value: true, shown: "true" },
  "-1": { value: -1, shown: "-1" },
  "1.5": { value: 1.5, shown: "1.5" },
  Date: { value: new Date(0), shown: "1970-01-01" },
};

const CELL = ["null", "NaN", "number", "-1", "1.5", "text", "true", "Date", "[]"];
const WHOLE = ["number", "-1"];
const COUNT = ["number"];
const TEXT = ["text"];
const FLAG = ["true"];
/** One of some words, among which there are none of these. */
const WORD: readonly string[] = [];
/** Names of columns, of which there are none of these: who is given them says so. */
const NAMES = ["[]"];
const PART: readonly string[] = [];

/** What an option may be, of one method where that is named: an option that is not here fails. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  adjust: FLAG, aggfunc: ["function"], alpha: PART, ascending: FLAG, axis: WORD, bias: FLAG, case: FLAG, center: FLAG, closed: WORD, columns: NAMES, com: ["number", "1.5"], compression: WORD, ddof: WHOLE, downcast: WORD,
  dayfirst: FLAG, dropFirst: FLAG, dropna: FLAG, dtype: WORD, dummyNa: FLAG, duplicates: WORD, errors: WORD, expand: FLAG, fillMethod: ["null"], fillValue: CELL, fillchar: WORD, format: TEXT, frac: PART, halflife: ["number", "1.5"],
  how: WORD, idVars: NAMES, ignoreNa: FLAG, include: WORD, includeLowest: FLAG, inclusive: WORD, index: NAMES, indicator: ["true", "text"], interpolation: WORD, join: WORD, keep: WORD, label: WORD, labels: WORD, leftOn: WORD, limit: COUNT,
  limitArea: WORD, limitDirection: WORD, margins: FLAG, marginsName: TEXT, maxColumns: COUNT, maxColwidth: COUNT, maxRows: COUNT, method: WORD, minPeriods: WHOLE, n: WHOLE, na: FLAG, naOption: WORD, naPosition: WORD, naRep: TEXT, normalize: FLAG,
  numericOnly: FLAG, observed: FLAG, on: WORD, pct: FLAG, percentiles: NAMES, precision: WHOLE, prefix: TEXT, prefixSep: TEXT, right: FLAG, rightOn: WORD, seed: WHOLE, sep: TEXT, side: WORD, sort: FLAG, span: ["number", "1.5"], subset: NAMES,
  suffixes: WORD, thresh: WHOLE, unit: WORD, validate: WORD, valueName: TEXT, valueVars: NAMES, values: NAMES, varName: TEXT, width: COUNT,
  addIndicator: FLAG, categories: ["{}"], clip: FLAG, drop: ["null"], encode: WORD, encodedMissingValue: ["null", "NaN", "number", "-1", "1.5"], featureRange: WORD, handleUnknown: WORD, int64: WORD, keepEmptyFeatures: FLAG, nBins: ["number", "{}"], name: TEXT, quantileMethod: WORD, quantileRange: WORD,
  remainder: WORD, shuffle: FLAG, strategy: WORD, stratify: ["null"], testSize: PART, trainSize: PART, unknownValue: WORD, verboseFeatureNamesOut: FLAG, withCentering: FLAG, withMean: FLAG, withScaling: FLAG, withStd: FLAG,
  "selectDtypes include": NAMES, "selectDtypes exclude": NAMES, "DataFrame dtype": ["{}"], "fromRows dtype": ["{}"], "toArrowIpc format": WORD, "resample on": TEXT, "rolling minPeriods": WORD, "sample n": COUNT,
};

/** Something whose methods are called, with good arguments for each method that takes any. */
export interface Subject {
  make(): object;
  readonly good: Readonly<Record<string, readonly unknown[]>>;
  /** what is taken beside what is like the good argument: by method and place, `add 0` */
  readonly taken?: Readonly<Record<string, readonly string[]>>;
  /** methods that are no part of the contract */
  readonly inner?: readonly string[];
}

/** Every method of an object, those that its class inherits too: a new one is found by itself. */
export function methodsOf({ make, inner = [] }: Subject): string[] {
  const names = new Set<string>();
  for (let proto = Object.getPrototypeOf(make()) as object; proto !== Object.prototype; proto = Object.getPrototypeOf(proto) as object) {
    for (const name of Object.getOwnPropertyNames(proto)) {
      const { value } = Object.getOwnPropertyDescriptor(proto, name) as { value?: unknown };
      if (typeof value === "function" && name !== "constructor" && !inner.includes(name)) names.add(name);
    }
  }
  return [...names].sort();
}

/** Methods, with their class, that are no part of the contract of any subject: those that no test here looks at. */
export function unseenOf(subjects: Readonly<Record<string, Subject>>): string[] {
  const named = (subject: Subject, method: string): string => `${subject.make().constructor.name}.${method}`;
  const all = Object.values(subjects).flatMap((subject) => methodsOf({ ...subject, inner: [] }).map((method) => named(subject, method)));
  const seen = new Set(Object.values(subjects).flatMap((subject) => methodsOf(subject).map((method) => named(subject, method))));
  return [...new Set(all)].filter((method) => !seen.has(method)).sort();
}

export type Method = (...args: readonly unknown[]) => unknown;

/** Kinds that a good argument tells are good, too: those of its own kind. */
function likeGood(good: unknown): string[] {
  if (typeof good === "number") return ["number"];
  if (typeof good === "string") return ["text"];
  if (typeof good === "function") return ["function"];
  if (Array.isArray(good)) return ["[]"];
  if (good instanceof RegExp) return ["RegExp"];
  return typeof good === "object" && good !== null && Object.getPrototypeOf(good) === Object.prototype ? ["{}"] : [];
}

function isEmptyObject(good: unknown): boolean {
  return likeGood(good)[0] === "{}" && Object.keys(good as object).length === 0;
}

const GOOD = "good arguments";

/** One call, what it is, and whether it may be taken. */
export interface Call {
  readonly what: string;
  readonly args: readonly unknown[];
  /** what is given for one of the arguments, and how an error shows it */
  readonly value: unknown;
  readonly shown: string;
  readonly good: boolean;
  /** the option it is given for */
  readonly option?: string;
}

/** Calls of a method with each of {@link GIVEN}, and with nothing, in each place, good arguments before and behind it. */
export function callsOf({ make, good: table, taken = {} }: Subject, method: string): Call[] {
  const good = Object.hasOwn(table, method) ? table[method]! : [];
  const { length: needed } = (make() as Readonly<Record<string, Method>>)[method]!;
  const calls: Call[] = [{ what: GOOD, args: good, value: undefined, shown: "", good: true }];
  for (let place = 0; place < Math.max(good.length, needed); place++) {
    const optional = place >= needed || isEmptyObject(good[place]);
    const fine = [...likeGood(good[place]), ...(optional ? ["undefined", "nothing"] : []), ...(taken[`${method} ${String(place)}`] ?? [])];
    for (const [kind, { value, shown }] of Object.entries(GIVEN)) {
      calls.push({ what: `${kind} for argument ${String(place)}`, args: [...good.slice(0, place), value, ...good.slice(place + 1)], value, shown, good: fine.includes(kind) });
    }
    calls.push({ what: `nothing for argument ${String(place)}`, args: good.slice(0, place), value: undefined, shown: "undefined", good: fine.includes("nothing") || fine.includes("undefined") });
  }
  return calls;
}

/** So many arguments no method takes. */
const MOST = 5;

/**
 * Calls of a method with something in each place behind its good arguments, which are all that it takes: none of them may
 * be passed over in silence.
 */
export function callsBehind({ good: table }: Subject, method: string): Call[] {
  const good = Object.hasOwn(table, method) ? table[method]! : [];
  return Array.from({ length: MOST - good.length }, (_, i) => good.length + i).flatMap((place) =>
    (["{ noSuchOption }", "text"] as const).map((kind) => {
      const { value, shown } = GIVEN[kind]!;
      return { what: `${kind} behind its arguments (${String(place)})`, args: [...good, ...Array.from({ length: place - good.length }, () => undefined), value], value, shown, good: false };
    }),
  );
}

/** What is wrong with what came of a call with something behind its arguments: what is right is an ArgumentError that says so. Null if nothing is. */
export function judgedBehind(method: string, call: Call, thrown: unknown): string | null {
  const isRefused = thrown instanceof ArgumentError && / has no option "noSuchOption": it has none$| takes nothing behind its arguments, and is given "zz"/.test(thrown.message);
  return isRefused ? judged(method, call, thrown) : `${call.what}: ${thrown === null ? "it is passed over" : String(thrown)}`;
}

/** Whether an error is of a column or a type that there is not: it is named as any other name that is not there, and by a pipeline when its columns are known. */
function isOfColumn(error: unknown): boolean {
  return error instanceof ParallelError && /no column (type )?"|^column "/.test(error.message);
}

/** What is wrong with what came of a call: what is wrong itself is an error of ours that names the method and what it was given. Null if nothing is. */
export function judged(method: string, { what, value, shown, good, option = "" }: Call, thrown: unknown): string | null {
  if (good && thrown === null) return null;
  if (thrown === null) return `${what}: it is taken, and means nothing`;
  if (!(thrown instanceof ParallelError)) return `${what}: ${String(thrown)}`;
  const { message } = thrown;
  if (isOfColumn(thrown)) return null;
  const shownSo = [shown, shown.replaceAll('"', ""), ...(Array.isArray(value) ? ["an object", "an empty list", " 0 ", "[]"] : typeof value === "object" && value !== null ? ["an object"] : [])];
  const names = message.includes(method) && (good || message.includes(option)) && (good || shownSo.some((text) => message.includes(text)));
  return names && what !== GOOD ? null : `${what}: ${message}`;
}

/** The options that a method says it has, and at which place it takes them; null if it takes none. */
export async function optionsOf(call: (args: readonly unknown[]) => unknown, good: readonly unknown[]): Promise<{ readonly place: number; readonly names: readonly string[] } | null> {
  for (let place = good.length; place >= 0; place--) {
    const given: unknown = good[place];
    if (place < good.length && likeGood(given)[0] !== "{}") continue;
    try {
      await call([...good.slice(0, place), { ...(given as object | undefined), noSuchOption: 1 }, ...good.slice(place + 1)]);
    } catch (error) {
      const [, names] = / has no option "noSuchOption"; there (?:is|are) (.+)$/.exec(String(error)) ?? [];
      if (names !== undefined) return { place, names: names.split(" ") };
    }
  }
  return null;
}

/** Calls of a method with each thing that JavaScript may give for each of its options. */
export function callsOfOptions(method: string, good: readonly unknown[], { place, names }: { readonly place: number; readonly names: readonly string[] }): Call[] {
  return names.flatMap((option) => {
    const taken = OPTIONS[`${method} ${option}`] ?? OPTIONS[option] ?? [];
    return Object.entries({ ...GIVEN, ...ALSO_GIVEN }).map(([kind, { value, shown }]) => ({
      what: `${kind} for the option ${option}`, option, value, shown, good: kind === "undefined" || taken.includes(kind),
      args: [...good.slice(0, place), { ...(good[place] as object | undefined), [option]: value }, ...good.slice(place + 1)],
    }));
  });
}

/** Options of a method of which {@link OPTIONS} says nothing. */
export function unknownOptions(method: string, names: readonly string[]): string[] {
  return names.filter((option) => OPTIONS[`${method} ${option}`] === undefined && OPTIONS[option] === undefined).map((option) => `${method}: what may the option ${option} be? Say so in OPTIONS`);
}
