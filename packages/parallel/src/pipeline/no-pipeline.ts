import { ArgumentError } from "@framepool/errors";
import { Runs } from "./Runs.js";

/** What is given for a function. Throws ArgumentError, which says what to write instead, for a pipeline or a column of one. */
export function noPipeline<F>(call: string, given: F, instead: string): F {
  if (given instanceof Runs) throw new ArgumentError(`${call} takes a function, and what it is given is a pipeline or a column of one: ${instead}`);
  return given;
}
