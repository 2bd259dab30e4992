// Most of a package's functions are called by few programs, and reading them costs every worker: 25 ms for all of the
// frame's. What its façades name, and no other file of the core needs, waits in `dist/later.cjs` until one of it is called.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where such functions live, and those that nearly every program calls. */
const waiting = {
  frame: {
    folders: ["verbs", "str", "dt", "aggregates", "arrow", "format"],
    first: [
      "verbs/apply/apply", "verbs/apply/apply-columns", "verbs/apply/map",
      "verbs/arguments/byte-size", "verbs/arguments/check-function", "verbs/arguments/check-kind", "verbs/arguments/check-options", "verbs/arguments/column-names", "verbs/arguments/operand", "verbs/arguments/refuse-more",
      "verbs/cells/rows",
      "verbs/creation/make-column", "verbs/creation/make-table",
      "verbs/elementwise/arithmetic", "verbs/elementwise/compare",
      "verbs/groupby/partial",
      "verbs/joining/concat",
      "verbs/selection/assign", "verbs/selection/drop", "verbs/selection/filter", "verbs/selection/rename", "verbs/selection/select",
      "verbs/statistics/value-counts",
      "verbs/take/slice",
      "str/len",
    ],
  },
};

const LATER = "src/later.ts";

/** The plugin and the entry for a package of which something waits; null for others. */
export function laterOf(folder, name) {
  if (!(name in waiting)) return null;
  const { folders, first } = waiting[name];
  const source = join(folder, "src");
  const waits = new Map();
  for (const façade of façades(source)) {
    for (const [, path] of readFileSync(façade, "utf8").matchAll(/^(?:import|export) (?!type)[^;]*? from "\.\/([^"]+)\.js";/gm)) {
      if (!folders.includes(path.split("/")[0]) || first.includes(path)) continue;
      const names = functionsOf(join(source, `${path}.ts`));
      if (names !== null) waits.set(join(source, `${path}.ts`), { path, names });
    }
  }
  return { entry: LATER, plugin: { name: "later", setup: (build) => setUp(build, source, waits) } };
}

function setUp(build, source, waits) {
  const stands = new Set(façades(source));
  build.onResolve({ filter: /later\.ts$/ }, ({ kind }) => (kind === "entry-point" ? { path: join(source, "later.ts"), namespace: "later" } : null));
  build.onLoad({ filter: /.*/, namespace: "later" }, () => ({
    contents: [...waits.values()].map(({ path }, i) => `import * as m${i} from "./${path}.js"; export { m${i} as ${JSON.stringify(path)} };`).join("\n"),
    resolveDir: source,
  }));
  // Only façades get what stands in for a function: others need it to do their own work.
  build.onResolve({ filter: /^\.\/.*\.js$/ }, ({ path, importer }) => {
    const file = join(source, path.replace(/\.js$/, ".ts"));
    return stands.has(importer) && waits.has(file) ? { path: file, namespace: "stand-in" } : null;
  });
  build.onResolve({ filter: /^load-later$/ }, () => ({ path: "load-later", namespace: "load-later" }));
  build.onLoad({ filter: /.*/, namespace: "load-later" }, () => ({
    contents: `import { createRequire } from "node:module"; let loaded; export const later = () => (loaded ??= createRequire(import.meta.url)("./later.cjs"));`,
  }));
  build.onLoad({ filter: /.*/, namespace: "stand-in" }, ({ path }) => {
    const { path: key, names } = waits.get(path);
    return {
      contents: `import { later } from "load-later";\n${names.map((name) => `export function ${name}(...args) { return later()[${JSON.stringify(key)}].${name}(...args); }`).join("\n")}`,
      resolveDir: source,
    };
  });
}

/** The files at the top of the sources: what has one-line methods, and lists of exports. */
function façades(source) {
  return readdirSync(source).filter((file) => /^([A-Z]\w*|index|internal|functions|cleaning-functions)\.ts$/.test(file)).map((file) => join(source, file));
}

/** The functions that a file exports, or null if it exports something that nothing can stand in for. */
export function functionsOf(file) {
  const text = readFileSync(file, "utf8");
  const names = new Set();
  for (const [, what, name] of text.matchAll(/^export (?!type\b|interface\b)((?:async )?function\*?|\S+) ?(\w*)/gm)) {
    if (!/function/.test(what)) return null;
    names.add(name);
  }
  return [...names];
}

