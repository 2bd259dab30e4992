import { Crew } from "./Crew.js";
import type { CrewOptions } from "./crew-options.js";

/** How long workers without work are kept, in ms: the next call of a script comes at once, or not soon. */
const KEPT_MS = 1000;

/** What a crew has to have in common with the one that is wanted. */
export type SpareOptions = Pick<CrewOptions, "workers" | "concurrency" | "resourceLimits">;

let spare: { readonly kind: string; readonly crew: Crew; readonly timer: NodeJS.Timeout } | null = null;

/**
 * A crew of threads: the one that was kept, if it is as wanted, with workers that are up and whose code is warm; else a
 * new one. Its user has it alone, until `keepCrew` or `terminate`.
 */
export function takeCrew(options: SpareOptions): Crew {
  if (spare?.kind !== kindOf(options)) return new Crew({ backend: "threads", ...options });
  const { crew, timer } = spare;
  clearTimeout(timer);
  spare = null;
  return crew;
}

/**
 * Keeps a crew that was taken, for a second, for who takes one next; one is kept, so the one before ends. Gives false for
 * a crew that is not idle: it has to be ended. Its workers forget what they were sent, and do not hold the process.
 */
export function keepCrew(crew: Crew, options: SpareOptions): boolean {
  if (!crew.idle) return false;
  crew.tidy();
  endSpare();
  spare = { kind: kindOf(options), crew, timer: setTimeout(endSpare, KEPT_MS).unref() };
  return true;
}

/** Starts a worker for a crew that is asked for soon, unless there is one, and keeps it as {@link keepCrew} does. */
export function prepareCrew(options: SpareOptions): void {
  const crew = takeCrew(options);
  crew.start(1);
  endSpare();
  spare = { kind: kindOf(options), crew, timer: setTimeout(endSpare, KEPT_MS).unref() };
}

/** Ends the crew that is kept, if any; resolves when all that its workers printed is passed on. For who ends the process. */
export async function endKeptCrew(): Promise<void> {
  const crew = spare?.crew;
  endSpare();
  await crew?.join();
}

function endSpare(): void {
  if (spare === null) return;
  clearTimeout(spare.timer);
  spare.crew.close();
  spare = null;
}

function kindOf({ workers, concurrency = 1, resourceLimits = {} }: SpareOptions): string {
  return JSON.stringify([workers, concurrency, Object.entries(resourceLimits).sort()]);
}
