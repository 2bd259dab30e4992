import { asyncFunction, asyncGenerator, Await, forAwait, yieldStar } from "./esbuild-async.js";
import { privateAdd, privateGet, privateIn, privateMethod, privateSet, privateWrapper } from "./esbuild-private.js";
import { callDispose, using } from "./esbuild-using.js";

/** esbuild's runtime under its names; our own implementation of what its output asks for. */
export const ESBUILD: Readonly<Record<string, unknown>> = {
  __async: asyncFunction,
  __asyncGenerator: asyncGenerator,
  __await: Await,
  __callDispose: callDispose,
  __forAwait: forAwait,
  __name: named,
  __objRest: rest,
  __pow: Math.pow,
  __privateAdd: privateAdd,
  __privateGet: privateGet,
  __privateIn: privateIn,
  __privateMethod: privateMethod,
  __privateSet: privateSet,
  __privateWrapper: privateWrapper,
  __publicField: field,
  __restKey: (key: unknown) => (typeof key === "symbol" ? key : String(key)),
  __spreadProps: (target: object, source: object) => Object.defineProperties(target, Object.getOwnPropertyDescriptors(source)),
  __spreadValues: spread,
  __template: template,
  __toESM: moduleOf,
  __using: using,
  __yieldStar: yieldStar,
};

function named(fn: object, name: string): object {
  return Object.defineProperty(fn, "name", { value: name, configurable: true });
}

function field(object: object, key: PropertyKey, value: unknown): unknown {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return value;
}

function spread(target: object, source: object | null | undefined): object {
  if (source === null || source === undefined) return target;
  for (const key of Reflect.ownKeys(source)) {
    if (Object.prototype.propertyIsEnumerable.call(source, key)) field(target, key, Reflect.get(source, key));
  }
  return target;
}

function rest(source: object, taken: readonly PropertyKey[]): object {
  const target = {};
  for (const key of Reflect.ownKeys(source)) {
    if (!taken.includes(key) && Object.prototype.propertyIsEnumerable.call(source, key)) field(target, key, Reflect.get(source, key));
  }
  return target;
}

function template(cooked: unknown[], raw?: unknown[]): unknown {
  return Object.freeze(Object.defineProperty(cooked, "raw", { value: Object.freeze(raw ?? cooked.slice()) }));
}

/** What `import()` gives for a module that was had by `require`. */
function moduleOf(module: object): object {
  if (Reflect.get(module, "__esModule") === true) return module;
  return spread({ default: module }, module);
}
