import { decodeParts } from "./decode-parts.js";
import { isEncoded } from "./encoded.js";

/**
 * The value that `encode` was given. At once wherever nothing has to be imported for it, and a promise only where a
 * codec's module is new here, so that the usual value costs no turn of the event loop.
 */
export function decode(value: unknown): unknown {
  return isEncoded(value) ? decodeParts(value, []) : value;
}
