type Steps = Generator<unknown, unknown, unknown>;
type Body = (...args: unknown[]) => Steps;

/** A wait inside a compiled async generator, which tells it from a value that the generator yields. */
export class Await {
  readonly promise: unknown;
  constructor(promise: unknown) {
    this.promise = promise;
  }
}

/** `async function` as esbuild writes it below ES2017: a generator that yields what it waits for. */
export function asyncFunction(self: unknown, args: ArrayLike<unknown> | null, body: Body): Promise<unknown> {
  return run(start(self, args, body));
}

function start(self: unknown, args: ArrayLike<unknown> | null, body: Body): Steps {
  return Reflect.apply(body, self, args ?? []) as Steps;
}

async function run(steps: Steps): Promise<unknown> {
  let step = steps.next();
  while (step.done !== true) step = await resume(steps, step.value);
  return step.value;
}

/** Waits, and gives the generator the value or the error. */
async function resume(steps: Steps, promise: unknown): Promise<IteratorResult<unknown, unknown>> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return steps.throw(error);
  }
  return steps.next(value);
}

/** `async function*`: waits are yielded as {@link Await}, everything else goes to the consumer, one request after the other. */
export function asyncGenerator(self: unknown, args: ArrayLike<unknown> | null, body: Body): AsyncIterableIterator<unknown, unknown, unknown> {
  const steps = start(self, args, body);
  let last: Promise<unknown> = Promise.resolve();
  const ask = (take: () => IteratorResult<unknown, unknown>): Promise<IteratorResult<unknown, unknown>> => {
    const answer = last.then(() => answerOf(steps, take));
    last = answer.catch(() => undefined);
    return answer;
  };
  const iterator: AsyncIterableIterator<unknown, unknown, unknown> = {
    next: (value) => ask(() => steps.next(value)),
    throw: (error: unknown) => ask(() => steps.throw(error)),
    return: (value) => ask(() => steps.return(value)),
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

/** Runs the body to its next value, or its end. */
async function answerOf(steps: Steps, take: () => IteratorResult<unknown, unknown>): Promise<IteratorResult<unknown, unknown>> {
  let step = take();
  for (;;) {
    if (step.value instanceof Await) {
      step = await resume(steps, step.value.promise);
      continue;
    }
    try {
      return { value: await step.value, done: step.done === true };
    } catch (error) {
      // A yielded promise that was rejected throws where it was yielded.
      if (step.done === true) throw error;
      step = steps.throw(error);
    }
  }
}

/** The iterator of `for await`: an async one, or a sync one whose values are awaited. */
export function forAwait(source: object): AsyncIterator<unknown> {
  const open: unknown = Reflect.get(source, Symbol.asyncIterator);
  if (typeof open === "function") return Reflect.apply(open, source, []) as AsyncIterator<unknown>;
  return awaited(source as Iterable<unknown>);
}

async function* awaited(source: Iterable<unknown>): AsyncGenerator<unknown, void, unknown> {
  for (const value of source) yield await value;
}

/** `yield*` of any iterable: a sync one gives its own steps, for sync generators are written so too. */
export function yieldStar(source: object): Iterable<unknown, unknown> {
  return Reflect.has(source, Symbol.asyncIterator) ? delegate(forAwait(source)) : (source as Iterable<unknown, unknown>);
}

/** `yield*` inside an async generator: every step of the inner iterator is a wait, then its result. */
function* delegate(inner: AsyncIterator<unknown>): Steps {
  let step = (yield new Await(inner.next())) as IteratorResult<unknown>;
  let left = true;
  try {
    while (step.done !== true) {
      let sent: unknown;
      try {
        sent = yield step.value;
      } catch (error) {
        if (inner.throw === undefined) throw error;
        step = (yield new Await(inner.throw(error))) as IteratorResult<unknown>;
        continue;
      }
      step = (yield new Await(inner.next(sent))) as IteratorResult<unknown>;
    }
    left = false;
    return step.value as unknown;
  } finally {
    if (left && step.done !== true && inner.return !== undefined) yield new Await(inner.return());
  }
}
