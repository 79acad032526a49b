/** Parts as files: what is written is read again, and nothing else is. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part } from '../../../src/domain/part.ts';
import { EnvironmentError } from '../../../src/errors.ts';
import { parsePart, readParts } from '../../../src/parts/read.ts';
import { partJsonSchema } from '../../../src/parts/schema.ts';
import { shapeOf } from '../../../src/parts/shape.ts';
import { renderPart } from '../../../src/parts/write.ts';

const committed = JSON.parse(
  fs.readFileSync(new URL('../../../schemas/part.schema.json', import.meta.url), 'utf8'),
);
const valid = new Ajv2020({ strict: true, strictTuples: false }).compile(committed);

const part: Part = {
  shard: { index: 1, of: 2 },
  tool: { version: '0.1.0', digest: 'a'.repeat(64) },
  policy: 'b'.repeat(64),
  change: { base: 'c'.repeat(40), head: null, files: 1, digest: 'd'.repeat(64) },
  statements: [
    {
      validator: 'lint',
      ms: 7,
      takenBack: null,
      answers: [
        {
          files: ['a\udc80\n.js'],
          status: 'completed',
          message: '',
          observations: [{ message: '\u202e ##[error]', fix: [{ replace: '"]}' }] }],
          failed: [['a\udc80\n.js', 'no']],
        },
      ],
    },
  ],
  totalMs: 12,
};

describe('a part', () => {
  it('is read as it was written, names that are not UTF-8 included', () => {
    const text = renderPart(part);
    expect(parsePart('p', Buffer.from(text))).toEqual(part);
    expect(text.trimEnd()).not.toMatch(/[\n\u202e]|##\[/);
  });

  it('has the published schema, which is the one that the reader uses (scripts/schemas.ts writes it)', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(partJsonSchema())));
    expect(valid(JSON.parse(renderPart(part))), JSON.stringify(valid.errors)).toBe(true);
    expect(valid({ ...JSON.parse(renderPart(part)), verdict: 'pass' })).toBe(false);
  });

  it('[T85] is refused with one sentence wherever a byte of it is changed', () => {
    const bytes = Buffer.from(renderPart(part));
    fc.assert(
      fc.property(fc.nat(bytes.length - 2), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ by;
        expect(() => parsePart('p', damaged)).toThrow(/^p is damaged \(.+\): run that shard again/);
      }),
    );
  });

  it('[T83] is an EnvironmentError or a part, whatever the file holds', () => {
    const hostile = fc.oneof(fc.json({ maxDepth: 30 }), fc.string({ unit: 'binary' }), nested);
    fc.assert(
      fc.property(hostile, (text) => {
        try {
          parsePart('p', Buffer.from(text));
        } catch (error) {
          expect(error).toBeInstanceOf(EnvironmentError);
        }
      }),
    );
  });

  it('[T83] [T95] is refused when anything stands in it that the parser would leave out', () => {
    const text = renderPart(part);
    const damaged = /^p is damaged \(its content is not what its digest says\)/;
    const twice = text.replace('"shard":{', '"shard":{"index":2,"of":2},"shard":{');
    for (const other of [twice, text.replace('"ms":7', '"ms":7.0'), `${text}\n`, text.trimEnd()])
      expect(() => parsePart('p', Buffer.from(other))).toThrow(damaged);
  });

  it('[T62] is refused in one short line, whatever its keys and its name are', () => {
    const keys = ['a\n::error::b\u001b[31m', 'k'.repeat(5_000_000)];
    for (const key of keys) {
      const text = JSON.stringify({ ...JSON.parse(renderPart(part)), [key]: 1 });
      expect(() => parsePart('p', Buffer.from(text))).toThrow(
        /^p is damaged \(the whole: [ -~]{1,300}\): run/,
      );
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parts-'));
    try {
      fs.writeFileSync(path.join(folder, 'a\n::error::b.json'), '');
      expect(() => readParts([folder])).toThrow(/^[ -~]* is damaged/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('[T83] is refused before it is parsed when parsing would take more memory than there is', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parts-'));
    try {
      fs.writeFileSync(path.join(folder, '1.json'), `[${'{},'.repeat(4_000_000)}{}]`);
      expect(() => readParts([folder])).toThrow(/have more than 8 million values: nothing was merged/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('refuses to be written when it would be too large to be read', () => {
    const observations = Array.from({ length: 40 }, () => 'x'.repeat(1_000_000));
    const [statement] = part.statements;
    const [answer] = statement?.answers ?? [];
    const large = { ...part, statements: [{ ...statement, answers: [{ ...answer, observations }] }] };
    expect(() => renderPart(large as unknown as Part)).toThrow(/use more shards/);
  });
});

const nested = fc
  .record({ open: fc.constantFrom('[', '{"a":'), depth: fc.nat(100_000) })
  .map(({ open, depth }) => open.repeat(depth));

describe('shapeOf', () => {
  it('counts brackets and commas outside of strings', () => {
    const depth = (text: string) => shapeOf(Buffer.from(text)).depth;
    expect(depth(`{"a":"${'['.repeat(99)}\\"${'{'.repeat(99)}"}`)).toBe(1);
    expect(depth('[]'.repeat(99))).toBe(1);
    expect(depth(`"\\\\"${'['.repeat(17)}`)).toBe(17);
  });

  it('counts no fewer values than there are', () => {
    const count = (value: unknown): number =>
      1 +
      (typeof value === 'object' && value !== null
        ? Object.values(value)
            .map(count)
            .reduce((a, b) => a + b, 0)
        : 0);
    fc.assert(
      fc.property(fc.json(), (json) => {
        const { values } = shapeOf(Buffer.from(json));
        expect(values).toBeGreaterThanOrEqual(count(JSON.parse(json)));
      }),
    );
  });
});
