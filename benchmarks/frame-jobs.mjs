// The jobs of the frame suites: which columns of passengers each is given, how its result is summed for comparison, and its right
// answer, worked out in the plainest way, a row at a time, apart from every contender.

import { passengerColumns, ticketColumns } from "../datasets/passenger-columns.mjs";

/** Cells by the text of their keys, in order of first appearance: `[keys, rows][]`. Keys here never hold the sign between them. */
function groupsOf(rows, keys) {
  const groups = new Map();
  for (let row = 0; row < rows; row++) {
    const values = keys.map((column) => column[row]);
    if (values.includes(null)) continue;
    const key = values.join("|");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()];
}

/** The right answer of a groupby: its keys, and what `cells` says of the rows of each group. */
const byKeys = (keys, cells) => (columns) => {
  const groups = groupsOf(columns.Fare.length, keys.map((key) => columns[key]));
  return { ...Object.fromEntries(keys.map((key, i) => [key, groups.map(({ values }) => values[i])])), ...cells(groups, columns) };
};

const present = (column, rows) => rows.map((row) => column[row]).filter((cell) => cell !== null);
const mean = (cells) => cells.reduce((sum, cell) => sum + cell, 0) / cells.length;

const leastText = (texts) => texts.reduce((least, text) => (Buffer.compare(Buffer.from(text), Buffer.from(least)) < 0 ? text : least));

const valuesOf = (groups, { Fare, Name }) => ({
  Fare: groups.map(({ rows }) => new Set(present(Fare, rows)).size),
  Name: groups.map(({ rows }) => leastText(present(Name, rows))),
});

function deviation(cells) {
  if (cells.length < 2) return null;
  const middle = mean(cells);
  return Math.sqrt(cells.reduce((sum, cell) => sum + (cell - middle) ** 2, 0) / (cells.length - 1));
}

function median(cells) {
  const sorted = Float64Array.from(cells).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function joined(columns, tickets, key) {
  const places = new Map(Array.from(tickets[key], (value, place) => [value, place]));
  const found = Array.from(columns[key], (value) => places.get(value) ?? -1);
  const of = (name) => found.map((place) => (place < 0 ? null : tickets[name][place]));
  return { PassengerId: columns.PassengerId, Fare: columns.Fare, [key]: columns[key], Price: of("Price"), Deck: of("Deck") };
}

/** What an outer join adds to a left one: the tickets that nobody has. */
function joinedOuter(columns, tickets, key) {
  const known = new Set(columns[key]);
  const others = Array.from(tickets[key].keys()).filter((place) => !known.has(tickets[key][place]));
  const left = joined(columns, tickets, key);
  return Object.fromEntries(Object.entries(left).map(([name, cells]) => [name, [...cells, ...others.map((place) => tickets[name]?.[place] ?? null)]]));
}

/** Columns in the order of one of them. Rows of equal cells may come in any order, so the others are known by their number. */
function sorted(columns, name, compare) {
  const order = Array.from(columns[name].keys()).sort((a, b) => compare(columns[name][a], columns[name][b]) || a - b);
  return Object.fromEntries(Object.entries(columns).map(([each, cells]) => [each, order.map((row) => cells[row])]));
}

function counted(cells, name) {
  const groups = groupsOf(cells.length, [cells]);
  return { [name]: groups.map(({ values }) => values[0]), count: groups.map(({ rows }) => rows.length) };
}

const textsOf = (columns, fn) => ({ out: columns.Name.map(fn) });
// Of code points: UTF-8 bytes sort so, UTF-16 units of characters beyond the basic plane do not.
const bytesOf = new Map();
function byBytes(a, b) {
  if (a === b) return 0;
  for (const text of [a, b]) if (!bytesOf.has(text)) bytesOf.set(text, Buffer.from(text));
  return bytesOf.get(a).compare(bytesOf.get(b));
}

const people = ["PassengerId", "Pclass", "Fare", "Age", "Name"];
const known = { keys: ["PassengerId"] };

/** What a job computes on: columns of passengers, and the tickets that they are joined with. */
export function frameData(job, rows) {
  const { columns, tickets } = frameJobs[job];
  const all = tickets === undefined ? {} : ticketColumns();
  return { columns: passengerColumns(rows, columns), tickets: tickets && Object.fromEntries(tickets.map((name) => [name, all[name]])) };
}

/** Jobs without a title are answers of those who count UTF-16 units where others count code points. */
export const frameJobs = {
  "groupby-few": {
    title: "groupby of 2 keys (text, integer; 6 groups), mean and median",
    columns: ["Sex", "Pclass", "Fare", "Age"],
    sums: { keys: ["Sex", "Pclass"] },
    answer: byKeys(["Sex", "Pclass"], (groups, { Fare, Age }) => ({
      Fare: groups.map(({ rows }) => mean(present(Fare, rows))),
      Age: groups.map(({ rows }) => median(present(Age, rows))),
    })),
  },
  "groupby-integers": {
    title: "groupby of up to 390,000 integers, mean and greatest",
    columns: ["TicketNo", "Fare", "Age"],
    sums: { keys: ["TicketNo"] },
    answer: byKeys(["TicketNo"], (groups, { Fare, Age }) => ({
      Fare: groups.map(({ rows }) => mean(present(Fare, rows))),
      Age: groups.map(({ rows }) => present(Age, rows).reduce((most, age) => (most === null || age > most ? age : most), null)),
    })),
  },
  "groupby-spread": {
    title: "groupby of up to 390,000 integers, standard deviation",
    columns: ["TicketNo", "Fare"],
    sums: { keys: ["TicketNo"] },
    answer: byKeys(["TicketNo"], (groups, { Fare }) => ({ Fare: groups.map(({ rows }) => deviation(present(Fare, rows))) })),
  },
  "groupby-texts": {
    title: "groupby of up to 390,000 texts, mean",
    columns: ["Ticket", "Fare"],
    sums: { keys: ["Ticket"] },
    answer: byKeys(["Ticket"], (groups, { Fare }) => ({ Fare: groups.map(({ rows }) => mean(present(Fare, rows))) })),
  },
  "groupby-values": {
    title: "groupby of up to 390,000 integers, how many numbers are different, and the least text",
    columns: ["TicketNo", "Fare", "Name"],
    sums: { keys: ["TicketNo"] },
    answer: byKeys(["TicketNo"], valuesOf),
  },
  "groupby-values-few": {
    title: "groupby of 2 keys (text, integer; 6 groups), how many numbers are different, and the least text",
    columns: ["Sex", "Pclass", "Fare", "Name"],
    sums: { keys: ["Sex", "Pclass"] },
    answer: byKeys(["Sex", "Pclass"], valuesOf),
  },
  "join-integers": {
    title: "left join with 293,000 rows on an integer",
    columns: ["PassengerId", "Fare", "TicketNo"],
    tickets: ["TicketNo", "Price", "Deck"],
    sums: known,
    answer: (columns, tickets) => joined(columns, tickets, "TicketNo"),
  },
  "join-texts": {
    title: "left join with 293,000 rows on a text",
    columns: ["PassengerId", "Fare", "Ticket"],
    tickets: ["Ticket", "Price", "Deck"],
    sums: known,
    answer: (columns, tickets) => joined(columns, tickets, "Ticket"),
  },
  "join-outer": {
    title: "outer join with 293,000 rows on an integer",
    columns: ["PassengerId", "Fare", "TicketNo"],
    tickets: ["TicketNo", "Price", "Deck"],
    sums: { keys: ["PassengerId", "TicketNo"] },
    answer: (columns, tickets) => joinedOuter(columns, tickets, "TicketNo"),
  },
  "sort-floats": {
    title: "sort by a float, 5 columns",
    columns: people,
    sums: { ...known, ordered: ["Fare"] },
    answer: (columns) => sorted(columns, "Fare", (a, b) => a - b),
  },
  "sort-days": {
    title: "sort by a date, 4 columns",
    columns: ["PassengerId", "Boarded", "Fare", "Age"],
    sums: { ...known, ordered: ["Boarded"] },
    answer: (columns) => sorted(columns, "Boarded", (a, b) => a - b),
  },
  "sort-texts": {
    title: "sort by a text, 5 columns",
    columns: people,
    sums: { ...known, ordered: ["Name"] },
    answer: (columns) => sorted(columns, "Name", byBytes),
  },
  "value-counts-few": {
    title: "valueCounts of a text, 3 values",
    columns: ["Embarked"],
    sums: { keys: ["Embarked"], ordered: ["count"] },
    answer: ({ Embarked }) => countsInOrder(counted(Embarked, "Embarked")),
  },
  "value-counts-many": {
    title: "valueCounts of a text, up to 390,000 values",
    columns: ["Ticket"],
    sums: { keys: ["Ticket"] },
    answer: ({ Ticket }) => counted(Ticket, "Ticket"),
  },
  "get-dummies": {
    title: "getDummies of 3 columns, 8 new ones",
    columns: ["PassengerId", "Sex", "Embarked", "Pclass"],
    sums: known,
    answer: ({ PassengerId, Sex, Embarked, Pclass }) => ({
      PassengerId,
      Sex_female: Sex.map((sex) => sex === "female"), Sex_male: Sex.map((sex) => sex === "male"),
      Embarked_C: Embarked.map((port) => port === "C"), Embarked_Q: Embarked.map((port) => port === "Q"), Embarked_S: Embarked.map((port) => port === "S"),
      Pclass_1: Pclass.map((place) => place === 1), Pclass_2: Pclass.map((place) => place === 2), Pclass_3: Pclass.map((place) => place === 3),
    }),
  },
  "str-lower": { title: "str.lower", columns: ["Name"], sums: { ordered: ["out"] }, answer: (columns) => textsOf(columns, (name) => name.toLowerCase()) },
  "str-contains": { title: "str.contains, a text", columns: ["Name"], sums: { ordered: ["out"] }, answer: (columns) => textsOf(columns, (name) => name.includes("Mrs.")) },
  "str-slice-units": { columns: ["Name"], sums: { ordered: ["out"] }, answer: (columns) => textsOf(columns, (name) => name.slice(2, 7)) },
  "str-len-units": { columns: ["Name"], sums: { ordered: ["out"] }, answer: (columns) => textsOf(columns, (name) => name.length) },
  "str-slice": { title: "str.slice, 5 characters", columns: ["Name"], sums: { ordered: ["out"] }, answer: (columns) => textsOf(columns, (name) => Array.from(name).slice(2, 7).join("")) },
  "str-len": { title: "str.len, in code points", columns: ["Name"], sums: { ordered: ["out"] }, answer: (columns) => textsOf(columns, (name) => Array.from(name).length) },
  "str-split": { title: "str.split into lists", columns: ["Name"], sums: { ordered: ["out"] }, answer: (columns) => textsOf(columns, (name) => name.split(", ")) },
  "str-extract": { title: "str.extract, a group of a RegExp", columns: ["Name"], sums: { ordered: ["out"] }, answer: (columns) => textsOf(columns, (name) => / ([A-Za-z]+)\./.exec(name)?.[1] ?? null) },
};

function countsInOrder(table) {
  const [name] = Object.keys(table);
  const order = table.count.map((_, place) => place).sort((a, b) => table.count[b] - table.count[a]);
  return { [name]: order.map((place) => table[name][place]), count: order.map((place) => table.count[place]) };
}
