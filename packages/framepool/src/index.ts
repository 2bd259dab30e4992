export * from "@framepool/csv";
export * from "@framepool/errors";
export * from "@framepool/frame";
export * from "@framepool/parallel";
export * from "@framepool/pool";
