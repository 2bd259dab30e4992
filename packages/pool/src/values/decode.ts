import { SerializationError } from "@framepool/errors";
import { reviveError } from "../revive-error.js";
import type { ErrorData } from "../serialize-error.js";
import { codecNamed } from "./codec.js";
import { type Encoded, type EncodedPart, isEncoded } from "./encoded.js";

/**
 * The value that `encode` was given. At once wherever nothing has to be imported for it, and a promise only where a
 * codec's module is new here, so that the usual value costs no turn of the event loop.
 */
export function decode(value: unknown): unknown {
  if (!isEncoded(value)) return value;
  const modules = new Set<string>();
  missingModules(value, modules);
  if (modules.size === 0) return put(value);
  return Promise.all([...modules].map((url) => import(url) as Promise<unknown>)).then(() => put(value));
}

function missingModules(value: Encoded, found: Set<string>): void {
  for (const { codec, module, data } of value.parts) {
    if (module !== null && codecNamed(codec) === undefined) found.add(module);
    if (isEncoded(data)) missingModules(data, found);
  }
}

/** Puts every part in its place. */
function put({ value, parts }: Encoded): unknown {
  const made: unknown[] = [];
  let root = value;
  for (const part of parts) {
    const object = part.codec === "same" ? made[part.data as number] : partOf(part);
    made.push(object);
    const key = part.at.at(-1);
    if (key === undefined) root = object;
    else Object.defineProperty(ownerOf(root, part.at), key, { value: object, enumerable: true, configurable: true, writable: true });
  }
  return root;
}

function ownerOf(root: unknown, at: readonly (string | number)[]): object {
  let owner = root as object;
  for (let i = 0; i < at.length - 1; i++) owner = Reflect.get(owner, at[i] as string | number) as object;
  return owner;
}

function partOf({ codec, module, data }: EncodedPart): unknown {
  switch (codec) {
    case "Error":
      return reviveError(data as ErrorData);
    case "Map":
      return new Map(put(data as Encoded) as [unknown, unknown][]);
    case "Set":
      return new Set(put(data as Encoded) as unknown[]);
    default: {
      const found = codecNamed(codec);
      if (found !== undefined) return found.decode(data as never);
      throw new SerializationError(`${module ?? "this package"} registers no codec ${codec}`, { direction: "to worker" });
    }
  }
}
