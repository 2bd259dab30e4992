import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { ArgumentError } from "@framepool/errors";

/** What a file holds. */
export type TableFormat = "csv" | "tsv" | "arrow" | "arrow-stream";

/** The endings that say so. */
export const TABLE_ENDINGS: Readonly<Record<string, TableFormat>> = { ".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".arrow": "arrow", ".feather": "arrow", ".ipc": "arrow", ".arrows": "arrow-stream" };

const COMPRESSED = /\.(?:gz|zst)$/i;

/** What a name says by its ending, before that of a compression (`.tsv.gz`); null: nothing. */
export function tableFormat(name: string): TableFormat | null {
  const ending = extname(name.replace(COMPRESSED, "")).toLowerCase();
  return Object.hasOwn(TABLE_ENDINGS, ending) ? TABLE_ENDINGS[ending]! : null;
}

/** Throws ArgumentError where the name of an Arrow file says that it is compressed; bytes and streams have none. */
export function refuseCompressedArrow(file: unknown): void {
  const name = file instanceof URL ? fileURLToPath(file) : file;
  if (typeof name === "string" && COMPRESSED.test(name)) throw new ArgumentError(`${name}: an Arrow file is not read or written compressed; leave the last ending out`);
}
