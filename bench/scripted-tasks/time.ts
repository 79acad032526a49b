/** Time: days, spans, a calendar. */
import { project } from './project.ts';

const DAYS = `const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeap(year) {
  if (year % 400 === 0) {
    return true;
  } else if (year % 100 === 0) {
    return false;
  }
  return year % 4 === 0;
}

/** Days of a month; 1 is January. */
export function daysIn(year, month) {
  switch (month) {
    case 2:
      return isLeap(year) ? 29 : 28;
    default:
      return MONTHS[month - 1];
  }
}

export function weekday(day) {
  const index = Math.floor(day) % 7;
  return index < 0 ? index + 7 : index;
}

/** Days since the year began, from 1 on. */
export function dayOfYear(year, month, day) {
  let sum = day;
  for (let m = 1; m < month; m++) {
    sum += daysIn(year, m);
  }
  return sum;
}
`;

const SPANS = `import { inspect } from 'node:util';

/** A span of time, its end left out. */
export class Span {
  constructor(start, end) {
    this.start = start;
    this.end = end;
  }

  get length() {
    return this.end - this.start;
  }

  overlaps(other) {
    return this.start < other.end && other.start < this.end;
  }

  toString() {
    return \`Span(\${inspect([this.start, this.end])})\`;
  }
}

/** Spans that touch or overlap become one; in order. */
export function merge(spans) {
  const merged = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) {
      last.end = Math.max(last.end, span.end);
    } else {
      merged.push(new Span(span.start, span.end));
    }
  }
  return merged;
}

/** How much of a span others leave free. */
export function free(span, others) {
  const taken = merge(others.filter((other) => span.overlaps(other)));
  return taken.reduce((left, other) => {
    const [from, to] = [Math.max(other.start, span.start), Math.min(other.end, span.end)];
    return left - (to - from);
  }, span.length);
}

export function pad(number, width) {
  return String(number).padStart(width, '0');
}

/** Minutes as hours and minutes. */
export function clock(minutes) {
  const sign = Object.is(minutes, -0) || minutes < 0 ? '-' : '';
  const whole = Math.abs(minutes);
  return \`\${sign}\${pad(Math.floor(whole / 60), 2)}:\${pad(whole % 60, 2)}\`;
}
`;

const TESTS = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOfYear, daysIn, isLeap, weekday } from '../src/days.js';
import { clock, free, merge, Span } from '../src/spans.js';

test('years', () => {
  assert.deepEqual([2000, 1900, 2024, 2023].map(isLeap), [true, false, true, false]);
});

test('months and days', () => {
  assert.equal(daysIn(2024, 2), 29);
  assert.equal(daysIn(2023, 2), 28);
  assert.equal(daysIn(2023, 12), 31);
  assert.equal(dayOfYear(2023, 1, 5), 5);
  assert.equal(dayOfYear(2023, 3, 1), 60);
  assert.equal(dayOfYear(2024, 3, 1), 61);
  assert.deepEqual([8, -1, 6.5].map(weekday), [1, 6, 6]);
});

test('spans', () => {
  const spans = merge([new Span(5, 7), new Span(1, 3), new Span(3, 4)]);
  assert.deepEqual(spans.map(String), ['Span([ 1, 4 ])', 'Span([ 5, 7 ])']);
  assert.equal(new Span(1, 3).overlaps(new Span(3, 4)), false);
  assert.equal(new Span(1, 3).overlaps(new Span(2, 4)), true);
  assert.equal(free(new Span(0, 10), [new Span(1, 3), new Span(2, 4), new Span(9, 12)]), 6);
  assert.equal(new Span(2, 9).length, 7);
});

test('clocks', () => {
  assert.equal(clock(75), '01:15');
  assert.equal(clock(-75), '-01:15');
  assert.equal(clock(-0), '-00:00');
});
`;

const [DAY, SPAN] = ['src/days.js', 'src/spans.js'] as const;

export const time = project('time', { [DAY]: DAYS, [SPAN]: SPANS, 'test/time.test.js': TESTS }, [
  {
    rule: 'lint/no-dupe-else-if',
    file: DAY,
    good: '} else if (year % 100 === 0) {',
    bad: '} else if (year % 400 === 0) {',
    wrong: '} else if (year % 4 === 0) {',
  },
  {
    rule: 'lint/for-direction',
    file: DAY,
    good: 'for (let m = 1; m < month; m++) {',
    bad: 'for (let m = 1; m < month; m--) {',
    wrong: 'for (let m = 1; m <= month; m++) {',
  },
  {
    rule: 'lint/no-const-assign',
    file: DAY,
    good: '  let sum = day;\n',
    bad: '  const sum = day;\n',
    wrong: '  let sum = 0;\n',
  },
  {
    rule: 'lint/no-obj-calls',
    file: DAY,
    good: '  const index = Math.floor(day) % 7;\n',
    bad: '  const index = Math(day) % 7;\n',
    wrong: '  const index = Math.ceil(day) % 7;\n',
  },
  {
    rule: 'lint/no-duplicate-case',
    file: DAY,
    good: '      return isLeap(year) ? 29 : 28;\n',
    bad: '      return isLeap(year) ? 29 : 28;\n    case 2:\n      return 28;\n',
    wrong: '      return 28;\n',
  },
  {
    rule: 'lint/no-self-compare',
    file: SPAN,
    good: 'this.start < other.end && other.start < this.end',
    bad: 'this.start < other.end && this.end > this.end',
    wrong: 'this.start <= other.end && other.start <= this.end',
  },
  {
    rule: 'imports/unknown-builtin',
    file: SPAN,
    good: "import { inspect } from 'node:util';",
    bad: "import { inspect } from 'node:describing';",
    wrong: "import { url as inspect } from 'node:inspector';",
  },
  {
    rule: 'lint/getter-return',
    file: SPAN,
    good: '    return this.end - this.start;\n',
    bad: '    this.end -= this.start;\n',
    wrong: '    return this.start - this.end;\n',
  },
  {
    rule: 'lint/no-compare-neg-zero',
    file: SPAN,
    good: 'Object.is(minutes, -0) || minutes < 0',
    bad: 'minutes === -0 || minutes < 0',
    wrong: 'minutes > 0',
  },
  {
    rule: 'lint/array-callback-return',
    file: SPAN,
    good: '    return left - (to - from);\n',
    bad: '    left -= to - from;\n',
    wrong: '    return left + (to - from);\n',
  },
]);
