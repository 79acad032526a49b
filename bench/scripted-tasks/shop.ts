/** A shop: prices, vouchers, stock. */
import { project } from './project.ts';

const PRICE = `/** Prices in whole cents. */
export const CURRENCIES = {
  EUR: 2,
  USD: 2,
  JPY: 0,
};

/** The sum of a basket. */
export function total(items) {
  let sum = 0;
  for (let i = 0; i < items.length; i++) {
    sum += items[i].price * items[i].count;
  }
  return sum;
}

/** What a voucher takes off, at most the whole sum. */
export function discount(sum, voucher) {
  switch (voucher.kind) {
    case 'percent':
      return Math.min(sum, Math.round((sum * voucher.value) / 100));
    case 'fixed':
      return Math.min(sum, voucher.value);
    default:
      return 0;
  }
}

export function shipping(sum) {
  if (sum >= 5000) {
    return 0;
  } else if (sum >= 2000) {
    return 290;
  }
  return 490;
}

/** An amount as people write it; empty for what is no amount. */
export function format(cents, currency) {
  const digits = CURRENCIES[currency];
  if (digits === undefined || Number.isNaN(cents)) {
    return '';
  }
  return \`\${(cents / 10 ** digits).toFixed(digits)} \${currency}\`;
}
`;

const STOCK = `import { total } from './price.js';

export class Stock {
  constructor(counts) {
    this.counts = new Map(Object.entries(counts));
  }

  get size() {
    return this.counts.size;
  }

  /** Takes items out; false, and nothing taken, when one is missing. */
  take(items) {
    if (!items.every(({ id, count }) => (this.counts.get(id) ?? 0) >= count)) {
      return false;
    }
    for (const { id, count } of items) {
      this.counts.set(id, this.counts.get(id) - count);
    }
    return true;
  }

  /** What the items that can be taken are worth. */
  worth(items) {
    return total(items.filter(({ id }) => this.counts.has(id)));
  }
}

export class Warehouse extends Stock {
  constructor(name, counts) {
    super(counts);
    this.name = name;
  }
}
`;

const TESTS = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CURRENCIES, discount, format, shipping, total } from '../src/price.js';
import { Stock, Warehouse } from '../src/stock.js';

const items = [
  { id: 'a', price: 250, count: 2 },
  { id: 'b', price: 100, count: 1 },
];

test('a basket is summed', () => {
  assert.equal(total(items), 600);
  assert.equal(total([]), 0);
});

test('vouchers', () => {
  assert.equal(discount(1000, { kind: 'percent', value: 10 }), 100);
  assert.equal(discount(1000, { kind: 'fixed', value: 300 }), 300);
  assert.equal(discount(100, { kind: 'fixed', value: 300 }), 100);
  assert.equal(discount(1000, { kind: 'none' }), 0);
});

test('shipping', () => {
  assert.deepEqual([5000, 2000, 1999].map(shipping), [0, 290, 490]);
});

test('amounts', () => {
  assert.equal(CURRENCIES.USD, 2);
  assert.equal(format(1250, 'EUR'), '12.50 EUR');
  assert.equal(format(1250, 'JPY'), '1250 JPY');
  assert.equal(format(1250, 'XXX'), '');
  assert.equal(format(Number.NaN, 'EUR'), '');
});

test('stock', () => {
  const stock = new Stock({ a: 2 });
  assert.equal(stock.size, 1);
  assert.equal(stock.take(items), false);
  assert.equal(stock.take([items[0]]), true);
  assert.equal(stock.counts.get('a'), 0);
  assert.equal(stock.worth(items), 500);
  const warehouse = new Warehouse('north', { b: 1 });
  assert.deepEqual([warehouse.name, warehouse.size], ['north', 1]);
});
`;

const PRICES = 'src/price.js';
const STOCKS = 'src/stock.js';

export const shop = project('shop', { [PRICES]: PRICE, [STOCKS]: STOCK, 'test/shop.test.js': TESTS }, [
  {
    rule: 'lint/for-direction',
    file: PRICES,
    good: 'for (let i = 0; i < items.length; i++) {',
    bad: 'for (let i = 0; i < items.length; i--) {',
    wrong: 'for (let i = 1; i < items.length; i++) {',
  },
  {
    rule: 'lint/no-dupe-keys',
    file: PRICES,
    good: '  USD: 2,\n  JPY: 0,\n',
    bad: '  USD: 2,\n  USD: 3,\n  JPY: 0,\n',
    wrong: '  USD: 3,\n  JPY: 0,\n',
  },
  {
    rule: 'lint/no-duplicate-case',
    file: PRICES,
    good: "    case 'fixed':\n      return Math.min(sum, voucher.value);\n",
    bad: "    case 'percent':\n      return Math.min(sum, voucher.value);\n",
    wrong: "    case 'absolute':\n      return Math.min(sum, voucher.value);\n",
  },
  {
    rule: 'lint/no-dupe-else-if',
    file: PRICES,
    good: '} else if (sum >= 2000) {',
    bad: '} else if (sum >= 5000) {',
    wrong: '} else if (sum >= 200) {',
  },
  {
    rule: 'lint/use-isnan',
    file: PRICES,
    good: 'digits === undefined || Number.isNaN(cents)',
    bad: 'digits === undefined || cents === Number.NaN',
    wrong: 'digits === undefined || Number.isNaN(digits)',
  },
  {
    rule: 'lint/getter-return',
    file: STOCKS,
    good: '    return this.counts.size;\n',
    bad: '    this.counts.size.toString();\n',
    wrong: '    return this.counts.length;\n',
  },
  {
    rule: 'lint/array-callback-return',
    file: STOCKS,
    good: 'items.every(({ id, count }) => (this.counts.get(id) ?? 0) >= count)',
    bad: 'items.every(({ id, count }) => { (this.counts.get(id) ?? 0) >= count; })',
    wrong: 'items.every(({ id, count }) => (this.counts.get(id) ?? 0) > count)',
  },
  {
    rule: 'imports/missing-export',
    file: STOCKS,
    good: "import { total } from './price.js';",
    bad: "import { basketValue as total } from './price.js';",
    wrong: "import { shipping as total } from './price.js';",
  },
  {
    rule: 'lint/no-this-before-super',
    file: STOCKS,
    good: '    super(counts);\n    this.name = name;\n',
    bad: '    this.name = name;\n    super(counts);\n',
    wrong: '    super(name);\n    this.name = name;\n',
  },
  {
    rule: 'lint/no-unreachable',
    file: STOCKS,
    good: '      return false;\n    }\n',
    bad: '      return false;\n      this.counts.clear();\n    }\n',
    wrong: '      this.counts.clear();\n      return true;\n    }\n',
  },
]);
