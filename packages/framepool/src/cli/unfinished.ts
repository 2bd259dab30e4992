import { writeSync } from "node:fs";
import { FAILED } from "./exit-codes.js";
import { messageOf } from "./message-of.js";

/**
 * Says so, and gives the exit code of a failure, where the process ends before the work is done: by what a transform's module
 * does on this thread. Gives what is called when the work is done.
 */
export function watchEnd(): () => void {
  const empty = (): void => fail("nothing goes on any more: the transform waits for something that never comes (a promise that nobody settles)");
  const ended = (code: number): void => {
    // As a second Ctrl-C ends it, or who reads the output.
    if (ENDED_BY_OTHERS.includes(code)) return;
    say(`the process was ended before the work was done (process.exit(${String(code)}) in the transform's module)`);
    process.exitCode = FAILED;
  };
  const uncaught = (error: unknown): void => fail(messageOf(error));
  const done = (): void => {
    process.off("beforeExit", empty);
    process.off("exit", ended);
    process.off("uncaughtException", uncaught);
  };
  function fail(message: string): void {
    done();
    say(message);
    process.exit(FAILED);
  }
  process.on("beforeExit", empty);
  process.on("exit", ended);
  process.on("uncaughtException", uncaught);
  return done;
}

/** 128 and the number of SIGHUP, SIGINT, SIGPIPE and SIGTERM. */
const ENDED_BY_OTHERS: readonly number[] = [129, 130, 141, 143];

/** At once: nothing is waited for behind it. */
function say(message: string): void {
  try {
    writeSync(2, `framepool: ${message}\n`);
  } catch {
    // Nobody reads it.
  }
}
