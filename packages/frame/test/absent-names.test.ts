import { inspect } from "node:util";
import { FrameError } from "@framepool/errors";
import { DataFrame, Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";

type AnyRow = Record<string, unknown>;

const frame = (): DataFrame => new DataFrame({ Name: ["Ada", "Bo", "Cy"], Age: [36, 5, null] }) as unknown as DataFrame;
/** So many rows that those of a function which lists them are plain objects soon. */
const many = (): DataFrame => new DataFrame({ Name: Array.from({ length: 200 }, (_, i) => `n${String(i)}`), Age: Array.from({ length: 200 }, (_, i) => i) }) as unknown as DataFrame;

/** The rows of a function that lists each, and so of both kinds. */
function listed(df: DataFrame): AnyRow[] {
  const rows: AnyRow[] = [];
  df.apply((row: AnyRow) => Object.keys(row).length + rows.push(row));
  return rows;
}

describe("a name that no column has", () => {
  it("is an error of a row that names the one that was meant", () => {
    expect(() => frame().filter((row) => row.Nmae > 3)).toThrow(FrameError);
    expect(() => frame().filter((row) => row.Nmae > 3)).toThrow(/^no column "Nmae"; did you mean "Name"\?$/);
    expect(() => frame().filter((row) => row.nmae > 3)).toThrow('did you mean "Name"?');
    expect(() => frame().apply((row) => (row.age ?? 0) as number)).toThrow('no column "age"; did you mean "Age"?');
    expect(() => frame().apply(({ Fare = 0 }) => Fare as number)).toThrow('no column "Fare"; the columns are "Name", "Age"; `"Fare" in row` says whether there is one');
    expect(() => frame().apply((row) => row[0] as number)).toThrow('no column "0"');
    expect(() => frame().groupby("Age").apply((group) => group.filter((row) => row.Naem === "Bo").numRows)).toThrow('did you mean "Name"?');
  });

  it("is the same in rows of a function that lists all columns, wherever they stand", () => {
    for (const at of [0, 20, 199]) {
      expect(() => many().apply((row) => ({ ...row, old: row.Age === at ? row.Nmae : null }))).toThrow('no column "Nmae"; did you mean "Name"?');
      expect(() => many().filter((row) => Object.values(row).length === (row.Age === at ? row.Nmae : 2))).toThrow('did you mean "Name"?');
    }
  });

  it("can be asked for with `in`, and set", () => {
    expect(many().apply((row) => ("Fare" in row ? row.Fare : Object.keys(row).length) as number).toList()).toEqual(Array.from({ length: 200 }, () => 2));
    const out = many().apply((row: AnyRow) => {
      row.Fare = 2;
      row.Age = (row.Fare as number) + 1;
      delete row.Name;
      return row.Name === undefined ? { ...row, has: "Name" in row } : {};
    }) as unknown as DataFrame;
    expect(out.numRows).toBe(200);
    expect(out.row(0)).toEqual({ Age: 3, Fare: 2, has: false });
    expect(out.row(199)).toEqual({ Age: 3, Fare: 2, has: false });
  });

  it("is no error where any object is asked for it", async () => {
    for (const row of listed(many())) {
      const plain = { ...row };
      expect(row).toEqual(plain);
      expect(JSON.stringify(row)).toBe(JSON.stringify(plain));
      expect(inspect(row)).toBe(inspect(plain));
      expect(String(row)).toBe("[object Object]");
      expect(`${row.constructor === Object}`).toBe("true");
      expect(await Promise.resolve(row)).toBe(row);
      expect([row.then, row.toJSON, row.length, row["@@iterator"], (row as Record<symbol, unknown>)[Symbol.iterator]]).toEqual(Array.from({ length: 5 }));
      expect(row.hasOwnProperty("Nmae")).toBe(false);
      expect("toString" in row && !("Nmae" in row)).toBe(true);
      const names: string[] = [];
      for (const name in row) names.push(name);
      expect(names).toEqual(["Name", "Age"]);
      const { Name, ...rest } = row;
      expect({ Name, ...rest }).toEqual(plain);
      expect(Object.assign({}, row)).toEqual(plain);
      expect(row).toBeInstanceOf(Object);
    }
  });

  it("may be a column's, whatever its name", () => {
    const df = new DataFrame({ then: [1], length: [2], col: [3], toJSON: [4], constructor: [6] });
    expect(df.apply((row) => row.then + row.length + row.col + row.toJSON + Number(row.constructor)).toList()).toEqual([16]);
  });
});

describe("who takes a row for a frame", () => {
  it("is told how a mask is made", () => {
    expect(() => frame().filter(((part: DataFrame) => part.col("Age").gt(3)) as never)).toThrow(/^a row has no col: filter gives its function one row at a time.*df\.filter\(df\.col\("x"\)\.gt\(3\)\).*\{ mask: \(part\) =>/);
    expect(() => frame().filter((row) => row.Age.gt(3))).toThrow(/row\.Age\.gt is not a function: filter gives its function one row at a time.*\{ mask: /);
    expect(() => frame().filter((() => new Series([true])) as never)).toThrow(/must return true or false, not an object \(Series\): filter gives its function one row at a time/);
    expect(() => frame().filter({ mask: () => true } as never)).toThrow("{ mask } is for pipelines");
    expect(() => frame().apply((row) => row.col("Age").add(1))).toThrow(/^a row has no col: apply gives its function one row at a time.*assign\(\{ y: \(df\) =>/);
  });

  it("is told what to return", () => {
    expect(() => frame().filter((row) => row.Name)).toThrow('filter: the function must return true or false, not "Ada"; compare the value (`row.x !== null`), or make a bool of it with Boolean(…)');
  });

  it("gets other errors as they were thrown", () => {
    const own = new TypeError("mine");
    expect(() => frame().filter(() => { throw own; })).toThrow(own);
    expect(own.message).toBe("mine");
    expect(() => frame().filter((row) => row.Name.trimm() === "")).toThrow(/^row\.Name\.trimm is not a function$/);
  });
});
