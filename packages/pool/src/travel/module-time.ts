import { realpathSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CaptureError } from "@framepool/errors";

/** An import of the script that was started needs no time, once it has run. */
const SCRIPT_MS = 1_000;
const MODULE_MS = 30_000;

/**
 * The module, or a CaptureError if it does not come. A call in line imports the task's module in the main thread; if that
 * module is at a top-level `await` of this call, each would wait for the other for ever.
 */
export async function withinTime<T>(loading: Promise<T>, url: string, name: string): Promise<T> {
  const ms = url === startedScript() ? SCRIPT_MS : MODULE_MS;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(stillRunning(url, name)), ms);
  });
  try {
    return await Promise.race([loading, late]);
  } finally {
    clearTimeout(timer);
  }
}

function stillRunning(url: string, name: string): CaptureError {
  return new CaptureError(
    `${JSON.stringify(name)} of ${shown(url)} cannot be called in line: the module is still running, and if it waits for this call, neither will end. ` +
      `Move ${name} to a file of its own, or ask for workers: { backend: "threads" }`,
    { variable: name, file: url },
  );
}

function startedScript(): string | null {
  const script = process.argv[1];
  try {
    return script === undefined ? null : pathToFileURL(realpathSync(script)).href;
  } catch {
    return null;
  }
}

/** A module's URL as messages show it. */
export function shown(url: string): string {
  return url.startsWith("file:") ? fileURLToPath(url) : url.slice(0, 80);
}
