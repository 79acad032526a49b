import { expect, it } from 'vitest';
import { SURFACES } from '../../../../../src/host/github/show/receipt.ts';
import { surfacesOf } from '../../../../../src/host/github/show/surfaces.ts';

it('nothing and all mean every surface, none means none', () => {
  expect(surfacesOf('')).toEqual(SURFACES);
  expect(surfacesOf(' all ')).toEqual(SURFACES);
  expect(surfacesOf('none')).toEqual([]);
});

it('names stand on lines or between commas, in any order, once or twice', () => {
  expect(surfacesOf('check, summary\ncheck')).toEqual(['summary', 'check']);
});

it('a name that is none gets one sentence with the nearest one', () => {
  expect(() => surfacesOf('check, coment')).toThrow(
    'The input show has coment: expected summary, annotations, check, comment, review, code-scanning, all or none; nearest is comment.',
  );
  expect(() => surfacesOf('check\u202e')).toThrow('\\u{202e}');
  expect(() => surfacesOf('none, check')).toThrow('all or none');
});
