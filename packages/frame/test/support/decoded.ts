import { DataFrame, Series, type Cell, type DType } from "@framepool/frame";

export type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** What a table of cases has as JSON, as values: numbers that JSON lacks, dates, frames; `$part` is one of `parts`, which several cases share. */
export function decoded(value: Json, parts: readonly Json[] = []): unknown {
  const inner = (part: Json): unknown => decoded(part, parts);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== "object" || value === null) return value;
  if ("$part" in value) return inner(parts[value.$part as number]!);
  if ("$number" in value) return Number(value.$number);
  if ("$date" in value) return new Date(value.$date as number);
  if ("$undefined" in value) return undefined;
  if ("$regexp" in value) return new RegExp(...(value.$regexp as [string, string]));
  if ("$map" in value) return new Map(inner(value.$map!) as [Cell, Cell][]);
  if ("$series" in value) return new Series(inner(value.$series!) as Cell[], { name: value.name as string, ...(value.dtype === null ? {} : { dtype: value.dtype as DType }) });
  if ("$frame" in value) return new DataFrame(inner(value.$frame!) as Record<string, Cell[]>, { dtype: value.dtypes as Record<string, DType> });
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inner(part)]));
}
