/**
 * What stands for all cells of a column that were read, one by one and in order: how many, how many of them missing (null,
 * NaN or an empty text), the sum of the numbers, the sum of the texts' lengths in UTF-16 units, and the sum of their last
 * units, so that a text is looked into and not only measured. pandas-script.py computes the same five.
 */
export class CellSum {
  rows = 0;
  missing = 0;
  numbers = 0;
  units = 0;
  lastUnits = 0;

  constructor(name) {
    this.name = name;
  }

  add(value) {
    this.rows++;
    if (typeof value === "string" && value !== "") {
      this.units += value.length;
      this.lastUnits += value.charCodeAt(value.length - 1);
    } else if (typeof value === "number" && value === value) this.numbers += value;
    else if (value === null || value === undefined || value === "" || Number.isNaN(value)) this.missing++;
    else throw new TypeError(`column ${this.name} holds a ${typeof value}, which is neither a text nor a number`);
  }

  addAll(values) {
    for (const value of values) this.add(value);
    return this;
  }
}
