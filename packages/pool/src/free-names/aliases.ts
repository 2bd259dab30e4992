import type { FreeName, Use } from "./find.js";
import { lineOf, originalPlace, type Place, textOf } from "./where.js";

/**
 * The name as the user wrote it. Where a source map leads back to the user's file, what stands there; otherwise the
 * compiler's alias of an import is undone by its pattern.
 *
 * @param at place of the use in the script that runs, if known
 */
export function originalName(free: FreeName, use: Use, at: Place | null): string {
  return (at === null ? null : writtenName(at)) ?? importedName(free, use, at) ?? free.name.replace(/\$\d+$/, "");
}

function writtenName(at: Place): string | null {
  const place = originalPlace(at);
  if (!place.mapped) return null;
  const line = lineOf(place);
  return line === null ? null : (/^[A-Za-z_$][\w$]*/.exec(line.slice(place.column))?.[0] ?? null);
}

/** `helper` of `helper_1.helper`, `import_helper.helper`, `__vi_import_0__.helper`, `exports.helper`. */
function importedName({ name, uses }: FreeName, { member }: Use, at: Place | null): string | null {
  const base = moduleName(name, at, uses.every(({ bareCall }) => bareCall));
  if (base === null) return null;
  if (member !== null && member !== "default") return member;
  return base === "" ? "the default import" : base;
}

/** What runs at a place, else what its file says. */
function runningText(at: Place | null): string | null {
  return at === null ? null : (at.script?.text ?? textOf(at.file));
}

/** What a compiler called the module in its alias; "" if it did not say; null if this is no alias. */
function moduleName(alias: string, at: Place | null, bareCalls: boolean): string | null {
  if (alias === "exports" || /^__(vi|vite_ssr)_import_\d+__$/.test(alias)) return "";
  const webpack = /^_*(.+?)_*WEBPACK_IMPORTED_MODULE_\d+__$/.exec(alias);
  if (webpack?.[1] !== undefined) return webpack[1];
  const esbuild = /^import_(.+?)\d*$/.exec(alias);
  if (esbuild?.[1] !== undefined) return esbuild[1];
  // tsc's, and that of Babel and SWC.
  const other = /^(.+)_\d+$/.exec(alias) ?? /^_(\w+?)\d*$/.exec(alias);
  if (other?.[1] === undefined) return null;
  // A user may well call a variable row_1, or _row: the text says whether it is an import.
  const text = runningText(at);
  const isImport = text === null ? bareCalls : new RegExp(`\\b${alias.replaceAll("$", "\\$")} = (/\\*#__PURE__\\*/ ?)?([\\w.]*_\\w+(\\._)?\\()?require\\(`).test(text);
  return isImport ? other[1].replace(/_[cm]?[jt]s$/, "") : null;
}
