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

async function register(): Promise<void> {
  const [{ register: registerEsm }, { register: registerCommonJs }] = await Promise.all([import("tsx/esm/api"), import("tsx/cjs/api")]);
  registerCommonJs();
  registerEsm();
}
