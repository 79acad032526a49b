/** Text: words, slugs, a small template language. */
import { project } from './project.ts';

const WORDS = `const MAX_SAFE = 9007199254740991;
const VOWEL = /[aeiou]/;

/** Words in lower case, in their order. */
export function words(text) {
  return text.toLowerCase().match(/[a-z]+/g) ?? [];
}

export function count(text) {
  const counts = new Map();
  for (const word of words(text)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** How a text would stand in an address. */
export function slug(text) {
  const parts = words(text);
  return parts.join('-');
}

export function vowels(text) {
  let found = 0;
  for (const letter of text) {
    if (VOWEL.test(letter)) {
      found += 1;
    }
  }
  return found;
}

/** A number in words that a person gave; null when it is none, or too large to be kept exactly. */
export function parse(text) {
  const value = Number(text);
  if (typeof text !== 'string' || text.trim() === '' || Number.isNaN(value)) {
    return null;
  }
  return Math.abs(value) > MAX_SAFE ? null : value;
}
`;

const TEMPLATE = `import { words } from './words.js';

/** Puts values in the place of names in braces; a name without a value stays. */
export function render(template, values) {
  return template.replace(/\\{(\\w+)\\}/g, (whole, name) => {
    if (!(name in values)) {
      return whole;
    }
    return String(values[name]);
  });
}

/** Runs work and always counts it. */
export function counted(counter, work) {
  try {
    return work();
  } finally {
    counter.runs += 1;
  }
}

export class Title {
  #text = '';

  set text(value) {
    this.#text = value.trim();
  }

  get text() {
    return this.#text;
  }

  get initials() {
    return words(this.#text)
      .map((word) => word[0].toUpperCase())
      .join('');
  }
}

export function first(list) {
  const [head = null] = list?.items ?? [];
  return head;
}
`;

const TESTS = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, parse, slug, vowels, words } from '../src/words.js';
import { counted, first, render, Title } from '../src/template.js';

test('words', () => {
  assert.deepEqual(words('One, two'), ['one', 'two']);
  assert.deepEqual(words('12'), []);
  assert.equal(count('a b a').get('a'), 2);
  assert.equal(slug('Hello, World'), 'hello-world');
  assert.equal(vowels('banana'), 3);
});

test('numbers', () => {
  assert.equal(parse('12'), 12);
  assert.equal(parse('x'), null);
  assert.equal(parse(' '), null);
  assert.equal(parse(12), null);
  assert.equal(parse('1e300'), null);
  assert.equal(parse('9007199254740991'), 9007199254740991);
});

test('templates', () => {
  assert.equal(render('{a} and {b}', { a: 1 }), '1 and {b}');
  const counter = { runs: 0 };
  assert.equal(counted(counter, () => 5), 5);
  assert.throws(() => counted(counter, () => { throw new Error('no'); }), /no/);
  assert.equal(counter.runs, 2);
});

test('titles', () => {
  const title = new Title();
  title.text = ' red green ';
  assert.equal(title.text, 'red green');
  assert.equal(title.initials, 'RG');
  assert.equal(first({ items: [7] }), 7);
  assert.equal(first(undefined), null);
});
`;

const WORD = 'src/words.js';
const TEMPLATES = 'src/template.js';

export const text = project('text', { [WORD]: WORDS, [TEMPLATES]: TEMPLATE, 'test/text.test.js': TESTS }, [
  {
    rule: 'lint/no-loss-of-precision',
    file: WORD,
    good: 'const MAX_SAFE = 9007199254740991;',
    bad: 'const MAX_SAFE = 9007199254740993;',
    wrong: 'const MAX_SAFE = 900719925474099;',
  },
  {
    rule: 'lint/no-const-assign',
    file: WORD,
    good: '  let found = 0;',
    bad: '  const found = 0;',
    wrong: '  let found = 1;',
  },
  {
    rule: 'lint/no-self-assign',
    file: WORD,
    good: '  const parts = words(text);\n',
    bad: '  let parts = words(text);\n  parts = parts;\n',
    wrong: '  const parts = [text];\n',
  },
  {
    rule: 'lint/valid-typeof',
    file: WORD,
    good: "typeof text !== 'string'",
    bad: "typeof text !== 'strnig'",
    wrong: "typeof text !== 'object'",
  },
  {
    rule: 'lint/no-self-compare',
    file: WORD,
    good: 'Math.abs(value) > MAX_SAFE',
    bad: 'value > value || Math.abs(value) > MAX_SAFE',
    wrong: 'Math.abs(value) < MAX_SAFE',
  },
  {
    rule: 'lint/no-unsafe-negation',
    file: TEMPLATES,
    good: 'if (!(name in values)) {',
    bad: 'if (!name in values) {',
    wrong: 'if (name in values) {',
  },
  {
    rule: 'lint/no-unsafe-finally',
    file: TEMPLATES,
    good: '    counter.runs += 1;\n',
    bad: '    counter.runs += 1;\n    return counter.runs;\n',
    wrong: '    counter.runs = 1;\n',
  },
  {
    rule: 'lint/no-setter-return',
    file: TEMPLATES,
    good: '    this.#text = value.trim();\n',
    bad: '    return (this.#text = value.trim());\n',
    wrong: '    this.#text = value;\n',
  },
  {
    rule: 'imports/missing-file',
    file: TEMPLATES,
    good: "import { words } from './words.js';",
    bad: "import { words } from './vocabulary/segmentation.js';",
    wrong: "import { slug as words } from './words.js';",
  },
  {
    rule: 'lint/no-unsafe-optional-chaining',
    file: TEMPLATES,
    good: '  const [head = null] = list?.items ?? [];',
    bad: '  const [head = null] = list?.items;',
    wrong: '  const [head = null] = list.items ?? [];',
  },
]);
