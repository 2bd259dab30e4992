import { extname } from "node:path";
import { ArgumentError } from "@framepool/errors";

/** What a file holds, by the ending of its name. */
export type Format = "csv" | "tsv" | "arrow" | "arrow-stream";

const ENDINGS: Readonly<Record<string, Format>> = { ".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".arrow": "arrow", ".feather": "arrow", ".ipc": "arrow", ".arrows": "arrow-stream" };

/** The format of a file; CSV for standard input and output, and for an ending that says nothing. */
export function formatOf(path: string): Format {
  return knownFormat(path) ?? "csv";
}

/** Throws ArgumentError for an ending that does not say what is meant. */
export function requireFormat(path: string): void {
  if (path !== "-" && knownFormat(path) === null) throw new ArgumentError(`${path}: convert knows what a file holds by its ending; the endings are ${Object.keys(ENDINGS).join(" ")}`);
}

/** Whether the ending says that it is a table. */
export function isTable(path: string): boolean {
  return knownFormat(path.replace(/\.(?:gz|zst)$/i, "")) !== null;
}

export function isArrow(path: string): boolean {
  return formatOf(path).startsWith("arrow");
}

/** What is between the fields of a text file, as an option of reader and writer. */
export function separator(path: string): { sep?: string } {
  return formatOf(path) === "tsv" ? { sep: "\t" } : {};
}

function knownFormat(path: string): Format | null {
  const ending = extname(path).toLowerCase();
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending]! : null;
}
