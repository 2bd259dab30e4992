import { ArgumentError } from "@framepool/errors";
import type { DType } from "@framepool/frame";
import { typeOf } from "@framepool/frame/internal";

/** `string`, or `Age=float64,Pclass=category`, as the `dtype` option of the reader. Throws ArgumentError for a type that there is not. */
export function parseDtype(text: string | undefined): { dtype?: DType | Record<string, DType> } {
  if (text === undefined) return {};
  if (!text.includes("=")) return { dtype: checked(text) };
  const pairs = text.split(",").map((pair): [string, DType] => {
    const at = pair.lastIndexOf("=");
    if (at < 1) throw new ArgumentError(`--dtype: "${pair}" is not column=type`);
    return [pair.slice(0, at), checked(pair.slice(at + 1))];
  });
  return { dtype: Object.fromEntries(pairs) };
}

function checked(name: string): DType {
  typeOf(name as DType);
  return name as DType;
}
