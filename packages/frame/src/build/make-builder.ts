import { FrameError } from "@framepool/errors";
import { typeName, type DataType } from "../data-types.js";
import type { Builder } from "./builder.js";
import { BinaryBuilder } from "./builders/binary.js";
import { BoolBuilder } from "./builders/bool.js";
import { CategoryBuilder, type CategoryType } from "./builders/category.js";
import { DateBuilder } from "./builders/date.js";
import { ListBuilder } from "./builders/list.js";
import { NullBuilder } from "./builders/null.js";
import { NumericBuilder } from "./builders/numeric.js";
import { StringBuilder } from "./builders/string.js";
import { TimestampBuilder } from "./builders/timestamp.js";
import { WideIntegerBuilder } from "./builders/wide-integer.js";

/** Rows that a builder has room for at first, where the caller does not know. */
export const SMALL = 256;

/**
 * A builder for a type: the only switch on type for making cells. `capacity` is how many rows are expected; more may
 * come. Throws FrameError for a type that is passed through and not made here (struct, decimal, …).
 */
export function makeBuilder(type: DataType, capacity = SMALL): Builder {
  switch (type.kind) {
    case "null": return new NullBuilder();
    case "bool": return new BoolBuilder(capacity);
    case "int": return type.bits === 64 ? new WideIntegerBuilder(type, capacity) : new NumericBuilder(type, capacity);
    case "float": return type.bits === 16 ? refuse(type) : new NumericBuilder(type, capacity);
    case "utf8": return new StringBuilder(type, capacity);
    case "binary": return new BinaryBuilder(type, capacity);
    case "date": return type.unit === "day" ? new DateBuilder(type, capacity) : new TimestampBuilder(type, capacity);
    case "timestamp":
    case "duration": return new TimestampBuilder(type, capacity);
    case "list": return new ListBuilder(type, makeBuilder(type.item.type, capacity), capacity);
    case "dictionary": return isCategory(type) ? new CategoryBuilder(type, makeBuilder(type.index, capacity)) : refuse(type);
    default: return refuse(type);
  }
}

function isCategory(type: Extract<DataType, { kind: "dictionary" }>): type is CategoryType {
  return type.values.kind === "utf8";
}

function refuse(type: DataType): never {
  throw new FrameError(`a column of Arrow type ${typeName(type)} is passed through, and cannot be made from cells; make it with apache-arrow and DataFrame.fromArrow()`);
}
