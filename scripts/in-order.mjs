// The pool's code in the order in which it is needed. A thread's start is measured in ms, and reading code is most of what
// is ours of it: a first job finds all that it needs in `thread`, and what it seldom comes to (errors, captures, values
// that structured cloning does not take) waits in `worker-side` until one of it is called.
import { basename, join, relative } from "node:path";
import { functionsOf } from "./later.mjs";

const SECOND = "worker-side";

/** Files of a package of which each holds the modules that it needs and none before it holds. */
export const inOrder = {
  pool: {
    files: ["worker/thread", SECOND, "internal"],
    /** modules that the first file leaves to the second; all that they export are functions */
    waits: ["compiler-helpers/helper-values", "reason", "revive-error", "serialize-error", "travel/load-module", "travel/typescript", "travel/unpack-captures", "values/decode-parts", "values/encode", "worker/marked-stream", "worker/random"],
  },
};

/**
 * Bundles them one after the other: what a file before holds is taken from it, so that each module, and its state, is there
 * once. `bundleText(text, out, plugin)` bundles a module of that text as `dist/{out}.js`, and gives esbuild's result.
 */
export async function bundleInOrder(folder, { files, waits }, bundleText) {
  const source = join(folder, "src");
  const holders = new Map();
  const results = [];
  const names = new Map();
  for (const file of files) {
    const out = basename(file);
    const entries = out === SECOND ? [file, ...waits] : [file];
    const plugin = taking(source, holders, file === files[0] ? waits : []);
    if (file === files.at(-1)) {
      results.push(await bundleText(naming(entries), out, plugin));
      continue;
    }
    // Whoever comes behind may need any of its modules.
    const { metafile } = await bundleText(naming(entries), out, plugin);
    const modules = Object.keys(metafile.inputs).filter((path) => /^src\/.*\.ts$/.test(path)).map((path) => relative("src", path).replace(/\.ts$/, ""));
    const result = await bundleText(naming(modules), out, plugin);
    results.push(result);
    names.set(out, result.metafile.outputs[`dist/${out}.js`].exports);
    for (const module of modules) holders.set(module, out);
  }
  for (const { outputFiles } of results) for (const { text } of outputFiles) checkTaken(text, names);
  return results;
}

/** `export *` leaves out a name that two modules have. */
function checkTaken(text, names) {
  for (const [, taken, holder] of text.matchAll(/^import \{([^}]*)\} from "\.\/([\w-]+)\.js";$/gm)) {
    const missing = taken.split(",").map((each) => each.trim().split(" as ")[0]).find((name) => !names.get(holder).includes(name));
    if (missing !== undefined) throw new Error(`two modules of ${holder} export ${missing}: name one of them otherwise`);
  }
}

const naming = (modules) => modules.map((module) => `export * from "./${module}.js";`).join("\n");

function taking(source, holders, waits) {
  return {
    name: "in-order",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const module = relative(source, join(resolveDir, path)).replace(/\.js$/, "");
        if (holders.has(module)) return { path: `./${holders.get(module)}.js`, external: true };
        return waits.includes(module) ? { path: module, namespace: "waits" } : null;
      });
      build.onResolve({ filter: /^second$/ }, () => ({ path: "second", namespace: "second" }));
      build.onLoad({ filter: /.*/, namespace: "second" }, () => ({
        contents: `import { createRequire } from "node:module"; let loaded; export const second = () => (loaded ??= createRequire(import.meta.url)("./${SECOND}.cjs"));`,
      }));
      build.onLoad({ filter: /.*/, namespace: "waits" }, ({ path }) => ({
        contents: `import { second } from "second";\n${functionsOf(join(source, `${path}.ts`)).map((name) => `export function ${name}(...args) { return second().${name}(...args); }`).join("\n")}`,
        resolveDir: source,
      }));
    },
  };
}
