/** Go: functions, methods of receivers, literals. */
import { describe, expect, it } from 'vitest';
import { unitsIn, wordsIn } from './scan-text.ts';

describe('tokens of Go', () => {
  it('drops semicolons, and reads raw strings and runes', () => {
    expect(wordsIn("a := `\\`; b <- '\"' // c", 'go')).toBe("a := `\\` b <- '\"'");
  });
});

describe('functions of Go', () => {
  it('finds them behind any result', () => {
    expect(
      unitsIn(
        `func A[T any](b T) (c map[string]T, err error) { one }
func (d *e[T]) F(g func() int) func(h) struct{ i int } { two }
var j = func() interface{} { three }
func (E) String() string { four }
func k()
type L func(m) error
var n = []func() int{o}`,
        'go',
      ),
    ).toEqual(['+A 1-1: one }', '+e.F 2-2: two }', ' 3-3: three }', '+=E.String 4-4: four }']);
  });

  it('takes no type for the head of the next function', () => {
    expect(unitsIn('type A func(*B)\nfunc C(d e) A { one }', 'go')).toEqual(['+C 2-2: one }']);
  });
});
