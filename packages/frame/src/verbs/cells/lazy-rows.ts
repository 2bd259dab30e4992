import { inspect } from "node:util";
import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";

/** What a proxy stands for: a row, and once someone asks for all of it or writes to it, its cells. */
class Target {
  readonly row: number;
  /** whether the function that it was made for is through with it */
  isOver = false;
  cells: Record<PropertyKey, unknown> | null = null;

  constructor(row: number) {
    this.row = row;
  }

  /** Node prints the target of a proxy, and calls this with the proxy as `this`. */
  [inspect.custom](): object {
    return Object.fromEntries(Object.entries(this));
  }
}

/**
 * Rows that behave as plain objects and decode a cell when it is read. A proxy for each row, one handler for all:
 * accessors on a shared prototype would be faster still, but have no own keys to spread.
 */
export class LazyRows {
  /** rows of which somebody asked for all columns */
  spread = 0;
  readonly #columns: readonly Column[];
  readonly #places = new Map<PropertyKey, Column>();
  readonly #handler: ProxyHandler<Target>;
  readonly #absent: (name: PropertyKey) => unknown;
  #last: Target | null = null;

  /** `absent`: what a row gives for a name that it does not have, until its function is through with it. */
  constructor(columns: readonly Column[], absent: (name: PropertyKey) => unknown) {
    this.#columns = columns;
    this.#absent = absent;
    for (const column of columns) this.#places.set(column.name, column);
    this.#handler = this.#makeHandler();
  }

  row(row: number): Record<string, Cell> {
    this.#last = new Target(row);
    return new Proxy(this.#last, this.#handler) as unknown as Record<string, Cell>;
  }

  /** The function is through with the last row: to whoever keeps it, it is as any object. */
  end(): void {
    if (this.#last !== null) this.#last.isOver = true;
  }

  /** The row's cells as a plain object, made once. */
  whole(target: Target): Record<PropertyKey, unknown> {
    if (target.cells !== null) return target.cells;
    this.spread++;
    target.cells = Object.fromEntries(this.#columns.map((column) => [column.name, column.get(target.row)]));
    return target.cells;
  }

  #makeHandler(): ProxyHandler<Target> {
    const places = this.#places;
    const whole = (target: Target): Record<PropertyKey, unknown> => this.whole(target);
    const absent = (target: Target, key: PropertyKey): unknown => (target.isOver ? ({} as Record<PropertyKey, unknown>)[key] : this.#absent(key));
    return {
      get(target, key) {
        const column = places.get(key);
        if (target.cells === null) return column === undefined ? absent(target, key) : column.get(target.row);
        // A cell that the function has deleted is none that it misspelt.
        return column !== undefined || key in target.cells ? target.cells[key] : absent(target, key);
      },
      has: (target, key) => (target.cells === null ? places.has(key) || key in Object.prototype : key in target.cells),
      ownKeys: (target) => Reflect.ownKeys(whole(target)),
      getOwnPropertyDescriptor: (target, key) => (places.has(key) || target.cells !== null ? Reflect.getOwnPropertyDescriptor(whole(target), key) : undefined),
      set: (target, key, value) => Reflect.set(whole(target), key, value),
      defineProperty: (target, key, descriptor) => Reflect.defineProperty(whole(target), key, descriptor),
      deleteProperty: (target, key) => Reflect.deleteProperty(whole(target), key),
      getPrototypeOf: () => Object.prototype,
      // A proxy cannot be frozen while its target is not; a row is nobody else's, so there is no need.
      preventExtensions: () => false,
    };
  }
}
