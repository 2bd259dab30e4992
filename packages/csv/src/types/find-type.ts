import { STRING, type DataType } from "@framepool/frame/internal";
import type { CsvReadOptions } from "../options.js";
import { cellRules, type CellRules } from "./cell-rules.js";
import { IS_TEXT, typeOfCells } from "./classify.js";
import { dateColumns } from "./date-columns.js";
import { reading } from "./declared-types.js";
import { fineness, inUnit, unitOf } from "./parse-time.js";

/** Finds a column's type from its cells. */
export interface FindType {
  /** Takes the text of a cell that is not missing; false if it cannot be in the column. */
  see(text: string): boolean;
  /** Whether the cell cannot be in the column; null if any can. */
  readonly refuses: ((text: string) => boolean) | null;
  /** The type of the cells so far. */
  readonly type: DataType;
}

/** Any type: what `classify` says of all cells. */
class FindAny implements FindType {
  readonly refuses = null;
  readonly #rules: CellRules;
  readonly #int64: "bigint" | undefined;
  #flags = 0;

  constructor(rules: CellRules, int64: "bigint" | undefined) {
    this.#rules = rules;
    this.#int64 = int64;
  }

  see(text: string): boolean {
    // Text stays text, whatever else comes.
    if ((this.#flags & IS_TEXT) === 0) this.#flags |= this.#rules.classify(text);
    return true;
  }

  get type(): DataType {
    return reading(typeOfCells(this.#flags), this.#int64);
  }
}

/** A timestamp, in the coarsest unit that keeps every digit. */
class FindUnit implements FindType {
  readonly #instant: CellRules["instant"];
  #fineness = 0;

  constructor({ instant }: CellRules) {
    this.#instant = instant;
  }

  see(text: string): boolean {
    const instant = this.#instant(text);
    if (instant === null) return false;
    this.#fineness |= fineness(instant);
    return true;
  }

  refuses(text: string): boolean {
    return this.#instant(text) === null;
  }

  get type(): DataType {
    return { kind: "timestamp", unit: unitOf(this.#fineness), timezone: null };
  }
}

/** A timestamp if every cell is one, else text. */
class FindDate implements FindType {
  readonly refuses = null;
  readonly #instant: CellRules["instant"];
  #fineness = 0;
  #fits = true;
  /** whether every instant can be a count of ns in 64 bits */
  #near = true;

  constructor({ instant }: CellRules) {
    this.#instant = instant;
  }

  see(text: string): boolean {
    if (!this.#fits) return true;
    const instant = this.#instant(text);
    if (instant === null) {
      this.#fits = false;
      return true;
    }
    this.#fineness |= fineness(instant);
    this.#near &&= inUnit(instant, "ns") !== undefined;
    return true;
  }

  get type(): DataType {
    const unit = unitOf(this.#fineness);
    return this.#fits && (this.#near || unit !== "ns") ? { kind: "timestamp", unit, timezone: null } : STRING;
  }
}

/** How the type of each column is found; null where nothing is open. `types` are the declared types, null for a column without one. */
export function findTypes(names: readonly string[], types: readonly (DataType | null)[], options: CsvReadOptions): (FindType | null)[] {
  const dates = dateColumns(names, options);
  return names.map((name, k) => {
    const rules = cellRules(options, name);
    const type = types[k] ?? null;
    if (dates.has(name)) return new FindDate(rules);
    if (type === null) return new FindAny(rules, options.int64);
    return type.kind === "timestamp" ? new FindUnit(rules) : null;
  });
}
