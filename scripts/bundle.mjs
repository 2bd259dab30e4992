// After tsc has checked the packages and written their types: the JavaScript of each package, as few files. Loading a
// hundred small modules takes 50 ms in every worker, which is longer than many jobs; one file takes 10.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { buildKernels } from "./kernels.mjs";
import { laterOf } from "./later.mjs";

/**
 * Files that are entered from outside, by package.json's exports or bin/. Everything else goes into what they share.
 * Of a package whose `index` is a part of its `internal`, only the latter is bundled, and `index` names what is public.
 */
const packages = {
  errors: ["index"],
  frame: ["internal"],
  pool: ["internal", "worker-side"],
  csv: ["internal"],
  parallel: ["index", "codecs"],
  danfo: ["index"],
  framepool: ["index", "cli/main"],
};

/** A file that holds all it needs of its package, since a worker loads it alone; what others hold of it too keeps no state. */
const alone = { parallel: "worker" };

/**
 * Files that a thread takes by `require`, with what they share: starting the loader of ES modules takes it 4 ms, which is
 * longer than many tasks. What there is in both forms is there once: the module repeats the names of the other.
 */
const common = { errors: "index", frame: "internal", pool: "worker-side", csv: "internal", parallel: "worker" };

/**
 * What a thread loads when it first uses it, instead of with the file: to find a package takes it 3 ms, and most tasks never
 * meet an error.
 */
const atUse = { pool: ["@framepool/errors/common", "node:v8", "node:vm", "node:url", "node:string_decoder"] };

/** Bundles every package from its sources: a second, all together. The WebAssembly of csv goes into its bundle. */
export async function bundle() {
  await buildKernels();
  await Promise.all(
    Object.entries(packages).map(async ([name, entries]) => {
      const folder = fileURLToPath(new URL(`../packages/${name}/`, import.meta.url));
      const made = await Promise.all([entries, ...(name in alone ? [[alone[name]]] : [])].map((group) => bundleOne(folder, group, common[name], atUse[name] ?? [], laterOf(folder, name))));
      removeOld(folder, made.flat());
      if (!entries.includes("index")) replace(join(folder, "dist/index.js"), Buffer.from(await publicNames(folder)));
    }),
  );
}

async function bundleOne(folder, entries, required, loadedAtUse, later) {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [...entries.map((entry) => `src/${entry}.ts`), ...(later === null ? [] : [later.entry])],
    plugins: later === null ? [] : [later.plugin],
    outbase: "src",
    outdir: "dist",
    chunkNames: "shared-[hash]",
    bundle: true,
    splitting: true,
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
  });
  const files = [...(entries.includes(required) ? [required] : []), ...(later === null ? [] : ["later"])].flatMap((entry) => closureOf(`dist/${entry}.js`, metafile));
  for (const { path, contents } of outputFiles) {
    const name = `dist/${basename(path)}`;
    if (files.includes(name)) await bothForms(path, contents, metafile.outputs[name].exports, loadedAtUse);
    else replace(path, contents);
  }
  return outputFiles.map(({ path }) => basename(path));
}

/** A file, and the files beside it that it imports. */
function closureOf(file, { outputs }) {
  return [file, ...outputs[file].imports.filter(({ external }) => !external).flatMap(({ path }) => closureOf(path, { outputs }))];
}

/** A module as CommonJS, and a module that repeats its names: by `require`, since an import would search all of the text for names. */
async function bothForms(path, contents, names, loadedAtUse) {
  const { code } = await transform(Buffer.from(contents).toString("utf8"), { format: "cjs", platform: "node", target: "node20.19", define: { "import.meta.url": "module.url" } });
  const required = code
    .replace(/require\("(\.\/[^"]+)\.js"\)/g, 'require("$1.cjs")')
    .replace(/require\("(@framepool\/\w+)(\/[\w-]+)?"\)/g, 'require("$1/common")')
    .replace(/import\("(@framepool\/\w+)\/internal"\)/g, 'Promise.resolve().then(() => require("$1/common"))');
  const file = basename(path, ".js");
  const head = required.includes("module.url") ? 'Object.defineProperty(module, "url", { get: () => require("node:url").pathToFileURL(__filename).href });\n' : "";
  replace(path.replace(/\.js$/, ".cjs"), Buffer.from(`"use strict";\n${head}${loadedAtUse.reduce(requiredAtUse, requiredOnce(required))}`));
  replace(path, Buffer.from(`import { createRequire } from "node:module";\nexport const { ${names.join(", ")} } = createRequire(import.meta.url)("./${file}.cjs");\n`));
}

/** Each of a bundle's modules requires what it needs: a hundred times the same takes a thread a millisecond. */
function requiredOnce(code) {
  const names = new Map();
  return code.replace(/^var (\w+) = require\("([^"]+)"\);$/gm, (line, name, what) => {
    const known = names.get(what);
    if (known !== undefined) return `var ${name} = ${known};`;
    names.set(what, name);
    return line;
  });
}

/** The module `what` is required when one of its names is read, which the code does when it runs. */
function requiredAtUse(code, what) {
  const line = new RegExp(`^var (\\w+) = require\\("${what}"\\);$`, "m").exec(code);
  if (line === null) return code;
  const [declared, name] = line;
  const aliases = [name, ...[...code.matchAll(new RegExp(`^var (\\w+) = ${name};$`, "gm"))].map(([, alias]) => alias)];
  const used = new Set([...code.matchAll(new RegExp(`\\b(?:${aliases.join("|")})\\.(\\w+)`, "g"))].map(([, property]) => property));
  const getters = [...used].map((property) => `  get ${property}() { return (${name}_ ??= require("${what}")).${property}; },`);
  return code.replace(declared, `let ${name}_;\nconst ${name} = {\n${getters.join("\n")}\n};`);
}

/** What an earlier build shared under another hash is no part of this one. */
function removeOld(folder, made) {
  for (const file of readdirSync(join(folder, "dist"))) {
    if (file.startsWith("shared-") && !made.includes(file.replace(/\.cjs$/, ".js"))) rmSync(join(folder, "dist", file));
  }
}

/** `index.js` as names of `internal.js`: one file less to find and read in every worker. */
async function publicNames(folder) {
  const { metafile } = await build({ absWorkingDir: folder, entryPoints: ["src/index.ts"], bundle: true, format: "esm", platform: "node", packages: "external", loader: { ".wasm": "empty" }, metafile: true, write: false, outdir: "dist" });
  const { exports } = metafile.outputs["dist/index.js"];
  return `export { ${exports.sort().join(", ")} } from "./internal.js";\n`;
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
