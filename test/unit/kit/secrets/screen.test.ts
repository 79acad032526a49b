/** What leaves: no value of what was found, whatever the text is, in time that grows with the text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../../../src/kit/secrets/find.ts';
import { screen } from '../../../../src/kit/secrets/screen.ts';
import { credentials, drawer, privateKey } from '../../../support/credentials.ts';

const all = credentials();
const key = privateKey(drawer(9));
const filler = fc.oneof(
  fc.string(),
  fc.constantFrom('\n', '\r\n', '"', "'", 'token = "', 'https://', '```', '\\n'),
);

describe('a screened text', () => {
  it('[T116] holds no value, and has its length and its lines', () => {
    const text = [...all.map(({ line }) => line), key, ...all.map(({ line }) => line)].join('\n');
    const masked = screen(text);
    for (const { value } of all) expect(masked.text).not.toContain(value.slice(-12));
    for (const line of key.split('\n').slice(1, -1)) expect(masked.text).not.toContain(line);
    expect(masked.text).toHaveLength(text.length);
    expect(masked.text.split('\n')).toHaveLength(text.split('\n').length);
    expect(findSecrets(masked.text)).toEqual([]);
  });

  it('[T116] hides a value that is given a name once wherever it stands', () => {
    const { line, value } = all.find(({ name }) => name === 'named, mixed') ?? { line: '', value: '' };
    expect(screen(`${line}\nsend(${value});\n// ${value} is ours`).text).not.toContain(value.slice(0, 8));
  });

  it('is the text itself where nothing is secret', () => {
    expect(screen('const a = 1;\n')).toEqual({ text: 'const a = 1;\n', secrets: [] });
  });

  it('keeps length and lines, and holds nothing that was found, for any text', () => {
    const part = fc.oneof(filler, fc.constantFrom(...all.map(({ line }) => line), key));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const { text: masked, secrets } = screen(text);
        expect(masked).toHaveLength(text.length);
        expect([...masked.matchAll(/[\r\n]/g)].map(({ index }) => index)).toEqual(
          [...text.matchAll(/[\r\n]/g)].map(({ index }) => index),
        );
        let end = 0;
        for (const secret of secrets) {
          expect(secret.start).toBeGreaterThanOrEqual(end);
          end = secret.end;
          expect(masked).not.toContain(text.slice(secret.start, secret.end));
        }
      }),
    );
  });

  it('is made of hostile lines of a megabyte as well', () => {
    const seeds = [
      'A',
      'aB3+/xY9',
      '://',
      'https://a:b',
      'a:',
      'token="',
      'token = ',
      'secret',
      'eyJ',
      'eyJaaaaaaaaaaaa.',
      'AWS_SECRET_ACCESS_KEY=',
      `-----BEGIN PRIVATE ${'KEY'}-----`,
      `-----BEGIN PRIVATE ${'KEY'}-----AAAAAAAAAAAAAAAAAAAA`,
      'bearer ',
      '1:AA',
      'ops_eyJ',
      'sl.u.',
      'fm2_/',
      '\\n',
      '-us',
      'sk-proj-',
      'PuTTY-User-Key-File-2:',
    ];
    for (const seed of seeds) {
      const text = seed.repeat(1_000_000 / seed.length);
      expect(screen(text).text).toHaveLength(text.length);
    }
  }, 60_000);
});
