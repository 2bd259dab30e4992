// What JavaScript calls. Everything works on addresses in the scanner's memory; nothing here allocates.
export * from "./structure";
export * from "./emit";
