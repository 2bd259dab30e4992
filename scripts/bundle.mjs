// After tsc has checked the packages and written their types: the JavaScript of each package, as few files. Loading a
// hundred small modules takes 50 ms in every worker, which is longer than many jobs; one file takes 10.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { bundleInOrder, inOrder } from "./in-order.mjs";
import { buildKernels } from "./kernels.mjs";
import { laterOf } from "./later.mjs";
import { exportsApart, withoutNamesThatStand } from "./lean.mjs";

/**
 * Files that are entered from outside, by package.json's exports or bin/. Everything else goes into what they share.
 * Of a package whose `index` is a part of its `internal`, only the latter is bundled, and `index` names what is public.
 */
const packages = {
  errors: ["index"],
  frame: ["internal"],
  csv: ["internal"],
  parallel: ["index", "codecs"],
  danfo: ["index"],
  framepool: ["index"],
};

/** A file that holds all it needs of its package: a worker loads it alone, or nobody else does; what others hold of it too keeps no state. */
const alone = { parallel: "worker", framepool: "cli/main" };

/**
 * Files that are taken by `require`, with what they share: starting the loader of ES modules takes a thread 4 ms, which is
 * longer than many tasks, and each ES module takes the main thread one. What there is in both forms is there once: the
 * module repeats the names of the other.
 */
const common = { errors: ["index"], frame: ["internal", "later"], pool: ["thread", "worker-side", "internal"], csv: ["internal"], parallel: ["index", "codecs", "worker"] };

/** Bundles every package from its sources: a second, all together. The WebAssembly of csv and frame goes into their bundles. */
export async function bundle() {
  await buildKernels();
  await Promise.all(
    [...Object.keys(packages), ...Object.keys(inOrder)].map(async (name) => {
      const folder = fileURLToPath(new URL(`../packages/${name}/`, import.meta.url));
      const results = await (name in inOrder ? bundleInOrder(folder, inOrder[name], (text, out, plugin) => bundleText(folder, text, out, plugin)) : bundleGroups(folder, name));
      const made = await Promise.all(results.map((result) => keep(result, name)));
      removeOld(folder, made.flat());
      if (name === "framepool") replace(join(folder, "dist/index.cjs"), Buffer.from(together(readFileSync(join(folder, "src/index.ts"), "utf8"))));
      if (common[name] !== undefined || name === "framepool") replace(join(folder, "dist/index.d.cts"), Buffer.from('export * from "./index.js";\n'));
      if (!packages[name]?.includes("index")) {
        const names = await publicNames(folder);
        replace(join(folder, "dist/index.js"), Buffer.from(repeating(names, "internal")));
        replace(join(folder, "dist/index.cjs"), Buffer.from(choosing(names, "internal")));
      }
    }),
  );
}

function bundleGroups(folder, name) {
  const later = laterOf(folder, name);
  return Promise.all(
    [packages[name], ...(name in alone ? [[alone[name]]] : [])].map((entries) =>
      build({
        ...manner(folder),
        entryPoints: [...entries.map((entry) => `src/${entry}.ts`), ...(later === null ? [] : [later.entry])],
        plugins: later === null ? [] : [later.plugin],
        outbase: "src",
        outdir: "dist",
        chunkNames: "shared-[hash]",
        splitting: true,
      }),
    ),
  );
}

function bundleText(folder, contents, out, plugin) {
  return build({ ...manner(folder), stdin: { contents, resolveDir: join(folder, "src"), sourcefile: `all of ${out}` }, plugins: [plugin], outfile: `dist/${out}.js` });
}

function manner(folder) {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return {
    absWorkingDir: folder,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // What is installed beside the package stays outside; a devDependency becomes a part of the bundle.
    external: Object.keys({ ...dependencies, ...peerDependencies }),
    loader: { ".wasm": "binary" },
    sourcemap: true,
    // Errors and tasks are known by the names of classes and functions.
    keepNames: true,
    logLevel: "warning",
    metafile: true,
    write: false,
  };
}

/** Writes what esbuild made, in both forms where it is to be taken by `require`; gives the names of the files. */
async function keep({ outputFiles, metafile }, name) {
  const atUse = [...DEAR, ...(seldom[name] ?? [])];
  const files = (common[name] ?? []).flatMap((entry) => (`dist/${entry}.js` in metafile.outputs ? closureOf(`dist/${entry}.js`, metafile) : []));
  for (const { path, contents } of outputFiles) {
    const file = `dist/${basename(path)}`;
    if (files.includes(file)) await bothForms(path, contents, metafile.outputs[file].exports, atUse);
    else replace(path, contents);
  }
  return outputFiles.map(({ path }) => basename(path));
}

/** A file, and the files beside it that it imports. */
function closureOf(file, { outputs }) {
  return [file, ...outputs[file].imports.filter(({ external }) => !external).flatMap(({ path }) => closureOf(path, { outputs }))];
}

/** A module as CommonJS, and a module that repeats its names: by `require`, since an import would search all of the text for names. */
async function bothForms(path, contents, names, atUse) {
  const { rest, exports } = exportsApart(Buffer.from(contents).toString("utf8"));
  const { code } = await transform(withOwnNames(rest, atUse), { format: "cjs", platform: "node", target: "node20.19", define: { "import.meta.url": "urlOfThisFile" } });
  const required = code
    .replace(/require\("(\.\/[^"]+)\.js"\)/g, 'require("$1.cjs")')
    .replace(/require\("(@framepool\/[^"]+)"\)/g, (_, what) => `require("${commonOf(what)}")`)
    .replace(/import\("(@framepool\/\w+\/internal)"\)/g, (_, what) => `Promise.resolve().then(() => require("${commonOf(what)}"))`);
  const text = requiredOnce(required, atUse).replace(/\burlOfThisFile\b/g, '(require("node:url").pathToFileURL(__filename).href)');
  replace(path.replace(/\.js$/, ".cjs"), Buffer.from(`"use strict";\n${withoutNamesThatStand(text)}\n${exports}`));
  replace(path, Buffer.from(repeating(names, basename(path, ".js"))));
}

/**
 * What is imported from another file of ours, by names of its own: as properties of what is required, each call of them goes
 * through two getters, which takes 9 ns, and no loop has the function made a part of it. Nothing that is exported is assigned
 * to again.
 */
function withOwnNames(text, atUse) {
  const given = new Map();
  const rest = text.replace(/^import \{([^}]+)\} from "((?:\.|@framepool)\/[^"]+)";$/gm, (line, names, what) => {
    if (atUse.includes(commonOf(what))) return line;
    given.set(what, [...(given.get(what) ?? []), names.replace(/ as /g, ": ")]);
    return "";
  });
  return [...given].map(([what, names]) => `const {${names.join(",")}} = require("${what}");\n`).join("") + rest;
}

/** What is required in the place of a file that is imported. */
function commonOf(what) {
  if (what === "@framepool/pool" || what === "@framepool/pool/internal") return "@framepool/pool/common-main";
  return what.replace(/^(@framepool\/\w+)(\/[\w-]+)?$/, "$1/common");
}

/** A module with names of a CommonJS file beside it. */
function repeating(names, file) {
  return `import { createRequire } from "node:module";\nexport const { ${names.join(", ")} } = createRequire(import.meta.url)("./${file}.cjs");\n`;
}

/**
 * What `require` of a package gives where a CommonJS file of it has more names than are public. Tools that have a `require`
 * of their own, as jest has, cannot take an ES module by it.
 */
function choosing(names, file) {
  return `"use strict";\nconst { ${names.join(", ")} } = require("./${file}.cjs");\nmodule.exports = { ${names.join(", ")} };\n${MARKED}`;
}

/** The same of a package whose index names others: what it has by name itself hides what `export *` gives. */
function together(index) {
  const all = [...index.matchAll(/^export \* from "([^"]+)";$/gm)].map(([, what]) => `...require("${what}")`);
  const own = [...index.matchAll(/^export \{ ([\w, ]+) \} from "([^"]+)";$/gm)].map(([, names, what]) => names.split(", ").map((name) => `${name}: require("${what}").${name}`).join(", "));
  const statements = index.split("\n").filter((line) => line !== "" && !line.startsWith("//") && !line.startsWith("export type "));
  if (statements.length !== all.length + own.length) throw new Error(`an index that names others has lines \`export * from "x";\`, \`export { x, y } from "x";\` and \`export type …\`, and no others:\n${statements.join("\n")}`);
  return `"use strict";\nmodule.exports = { ${[...all, ...own].join(", ")} };\n${MARKED}`;
}

/** To compilers that make CommonJS of modules: these are the names of a module. */
const MARKED = 'Object.defineProperty(module.exports, "__esModule", { value: true });\n';

/** Modules of Node's that take up to a ms each to load, and that most programs never come to: they are required where they are used. */
const DEAR = ["child_process", "crypto", "fs/promises", "net", "string_decoder", "timers/promises", "url", "v8", "vm"].map((name) => `node:${name}`);
/** So are packages of ours that a thread seldom needs: to find one takes it 3 ms. */
const seldom = { pool: ["@framepool/errors/common"] };

/** Each of a bundle's modules requires what it needs: a hundred times the same takes a thread a millisecond. */
function requiredOnce(code, atUse) {
  const names = new Map();
  const dear = [];
  const once = code.replace(/^var (\w+) = require\("([^"]+)"\);$/gm, (line, name, what) => {
    if (atUse.includes(what)) {
      dear.push({ name, what });
      return "";
    }
    const known = names.get(what);
    if (known !== undefined) return `var ${name} = ${known};`;
    names.set(what, name);
    return line;
  });
  return dear.reduce((text, { name, what }) => text.replace(new RegExp(`\\b${name}\\b`, "g"), `(require("${what}"))`), once);
}

/** What an earlier build shared under another hash is no part of this one. */
function removeOld(folder, made) {
  for (const file of readdirSync(join(folder, "dist"))) {
    if (file.startsWith("shared-") && !made.includes(file.replace(/\.cjs$/, ".js"))) rmSync(join(folder, "dist", file));
  }
}

/** What `index` names of `internal`. */
async function publicNames(folder) {
  const { metafile } = await build({ absWorkingDir: folder, entryPoints: ["src/index.ts"], bundle: true, format: "esm", platform: "node", packages: "external", loader: { ".wasm": "empty" }, metafile: true, write: false, outdir: "dist" });
  const { exports } = metafile.outputs["dist/index.js"];
  return exports.sort();
}

/** Leaves a file that is as it should be, and never shows half of one: another test run may be reading. */
function replace(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.tmp`, contents);
  renameSync(`${path}.tmp`, path);
}

/** Vitest's global set-up: tests run what ships, as the sources are now. */
export const setup = bundle;

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
