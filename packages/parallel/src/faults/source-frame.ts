import { readFileSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ShippedTask, SourceBody } from "@framepool/pool/worker-side";

/** Where in the user's code something was thrown. */
export interface SourceFrame {
  /** `transform.js:12:29` */
  readonly place: string;
  /** the line before, the line, and a caret below the column; lines have their numbers */
  readonly text: string;
}

const STACK_LINE = /^\s+at (?:.*? \()?([^()]+):(\d+):(\d+)\)?$/;
/** A line is shown about so far to both sides of the caret: minified code has very long ones. */
const AROUND = 60;

/** The topmost line of a stack that is a task's own code: its function, one that it captured, or its module. Null if there is none to show. */
export function sourceFrame(stack: string | undefined, task: ShippedTask): SourceFrame | null {
  if (stack === undefined) return null;
  const files = filesOf(task);
  for (const each of stack.split("\n")) {
    const [, file = "", line = "", column = ""] = STACK_LINE.exec(each) ?? [];
    const name = isAbsolute(file) ? pathToFileURL(file).href : file;
    const body = files.get(name);
    if (body !== undefined) return shown(name, body, Number(line), Number(column));
  }
  return null;
}

/** The files in which a task's code lies, by the names that stacks give them; with the code that has no file of its own. */
function filesOf({ body, captures }: ShippedTask): ReadonlyMap<string, SourceBody | null> {
  const bodies = [body, ...(captures?.code.map((each) => each.body) ?? [])];
  return new Map(bodies.map((each) => (each.kind === "module" ? [each.url, null] : [each.stackFile, each])));
}

function shown(file: string, body: SourceBody | null, line: number, column: number): SourceFrame | null {
  // What has a file of its own is numbered as the file is; else from the function's first line.
  const isFile = file.startsWith("file:") && !file.includes("?function=");
  const lines = isFile ? linesOf(file) : (body?.source.split("\n") ?? null);
  const text = lines?.[line - 1];
  if (lines === null || text === undefined) return null;
  const width = String(line).length;
  const from = Math.max(0, column - 1 - AROUND);
  const numbered = (n: number, mark: string): string => `${mark} ${String(n).padStart(width)} | ${lines[n - 1]!.slice(from, from + 2 * AROUND).replaceAll("\t", " ").trimEnd()}`;
  const before = line > 1 && lines[line - 2]!.trim() !== "" ? [numbered(line - 1, " ")] : [];
  const caret = `${" ".repeat(width + 5 + Math.max(0, column - 1 - from))}^`;
  const place = isFile ? `${pathOf(file)}:${String(line)}:${String(column)}` : `line ${String(line)} of the function`;
  return { place, text: [...before, numbered(line, ">"), caret].join("\n") };
}

/** The lines of a file, which are read when something failed; null if it is gone. */
function linesOf(file: string): string[] | null {
  try {
    return readFileSync(fileURLToPath(file), "utf8").split(/\r?\n/);
  } catch {
    return null;
  }
}

function pathOf(file: string): string {
  const path = fileURLToPath(file);
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
}
