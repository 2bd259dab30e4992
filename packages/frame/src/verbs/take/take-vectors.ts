import type { DataType } from "../../data-types.js";
import { typeOver } from "../../nested-types.js";
import { Storage, type StorageParts } from "../../storage.js";
import { Vector } from "../../vector.js";
import { takeBools, takeValidity } from "./bits.js";
import { takeBytes } from "./bytes.js";
import { takeDictionary } from "./dictionary.js";
import { takeFixed } from "./fixed.js";
import { fixedItems, takeLists } from "./lists.js";
import { childrenAt, type Picks } from "./picks.js";
import { takeTexts } from "./texts.js";
import { takeDense, takeTypeIds } from "./unions.js";

/** The picked rows of vectors of one type as a new vector, for every Arrow type: a copy on SharedArrayBuffer, but for the bytes of texts, which may stay where they are until they are read. */
export function takeVectors(type: DataType, vectors: readonly Vector[], picks: Picks): Vector {
  if (type.kind === "dictionary") return takeDictionary(type, vectors, picks);
  const validity = type.kind === "null" || type.kind === "union" ? null : takeValidity(vectors, picks);
  if (type.kind === "utf8" && !type.large) return new Vector(takeTexts(vectors, picks, validity));
  const parts = takeParts(type, vectors, picks);
  return new Vector(new Storage(typeOver(type, parts.children ?? []), picks.length, { validity, ...parts }));
}

function takeParts(type: Exclude<DataType, { kind: "dictionary" }>, vectors: readonly Vector[], picks: Picks): Partial<StorageParts> {
  switch (type.kind) {
    case "null": return {};
    case "bool": return { data: takeBools(vectors, picks) };
    case "utf8":
    case "binary": return takeBytes(type.large, vectors, picks);
    case "list": return takeListParts(type.item.type, type.large, vectors, picks);
    case "map": return takeListParts(type.entries.type, false, vectors, picks);
    case "fixed-list": return { children: [takeVectors(type.item.type, childrenAt(vectors, 0, type.size), fixedItems(type.size, picks))] };
    case "struct": return { children: type.fields.map((field, place) => takeVectors(field.type, childrenAt(vectors, place), picks)) };
    case "union": return takeUnion(type, vectors, picks);
    default: return { data: takeFixed(type, vectors, picks) };
  }
}

function takeListParts(type: DataType, large: boolean, vectors: readonly Vector[], picks: Picks): Partial<StorageParts> {
  const { offsets, items } = takeLists(large, vectors, picks);
  return { offsets, children: [takeVectors(type, vectors.map(({ storage }) => storage.children[0]!), items)] };
}

function takeUnion(type: Extract<DataType, { kind: "union" }>, vectors: readonly Vector[], picks: Picks): Partial<StorageParts> {
  const typeIds = takeTypeIds(type, vectors, picks);
  if (type.mode === "sparse") return { typeIds, children: type.fields.map((field, place) => takeVectors(field.type, childrenAt(vectors, place), picks)) };
  const { data, members } = takeDense(type, vectors, picks, typeIds);
  const children = type.fields.map((field, place) => takeVectors(field.type, vectors.map(({ storage }) => storage.children[place]!), members[place]!));
  return { typeIds, data, children };
}
