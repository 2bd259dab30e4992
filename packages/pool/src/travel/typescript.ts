import { createRequire } from "node:module";

let ready: Promise<void> | undefined;

/** Whether Node needs a loader for the module. */
export function isTypeScript(url: string): boolean {
  return /\.([cm]?ts|tsx)$/.test(url.replace(/[?#].*$/, ""));
}

/**
 * Makes this isolate import TypeScript, from now on. tsx, and not Node's own type stripping where there is one: enums and
 * tsconfig paths then mean the same on every version. Loaded at the first TypeScript module (100 ms), once.
 */
export function useTypeScript(): Promise<void> {
  ready ??= register();
  return ready;
}

type Loader = (module: unknown, file: string) => void;

async function register(): Promise<void> {
  const [esm, commonJs] = await Promise.all([import("tsx/esm/api"), import("tsx/cjs/api")]);
  const loaders = Reflect.get(createRequire(import.meta.url), "extensions") as Record<string, Loader>;
  const plain = loaders[".js"] as Loader;
  const hadModules = ".mjs" in loaders;
  commonJs.register();
  const compiling = loaders[".js"] as Loader;
  // tsx would also compile every ES module that is required, packages among them, to a second copy in CommonJS. Node can
  // require them as they are, and a class then stays one class. (`.cts` has no loader of its own, and comes here.)
  loaders[".js"] = (module, file) => (isTypeScript(file) ? compiling : plain)(module, file);
  if (!hadModules) Reflect.deleteProperty(loaders, ".mjs");
  esm.register();
}
