import type * as Zlib from "node:zlib";
import { ArgumentError } from "@framepool/errors";
import type { ArrowModule } from "./type-to-arrow.js";

/** What a Node with zstd has beside the zlib that all have. */
type WithZstd = typeof Zlib & { zstdCompressSync(data: Uint8Array): Uint8Array; zstdDecompressSync(data: Uint8Array, options: { maxOutputLength: number }): Uint8Array };

function hasZstd(codecs: typeof Zlib): codecs is WithZstd {
  return "zstdCompressSync" in codecs && "zstdDecompressSync" in codecs;
}

/** Loaded when it is needed, since every worker loads this file. */
function zlib(): typeof Zlib {
  return process.getBuiltinModule("node:zlib");
}

/** Throws ArgumentError for a compression that is not to be had here. */
export function requireCodec(compression: string): void {
  if (compression !== "zstd") throw new ArgumentError(`compression "${compression}" is not supported; use "zstd", or none`);
  if (!hasZstd(zlib())) throw new ArgumentError(`compression "zstd" needs Node 22.15 or newer, this is ${process.versions.node}; leave it out`);
}

/** A buffer that becomes more than so many times its size, and more than so many bytes, is no column but a bomb. */
const MOST_RATIO = 1000;
const FREE_BYTES = 64 * 1024 * 1024;

/** Gives apache-arrow the codecs that this Node has. */
export function provideCodecs(arrow: ArrowModule): void {
  const codecs = zlib();
  if (!hasZstd(codecs)) return;
  const { zstdCompressSync, zstdDecompressSync } = codecs;
  arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { encode: (data) => zstdCompressSync(data), decode: (data) => zstdDecompressSync(data, { maxOutputLength: Math.max(FREE_BYTES, data.length * MOST_RATIO) }) });
}
