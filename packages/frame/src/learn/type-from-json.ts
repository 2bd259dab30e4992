import type { DataType, IntType } from "../data-types.js";
import type { JsonReader } from "./json-reader.js";

const UNITS = ["s", "ms", "us", "ns"] as const;

/** A type that values can be told apart in. */
export function typeFromJson(json: JsonReader): DataType {
  const kind = json.field("kind").text();
  switch (kind) {
    case "null":
    case "bool": return { kind };
    case "int": return intFromJson(json);
    case "float": return { kind, bits: json.field("bits").size([16, 32, 64]) };
    case "decimal": return { kind, precision: json.field("precision").number(), scale: json.field("scale").number(), bits: json.field("bits").size([32, 64, 128, 256]) };
    case "utf8":
    case "binary": return { kind, large: json.field("large").flag() };
    case "fixed-binary": return { kind, width: json.field("width").number() };
    case "date": return { kind, unit: json.field("unit").word(["day", "ms"]) };
    case "time": return { kind, unit: json.field("unit").word(UNITS), bits: json.field("bits").size([32, 64]) };
    case "timestamp": return { kind, unit: json.field("unit").word(UNITS), timezone: json.field("timezone").isNull ? null : json.field("timezone").text() };
    case "duration": return { kind, unit: json.field("unit").word(UNITS) };
    case "dictionary": {
      const values = json.field("values");
      if (values.field("kind").text() === kind) throw values.refused("a type of plain values");
      return { kind, index: intFromJson(json.field("index")), values: typeFromJson(values), ordered: json.field("ordered").flag() };
    }
    default: throw json.field("kind").refused("the kind of a type whose values can be told apart");
  }
}

function intFromJson(json: JsonReader): IntType {
  const type = { kind: json.field("kind").word(["int"]), bits: json.field("bits").size([8, 16, 32, 64]), signed: json.field("signed").flag() } as const;
  return json.field("bigint").optional((bigint) => bigint.flag()) === true ? { ...type, bigint: true } : type;
}
