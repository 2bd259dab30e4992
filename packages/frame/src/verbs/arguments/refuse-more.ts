import { markKind } from "@framepool/errors";
import { noMore } from "./no-more.js";

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Methods by how many arguments they take: at place n those that take n. */
export type MethodsByArguments<M> = readonly (readonly (keyof M & string)[])[];

const AsyncFunction = (async () => undefined).constructor;

/**
 * From here on the methods of a class throw ArgumentError for what is given to them behind their arguments, and an async one
 * rejects: TypeScript refuses that, and JavaScript would pass over pandas' `skipna` and its like in silence. Those that
 * it inherits become its own. A call takes a few ns more, so what is called for each row (`at`, `row`) is left as it is.
 * What has such methods is no object of options, nor of columns by name.
 */
export function refuseMore<M extends object>(of: { readonly prototype: M; readonly name: string }, methods: MethodsByArguments<M>): void {
  const { prototype } = of;
  markKind(of, of.name);
  for (const [most, verbs] of methods.entries()) {
    for (const verb of verbs) Object.defineProperty(prototype, verb, { configurable: true, writable: true, value: refusing(verb, prototype[verb] as Method, most) });
  }
}

// Every thread does this for hundreds of methods when it starts: they get no name of their own (a stack has it from the call).
function refusing(verb: string, method: Method, most: number): Method {
  return asLong(method, function (this: unknown, ...args: unknown[]): unknown {
    const fault = args.length > most ? faultOf(verb, args.slice(most)) : null;
    if (fault === null) return method.apply(this, args);
    if (method instanceof AsyncFunction) return Promise.reject(fault);
    throw fault;
  });
}

/** The function, which is said to need as many arguments as the method does. */
function asLong({ length }: Method, made: Method): Method {
  return length === 0 ? made : Object.defineProperty(made, "length", { value: length });
}

function faultOf(verb: string, more: readonly unknown[]): Error | null {
  try {
    noMore(verb, more);
    return null;
  } catch (error) {
    return error as Error;
  }
}
