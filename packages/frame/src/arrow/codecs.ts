import type * as Zlib from "node:zlib";
import { ArgumentError } from "@framepool/errors";
import type { ArrowModule } from "./type-to-arrow.js";

/** What a Node with zstd has beside the zlib that all have. */
type WithZstd = typeof Zlib & { zstdCompressSync(data: Uint8Array): Uint8Array; zstdDecompressSync(data: Uint8Array): Uint8Array };

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

/** Gives apache-arrow the codecs that this Node has. */
export function provideCodecs(arrow: ArrowModule): void {
  const codecs = zlib();
  if (!hasZstd(codecs)) return;
  const { zstdCompressSync, zstdDecompressSync } = codecs;
  arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { encode: (data) => zstdCompressSync(data), decode: (data) => zstdDecompressSync(data) });
}
