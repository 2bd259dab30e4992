import { A_PROMISE, ArgumentError, isByName, isThenable } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame";
import { Runs } from "./Runs.js";

/** The arguments of a verb that is done part by part. Throws ArgumentError for rows among them: which part they would belong to, nobody knows. */
export function checkedArgs(call: string, args: readonly unknown[]): readonly unknown[] {
  for (const given of args) {
    const inner = isByName(given) ? Object.entries(given) : [["", given] as const];
    for (const [name, value] of inner) {
      const what = name === "" ? "" : ` for ${name}`;
      if (value instanceof Series || value instanceof DataFrame) throw new ArgumentError(`${call} of a pipeline takes values, not ${value instanceof Series ? "a Series" : "a DataFrame"}${what}: its rows would have to be parted as the pipeline's are; let the frame have them as a column first, or compute them in assign((part) => …)`);
      if (value instanceof Runs) throw new ArgumentError(`${call} of a pipeline takes values, not a pipeline or a column of one${what}: ${besideIt(call)}`);
      // One that is an argument itself the verb refuses, who knows what it takes.
      if (name !== "" && isThenable(value)) throw new ArgumentError(`${call} of a pipeline takes values, and what is given${what} is ${A_PROMISE}`);
      if (typeof value === "function") throw new ArgumentError(`${call} of a pipeline takes values, not a function${what}`);
    }
  }
  return args;
}

/** Verbs that look at the cells beside each other of two columns. */
const PAIRED: ReadonlySet<string> = new Set(["add", "sub", "mul", "div", "floordiv", "mod", "pow", "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "between", "fillna"]);

/** What to write instead. */
function besideIt(call: string): string {
  if (call === "isin") return "await its values first: isin((await other.collect()).toList())";
  if (!PAIRED.has(call)) return "await what it comes to first: await other.mean() …";
  return `set it beside the others first, pipe.assign({ other: pipe.col(…) }), and then pipe.assign({ x: (part) => part.col("x").${call}(part.col("other")${call === "between" ? ", …" : ""}) })`;
}
