import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isError, ParallelError } from "@framepool/errors";
import { inFlags } from "./in-flags.js";

/** Characters of a message: what a function throws may be of any size. */
const MOST = 10_000;

/** What is said of an error: of one that is not ours where in the user's code it came from, too. A terminal does nothing but show it. */
export function messageOf(error: unknown): string {
  const text = textOf(error);
  const cut = text.length > MOST ? `${text.slice(0, MOST)}… (${text.length.toLocaleString("en")} characters)` : text;
  // Names of files and columns, and what functions throw, may hold anything: an escape that clears the screen, too.
  return cut.replace(CONTROLS, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** All but tabs and line ends. */
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

function textOf(error: unknown): string {
  // What a user's function has thrown is told in its own words.
  if (error instanceof ParallelError) return `${error.name}: ${error.code === "ERR_FRAMEPOOL_TASK" ? error.message : inFlags(error.message)}`;
  if (!isError(error)) return `${String(error)} was thrown`;
  return error.stack === undefined ? error.message : usersFrames(error.stack);
}

/** A stack without the lines of Node's own code and of this program; all of them where there are no others, since then it is ours. */
function usersFrames(stack: string): string {
  const lines = stack.split("\n");
  const isOwn = ownFolders();
  const kept = lines.filter((line) => !/^ +at /.test(line) || !(/\(?node:|<anonymous>\)?$/.test(line) || isOwn(line)));
  return kept.some((line) => /^ +at /.test(line)) ? kept.join("\n") : stack;
}

/** Whether a line of a stack is of our packages, or of what reads the arguments. */
function ownFolders(): (line: string) => boolean {
  const require = createRequire(import.meta.url);
  const folders = [fileURLToPath(import.meta.url), fileURLToPath(new URL("../../bin/framepool.js", import.meta.url)), ...["@framepool/errors", "@framepool/frame", "@framepool/csv", "@framepool/pool", "@framepool/parallel", "commander"].map((name) => require.resolve(name))];
  const own = new Set(folders.flatMap((file) => [dirname(file), dirname(realpathSync(file))]));
  // A module is named by its URL, in which a space is %20.
  const begins = [...own].flatMap((folder) => [join(folder, sep), `${pathToFileURL(folder).href}/`]);
  return (line) => begins.some((begin) => line.includes(begin));
}
