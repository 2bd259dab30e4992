import { Column } from "../column.js";
import { RecordBatch } from "../record-batch.js";
import { Schema } from "../schema.js";
import { pack } from "../transfer/pack.js";
import type { PackedBatch } from "../transfer/packed.js";
import { unpack } from "../transfer/unpack.js";

/** A column as plain data on memory of its own, which any message takes: a batch for each of its vectors. */
export type PlainColumn = readonly PackedBatch[];

/** A copy of the cells; name and metadata are left behind. */
export function plainColumn({ type, vectors }: Column): PlainColumn {
  const schema = new Schema([{ name: "", type, nullable: true }]);
  return vectors.map((vector) => pack(new RecordBatch(schema, [vector], vector.length), { transport: "transfer" }).packed);
}

/** The inverse of {@link plainColumn}, on the same memory. */
export function columnOfPlain(plain: PlainColumn): Column {
  return new Column("", plain[0]!.fields[0]!.type, plain.map((batch) => unpack(batch).vectors[0]!));
}
