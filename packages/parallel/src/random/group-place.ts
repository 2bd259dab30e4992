import { createHash } from "node:crypto";
import { columnNamed, keyTexts, type DataFrame } from "@framepool/frame/internal";

/**
 * A number of 53 bits of the key of the group that a row is of: the same wherever the group lies and whatever others there
 * are. Two keys have one number once in 2^53.
 */
export function groupPlace(frame: DataFrame, keys: readonly string[], row: number): number {
  const cells = keys.map((name) => {
    const cell = columnNamed(frame, name).slice(row, row + 1);
    if (cell.isNull(0)) return null;
    const [text] = keyTexts("groupby", cell);
    return cell.type.kind === "float" && text === "NaN" ? null : text;
  });
  // As a list, so that ("a-b", "c") is not ("a", "b-c").
  const bytes = createHash("sha256").update(JSON.stringify(cells)).digest();
  return bytes.readUInt32LE(0) + (bytes.readUInt32LE(4) & 0x1fffff) * 2 ** 32;
}
