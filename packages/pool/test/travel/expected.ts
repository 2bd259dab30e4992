/** What the forms of fixtures/main.ts come to, whoever compiled them. */
export const EXPECTED = {
  selfContained: [
    {
      counter: 4,
      tagged: "x|\\n3",
      name: "named",
      named: 9,
      sum: 106,
      merged: { b: 2, c: { d: 3 }, a: 1, sum: 6 },
      list: [1, 2, 3, 4],
      path: "y.txt",
      deep: 3,
    },
  ],
  captured: [[true, "Red", "#3", 0, 6, "number"]],
  moduleJs: ["#13:Blue:string"],
  moduleTs: [5],
  own: [14],
};
