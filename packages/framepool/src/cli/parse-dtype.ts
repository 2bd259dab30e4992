import { ArgumentError } from "@framepool/errors";
import type { DType } from "@framepool/frame";
import { typeOf } from "@framepool/frame/internal";

/** `string`, or `Age=float64,Pclass=category`, as the `dtype` option of the reader. Throws ArgumentError for a type that there is not. */
export function parseDtype(text: string): DType | Record<string, DType> {
  return text.includes("=") ? parseTypes("--dtype", text) : checked(text);
}

/** `Age=float64,Pclass=category`. Throws ArgumentError, naming the flag, for anything else. */
export function parseTypes(flag: string, text: string): Record<string, DType> {
  const pairs = text.split(",").map((pair): [string, DType] => {
    const at = pair.lastIndexOf("=");
    if (at < 1) throw new ArgumentError(`${flag}: "${pair}" is not column=type`);
    return [pair.slice(0, at), checked(pair.slice(at + 1))];
  });
  return Object.fromEntries(pairs);
}

function checked(name: string): DType {
  typeOf(name as DType);
  return name as DType;
}
