// By symbol and not by class: a script may get a frame from one copy of the package and `scanCsv` from another.
const KIND = Symbol.for("framepool.kind");

/** What an error calls a task: who is given one for a function says what it is for. */
export const A_TASK = "a task";

/** Says what the instances of a class are, so that none of them is taken for an object of options or of columns by name. */
export function markKind({ prototype }: { readonly prototype: object }, kind: string): void {
  Object.defineProperty(prototype, KIND, { value: kind, configurable: true });
}

/** The same of one object, which is given back. */
export function ofKind<T extends object>(made: T, kind: string): T {
  return Object.defineProperty(made, KIND, { value: kind });
}

/** What one of our own is, `"a task"`; undefined for what others made. */
export function kindOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !(KIND in value)) return undefined;
  return String(value[KIND]);
}

/**
 * Whether a value is to be awaited: a promise, or what has its `then`, as the pending results of a pool and the queries of
 * database libraries. A plain object with a `then` of its own has a column of that name: `assign({ then: (df) => … })`.
 */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (typeof value !== "object" || value === null || !("then" in value) || typeof value.then !== "function") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype !== Object.prototype && prototype !== null) || !Object.hasOwn(value, "then");
}

/** What an error calls that. */
export const A_PROMISE = "a promise (is an `await` missing?)";

/** Objects, also of a class of the user's, whose options may be accessors, and the namespace of a module. */
const NAMED: ReadonlySet<string> = new Set(["[object Object]", "[object Module]"]);

/**
 * Whether an object is meant by what its properties are called: options, or something by column name. Those whose contents
 * are elsewhere (a Promise, Map, Set, Date, RegExp, Error, what is iterated over, and what we make) have no such names, so
 * that they would be taken for `{}`: whoever forgot an `await` would be told nothing.
 */
export function isByName(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || !NAMED.has(Object.prototype.toString.call(value))) return false;
  return !(Symbol.iterator in value) && !(KIND in value) && !isThenable(value);
}
