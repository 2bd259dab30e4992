import type * as Arrow from "apache-arrow";
import { ArgumentError } from "@framepool/errors";
import { typeName, type DataType, type Field, type TimeUnit } from "../data-types.js";

/** The apache-arrow package, of the user or ours. */
export type ArrowModule = typeof Arrow;

/** A Table of that package. */
export type ArrowPackageTable = Arrow.Table;

const TIME_UNITS: Readonly<Record<TimeUnit, "Second" | "Millisecond" | "Microsecond" | "Nanosecond">> = { s: "Second", ms: "Millisecond", us: "Microsecond", ns: "Nanosecond" };

/** An apache-arrow type of a namespace's own classes. Throws ArgumentError where that version has no such class. */
export function typeToArrow(arrow: ArrowModule, type: DataType): Arrow.DataType {
  const pick = <K extends keyof ArrowModule>(name: K): ArrowModule[K] => {
    const found = arrow[name] as ArrowModule[K] | undefined;
    if (found === undefined) throw new ArgumentError(`this apache-arrow has no ${name}, which a column of type ${typeName(type)} needs; use a newer one`);
    return found;
  };
  const field = (ours: Field): Arrow.Field => fieldToArrow(arrow, ours);
  switch (type.kind) {
    case "null": return new (pick("Null"))();
    case "bool": return new (pick("Bool"))();
    case "int": return new (pick(`${type.signed ? "Int" : "Uint"}${type.bits}`))();
    case "float": return new (pick(`Float${type.bits}`))();
    case "decimal": return new (pick("Decimal"))(type.scale, type.precision, type.bits);
    case "utf8": return new (pick(type.large ? "LargeUtf8" : "Utf8"))();
    case "binary": return new (pick(type.large ? "LargeBinary" : "Binary"))();
    case "fixed-binary": return new (pick("FixedSizeBinary"))(type.width);
    case "date": return new (pick(type.unit === "day" ? "DateDay" : "DateMillisecond"))();
    case "time": return new (pick(`Time${TIME_UNITS[type.unit]}`))();
    case "timestamp": return new (pick(`Timestamp${TIME_UNITS[type.unit]}`))(type.timezone);
    case "duration": return new (pick(`Duration${TIME_UNITS[type.unit]}`))();
    case "interval": return new (pick(type.unit === "year-month" ? "IntervalYearMonth" : type.unit === "day-time" ? "IntervalDayTime" : "IntervalMonthDayNano"))();
    case "list": return new (pick(type.large ? "LargeList" : "List"))(field(type.item));
    case "fixed-list": return new (pick("FixedSizeList"))(type.size, field(type.item));
    case "struct": return new (pick("Struct"))(type.fields.map(field));
    case "map": return new (pick("Map_"))(field(type.entries) as Arrow.Field<Arrow.Struct<{ key: Arrow.DataType; value: Arrow.DataType }>>, type.keysSorted);
    case "union": return new (pick(type.mode === "dense" ? "DenseUnion" : "SparseUnion"))([...type.typeIds], type.fields.map(field));
    case "dictionary": {
      const index = typeToArrow(arrow, type.index) as Arrow.Dictionary["indices"];
      return new (pick("Dictionary"))(typeToArrow(arrow, type.values), index, null, type.ordered);
    }
  }
}

export function fieldToArrow(arrow: ArrowModule, { name, type, nullable, metadata }: Field): Arrow.Field {
  return new arrow.Field(name, typeToArrow(arrow, type), nullable, new Map(Object.entries(metadata ?? {})));
}
