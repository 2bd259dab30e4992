import { ParallelError } from "@framepool/errors";

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

export type Method = (...args: readonly unknown[]) => unknown;

/** The parameters of a function as they are written: what is built keeps them. */
function parametersOf(fn: Method): string[] {
  const source = fn.toString();
  const found: string[] = [];
  let depth = 0;
  let begin = source.indexOf("(") + 1;
  for (let at = begin; ; at++) {
    const char = source[at]!;
    if ("([{".includes(char)) depth++;
    const ends = depth === 0 && (char === ")" || char === ",");
    if (ends && at > begin) found.push(source.slice(begin, at).trim());
    if (ends) begin = at + 1;
    if (char === ")" && depth === 0) return found.filter((parameter) => !parameter.startsWith("..."));
    if (")]}".includes(char)) depth--;
  }
}

/** Kinds that a good argument tells are good, too: those of its own kind. */
function likeGood(good: unknown): string[] {
  if (typeof good === "number") return ["number"];
  if (typeof good === "string") return ["text"];
  if (typeof good === "function") return ["function"];
  if (Array.isArray(good)) return ["[]"];
  return typeof good === "object" && good !== null && Object.getPrototypeOf(good) === Object.prototype ? ["{}"] : [];
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
}

/** Calls of a method with each of {@link GIVEN}, and with nothing, in each place, good arguments before and behind it. */
export function callsOf({ make, good: table, taken = {} }: Subject, method: string): Call[] {
  const good = Object.hasOwn(table, method) ? table[method]! : [];
  const parameters = parametersOf((make() as Readonly<Record<string, Method>>)[method]!);
  const calls: Call[] = [{ what: GOOD, args: good, value: undefined, shown: "", good: true }];
  for (let place = 0; place < Math.max(good.length, parameters.length); place++) {
    const parameter = parameters[place] ?? "";
    const optional = parameter.includes("=") || parameter.startsWith("options");
    const fine = [...likeGood(good[place]), ...(optional ? ["undefined", "nothing"] : []), ...(taken[`${method} ${String(place)}`] ?? [])];
    for (const [kind, { value, shown }] of Object.entries(GIVEN)) {
      calls.push({ what: `${kind} for ${parameter} (${String(place)})`, args: [...good.slice(0, place), value, ...good.slice(place + 1)], value, shown, good: fine.includes(kind) });
    }
    calls.push({ what: `nothing for ${parameter} (${String(place)})`, args: good.slice(0, place), value: undefined, shown: "undefined", good: fine.includes("nothing") || fine.includes("undefined") });
  }
  return calls;
}

/** What is wrong with what came of a call: what is wrong itself is an error of ours that names the method and what it was given. Null if nothing is. */
export function judged(method: string, { what, value, shown, good }: Call, thrown: unknown): string | null {
  if (good && thrown === null) return null;
  if (thrown === null) return `${what}: it is taken, and means nothing`;
  if (!(thrown instanceof ParallelError)) return `${what}: ${String(thrown)}`;
  const { message } = thrown;
  // A column or a type that there is not is named as any other name that is not there.
  if (/^no column (type )?"/.test(message)) return null;
  const shownSo = [shown, shown.replaceAll('"', ""), ...(typeof value === "object" && value !== null ? ["an object"] : [])];
  const names = message.includes(method) && (good || shownSo.some((text) => message.includes(text)));
  return names && what !== GOOD ? null : `${what}: ${message}`;
}
