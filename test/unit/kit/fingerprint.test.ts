import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repoPath, pathFromBytes } from '../../../src/domain/path.ts';
import { fingerprint, lineHashes } from '../../../src/kit/fingerprint.ts';

/** The description of contracts.md B word for word, with big integers and no thought of speed. */
function slowHashes(text: string): string[] {
  const units: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || unit === 9) continue;
    if (unit === 10 && at > 0 && text.charCodeAt(at - 1) === 13) continue;
    units.push(unit === 13 ? 10 : unit);
  }
  units.push(65535);
  const starts = units.map((_, at) => at).filter((at) => at === 0 || units[at - 1] === 10);
  const seen = new Map<string, number>();
  return starts.map((start) => {
    let hash = 0n;
    for (let i = 0; i < 100; i++) hash = BigInt.asUintN(64, hash * 37n + BigInt(units[start + i] ?? 0));
    const hex = hash.toString(16);
    seen.set(hex, (seen.get(hex) ?? 0) + 1);
    return `${hex}:${seen.get(hex)}`;
  });
}

describe('the line hash of GitHub code scanning', () => {
  const END = 'c129715d7a2bc9a3:1';
  it.each<[string, string[]]>([
    ['', [END]],
    ['a', ['53b5d4aabe50d64:1']],
    ['a\n', ['243cbaa4685aab12:1', END]],
    ['\n', ['3c5bef55b72b93c9:1', END]],
    [' \n', ['3c5bef55b72b93c9:1', END]],
    ['\ufeffa\n', ['25afd31b599dedcd:1', END]],
    ['é\n', ['46b47b20627f8c7a:1', END]],
    ['😀\n', ['49e42825ed591e1a:1', END]],
    ['x=2\n', ['217544002bab0b64:1', END]],
    ['\t\tx = 2\n', ['217544002bab0b64:1', END]],
    ['import os\nimport sys\n', ['878e226a9fd82406:1', 'e84c8866f90ed8fb:1', END]],
    ['const a = 1;\r\nconst b = 2;\r\n', ['77ceeeaab7cad7d3:1', '5af7d9c197e4cf4:1', END]],
  ])('agrees with the vector for %j', (text, hashes) => {
    expect(lineHashes(text)).toEqual(hashes);
  });

  it('counts lines with the same hash', () => {
    const hashes = lineHashes(`${'\n'.repeat(300)}`);
    expect(hashes[0]).toMatch(/:1$/);
    expect(hashes[1]).toBe(hashes[0]?.replace(':1', ':2'));
  });

  it('is broken out of a CRLF pair by a space between', () => {
    expect(lineHashes('a\r \nb')).toHaveLength(3);
    expect(lineHashes('a\r\nb')).toHaveLength(2);
    expect(lineHashes('a\r\n\rb')).toHaveLength(3);
  });

  it('agrees with the slow reading of the description on any text', () => {
    const unit = fc.oneof(
      fc.constantFrom('\n', '\r', ' ', '\t', '\r\n', '\ufeff', '\uffff', '\ud800', '\0'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 250 }), (parts) => {
        const text = parts.join('');
        expect(lineHashes(text)).toEqual(slowHashes(text));
      }),
      { seed: 37, numRuns: 400 },
    );
  });

  it('carries no precision away in a long line of the greatest units', () => {
    const text = `${'\uffff'.repeat(5000)}\n${'\uffff'.repeat(300)}\nend`;
    expect(lineHashes(text)).toEqual(slowHashes(text));
  });
});

describe('the fingerprint', () => {
  const identity = { rule: 'lint/x', path: repoPath('src/a.ts'), context: 'const a = 1;', ordinal: 0 };

  it('is 32 hex digits, the same every time', () => {
    expect(fingerprint(identity)).toMatch(/^[0-9a-f]{32}$/);
    expect(fingerprint({ ...identity })).toBe(fingerprint(identity));
  });

  it('does not see indentation, line ends or spacing', () => {
    expect(fingerprint({ ...identity, context: '\tconst  a =\r\n  1; ' })).toBe(fingerprint(identity));
  });

  it.each([{ rule: 'lint/y' }, { path: repoPath('src/b.ts') }, { context: 'const a = 2;' }, { ordinal: 1 }])(
    'differs with %j',
    (other) => expect(fingerprint({ ...identity, ...other })).not.toBe(fingerprint(identity)),
  );

  it('tells paths apart that are not UTF-8', () => {
    const [a, b] = [0xfe, 0xff].map((byte) => pathFromBytes(Uint8Array.of(byte)));
    expect(fingerprint({ ...identity, path: a! })).not.toBe(fingerprint({ ...identity, path: b! }));
  });

  it('cannot be made to run one part into the next', () => {
    const moved = { ...identity, rule: 'lint/x\0src/a.ts', path: repoPath('') };
    expect(fingerprint(moved)).not.toBe(fingerprint(identity));
  });
});
