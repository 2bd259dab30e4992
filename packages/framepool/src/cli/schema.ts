import { inferSchema } from "@framepool/csv/internal";
import { typeName } from "@framepool/frame/internal";
import { openInput } from "./open-input.js";

/** `framepool schema FILE`: a line a column, name and type, found over the whole file. */
export async function schema(file: string): Promise<void> {
  const fields = await inferSchema(openInput(file), {});
  const width = fields.reduce((most, { name }) => Math.max(most, name.length), 0);
  for (const { name, type } of fields) process.stdout.write(`${name.padEnd(width)}  ${typeName(type)}\n`);
}
