import { ArgumentError, isByName } from "@framepool/errors";
import { shown } from "../shown.js";

/** The names of some options, all of them and no other. */
export type OptionNames<O> = Readonly<Record<keyof O, true>>;

/** Throws ArgumentError for what are no options, or hold one that there is not: a misspelt one must not be passed over. */
export function checkOptions<O extends object>(options: O, names: OptionNames<O>, whose: string): O {
  const known = Object.keys(names);
  // What JavaScript passes may be anything, whatever the type says: Python's `pool.map(f, xs, 10)`.
  const given: unknown = options;
  if (!isByName(given)) throw new ArgumentError(`${whose} takes options as an object, { ${known[0]}: … }, not ${shown(given)}`);
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(names, name)) continue;
    const near = known.find((each) => each.toLowerCase() === name.toLowerCase().replaceAll("_", ""));
    throw new ArgumentError(`${whose} has no option "${name}"; ${near === undefined ? `there are ${known.join(" ")}` : `did you mean ${near}?`}`);
  }
  return options;
}
