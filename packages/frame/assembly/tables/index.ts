// What JavaScript calls to number distinct keys, and to put texts in order: a table in a memory of its own, which grows. Nothing here allocates.
export { codesOfTexts, codesOfWords } from "./codes";
export { touched } from "./keys";
export { rankTexts } from "./ranks";
export { begin, CODES_AT, ENDS_AT, keyCount, prepare, ROWS, textBytes, textsAt } from "./slots";
