import { MessagePort } from "node:worker_threads";
import { ParallelError, SerializationError } from "@framepool/errors";
import { isIdentifier } from "../is-identifier.js";
import { namedReasonOf } from "../reason.js";
import { serializeError } from "../serialize-error.js";
import { bytesRefusal, classify, refusal } from "./classify.js";
import { codecOf, type Transferred } from "./codec.js";
import { encoded, type EncodedPart, isEncoded, type SharedView } from "./encoded.js";
import { isFlat, isSimple } from "./flat.js";
import { Moved } from "./move.js";
import { makeView, unshared, viewLength, viewType, withoutSurplus } from "./views.js";

export interface EncodeOptions {
  /** what messages call the value: `item`, `captures.table` */
  readonly path: string;
  readonly direction: "to worker" | "from worker";
  /** what cannot be done if the value cannot be sent: `map cannot send work to a worker` */
  readonly fails?: string;
  /** it is written as bytes, for another process or to be kept: what only a thread can be given is refused */
  readonly bytes?: boolean;
  /** where shared buffers are put, leaving their number: for a form of the value that has no place for them */
  readonly shared?: SharedBuffers;
}

/** Shared buffers of a value, each at its number; `isApart`: of what a codec would share a copy instead. */
export interface SharedBuffers {
  readonly buffers: ArrayBufferLike[];
  readonly isApart: boolean;
  /** why another process cannot be given the value: what the user shares. What a codec shares by itself may as well be copied. */
  refusal: { readonly path: string; readonly why: string } | null;
}

export interface EncodedValue {
  /** what to post: the value itself where nothing in it needs help */
  readonly value: unknown;
  /** buffers to move; empty for most values, and then always the same array */
  readonly transfer: readonly Transferred[];
}

const NOTHING: readonly Transferred[] = [];

/**
 * Makes a value sendable by structured cloning. Looks at every object once and copies only what it has to replace, so
 * that plain data costs a walk and no memory. Throws SerializationError with the path of what cannot be sent.
 */
export function encode(value: unknown, options: EncodeOptions): EncodedValue {
  if (isSimple(value)) return { value, transfer: NOTHING };
  if (typeof value !== "object" || value === null) throw cannot(value, options, []);
  let walk: Walk | null = null;
  try {
    if (isFlat(value)) return { value, transfer: NOTHING };
    walk = new Walk(options);
    const copy = walk.object(value);
    const transfer = walk.transfer === null ? NOTHING : [...walk.transfer];
    // A user's own object with our key must not be taken for an encoded one.
    if (walk.parts === null && !isEncoded(copy)) return { value: copy, transfer };
    return { value: encoded(copy, walk.parts), transfer };
  } catch (error) {
    throw error instanceof ParallelError ? error : (walk ?? new Walk(options)).unreadable(error);
  }
}

/** One pass over a value. What is in it is replaced in copies; the user's objects are never written to. */
class Walk {
  parts: EncodedPart[] | null = null;
  transfer: Set<Transferred> | null = null;
  readonly #options: EncodeOptions;
  readonly #at: (string | number)[] = [];
  readonly #known: Known;
  /** it walks what a codec made, and not what the user gave */
  readonly #isInCodec: boolean;

  constructor(options: EncodeOptions, known: Known = { done: null, circles: null, parts: 0 }, isInCodec = false) {
    this.#options = options;
    this.#known = known;
    this.#isInCodec = isInCodec;
  }

  /** The value to post in the object's place: itself, if nothing in it had to be replaced. */
  object(value: object): unknown {
    const known = this.#known.done?.get(value);
    if (known === OPEN) {
      (this.#known.circles ??= new Set()).add(value);
      return value;
    }
    if (known instanceof Part) return this.#part("same", null, known.number);
    return known ?? this.#first(value);
  }

  /** The user's own code, a getter or a codec, threw when the value was looked at; or it is nested too deeply for anyone to look. */
  unreadable(cause: unknown): SerializationError {
    const isDeep = cause instanceof RangeError && cause.message.includes("call stack");
    const path = pathOf(this.#options.path, isDeep ? [] : this.#at);
    const why = isDeep ? "is nested too deeply" : `cannot be looked at: ${namedReasonOf(cause)}`;
    return new SerializationError(`${failure(path, this.#options)} ${why}`, { path, direction: this.#options.direction }, { cause });
  }

  #first(value: object): unknown {
    switch (classify(value)) {
      case "plain":
        return this.#record(value as Record<string, unknown>);
      case "array":
        return this.#array(value as readonly unknown[]);
      case "whole":
        return this.#isInCodec && this.#options.shared?.isApart === true && value instanceof ArrayBuffer ? this.#shared(value) : value;
      case "shared":
        return this.#shared(value as SharedArrayBuffer);
      case "view":
        return this.#view(value as ArrayBufferView);
      case "handle":
        return this.#handle(value);
      case "map":
        return this.#map(value as ReadonlyMap<unknown, unknown>);
      case "set":
        return this.#set(value as ReadonlySet<unknown>);
      case "error":
        return this.#part("Error", null, serializeError(value), value);
      case "other":
        return this.#instance(value);
    }
  }

  #record(value: Record<string, unknown>): unknown {
    let copy: Record<string, unknown> | null = null;
    for (const key of Object.keys(value)) {
      const item = value[key];
      if (isSimple(item)) continue;
      const posted = this.#inside(value, key, item);
      if (posted === item) continue;
      copy ??= { ...value };
      // By definition: the key may be "__proto__".
      Object.defineProperty(copy, key, { value: posted, enumerable: true, configurable: true, writable: true });
    }
    return this.#finish(value, copy);
  }

  #array(value: readonly unknown[]): unknown {
    let copy: unknown[] | null = null;
    for (let i = 0; i < value.length; i++) {
      const item = value[i];
      if (isSimple(item)) continue;
      const posted = this.#inside(value, i, item);
      if (posted === item) continue;
      copy ??= value.slice();
      copy[i] = posted;
    }
    return this.#finish(value, copy);
  }

  #inside(owner: object, key: string | number, item: unknown): unknown {
    this.#at.push(key);
    if (typeof item !== "object" || item === null) throw cannot(item, this.#options, this.#at);
    (this.#known.done ??= new Map()).set(owner, OPEN);
    const posted = this.object(item);
    this.#at.pop();
    return posted;
  }

  #finish(value: object, copy: object | null): unknown {
    if (copy !== null) this.#refuseCircle(value);
    this.#known.done?.set(value, copy ?? value);
    return copy ?? value;
  }

  /** What takes the value's place cannot stand inside itself. */
  #refuseCircle(value: object): void {
    if (this.#known.circles?.has(value) !== true) return;
    const path = pathOf(this.#options.path, this.#at);
    throw new SerializationError(`${failure(path, this.#options)} contains itself, and something that has to be replaced to be sent`, { path, direction: this.#options.direction });
  }

  #map(value: ReadonlyMap<unknown, unknown>): unknown {
    for (const [key, item] of value) {
      if (!isSimple(key) || !isSimple(item)) return this.#members(value, "Map", [...value], ".entries()");
    }
    return value;
  }

  #set(value: ReadonlySet<unknown>): unknown {
    for (const item of value) {
      if (!isSimple(item)) return this.#members(value, "Set", [...value], ".values()");
    }
    return value;
  }

  /** A collection goes as it is if its members do; otherwise as the list of them, in which parts can be placed. */
  #members(value: object, codec: "Map" | "Set", members: readonly unknown[], path: string): unknown {
    const inner = new Walk({ ...this.#options, path: pathOf(this.#options.path, this.#at) + path }, this.#known, this.#isInCodec);
    (this.#known.done ??= new Map()).set(value, OPEN);
    const posted = inner.object(members);
    this.#move(inner.transfer ?? []);
    if (posted === members && inner.parts === null) return this.#finish(value, null);
    this.#refuseCircle(value);
    return this.#part(codec, null, encoded(posted, inner.parts), value);
  }

  #shared(buffer: ArrayBufferLike): unknown {
    if (this.#options.shared !== undefined) return this.#part("SharedArrayBuffer", null, this.#number(buffer, buffer), buffer);
    return this.#isInCodec && buffer instanceof SharedArrayBuffer ? unshared(buffer) : this.#handle(buffer);
  }

  #view(view: ArrayBufferView): unknown {
    const { buffer, byteOffset, byteLength } = view;
    if (!(buffer instanceof SharedArrayBuffer)) return this.transfer?.has(buffer) === true ? view : withoutSurplus(view);
    if (this.#options.shared !== undefined) {
      const data: SharedView = { type: viewType(view), buffer: this.#number(buffer, view), byteOffset, length: viewLength(view) };
      return this.#part("SharedView", null, data, view);
    }
    // What it shows and no more: a frame of a few rows may stand in memory of many.
    return this.#isInCodec ? makeView(viewType(view), unshared(buffer, byteOffset, byteLength), 0, viewLength(view)) : this.#handle(view);
  }

  /** The number of a buffer that is taken out, where `value` stands on it. */
  #number(buffer: ArrayBufferLike, value: object): number {
    const shared = this.#options.shared!;
    if (!this.#isInCodec) shared.refusal ??= { path: pathOf(this.#options.path, this.#at), why: bytesRefusal(value) };
    const known = shared.buffers.indexOf(buffer);
    return known >= 0 ? known : shared.buffers.push(buffer) - 1;
  }

  /** What a message to a thread holds, and no bytes do. */
  #handle(value: object): unknown {
    if (this.#options.bytes !== true) return value;
    const path = pathOf(this.#options.path, this.#at);
    throw new SerializationError(`${failure(path, this.#options)} is ${bytesRefusal(value)}`, { path, direction: this.#options.direction });
  }

  #instance(value: object): unknown {
    if (value instanceof Moved) {
      this.#move(value.transfer);
      return typeof value.value === "object" && value.value !== null ? this.object(value.value) : value.value;
    }
    if (value instanceof MessagePort && this.transfer?.has(value) === true) return this.#handle(value);
    const codec = codecOf(value);
    if (codec === undefined) throw cannot(value, this.#options, this.#at);
    const { bytes = false, shared } = this.#options;
    const { data, transfer } = codec.encode(value as never, bytes && shared?.isApart !== false);
    if (!bytes) this.#move(transfer ?? []);
    // A codec's data needs no walk on its way to a thread: it is sendable by contract.
    return this.#part(codec.name, codec.module, bytes ? this.#dataOf(data) : data, value);
  }

  #dataOf(data: unknown): unknown {
    if (typeof data !== "object" || data === null) return data;
    const inner = new Walk(this.#options, this.#known, true);
    const posted = inner.object(data);
    return inner.parts === null ? posted : encoded(posted, inner.parts);
  }

  #move(buffers: Iterable<Transferred>): void {
    for (const buffer of buffers) (this.transfer ??= new Set()).add(buffer);
  }

  /** Notes a part and leaves a hole. */
  #part(codec: string, module: string | null, data: unknown, value?: object): null {
    const number = this.#known.parts++;
    if (value !== undefined) this.#known.done?.set(value, new Part(number));
    (this.parts ??= []).push({ at: this.#at.slice(), codec, module, data });
    return null;
  }
}

/** What a walk and those inside it know together. */
interface Known {
  /** What each object became, or OPEN while it is walked. Made when the first object inside the value is met. */
  done: Map<object, unknown> | null;
  circles: Set<object> | null;
  /** number of parts, in the order in which they are decoded */
  parts: number;
}

/** Marks an object that became a part, so that a second mention of it refers to the first. */
class Part {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

const OPEN = Symbol("being walked");

function cannot(value: unknown, options: EncodeOptions, at: readonly (string | number)[]): SerializationError {
  const path = pathOf(options.path, at);
  return new SerializationError(`${failure(path, options)} is ${refusal(value)}`, { path, direction: options.direction });
}

/** `item.stream cannot be sent to a worker: it` */
function failure(path: string, { direction, fails }: EncodeOptions): string {
  if (fails !== undefined) return `${fails}: ${path}`;
  return `${path} cannot be sent ${direction === "to worker" ? "to a worker" : "back from a worker"}: it`;
}

/** `item.rows[3].name` */
function pathOf(root: string, at: readonly (string | number)[]): string {
  let path = root;
  for (const step of at) path += typeof step === "number" ? `[${step}]` : isIdentifier(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  return path;
}
