import { extname } from "node:path";

/** What a file holds. */
export type TableFormat = "csv" | "tsv" | "arrow" | "arrow-stream";

/** The endings that say so. */
export const TABLE_ENDINGS: Readonly<Record<string, TableFormat>> = { ".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".arrow": "arrow", ".feather": "arrow", ".ipc": "arrow", ".arrows": "arrow-stream" };

const COMPRESSED = /\.(?:gz|zst)$/i;

/** What a name says by its ending, before that of a compression (`.tsv.gz`); null: nothing. */
export function tableFormat(name: string): { readonly format: TableFormat | null; readonly isCompressed: boolean } {
  const ending = extname(name.replace(COMPRESSED, "")).toLowerCase();
  return { format: Object.hasOwn(TABLE_ENDINGS, ending) ? TABLE_ENDINGS[ending]! : null, isCompressed: COMPRESSED.test(name) };
}
