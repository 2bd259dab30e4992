import { ArgumentError } from "@framepool/errors";
import { shown } from "../build/cell-error.js";
import { COLUMNS } from "../columns-key.js";
import { nearest } from "../nearest.js";

/** The names of some options, all of them and no other: a flag is true or false; what else an option may be, the verb says itself. */
export type OptionNames<O> = Readonly<Record<keyof O, "flag" | "own">>;

/** The options. Throws ArgumentError for what are none, hold one that the verb does not have (a misspelt one must not be passed over), or a flag that is no bool. */
export function checkOptions<O extends object>(verb: string, options: O, names: OptionNames<O>): O {
  const known = Object.keys(names);
  // What JavaScript passes may be anything, whatever the type says: pandas' `df.sort_values("a", False)`.
  const given: unknown = options;
  if (typeof given !== "object" || given === null || Array.isArray(given) || COLUMNS in given) {
    throw new ArgumentError(`${verb} takes options as an object, { ${known.map((name) => `${name}: …`).join(", ")} }, not ${shown(given)}`);
  }
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(names, name)) throw noOption(verb, name, known);
    if (names[name as keyof O] === "flag" && value !== undefined && typeof value !== "boolean") throw new ArgumentError(`${verb}: ${name} is true or false, not ${shown(value)}`);
  }
  return options;
}

/** Options of pandas that no verb here has, and what there is instead. */
const OF_PANDAS: Readonly<Record<string, string>> = {
  asindex: "keys are always columns of the result",
  ignoreindex: "there is no index, and rows go by their order",
  inplace: "nothing is changed in place; take what the verb gives",
  randomstate: "it is called seed here",
  regex: "a RegExp is a pattern, and text is looked for as it is",
};

/** pandas' own name of an option (`na_position`) is near, too. */
function noOption(verb: string, name: string, known: readonly string[]): ArgumentError {
  const plain = name.replaceAll("_", "").toLowerCase();
  if (Object.hasOwn(OF_PANDAS, plain)) return new ArgumentError(`${verb} has no option "${name}": ${OF_PANDAS[plain]!}`);
  const near = nearest(name.replaceAll("_", ""), known);
  return new ArgumentError(`${verb} has no option "${name}"; ${near === undefined ? `there ${known.length === 1 ? "is" : "are"} ${known.join(" ")}` : `did you mean ${near}?`}`);
}
