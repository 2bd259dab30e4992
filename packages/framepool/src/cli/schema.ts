import { inferSchema } from "@framepool/csv/internal";
import { typeName, type Field } from "@framepool/frame/internal";
import { readingOf } from "./csv-flags.js";
import { isArrow, separator } from "./formats.js";
import { openInput } from "./open-input.js";
import { scan, type ScanOptions } from "./scan.js";

/** `framepool schema FILE`: a line a column, name and type, found over the whole file. */
export async function schema(file: string, options: ScanOptions): Promise<void> {
  const fields = await fieldsOf(file, options);
  const width = fields.reduce((most, { name }) => Math.max(most, name.length), 0);
  for (const { name, type } of fields) process.stdout.write(`${name.padEnd(width)}  ${typeName(type)}\n`);
}

async function fieldsOf(file: string, options: ScanOptions): Promise<readonly Field[]> {
  if (isArrow(file)) return (await scan([file], options, { backend: "inline" }).head(0).collect()).schema.fields;
  return inferSchema(openInput(file), { ...separator(file), ...readingOf(options) });
}
