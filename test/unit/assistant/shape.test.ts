import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReply } from '../../../src/assistant/shape.ts';

describe('the shape of a reply', () => {
  it('[T28] is any JSON value that its text says once', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(readReply(text, {})?.value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('[T28] is none where a key is said twice, at whatever depth', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.nat(20), (key, value, depth) => {
        const [name, said] = [JSON.stringify(key), JSON.stringify(value)];
        const text = `${'['.repeat(depth)}{${name}:${said},${name} : ${said}}${']'.repeat(depth)}`;
        expect(readReply(text, {})).toBeNull();
      }),
    );
  });

  it('[T28] is read or refused, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void readReply(text, {})));
    expect(readReply('['.repeat(200_000) + ']'.repeat(200_000), {})).toBeNull();
  });

  it('takes a key by the name of a prototype as a key', () => {
    expect(readReply('{"__proto__":{"a":1}}', {})).not.toBeNull();
  });
});
