import type { MessagePort } from "node:worker_threads";

/** How the objects of one class travel. */
export interface Codec<T = unknown, D = unknown> {
  /** unique; both sides find the codec by it */
  readonly name: string;
  /** URL of a module that registers this codec when imported: a worker imports it before it decodes */
  readonly module: string;
  test(value: object): boolean;
  /**
   * The object as sendable data, and the buffers of it that move (copied if left out). `isCopied`: nothing of it can be shared
   * or moved, and of whatever it holds all is copied.
   */
  encode(value: T, isCopied: boolean): { readonly data: D; readonly transfer?: readonly Transferred[] };
  decode(data: D): T;
}

/** What a transfer list may hold here. */
export type Transferred = ArrayBuffer | MessagePort;

/** A codec of which only the name is known. */
export type AnyCodec = Codec<never, never> & Codec;

const codecs = new Map<string, AnyCodec>();

/** Makes the objects of a class travel, in both directions. A codec of the same name is replaced. */
export function registerCodec<T, D>(codec: Codec<T, D>): void {
  codecs.set(codec.name, codec as unknown as AnyCodec);
}

/** The codec that takes `value`, if any. */
export function codecOf(value: object): AnyCodec | undefined {
  for (const codec of codecs.values()) if (codec.test(value)) return codec;
  return undefined;
}

/** The codec of that name, if its module was imported here. */
export function codecNamed(name: string): AnyCodec | undefined {
  return codecs.get(name);
}
