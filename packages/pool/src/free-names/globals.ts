import { runInNewContext } from "node:vm";

/** What Node adds to the language in every worker, on every version that we support. */
const NODE = new Set(
  (
    "global process Buffer console URL URLSearchParams DOMException AbortController AbortSignal Event EventTarget CustomEvent " +
    "TextEncoder TextDecoder TextEncoderStream TextDecoderStream TransformStream TransformStreamDefaultController WritableStream " +
    "WritableStreamDefaultController WritableStreamDefaultWriter ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader " +
    "ReadableStreamBYOBRequest ReadableByteStreamController ReadableStreamDefaultController ByteLengthQueuingStrategy " +
    "CountQueuingStrategy CompressionStream DecompressionStream setTimeout clearTimeout setInterval clearInterval setImmediate " +
    "clearImmediate queueMicrotask structuredClone atob btoa BroadcastChannel MessageChannel MessagePort MessageEvent Blob File " +
    "performance Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList " +
    "PerformanceResourceTiming fetch FormData Headers Request Response crypto Crypto CryptoKey SubtleCrypto"
  ).split(" "),
);

/** Node's later additions, by the major version that brought them without a flag. */
const LATER: Readonly<Record<string, number>> = {
  navigator: 21,
  Navigator: 21,
  WebSocket: 22,
  CloseEvent: 23,
  ErrorEvent: 25,
  URLPattern: 24,
};

const MAJOR = Number.parseInt(process.versions.node, 10);
let language: ReadonlySet<string> | undefined;

/**
 * Whether a bare worker of this Node has the name. What the user's script put on `globalThis` does not count, a polyfill
 * of a later Node's name included.
 */
export function isWorkerGlobal(name: string): boolean {
  if (NODE.has(name)) return true;
  const since = LATER[name];
  if (since !== undefined) return MAJOR >= since;
  // A fresh context (1 ms) has the language's own names and no others.
  language ??= new Set(runInNewContext("Object.getOwnPropertyNames(globalThis)") as string[]);
  return language.has(name);
}
