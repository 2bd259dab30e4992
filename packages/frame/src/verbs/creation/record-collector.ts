import type { Cell } from "../../cell.js";
import type { Column } from "../../column.js";
import { ColumnCollector } from "./column-collector.js";

/** Objects of cells in order → columns: the union of the keys, in order of appearance. */
export class RecordCollector {
  readonly #numRows: number;
  readonly #collectors = new Map<string, ColumnCollector>();

  constructor(numRows: number) {
    this.#numRows = numRows;
  }

  /** Rows come in rising order; those passed over are missing. Throws FrameError for what cannot be a cell. */
  append(row: number, record: Readonly<Record<string, Cell | undefined>>): void {
    for (const name of Object.keys(record)) {
      let collector = this.#collectors.get(name);
      if (collector === undefined) {
        collector = new ColumnCollector(name, this.#numRows);
        this.#collectors.set(name, collector);
      }
      collector.fill(row);
      collector.append(record[name]);
    }
  }

  finish(): Column[] {
    return [...this.#collectors.values()].map((collector) => {
      collector.fill(this.#numRows);
      return collector.finish();
    });
  }
}
