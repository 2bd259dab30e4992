import type * as Zlib from "node:zlib";
import { ArgumentError } from "@framepool/errors";
import { decodeLz4 } from "./lz4.js";
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

/** Gives apache-arrow the codecs that it lacks and this Node has. */
export function provideCodecs(arrow: ArrowModule): void {
  const { compressionRegistry, CompressionType } = arrow;
  if (compressionRegistry.get(CompressionType.LZ4_FRAME) === null) compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: decodeLz4 });
  const codecs = zlib();
  if (!hasZstd(codecs) || compressionRegistry.get(CompressionType.ZSTD) !== null) return;
  const { zstdCompressSync, zstdDecompressSync } = codecs;
  compressionRegistry.set(CompressionType.ZSTD, { encode: (data) => zstdCompressSync(data), decode: (data) => zstdDecompressSync(data, { maxOutputLength: Math.max(FREE_BYTES, data.length * MOST_RATIO) }) });
}

/** Throws an Error for a compression of which nobody gave apache-arrow the codec. */
export function requireDecoder({ compressionRegistry, CompressionType }: ArrowModule, codec: number): void {
  const method = [CompressionType.LZ4_FRAME, CompressionType.ZSTD][codec];
  if (method === undefined) throw new Error(`it is damaged: it says to be compressed by method ${String(codec)}, which there is not`);
  if (compressionRegistry.get(method)?.decode !== undefined) return;
  throw new Error(`it is compressed with zstd, which Node has from 22.15 on, and this is ${process.versions.node}; write it anew with LZ4 or without compression (in pandas to_feather(path, compression="lz4"))`);
}
