/** What a name stands for that a file imports or requires. */
export interface Imported {
  /** the module, as the file names it */
  readonly from: string;
  /** the export's name; `"*"`: all of the module */
  readonly export: string;
}

const IMPORT = /(?:^|;)[ \t]*import\s+(?!type\b)([\w$*{}\s,]+?)\s*from\s*(["'])([^"'\n]+)\2/gm;
const REQUIRE = /(?:^|[;\s])(?:const|let|var)\s+([\w$]+|\{[\w$\s,:]*\})\s*=\s*require\(\s*(["'])([^"'\n]+)\2\s*\)/gm;

/** The import that gives a file this name, or null. By patterns, and not by a parser: the file may be TypeScript. */
export function importIn(text: string, name: string): Imported | null {
  for (const [pattern, as] of [[IMPORT, /\s+as\s+/], [REQUIRE, /\s*:\s*/]] as const) {
    for (const [, clause = "", , from = ""] of text.matchAll(pattern)) {
      const found = bindings(clause, as).find(({ local }) => local === name);
      if (found !== undefined) return { from, export: found.export };
    }
  }
  return null;
}

/** Names of `path`, `* as path`, `{ join, sep as slash }` and `fs, { join }`, and of which exports they are. */
function bindings(clause: string, as: RegExp): { readonly local: string; readonly export: string }[] {
  const [outside = "", inside = ""] = clause.split(/[{}]/);
  const whole = outside.split(",").map((each) => each.trim()).filter((each) => each !== "");
  const named = inside.split(",").map((each) => each.trim().replace(/^type\s+/, "")).filter((each) => each !== "");
  return [
    ...whole.map((each) => (each.startsWith("*") ? { local: each.replace(/^\*\s*as\s+/, ""), export: "*" } : { local: each, export: "default" })),
    ...named.map((each) => {
      const [exported = "", local = exported] = each.split(as);
      return { local, export: exported };
    }),
  ];
}

/** Whether a file is CommonJS: by its ending, else by how it is written. */
export function isCommonJs(file: string, text: string | null): boolean {
  if (/\.[cm][jt]s$/.test(file)) return /\.c[jt]s$/.test(file);
  return text !== null && !/^[ \t]*(?:import|export)\b/m.test(text) && /\brequire\(|\bmodule\.exports\b|^[ \t]*exports\./m.test(text);
}
