// The jobs of the file suites: what is done with a CSV of passengers, how its result is summed for comparison, and its right
// answer, worked out in the plainest way from the texts of csv-parse, a record at a time, apart from every contender.
import { readFileSync } from "node:fs";
import { numberOf, tableSums, TableSums } from "./harness/table-sums.mjs";

/** Types as a program may declare them. The harness itself takes from here what is a number in a file that a contender wrote. */
export const passengerTypes = {
  PassengerId: "integer", Survived: "integer", Pclass: "integer", Name: "text", Sex: "text", Age: "float",
  SibSp: "integer", Parch: "integer", Ticket: "text", Fare: "float", Cabin: "text", Embarked: "text",
};
const names = Object.keys(passengerTypes);
const numericNames = names.filter((name) => passengerTypes[name] !== "text");

export const statistics = ["count", "mean", "std", "min", "25%", "50%", "75%", "max"];

const at = Object.fromEntries(names.map((name, place) => [name, place]));
const isNumber = Object.fromEntries([...numericNames, "count"].map((name) => [name, true]));

/** Numbers that stand for a record's cells, by the names of its columns: 7 and 7.0 are one number, an empty text is missing. */
export const recordNumbers = (header) => (cells) => cells.map((cell, place) => (cell === "" ? NaN : isNumber[header[place]] ? Number(cell) : numberOf(cell)));
const passengerNumbers = recordNumbers(names);

const ports = new URL("../datasets/ports.csv", import.meta.url);

function mean(cells) {
  let sum = 0;
  for (const cell of cells) sum += cell;
  return sum / cells.length;
}

/** pandas' "linear": between the two cells around the place, by how far it is. */
function quantile(sorted, part) {
  const place = (sorted.length - 1) * part;
  const below = Math.floor(place);
  return below + 1 < sorted.length ? sorted[below] + (sorted[below + 1] - sorted[below]) * (place - below) : sorted[below];
}

/** The cells of a column of numbers that are there. */
function presentCells(name) {
  const cells = [];
  return { cells, add: (record) => record[at[name]] !== "" && cells.push(Number(record[at[name]])) };
}

const sortedCells = (cells) => Float64Array.from(cells).sort();

/** The rows that `keeps`, in the order of the file: what a CSV with them sums up to. */
function keptRows(how, keeps) {
  const sums = new TableSums(names, how);
  return { add: (cells) => keeps(cells) && sums.add(passengerNumbers(cells)), answer: () => sums.columns };
}

/** Groups by the texts of some cells, none of them missing; `cells` are lists of numbers by column. */
function groups(keysOf, columns) {
  const found = new Map();
  return {
    found,
    add(record) {
      const keys = keysOf(record);
      if (keys.includes("")) return;
      const key = keys.join("|");
      if (!found.has(key)) found.set(key, { keys, cells: Object.fromEntries(columns.map((name) => [name, presentCells(name)])) });
      for (const name of columns) found.get(key).cells[name].add(record);
    },
  };
}

const groupbyAnswer = (how) => {
  const { found, add } = groups((record) => [record[at.Embarked], record[at.Pclass]], ["Fare", "Age", "Survived"]);
  const column = (value) => [...found.values()].map(value);
  const answer = () =>
    tableSums(
      {
        Embarked: column(({ keys }) => keys[0]), Pclass: column(({ keys }) => Number(keys[1])),
        Fare: column(({ cells }) => mean(cells.Fare.cells)), Age_mean: column(({ cells }) => mean(cells.Age.cells)),
        Age_max: column(({ cells }) => cells.Age.cells.reduce((most, age) => Math.max(most, age))),
        Survived: column(({ cells }) => cells.Survived.cells.reduce((sum, one) => sum + one, 0)),
      },
      how,
    );
  return { add, answer };
};

const joinAnswer = (how) => {
  const countryOf = Object.fromEntries(readFileSync(ports, "utf8").trim().split("\n").slice(1).map((line) => line.split(",")).map(([port, , country]) => [port, country]));
  const { found, add } = groups((record) => [countryOf[record[at.Embarked]] ?? "", record[at.Pclass]], ["Fare", "Survived"]);
  const column = (value) => [...found.values()].map(value);
  const answer = () =>
    tableSums(
      {
        Country: column(({ keys }) => keys[0]), Pclass: column(({ keys }) => Number(keys[1])),
        Fare: column(({ cells }) => mean(cells.Fare.cells)), Survived: column(({ cells }) => mean(cells.Survived.cells)),
      },
      how,
    );
  return { add, answer };
};

/** A column for each number, so that a mean of 0.4 is not lost beside a count of millions. */
const describeAnswer = (wanted) => (how) => {
  const columns = numericNames.map((name) => [name, presentCells(name)]);
  const statisticsOf = (cells) => {
    const sorted = sortedCells(cells);
    const middle = mean(sorted);
    const squares = sorted.reduce((sum, cell) => sum + (cell - middle) ** 2, 0);
    const [q1, q2, q3] = [0.25, 0.5, 0.75].map((part) => quantile(sorted, part));
    const values = [sorted.length, middle, Math.sqrt(squares / (sorted.length - 1)), sorted[0], q1, q2, q3, sorted.at(-1)];
    return Object.fromEntries(statistics.map((statistic, place) => [statistic, values[place]]));
  };
  return {
    add: (record) => columns.forEach(([, column]) => column.add(record)),
    answer: () =>
      tableSums(
        Object.fromEntries(
          columns.flatMap(([name, { cells }]) => {
            const values = statisticsOf(cells);
            return wanted.map((statistic) => [`${name} ${statistic}`, [values[statistic]]]);
          }),
        ),
        how,
      ),
  };
};

const medianAnswer = (how) => {
  const [age, fare] = [presentCells("Age"), presentCells("Fare")];
  return {
    add(record) {
      age.add(record);
      fare.add(record);
    },
    answer: () => tableSums({ Age: [quantile(sortedCells(age.cells), 0.5)], Fare: [quantile(sortedCells(fare.cells), 0.5)] }, how),
  };
};

const valueCountsAnswer = (how) => {
  const counts = new Map();
  return {
    add: (record) => record[at.Ticket] !== "" && counts.set(record[at.Ticket], (counts.get(record[at.Ticket]) ?? 0) + 1),
    answer: () => {
      const sorted = [...counts].sort(([, a], [, b]) => b - a);
      return tableSums({ Ticket: sorted.map(([ticket]) => ticket), count: sorted.map(([, count]) => count) }, how);
    },
  };
};

/** By fare, then name in the order of its UTF-8 bytes, then place in the file. Of a row numbers are kept, and which name it has. */
const sortAnswer = (how) => {
  const columns = names.map(() => []);
  const nameIds = [];
  const ids = new Map();
  const add = (record) => {
    passengerNumbers(record).forEach((number, place) => columns[place].push(number));
    const name = record[at.Name];
    if (!ids.has(name)) ids.set(name, ids.size);
    nameIds.push(ids.get(name));
  };
  const answer = () => {
    const ranks = new Int32Array(ids.size);
    [...ids].map(([name, id]) => [Buffer.from(name), id]).sort(([a], [b]) => a.compare(b)).forEach(([, id], rank) => (ranks[id] = rank));
    const fares = Float64Array.from(columns[at.Fare]);
    const order = Uint32Array.from(nameIds.keys()).sort((a, b) => fares[a] - fares[b] || ranks[nameIds[a]] - ranks[nameIds[b]] || a - b);
    const sums = new TableSums(names, how);
    for (const row of order) sums.add(columns.map((numbers) => numbers[row]));
    return sums.columns;
  };
  return { add, answer };
};

const distinctAnswer = (how) => {
  const seen = new Set();
  return keptRows(how, (record) => {
    if (seen.has(record[at.Ticket])) return false;
    seen.add(record[at.Ticket]);
    return true;
  });
};

const comparedAnswer = (how) => keptRows(how, (record) => record[at.Age] !== "" && Number(record[at.Age]) > 30 && Number(record[at.Fare]) > 50);

const inFileOrder = { keys: ["PassengerId"], ordered: names };
const groupby = { sums: { keys: ["Embarked", "Pclass"] }, answer: groupbyAnswer };

/**
 * By name: its `title` (jobs without one are answers of those who cannot give all), whether a CSV is `written` or a small table
 * given, how it is summed, and the maker of the answer: `add(cells)` for each record, `answer()` at the end.
 */
export const fileJobs = {
  groupby: { title: "groupby of 2 keys, 9 groups", ...groupby },
  "groupby-typed": { title: "the same, types declared", ...groupby },
  median: { title: "median of 2 columns", sums: {}, answer: medianAnswer },
  "value-counts": { title: "valueCounts of a text, very many values → CSV", written: true, sums: { keys: ["Ticket"], ordered: ["count"] }, answer: valueCountsAnswer },
  "drop-duplicates": { title: "dropDuplicates by that text → CSV", written: true, sums: inFileOrder, answer: distinctAnswer },
  describe: { title: "describe of 7 columns", sums: {}, answer: describeAnswer(statistics) },
  "describe-no-quartiles": { sums: {}, answer: describeAnswer(statistics.filter((statistic) => statistic !== "25%" && statistic !== "75%")) },
  sort: { title: "sort by a float and a text → CSV", written: true, sums: inFileOrder, answer: sortAnswer },
  filter: { title: "filter by 2 comparisons, a fifth of the rows → CSV", written: true, sums: inFileOrder, answer: comparedAnswer },
  join: { title: "left join with a CSV of 3 rows, groupby of 2 keys", sums: { keys: ["Country", "Pclass"] }, answer: joinAnswer },
};
