/** A function or class that other isolates get by importing it. */
export interface ExportPlace {
  readonly url: string;
  readonly name: string;
  /** whether it is CommonJS, which a worker takes by `require` without starting the loader of modules */
  readonly required: boolean;
}

const places = new WeakMap<object, ExportPlace>();

/**
 * Tells where the functions and classes of a module can be imported from, so that they travel as a name when captured:
 * they keep their identity in the worker, and may use whatever their module imports.
 */
export function registerExports(url: string, namespace: Readonly<Record<string, unknown>>): void {
  const required = url.endsWith(".cjs");
  for (const [name, value] of Object.entries(namespace)) {
    if (typeof value === "function" && !places.has(value)) places.set(value, { url, name, required });
  }
}

/** Where `value` can be imported from, if a package told. */
export function exportOf(value: object): ExportPlace | undefined {
  return places.get(value);
}
