// Ways to die, as a worker's functions of one argument. Self-contained, each: framepool sends their source, the others
// import this module.

export const throws = () => {
  throw Object.assign(new RangeError("no"), { detail: 7 });
};
export const rejects = () => Promise.reject(new RangeError("no"));
export const throwsUndefined = () => {
  throw undefined;
};
export const throwsProxy = () => {
  const trap = () => {
    throw new Error("trap");
  };
  throw new Proxy({}, { get: trap, getPrototypeOf: trap, ownKeys: trap, has: trap, getOwnPropertyDescriptor: trap });
};
export const throwsGetter = () => {
  throw Object.defineProperty(new Error("odd"), "bad", {
    enumerable: true,
    get() {
      throw new Error("trap");
    },
  });
};
export const throwsCircle = () => {
  const error = new Error("round");
  error.self = error;
  error.cause = new Error("inner", { cause: error });
  throw error;
};
export const throwsUncloneable = () => {
  throw Object.assign(new Error("odd"), { fn: () => 1, weak: new WeakMap() });
};
export const exits = () => process.exit(3);
export const uncaught = () =>
  new Promise(() => {
    setTimeout(() => {
      throw new RangeError("late");
    }, 1);
  });
/** In small steps: on Node 24 a thread that takes large ones ends the whole process, in a bare `Worker` too. */
export const exhaustsHeap = () => {
  const all = [];
  for (;;) all.push([all.length]);
};
export const loopsForEver = () => {
  for (;;);
};
export const neverResolves = () => new Promise(() => setInterval(() => 0, 1000));
export const isKilled = () => {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => setInterval(() => 0, 1000));
};
export const returnsUncloneable = () => ({ fn: () => 1 });
export const echoes = (item) => item;
export const fine = (item) => item * 2;
