import { readFileSync } from "node:fs";
import { findSourceMap, type SourceMap } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type * as Inspector from "node:inspector";
import { inspect, propertiesOf, type Script, scriptWith, type Slots } from "./inspector.js";

/** A position in a file, lines and columns from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Place extends Position {
  /** file URL */
  readonly file: string;
  /** what runs, where that was asked for: it may be far from what stands in the file */
  readonly script?: Script;
}

/** Position of a function's text in the script that runs: 0.2 ms (3 ms the first time). Null where Node has no inspector. */
export function positionOf(fn: object): Position | null {
  return inspect(fn, (_session, slots) => {
    const location = locationIn(slots);
    return location === null ? null : { line: location.lineNumber, column: location.columnNumber ?? 0 };
  });
}

/** The same with the script, for error messages only: to find it takes long. */
export function placeOf(fn: object): Place | null {
  return inspect(fn, (session, slots) => {
    const location = locationIn(slots);
    const script = location === null ? null : scriptWith(session, location.scriptId);
    if (location === null || script === null || script.url === "") return null;
    const { url } = script;
    return { file: url.startsWith("/") ? pathToFileURL(url).href : url, line: location.lineNumber, column: location.columnNumber ?? 0, script };
  });
}

/** Whether a scope around a function, and not the global object, defines a name that the function uses. False where Node has no inspector. */
export function isDefinedAround(fn: object, name: string): boolean {
  const found = inspect(fn, (session, slots) => {
    const scopes = slots.find((slot) => slot.name === "[[Scopes]]")?.value;
    const around = scopes === undefined ? [] : propertiesOf(session, scopes).properties;
    return around.some(({ value }) => value !== undefined && value.description !== "Global" && propertiesOf(session, value).properties.some((each) => each.name === name));
  });
  return found === true;
}

function locationIn(slots: Slots): Inspector.Debugger.Location | null {
  const slot = slots.find(({ name }) => name === "[[FunctionLocation]]");
  return (slot?.value?.value as Inspector.Debugger.Location | undefined) ?? null;
}

/** The place in the file that the user wrote, where a source map is known; otherwise the same place. */
export function originalPlace({ file, line, column, script }: Place): Place & { readonly mapped: boolean } {
  const map = sourceMapOf(file) ?? script?.map ?? undefined;
  const entry = map?.findEntry(line, column);
  if (entry === undefined || !("originalSource" in entry)) return { file, line, column, mapped: false };
  const source = entry.originalSource;
  return {
    file: source.startsWith("/") ? pathToFileURL(source).href : URL.canParse(source, file) ? new URL(source, file).href : file,
    line: entry.originalLine,
    column: entry.originalColumn,
    mapped: true,
  };
}

/** Whether Node knows a source map of the file: of what it loaded while source maps were on, as they are under tsx. */
export function hasSourceMap(file: string): boolean {
  return sourceMapOf(file) !== undefined;
}

function sourceMapOf(file: string): SourceMap | undefined {
  return findSourceMap(file) ?? (file.startsWith("file:") ? findSourceMap(fileURLToPath(file)) : undefined);
}

/** Text of a line of a file, or null. */
export function lineOf({ file, line }: Place): string | null {
  return textOf(file)?.split("\n")[line] ?? null;
}

/** Text of a file, or null. */
export function textOf(file: string): string | null {
  try {
    return readFileSync(fileURLToPath(file), "utf8");
  } catch {
    return null;
  }
}
