// What the jobs from file to file add to a record, worked out one record at a time in the plainest way.

/**
 * Ways to say how long a text is. Python, DuckDB and polars count code points, JavaScript's `length` UTF-16 units; they
 * differ for a few names in 10,000, and each contender is held to the one it says that it counts.
 */
export const lengths = {
  codePoints: (text) => text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0),
  utf16Units: (text) => text.length,
};

/** By what a contender `counts`: the names of the new columns, and their texts for a record's cells, found by `at[name]`. */
export const addedColumns = {
  codePoints: { names: ["length_str"], cells: (cells, at) => [String(lengths.codePoints(cells[at.Name]))] },
  utf16Units: { names: ["length_str"], cells: (cells, at) => [String(lengths.utf16Units(cells[at.Name]))] },
  recipe: { names: ["title", "family_size", "deck", "fare_band", "is_alone"], cells: recipe },
};

/** The features that every notebook about these passengers makes. A name without a title has an empty one; no fare is missing. */
function recipe(cells, at) {
  const title = cells[at.Name].match(/ ([A-Za-z]+)\./)?.[1] ?? "";
  const familySize = Number(cells[at.SibSp]) + Number(cells[at.Parch]) + 1;
  const deck = cells[at.Cabin] === "" ? "U" : cells[at.Cabin][0];
  const fare = Number(cells[at.Fare]);
  const band = ["low", "middle", "high", "top"][[10, 35, 90].filter((edge) => fare >= edge).length];
  return [title, String(familySize), deck, band, familySize === 1 ? "1" : "0"];
}
