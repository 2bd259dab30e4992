export * from "@framepool/csv";
export * from "@framepool/errors";
export * from "@framepool/frame";
export * from "@framepool/parallel";
export * from "@framepool/pool";
// On all cores, where the package of CSV alone reads on one.
export { readCsv } from "@framepool/parallel";
