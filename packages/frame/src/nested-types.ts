import type { DataType, Field } from "./data-types.js";
import type { Vector } from "./vector.js";

/** The types of the children that a type has. */
export function childTypes(type: DataType): readonly DataType[] {
  switch (type.kind) {
    case "list":
    case "fixed-list": return [type.item.type];
    case "map": return [type.entries.type];
    case "struct":
    case "union": return type.fields.map((field) => field.type);
    default: return [];
  }
}

/** The type with other types of its children. */
export function withChildTypes(type: DataType, types: readonly DataType[]): DataType {
  const over = (field: Field, place: number): Field => (field.type === types[place]! ? field : { ...field, type: types[place]! });
  switch (type.kind) {
    case "list":
    case "fixed-list": return { ...type, item: over(type.item, 0) };
    case "map": return { ...type, entries: over(type.entries, 0) };
    case "struct":
    case "union": return { ...type, fields: type.fields.map(over) };
    default: return type;
  }
}

/** A nested type over children that have types of their own: codes of a dictionary within it may have become wider. */
export function typeOver(type: DataType, children: readonly Vector[]): DataType {
  return withChildTypes(type, children.map((child) => child.type));
}
