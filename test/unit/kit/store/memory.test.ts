import { expect, it } from 'vitest';
import { Memory } from '../../../../src/kit/store/memory.ts';

it('forgets what was used longest ago when there is too much', () => {
  const memory = new Memory(3000);
  for (const name of ['a', 'b', 'c']) memory.set(name, 'x'.repeat(300));
  expect(memory.get('a')).toBeDefined();
  memory.set('d', 'x'.repeat(300));
  expect(['a', 'b', 'c', 'd'].filter((name) => memory.get(name) !== undefined)).toEqual(['a', 'c', 'd']);
});

it('does not keep what is larger than all of it', () => {
  const memory = new Memory(1000);
  memory.set('a', 'x'.repeat(2000));
  expect(memory.get('a')).toBeUndefined();
  memory.set('b', 'x');
  expect(memory.get('b')).toBe('x');
});

it('counts what is set again once', () => {
  const memory = new Memory(1000);
  for (let i = 0; i < 10; i++) memory.set('a', 'x'.repeat(100));
  memory.set('b', 'y'.repeat(100));
  expect([memory.get('a'), memory.get('b')]).toEqual(['x'.repeat(100), 'y'.repeat(100)]);
});
