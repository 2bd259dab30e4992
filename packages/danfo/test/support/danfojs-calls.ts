import { DataFrame, Series } from "@framepool/frame";
import { fromDanfo, toDanfo } from "@framepool/danfo";
import * as dfd from "danfojs-node";

/** A call of danfojs: its target and arguments are danfojs' own. `undefined`: it cannot say these options. */
type Call = (target: object, args: unknown[]) => unknown;

/** Calls a method by name, or reads a member. */
function invoke(target: unknown, name: string, ...args: unknown[]): unknown {
  const member: unknown = Reflect.get(target as object, name);
  return typeof member === "function" ? (member as (...given: unknown[]) => unknown).apply(target, args) : member;
}

/** What a case's method is called in danfojs, where it takes what ours takes: one argument at most, no options. */
function plain(name: string, most = 1): Call {
  return (target, args) => (args.length > most || args.some((arg) => arg === undefined || isOptions(arg)) ? undefined : invoke(target, name, ...args));
}

function isOptions(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** An option of danfojs that no case has. */
class Axis {
  readonly axis: number;
  constructor(axis: number) {
    this.axis = axis;
  }
}

const option = (args: unknown[], at = 0): Record<string, unknown> => (args[at] ?? {}) as Record<string, unknown>;
/** The options that are given are those that danfojs has a word for. */
const only = (options: Record<string, unknown>, ...names: string[]): boolean => Object.keys(options).every((name) => names.includes(name));

const arithmetic = ["add", "sub", "mul", "div", "pow", "mod", "eq", "ne", "lt", "le", "gt", "ge"].map((name) => [name, plain(name)] as const);
const cumulative = ["Sum", "Prod", "Max", "Min"].map((name) => [`cum${name.toLowerCase()}`, plain(`cum${name}`)] as const);
const reductions = ["count", "sum", "mean", "median", "std", "var", "min", "max"].map((name) => [name, plain(name)] as const);
/** Along columns, as pandas does by default. */
const ofColumns = [...reductions, ...cumulative].map(([name, call]) => [name, (target: object, args: unknown[]) => (args.length > 0 ? undefined : call(target, [new Axis(0)]))] as const);
const text: readonly (readonly [string, string])[] = [["lower", "toLowerCase"], ["upper", "toUpperCase"], ["capitalize", "capitalize"], ["len", "len"], ["strip", "trim"], ["startswith", "startsWith"], ["endswith", "endsWith"], ["repeat", "repeat"], ["find", "indexOf"], ["get", "charAt"]];
const times: readonly (readonly [string, string])[] = [["year", "year"], ["month", "month"], ["day", "dayOfMonth"], ["dayofweek", "dayOfWeek"], ["hour", "hours"], ["minute", "minutes"], ["second", "seconds"], ["monthName", "monthName"], ["dayName", "dayOfWeekName"]];
const TYPES: Readonly<Record<string, string>> = { int32: "int32", float32: "float32", float64: "float32", string: "string", bool: "boolean" };

/** danfojs' words for the methods of a Series. */
const OF_SERIES = new Map<string, Call>([
  ...arithmetic,
  ...cumulative,
  ...reductions,
  ...text.map(([ours, theirs]) => [`str.${ours}`, (target: object, args: unknown[]) => (args.some((arg) => typeof arg === "object") ? undefined : plain(theirs, theirs === "trim" ? 0 : 1)(invoke(target, "str") as object, args))] as const),
  ...times.map(([ours, theirs]) => [`dt.${ours}`, (target: object, args: unknown[]) => plain(theirs)(invoke(target, "dt") as object, args)] as const),
  ["and", plain("and")],
  ["or", plain("or")],
  ["abs", plain("abs", 0)],
  ["round", plain("round")],
  ["mode", plain("mode", 0)],
  ["unique", plain("unique", 0)],
  ["nunique", plain("nUnique", 0)],
  ["isna", plain("isNa", 0)],
  ["dropna", plain("dropNa", 0)],
  ["fillna", (target, args) => (args.length === 1 && !(args[0] instanceof dfd.Series) && !Array.isArray(args[0]) ? plain("fillNa")(target, args) : undefined)],
  ["map", (target, [by]) => invoke(target, "map", by)],
  ["replace", (target, args) => (args.length === 2 && args.every((arg) => typeof arg !== "object" || arg === null) ? invoke(target, "replace", args[0], args[1]) : undefined)],
  ["astype", (target, [type]) => (typeof type === "string" && type in TYPES ? invoke(target, "asType", TYPES[type]) : undefined)],
  ["valueCounts", (target, args) => (args.length > 0 ? undefined : counted(target, invoke(target, "valueCounts") as dfd.Series))],
  ["sortValues", (target, args) => (option(args).naPosition === "first" ? undefined : invoke(target, "sortValues", { ascending: option(args).ascending ?? true }))],
  ["dropDuplicates", (target, args) => (option(args).keep === false ? undefined : invoke(target, "dropDuplicates", { keep: option(args).keep ?? "first" }))],
  ["str.contains", (target, args) => (typeof args[0] === "string" && args.length === 1 ? invoke(invoke(target, "str"), "includes", args[0]) : undefined)],
  ["str.slice", (target, args) => (args.length <= 2 && args.every((arg) => typeof arg === "number") ? invoke(invoke(target, "str"), "slice", ...args) : undefined)],
  ["str.replace", (target, args) => (typeof args[0] === "string" && typeof args[1] === "string" && only(option(args, 2)) ? invoke(invoke(target, "str"), "replace", args[0], args[1]) : undefined)],
]);

/** danfojs' words for the methods of a DataFrame. */
const OF_FRAME = new Map<string, Call>([
  ...arithmetic,
  ...ofColumns,
  ["abs", plain("abs", 0)],
  ["round", plain("round")],
  ["nunique", (target, args) => (args.length > 0 ? undefined : invoke(target, "nUnique", 0))],
  ["isna", plain("isNa", 0)],
  ["head", plain("head")],
  ["tail", plain("tail")],
  ["fillna", (target, [value]) => (isOptions(value) ? invoke(target, "fillNa", Object.values(value as object), { columns: Object.keys(value as object) }) : invoke(target, "fillNa", value))],
  ["dropna", (target, args) => (args.length > 0 ? undefined : invoke(target, "dropNa", { axis: 1 }))],
  ["select", (target, [columns]) => invoke(target, "loc", { columns })],
  ["drop", (target, [columns]) => invoke(target, "drop", { columns: [columns].flat() })],
  ["rename", (target, [names]) => invoke(target, "rename", names)],
  ["replace", (target, args) => (args.length === 2 && args.every((arg) => typeof arg !== "object") ? invoke(target, "replace", args[0], args[1]) : undefined)],
  ["getDummies", (target, args) => (Array.isArray(args[0]) && only(option(args, 1)) ? dfd.getDummies(target as dfd.DataFrame, { columns: args[0] as string[] }) : undefined)],
  ["sortValues", (target, args) => (typeof args[0] === "string" && option(args, 1).naPosition !== "first" ? invoke(target, "sortValues", args[0], { ascending: option(args, 1).ascending ?? true }) : undefined)],
  ["merge", (target, args) => merged(target as dfd.DataFrame, args[0] as dfd.DataFrame, option(args, 1))],
]);

function counted(target: object, counts: dfd.Series): unknown {
  return { [(Reflect.get(target, "columns") as string[])[0]!]: counts.index, count: counts.values };
}

function merged(left: dfd.DataFrame, right: dfd.DataFrame, options: Record<string, unknown>): unknown {
  const { on, how = "inner" } = options;
  if (!only(options, "on", "how") || on === undefined || !["inner", "left", "right", "outer"].includes(how as string)) return undefined;
  return dfd.merge({ left, right, on: [on].flat() as string[], how: how as "inner" });
}

const AGGREGATES = ["count", "sum", "mean", "median", "std", "var", "min", "max"];

/** `groupby(keys).agg({ x: "sum" })`: danfojs names every result `x_sum`, and keeps groups in order of appearance, which counts for no difference. */
function grouped(target: object, keys: unknown, options: Record<string, unknown>, specs: Record<string, unknown>): unknown {
  const lists = Object.values(specs).map((spec) => [spec].flat());
  if (options.dropna === false || !lists.flat().every((name) => AGGREGATES.includes(name as string))) return undefined;
  const names = [keys].flat() as string[];
  const result = fromDanfo(invoke(invoke(target, "groupby", names), "agg", specs) as dfd.DataFrame);
  const renamed = result.rename(Object.fromEntries(Object.entries(specs).flatMap(([column, spec]) => (typeof spec === "string" ? [[`${column}_${spec}`, column]] : []))));
  return options.sort === false ? renamed : renamed.sortValues(names);
}

/** What danfojs gives for a chain of calls: cells in lists and objects, or the Error that it throws; undefined where it has no such method or option. */
export function callDanfojs(target: unknown, steps: readonly (readonly [method: string, args: unknown[]])[]): unknown {
  const call = callOf(target, steps);
  if (call === undefined) return undefined;
  const owner = theirs(target) as object;
  const args = steps[0]![1].map(theirs);
  try {
    return given(call(owner, args));
  } catch (error) {
    return error;
  }
}

function callOf(target: unknown, [first, second]: readonly (readonly [method: string, args: unknown[]])[]): Call | undefined {
  const [method, args] = first!;
  if (Array.isArray(target)) return method === "concat" && (option(args).axis ?? 0) === 0 && option(args).join !== "inner" ? (frames) => dfd.concat({ dfList: frames as dfd.DataFrame[], axis: 0 }) : undefined;
  if (method === "groupby" && second?.[0] === "agg" && isOptions(second[1][0])) return (frame, [keys, options]) => grouped(frame, keys, (options ?? {}) as Record<string, unknown>, option(second[1]));
  return second === undefined ? (target instanceof Series ? OF_SERIES : OF_FRAME).get(method) : undefined;
}

function theirs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(theirs);
  if (value instanceof DataFrame) return toDanfo(value, dfd);
  if (!(value instanceof Series)) return value;
  const df = toDanfo(new DataFrame({ [value.name]: value }), dfd);
  return new dfd.Series(df.values.map((row) => (row as unknown[])[0]) as never, { columns: [value.name], dtypes: df.dtypes });
}

/** A result of danfojs in shapes that both have. */
function given(result: unknown): unknown {
  if (result instanceof dfd.Series || (isNd(result) && result.ndim === 1)) {
    const { values, index } = result as dfd.Series;
    return index.every((label) => typeof label === "string") && index.length > 0 ? Object.fromEntries(index.map((label, i) => [label, values[i]])) : [...values];
  }
  if (!isNd(result)) return result;
  const { columns, values } = result as dfd.DataFrame;
  return Object.fromEntries(columns.map((name, k) => [name, (values as unknown[][]).map((row) => row[k])]));
}

function isNd(value: unknown): value is dfd.NDframe {
  return value instanceof dfd.NDframe;
}
