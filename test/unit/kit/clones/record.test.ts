import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findClones } from '../../../../src/kit/clones/find.ts';
import { isRecord, recordOf } from '../../../../src/kit/clones/record.ts';
import { readText } from './search.ts';

const code = (name: string): string => `function ${name}(list, limit) {
  const found = list.filter((one) => one.price < limit && !one.cancelled);
  if (found.length === 0) throw new Error('nothing is that cheap');
  return found.map((one) => ({ ...one, saved: limit - one.price }));
}
`;

describe('recordOf', () => {
  it('is what isRecord knows, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('script', 'python', 'java', 'go'), (text, language) => {
        expect(isRecord(recordOf(readText(text, language as 'go')))).toBe(true);
      }),
    );
    expect(isRecord(recordOf(readText(code('a') + code('b'))))).toBe(true);
  });

  it('[T82] comes to an end where a file ends in the middle of a tag', () => {
    for (const text of ['<Ci', '<Ci ', '<a></a', '<a></a ', '<A<', 'x = <'])
      expect(isRecord(recordOf(readText(text)))).toBe(true);
  });

  it('is the same for the same bytes', () => {
    expect(recordOf(readText(code('a')))).toEqual(recordOf(readText(code('a'))));
  });

  it('stays small: some ten bytes a line', () => {
    const names = Array.from({ length: 200 }, (_, at) => `name${at}`);
    const text = names.map((name) => code(name).replaceAll('price', name)).join('\n');
    expect(recordOf(readText(text)).byteLength / text.split('\n').length).toBeLessThan(40);
  });
});

describe('isRecord', () => {
  it('refuses what is cut, foreign or empty', () => {
    const record = recordOf(readText(code('a')));
    expect(isRecord(new Int32Array())).toBe(false);
    expect(isRecord(record.subarray(0, -1))).toBe(false);
    expect(isRecord(record.map((value, at) => (at === 0 ? value + 1 : value)))).toBe(false);
  });

  it('[T87] leaves nothing that a search could stumble over', async () => {
    const [one, other] = [readText(code('a')), readText(code('b'))];
    const sound = recordOf(one);
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer(), async (at, value) => {
        const damaged = sound.with(at, value);
        if (!isRecord(damaged)) return;
        const sources = [damaged, recordOf(other)].map((record, id) => ({
          id,
          language: 'script' as const,
          record,
        }));
        const { clones } = await findClones({
          sources,
          asked: new Map([
            [0, 'all'],
            [1, 'all'],
          ]),
          read: async (id) => (id === 0 ? one : other),
        });
        for (const { left, right } of clones) expect([left.endLine, right.endLine]).toEqual([5, 5]);
      }),
    );
  });
});
