import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame, FrameReader } from '../../../../src/kit/child/frames.ts';

const joined = (parts: readonly Uint8Array[]): Buffer => Buffer.concat(parts);

describe('frames', () => {
  test('frames come out as they went in, however the pipe cuts them', () => {
    const frames = fc.array(
      fc.tuple(fc.nat(255), fc.dictionary(fc.string(), fc.jsonValue()), fc.uint8Array()),
    );
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
    fc.assert(
      fc.property(frames, cuts, (sent, sizes) => {
        const bytes = joined(sent.flatMap((frame) => encodeFrame(...frame)));
        const reader = new FrameReader();
        const got = [];
        for (let at = 0, n = 0; at < bytes.length; at += sizes[n++ % sizes.length] ?? 1) {
          const { frames: read, broken } = reader.read(
            bytes.subarray(at, at + (sizes[n % sizes.length] ?? 1)),
          );
          expect(broken).toBeNull();
          got.push(...read);
        }
        const plain = got.map(({ kind, header, payload }) => [kind, header, new Uint8Array(payload)]);
        expect(plain).toEqual(
          JSON.parse(JSON.stringify(sent.map((f) => [f[0], f[1], null]))).map((f: unknown[], n: number) => [
            f[0],
            f[1],
            sent[n]?.[2],
          ]),
        );
        expect(reader.partial).toBe(false);
      }),
      { seed: 88, numRuns: 200 },
    );
  });

  test('no bytes make the reader throw, or hold more than a frame', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        const reader = new FrameReader(1000);
        for (const chunk of chunks) reader.read(Buffer.from(chunk));
      }),
      { seed: 95, numRuns: 500 },
    );
  });

  test('a length above the cap breaks the pipe before anything is allocated', () => {
    const { frames, broken } = new FrameReader(1000).read(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    expect(frames).toEqual([]);
    expect(broken).toBe('a frame of 4294967295 bytes');
  });

  test('after a broken frame nothing is read any more', () => {
    const reader = new FrameReader();
    const bad = Buffer.from([0, 0, 0, 6, 1, 0, 0, 0, 1, 0x7b]);
    expect(reader.read(bad).broken).toBe('a frame without a readable header');
    expect(reader.read(joined(encodeFrame(1, {})))).toEqual({
      frames: [],
      broken: 'a frame without a readable header',
    });
  });

  test('[T95] the start of a frame is known to be a part of one', () => {
    const reader = new FrameReader();
    expect(reader.read(joined(encodeFrame(1, { whole: true })).subarray(0, 12)).frames).toEqual([]);
    expect(reader.partial).toBe(true);
  });
});
