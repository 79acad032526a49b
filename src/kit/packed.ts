/** Data that the build puts into the bundle in little space: JSON, brotli, base64. */
import zlib from 'node:zlib';

/** Brotli takes a word from as far back as this: rules share most of their words, however far apart they stand. */
const WINDOW_BITS = 24;

/** The same text for the same data and the same Node. */
export function packed(data: unknown): string {
  const params = {
    [zlib.constants.BROTLI_PARAM_QUALITY]: 9,
    [zlib.constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
  };
  return zlib.brotliCompressSync(JSON.stringify(data), { params }).toString('base64');
}

/** What {@link packed} was given. Only for what the build wrote: it trusts the text. */
export function unpacked(text: string): unknown {
  return JSON.parse(zlib.brotliDecompressSync(Buffer.from(text, 'base64')).toString('utf8'));
}
