// What we use of WebAssembly: TypeScript has it in its libraries for browsers only.
declare namespace WebAssembly {
  interface Memory {
    /** another one whenever it has grown, over the same bytes */
    readonly buffer: SharedArrayBuffer;
    /** Throws RangeError beyond the maximum. */
    grow(pages: number): number;
  }
  const Memory: new (descriptor: { initial: number; maximum: number; shared: true }) => Memory;

  interface Global {
    readonly value: number;
  }

  interface Module {
    readonly [Symbol.toStringTag]: "WebAssembly.Module";
  }
  const Module: new (bytes: Uint8Array) => Module;

  interface Instance {
    readonly exports: object;
  }
  const Instance: new (module: Module, imports?: { env: { memory: Memory } }) => Instance;
}

/** The bundler puts the bytes here. */
declare module "*.wasm" {
  const bytes: Uint8Array;
  export { bytes as default };
}
