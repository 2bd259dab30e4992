type Members = WeakMap<object, unknown> | WeakSet<object>;

/** Private fields and methods of a class, as esbuild writes them below ES2022. */
export function privateAdd(object: object, members: Members, value?: unknown): void {
  if (members.has(object)) throw new TypeError("Cannot add the same private member more than once");
  if (members instanceof WeakSet) members.add(object);
  else members.set(object, value);
}

export function privateGet(object: object, members: Members, getter?: () => unknown): unknown {
  check(object, members, "read from private field");
  return getter === undefined ? (members as WeakMap<object, unknown>).get(object) : getter.call(object);
}

export function privateSet(object: object, members: Members, value: unknown, setter?: (value: unknown) => void): unknown {
  check(object, members, "write to private field");
  if (setter === undefined) (members as WeakMap<object, unknown>).set(object, value);
  else setter.call(object, value);
  return value;
}

export function privateMethod(object: object, members: Members, method: unknown): unknown {
  check(object, members, "access private method");
  return method;
}

export function privateIn(members: Members, object: unknown): boolean {
  if (Object(object) !== object) throw new TypeError('Cannot use the "in" operator on this value');
  return members.has(object as object);
}

/** `object.#x++` reads and writes through one reference. */
export function privateWrapper(object: object, members: Members, setter?: (value: unknown) => void, getter?: () => unknown): { _: unknown } {
  return {
    get _() {
      return privateGet(object, members, getter);
    },
    set _(value) {
      privateSet(object, members, value, setter);
    },
  };
}

function check(object: object, members: Members, what: string): void {
  if (!members.has(object)) throw new TypeError(`Cannot ${what}: the object has no such member`);
}
