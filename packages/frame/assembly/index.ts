// What JavaScript calls on UTF-8, a block at a time, in a memory of its own. Nothing here allocates.
export { changeCase, titleCase } from "./change-case";
export { containRows } from "./contain";
export { countPoints } from "./count-points";
export { countTexts, placeText } from "./count-texts";
export { countFound, findRows } from "./find-rows";
export { matchAll, matchRows } from "./match";
export { packSlots } from "./pack";
export { replaceRows, spliceRows } from "./replace";
export { sliceRows } from "./slice";
export { splitRows } from "./split";
export { splitWords } from "./words";
