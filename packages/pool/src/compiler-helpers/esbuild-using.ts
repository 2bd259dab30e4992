interface Resource {
  readonly async: boolean;
  readonly dispose: () => unknown;
}

/** Notes a resource of a `using` declaration. */
export function using(stack: Resource[], value: unknown, async?: boolean): unknown {
  if (value === null || value === undefined) {
    if (async === true) stack.push({ async, dispose: () => undefined });
    return value;
  }
  if (Object(value) !== value) throw new TypeError("Object expected");
  const method = disposer(value, async === true);
  if (typeof method !== "function") throw new TypeError("Object not disposable");
  stack.push({ async: async === true, dispose: () => Reflect.apply(method, value, []) as unknown });
  return value;
}

// Node 20 has the symbols; a runtime of another realm may not.
function disposer(value: object, async: boolean): unknown {
  const waiting: unknown = async ? Reflect.get(value, Symbol.asyncDispose) : undefined;
  return waiting ?? Reflect.get(value, Symbol.dispose);
}

/** Disposes of a block's resources, the last first; errors on the way suppress those before. */
export function callDispose(stack: readonly Resource[], error: unknown, hasError: unknown): unknown {
  const failure = { error, failed: Boolean(hasError) };
  const rest = [...stack];
  const next = (): unknown => {
    for (let resource = rest.pop(); resource !== undefined; resource = rest.pop()) {
      try {
        const result = resource.dispose();
        if (resource.async) return Promise.resolve(result).then(next, (reason: unknown) => fail(failure, reason, next));
      } catch (reason) {
        note(failure, reason);
      }
    }
    if (failure.failed) throw failure.error;
    return undefined;
  };
  return next();
}

interface Failure {
  error: unknown;
  failed: boolean;
}

function fail(failure: Failure, reason: unknown, next: () => unknown): unknown {
  note(failure, reason);
  return next();
}

function note(failure: Failure, reason: unknown): void {
  failure.error = failure.failed ? suppressed(reason, failure.error) : reason;
  failure.failed = true;
}

/** `SuppressedError`, which Node 20 lacks. */
function suppressed(error: unknown, before: unknown): Error {
  return Object.assign(new Error("An error was suppressed during disposal"), { name: "SuppressedError", error, suppressed: before });
}
