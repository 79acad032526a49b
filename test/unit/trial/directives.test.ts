import { describe, expect, it } from 'vitest';
import { addedDirective } from '../../../src/trial/directives.ts';

describe('a directive that a proposal adds', () => {
  it.each(['// c8 ignore next', '/* istanbul: ignore if */', '// node:coverage disable'])(
    'is found in %s',
    (text) => expect(addedDirective('', text)).not.toBeNull(),
  );

  it.each([
    '//go:build ignore',
    '// +build ignore',
    '/* jscpd:ignore-start */',
    '@no_type_check',
    '@typing.no_type_check',
    '# skipcq',
    '// CHECKSTYLE.OFF: all',
    '// @formatter:off',
    '//revive:disable',
    '/* jshint -W097 */',
    '>>> f()  # doctest: +SKIP',
  ])('[T35] is found in %s', (text) => expect(addedDirective('', text)).not.toBeNull());

  it.each([
    ['a(); // eslint-disable-line no-x', '/* eslint-disable */ a();'],
    ['// eslint-disable-next-line no-x', '// eslint-disable-next-line'],
    ['a()  # noqa: E501', 'a()  # noqa'],
    ['a()  # type: ignore[attr]', '# mypy: ignore-errors\na()'],
    ['@SuppressWarnings("unchecked") A a;', '@SuppressWarnings("all") A a;'],
  ])('[T35] is one that says more than what stood there: %s', (before, after) =>
    expect(addedDirective(before, after)).not.toBeNull(),
  );

  it.each([
    ['a();  // eslint-disable-line no-x', 'b(); // eslint-disable-line no-x'],
    ['/* eslint-disable-line no-x */ a();', '/* eslint-disable-line no-x */ b();'],
    ['@SuppressWarnings("unchecked") A a;', '@SuppressWarnings("unchecked") B b;'],
    ['a()  # noqa: E501', 'b()  # noqa: E501\nc()'],
  ])('is none that is carried along: %s', (before, after) =>
    expect(addedDirective(before, after)).toBeNull(),
  );

  it('[T82] is looked for in a megabyte of blanks as in any text', () => {
    expect(addedDirective('', `// c8${' '.repeat(1_000_000)}`)).toBeNull();
    const many = 'nosec '.repeat(200_000);
    expect(addedDirective(many, many)).toBeNull();
  });
});
