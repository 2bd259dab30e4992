import { SerializationError } from "@framepool/errors";
import { reviveError } from "../revive-error.js";
import type { ErrorData } from "../serialize-error.js";
import { codecNamed } from "./codec.js";
import { type Encoded, type EncodedPart, isEncoded, type SharedView } from "./encoded.js";
import { makeView } from "./views.js";

/** What `decode` does where there are parts, with the shared buffers that `encode` was told to take out. */
export function decodeParts(value: unknown, shared: readonly ArrayBufferLike[]): unknown {
  if (!isEncoded(value)) return value;
  const modules = new Set<string>();
  missingModules(value, modules);
  const put = new Put(shared);
  if (modules.size === 0) return put.value(value);
  return Promise.all([...modules].map((url) => import(url) as Promise<unknown>)).then(() => put.value(value));
}

function missingModules(value: Encoded, found: Set<string>): void {
  for (const { codec, module, data } of value.parts) {
    if (module !== null && codecNamed(codec) === undefined) found.add(module);
    if (isEncoded(data)) missingModules(data, found);
  }
}

/** Puts every part in its place. */
class Put {
  readonly #shared: readonly ArrayBufferLike[];
  /** every part, in the order in which the encoder numbered them: a part's own parts before it */
  readonly #made: unknown[] = [];

  constructor(shared: readonly ArrayBufferLike[]) {
    this.#shared = shared;
  }

  value(data: unknown): unknown {
    if (!isEncoded(data)) return data;
    let root = data.value;
    for (const part of data.parts) {
      const object = this.#part(part);
      this.#made.push(object);
      const key = part.at.at(-1);
      if (key === undefined) root = object;
      // By definition: the key may be "__proto__".
      else Object.defineProperty(ownerOf(root, part.at), key, { value: object, enumerable: true, configurable: true, writable: true });
    }
    return root;
  }

  #part({ codec, module, data }: EncodedPart): unknown {
    switch (codec) {
      case "same":
        return this.#made[data as number];
      case "Error":
        return reviveError(data as ErrorData);
      case "Map":
        return new Map(this.value(data) as [unknown, unknown][]);
      case "Set":
        return new Set(this.value(data) as unknown[]);
      case "SharedArrayBuffer":
        return this.#buffer(data as number);
      case "SharedView": {
        const { type, buffer, byteOffset, length } = data as SharedView;
        return makeView(type, this.#buffer(buffer), byteOffset, length);
      }
      default: {
        const found = codecNamed(codec);
        if (found !== undefined) return found.decode(this.value(data) as never);
        throw new SerializationError(`${module ?? "this package"} registers no codec ${codec}`, { direction: "to worker" });
      }
    }
  }

  #buffer(number: number): ArrayBufferLike {
    const buffer = this.#shared[number];
    if (buffer === undefined) throw new RangeError(`no shared buffer ${number}`);
    return buffer;
  }
}

function ownerOf(root: unknown, at: readonly (string | number)[]): object {
  let owner = root as object;
  for (const step of at.slice(0, -1)) owner = Reflect.get(owner, step) as object;
  return owner;
}
