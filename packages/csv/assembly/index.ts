// What JavaScript calls. Everything works on addresses in the scanner's memory; nothing here allocates.
export * from "./structure";
export { countLines } from "./count-lines";
export * from "./emit";
export { writeFloats } from "./write-floats";
export { column } from "./cells/column";
export * from "./cells/missing";
export * from "./cells/classify";
export * from "./cells/numbers";
export * from "./cells/texts";
export { chars } from "./cells/chars";
export { powerOfTen } from "./powers-of-ten";
