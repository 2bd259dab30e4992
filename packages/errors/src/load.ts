import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { dirname } from "node:path";
import { constants, Script } from "node:vm";

/** A file as this isolate has compiled it, for another that will load it too. */
export interface Compiled {
  readonly file: string;
  readonly text: string;
  /** V8's code, with all the functions that ran so far; it is looked at only by the V8 that made it, for the same text */
  readonly code: Uint8Array;
}

/** What an isolate has loaded: the files, and which file each name stood for, by who asked for it. */
export interface Loaded {
  readonly files: readonly Compiled[];
  readonly places: ReadonlyMap<string, string>;
}

type Body = (exports: unknown, require: NodeJS.Require, module: Module, filename: string, folder: string, load: (name: string) => unknown) => void;

const scripts = new Map<string, { readonly text: string; readonly script: Script }>();
const places = new Map<string, string>();
const given = new Map<string, Compiled>();
let taken: Loaded | null = null;

/**
 * `require` for the packages' own files. Reading them takes Node longer than running many a task, and every worker has to:
 * so what was compiled and found in the thread that starts a worker is at hand there, see {@link loadedHere}.
 *
 * @param name what `require` takes
 * @param parent path of the file that asks
 */
export function load(name: string, parent: string): unknown {
  const file = placeOf(name, parent);
  // Node's own memory: who comes by `require` gets the same module.
  const cache = createRequire(parent).cache;
  const known = cache[file];
  if (known !== undefined) return known.exports;
  const module = new Module(file);
  module.filename = file;
  cache[file] = module;
  try {
    const run = compile(file).runInThisContext() as Body;
    run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file), (inner) => load(inner, file));
    module.loaded = true;
  } catch (error) {
    delete cache[file];
    throw error;
  }
  return module.exports;
}

/** What was loaded here so far, to be given to {@link takeLoaded} in an isolate that will load the same. */
export function loadedHere(): Loaded {
  if (taken?.files.length !== scripts.size) {
    taken = { files: [...scripts].map(([file, { text, script }]) => ({ file, text, code: shared(script.createCachedData()) })), places };
  }
  return taken;
}

/** Files that were loaded elsewhere: here they are compiled already, when they are asked for. */
export function takeLoaded(loaded: Loaded): void {
  for (const file of loaded.files) given.set(file.file, file);
  for (const [key, place] of loaded.places) places.set(key, place);
}

function placeOf(name: string, parent: string): string {
  const key = `${parent}\0${name}`;
  let place = places.get(key);
  if (place === undefined) {
    place = createRequire(parent).resolve(name);
    places.set(key, place);
  }
  return place;
}

function compile(file: string): Script {
  const { text, code } = given.get(file) ?? { text: readFileSync(file, "utf8"), code: undefined };
  given.delete(file);
  const script = new Script(`(function (exports, require, module, __filename, __dirname, load) { ${text}\n})`, {
    filename: file,
    cachedData: code,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  scripts.set(file, { text, script });
  return script;
}

function shared(code: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(code.byteLength));
  bytes.set(code);
  return bytes;
}
