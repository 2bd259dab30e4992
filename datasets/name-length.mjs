// The main job as one function: the length of each passenger's name, as a new column. `npm start` runs it, and so can you:
//   npx framepool run datasets/name-length.mjs datasets/passengers.csv -o passengers-length.csv
export default (df) => df.assign({ length_str: df.col("Name").map((name) => name.length) });
