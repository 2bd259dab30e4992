import { late } from "@framepool/errors";
import { Column } from "../column.js";
import { COLUMNS } from "../columns-key.js";
import type { Field } from "../data-types.js";
import { Table } from "../table.js";
import { batchWriter, writeBatch } from "./batch-writer.js";
import { provideCodecs, requireCodec } from "./codecs.js";
import { keepEmptyNames } from "./empty-names.js";
import { GrowingDictionaries, growingType } from "./growing-dictionaries.js";
import type { IpcOptions } from "./ipc.js";
import { numberDictionaries } from "./number-dictionaries.js";
import { recordBatches, type Dictionaries } from "./to-arrow.js";
import { fieldToArrow } from "./type-to-arrow.js";

/** Arrow IPC bytes of tables that come one after the other. What it gives are views on them: to be written before anything else. */
export interface IpcWriter {
  /** The bytes of a table that has the writer's fields. */
  write(table: Table): Uint8Array[];
  /** The bytes behind the last table. */
  finish(): Uint8Array[];
}

/** Begins a file or a stream of these fields. Throws ArgumentError for a compression that is not to be had here. */
export async function openIpcWriter(fields: readonly Field[], { format = "file", compression }: IpcOptions = {}): Promise<IpcWriter> {
  const arrow = await late(() => import("apache-arrow"));
  if (compression !== undefined) requireCodec(compression);
  provideCodecs(arrow);
  const written = fields.map((field): Field => ({ ...field, type: growingType(field.type), nullable: true }));
  const arrowFields = written.map((field) => fieldToArrow(arrow, field));
  keepEmptyNames(arrowFields);
  numberDictionaries(arrowFields);
  const schema = new arrow.Schema(arrowFields);
  const growing = written.map(({ type }) => new GrowingDictionaries(arrow, type));
  const { writer, taken } = batchWriter(arrow, schema, format, compression);
  return {
    write(table) {
      const dictionaries: Dictionaries = new Map();
      const columns = table[COLUMNS].map(({ name, vectors, facts }, k) => new Column(name, written[k]!.type, vectors.map((vector) => growing[k]!.enter(vector, dictionaries)), facts));
      for (const batch of recordBatches(arrow, schema, new Table(columns, table.numRows), dictionaries)) {
        // A batch gets a schema of its own, in which an empty name is another: the writer would begin anew for it.
        writeBatch(writer, Object.assign(batch, { schema }));
      }
      return taken();
    },
    finish() {
      writer.finish();
      return taken();
    },
  };
}
