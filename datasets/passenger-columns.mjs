// Columns of passengers as arrays, any number of rows, for programs that want typed data in memory and no file. Each column
// has a random stream of its own, so that it is the same whichever others are made beside it.
import { DEFAULT_SEED } from "./generate.mjs";
import { makeAge, makeName } from "./passenger.mjs";
import { makeRandom } from "./random.mjs";

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1890, 0, 1);

/** Makers of a column's cells: given the column's stream, one cell a call. Missing cells are null. */
const makers = {
  PassengerId: () => {
    let id = 0;
    return () => ++id;
  },
  Pclass: ({ chance }) => () => (chance(0.55) ? 3 : chance(0.55) ? 1 : 2),
  Sex: ({ chance }) => () => (chance(0.65) ? "male" : "female"),
  Name: (random) => () => makeName(random.chance(0.65) ? "male" : "female", random),
  Age: (random) => () => (random.chance(0.2) ? null : Number(makeAge(random))),
  Embarked: ({ chance }) => () => (chance(0.002) ? null : chance(0.72) ? "S" : chance(0.68) ? "C" : "Q"),
  Fare: ({ random }) => () => Math.round(random() * random() * random() * 512 * 10_000) / 10_000,
  TicketNo: ({ below }) => () => 1000 + below(390_000),
  Ticket: ({ below }) => () => `T${below(390_000)}`,
  Boarded: ({ below }) => () => new Date(FIRST_DAY + below(8000) * DAY_MS),
};

/** The arrays that hold a column of numbers without missing cells. */
const typed = { PassengerId: Int32Array, Pclass: Int32Array, Fare: Float64Array, TicketNo: Int32Array };

/**
 * Columns by name: a typed array where there is a type for it and no cell is missing, else an array of numbers, texts or dates, and null.
 *
 * @param {number} rows
 * @param {readonly (keyof typeof makers)[]} names
 * @returns {Record<string, Int32Array | Float64Array | (string | number | Date | null)[]>}
 */
export function passengerColumns(rows, names, { seed = DEFAULT_SEED } = {}) {
  return Object.fromEntries(
    names.map((name) => {
      const cell = makers[name](stream(seed + 1000 * (1 + Object.keys(makers).indexOf(name))));
      const cells = new (typed[name] ?? Array)(rows);
      for (let row = 0; row < rows; row++) cells[row] = cell();
      return [name, cells];
    }),
  );
}

function stream(seed) {
  const random = makeRandom(seed);
  const below = (n) => Math.floor(random() * n);
  return { random, below, pick: (list) => list[below(list.length)], chance: (p) => random() < p };
}

/** The texts and numbers of tickets, one row a ticket, three quarters of all: what passengers are joined with. */
export function ticketColumns({ seed = DEFAULT_SEED } = {}) {
  const { chance, below } = stream(seed);
  const numbers = Array.from({ length: 390_000 }, (_, number) => number).filter(() => chance(0.75));
  // In no order, as a table from elsewhere would be.
  for (let i = numbers.length - 1; i > 0; i--) {
    const other = below(i + 1);
    [numbers[i], numbers[other]] = [numbers[other], numbers[i]];
  }
  return {
    TicketNo: Int32Array.from(numbers, (number) => 1000 + number),
    Ticket: numbers.map((number) => `T${number}`),
    Price: Float64Array.from(numbers, () => below(10_000) / 4),
    Deck: numbers.map(() => "ABCDEF"[below(6)]),
  };
}
