import { ArgumentError, isByName } from "@framepool/errors";
import { shown } from "../../build/cell-error.js";
import { nearest } from "../../nearest.js";
import { checkFlag, checkText, checkValue, checkWhole } from "./check-kind.js";
import { checkOption } from "./check-option.js";
import { columnList } from "./column-names.js";

/** What an option may be, if it is given: one of some words, or what the kind says; `"own"` is for what the verb itself looks at. */
export type OptionKind = "flag" | "text" | "whole" | "whole from 0" | "whole from 1" | "cell" | "names" | "own" | readonly unknown[];

/** The names of some options, all of them and no other. */
export type OptionNames<O> = Readonly<Record<keyof O, OptionKind>>;

/** The options. Throws ArgumentError for what are none, hold one that the verb does not have (a misspelt one must not be passed over), or one that is not of its kind. */
export function checkOptions<O extends object>(verb: string, options: O, names: OptionNames<O>): O {
  const known = Object.keys(names);
  // What JavaScript passes may be anything, whatever the type says: pandas' `df.sort_values("a", False)`.
  const given: unknown = options;
  if (!isByName(given)) {
    const columns = Object.hasOwn(names, "subset") && (typeof given === "string" || Array.isArray(given)) ? "; columns are named by { subset: … }" : "";
    throw new ArgumentError(`${verb} takes options as an object, { ${known.map((name) => `${name}: …`).join(", ")} }, not ${shown(given)}${columns}`);
  }
  for (const name of Object.keys(given)) if (!Object.hasOwn(names, name)) throw noOption(verb, name, known);
  // By the names that there are, so that an accessor of a class is looked at, too.
  for (const name of known) {
    const value = options[name as keyof O];
    if (value !== undefined) checkKind(verb, name, value, names[name as keyof O]);
  }
  return options;
}

function checkKind(verb: string, name: string, value: unknown, kind: OptionKind): void {
  switch (kind) {
    case "flag": return checkFlag(verb, name, value);
    case "text": return checkText(verb, name, value);
    case "whole": return checkWhole(verb, name, value);
    case "whole from 0": return checkWhole(verb, name, value, 0);
    case "whole from 1": return checkWhole(verb, name, value, 1);
    case "cell": return checkValue(verb, name, value);
    case "names": columnList(verb, name, value); return;
    case "own": return;
    default: checkOption(verb, name, value, kind);
  }
}

/** Options of pandas that no verb here has, or not the one that is asked, and what there is instead. */
const OF_PANDAS: Readonly<Record<string, string>> = {
  args: "give a function of one argument: (value) => fn(value, …)",
  asindex: "keys are always columns of the result",
  axis: "there is no choice of axis here; apply((row) => …) goes by rows",
  fillvalue: "missing cells are filled before: fillna(…)",
  ignoreindex: "there is no index, and rows go by their order",
  inplace: "nothing is changed in place; take what the verb gives",
  level: "there is no index, and keys are columns",
  mincount: "count() says how many values there are",
  naaction: "the function is given null, and says what becomes of it",
  randomstate: "it is called seed here",
  regex: "a RegExp is a pattern, and text is looked for as it is",
  skipna: "missing cells are always passed over",
};

/** pandas' own name of an option (`na_position`) is near, too. */
function noOption(verb: string, name: string, known: readonly string[]): ArgumentError {
  const plain = name.replaceAll("_", "").toLowerCase();
  const isKnown = known.some((other) => other.toLowerCase() === plain);
  if (!isKnown && Object.hasOwn(OF_PANDAS, plain)) return new ArgumentError(`${verb} has no option "${name}": ${OF_PANDAS[plain]!}`);
  if (known.length === 0) return new ArgumentError(`${verb} has no option "${name}": it has none`);
  const near = nearest(name.replaceAll("_", ""), known);
  return new ArgumentError(`${verb} has no option "${name}"; ${near === undefined ? `there ${known.length === 1 ? "is" : "are"} ${known.join(" ")}` : `did you mean ${near}?`}`);
}
