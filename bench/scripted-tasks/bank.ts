/** A bank: accounts, transfers, a ledger. */
import { project } from './project.ts';

const ACCOUNT = `import { record } from './ledger.js';

export class Refused extends Error {
  constructor(reason) {
    super(\`refused: \${reason}\`);
    this.reason = reason;
  }
}

export class Account {
  #balance = 0;

  constructor(owner, limit) {
    this.owner = owner;
    this.limit = limit;
  }

  get balance() {
    return this.#balance;
  }

  deposit(amount) {
    if (!(amount > 0)) {
      throw new Refused('amount');
    }
    this.#balance += amount;
    record({ owner: this.owner, amount });
  }

  withdraw(amount) {
    if (amount > this.#balance + this.limit) {
      throw new Refused('funds');
    }
    this.#balance -= amount;
    record({ owner: this.owner, amount: -amount });
  }
}

/** Moves money, or nothing at all. */
export function transfer(from, to, amount) {
  from.withdraw(amount);
  try {
    to.deposit(amount);
  } catch (error) {
    from.deposit(amount);
    throw error;
  }
  return { from: from.balance, to: to.balance };
}
`;

const LEDGER = `const entries = [];
const RATES = { low: 1, middle: 2, high: 4 };

export function record(entry) {
  entries.push(Object.freeze({ ...entry, at: entries.length }));
}

export function entriesOf(owner) {
  return entries.filter((entry) => entry.owner === owner);
}

/** What an account earned, in whole cents. */
export function interest(balance, level, years) {
  const rate = RATES[level] ?? 0;
  let value = balance;
  for (let year = 0; year < years; year++) {
    value += Math.floor((value * rate) / 100);
  }
  return value - balance;
}

/** A number of an account in groups of four. */
export function grouped(number) {
  const digits = number.replace(/\\D/g, '');
  return digits.match(/.{1,4}/g)?.join(' ') ?? '';
}

export function isValid(number) {
  const digits = grouped(number).replaceAll(' ', '');
  const sum = [...digits].reverse().reduce((all, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return digits !== '' && sum % 10 === 0;
}
`;

const TESTS = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Account, Refused, transfer } from '../src/account.js';
import { entriesOf, grouped, interest, isValid } from '../src/ledger.js';

test('accounts', () => {
  const account = new Account('ada', 50);
  account.deposit(100);
  account.withdraw(120);
  assert.equal(account.balance, -20);
  assert.throws(() => account.withdraw(100), (error) => error instanceof Refused && error.reason === 'funds' && /refused: funds/.test(error.message));
  assert.throws(() => account.deposit(0), Refused);
  assert.deepEqual(entriesOf('ada').map(({ amount }) => amount), [100, -120]);
});

test('transfers', () => {
  const [from, to] = [new Account('from', 0), new Account('to', 0)];
  from.deposit(100);
  assert.deepEqual(transfer(from, to, 40), { from: 60, to: 40 });
  const closed = { deposit() { throw new Refused('closed'); }, balance: 0 };
  assert.throws(() => transfer(from, closed, 10), /closed/);
  assert.equal(from.balance, 60);
  assert.equal(from.limit, 0);
});

test('interest', () => {
  assert.equal(interest(1000, 'middle', 2), 40);
  assert.equal(interest(1000, 'high', 1), 40);
  assert.equal(interest(1000, 'none', 5), 0);
});

test('numbers', () => {
  assert.equal(grouped('79927398713'), '7992 7398 713');
  assert.equal(grouped(''), '');
  assert.equal(isValid('7992-7398-713'), true);
  assert.equal(isValid('79927398710'), false);
  assert.equal(isValid(''), false);
});
`;

const [ACCOUNTS, LEDGERS] = ['src/account.js', 'src/ledger.js'] as const;

export const bank = project('bank', { [ACCOUNTS]: ACCOUNT, [LEDGERS]: LEDGER, 'test/bank.test.js': TESTS }, [
  {
    rule: 'lint/syntax-error',
    file: ACCOUNTS,
    good: '    this.#balance -= amount;\n    record({ owner: this.owner, amount: -amount });\n  }\n',
    bad: '    this.#balance -= amount;\n    record({ owner: this.owner, amount: -amount );\n  }\n',
    wrong: '    this.#balance -= amount;\n    record({ owner: this.owner, amount });\n  }\n',
  },
  {
    rule: 'imports/missing-file',
    file: ACCOUNTS,
    good: "import { record } from './ledger.js';",
    bad: "import { record } from './journal/bookkeeping.js';",
    wrong: "import { grouped as record } from './ledger.js';",
  },
  {
    rule: 'lint/no-this-before-super',
    file: ACCOUNTS,
    good: '    super(`refused: ${reason}`);\n    this.reason = reason;\n',
    bad: '    this.reason = reason;\n    super(`refused: ${reason}`);\n',
    wrong: '    super(reason);\n    this.reason = reason;\n',
  },
  {
    rule: 'lint/use-isnan',
    file: ACCOUNTS,
    good: '    if (!(amount > 0)) {\n',
    bad: '    if (!(amount > 0) || amount === NaN) {\n',
    wrong: '    if (!(amount >= 0)) {\n',
  },
  {
    rule: 'lint/no-unreachable',
    file: ACCOUNTS,
    good: "      throw new Refused('funds');\n",
    bad: "      throw new Refused('funds');\n      this.#balance = 0;\n",
    wrong: "      throw new Refused('limit');\n",
  },
  {
    rule: 'lint/no-dupe-keys',
    file: LEDGERS,
    good: 'const RATES = { low: 1, middle: 2, high: 4 };',
    bad: 'const RATES = { low: 1, middle: 2, high: 4, middle: 3 };',
    wrong: 'const RATES = { low: 1, middle: 3, high: 4 };',
  },
  {
    rule: 'lint/no-const-assign',
    file: LEDGERS,
    good: '  let value = balance;\n',
    bad: '  const value = balance;\n',
    wrong: '  let value = 0;\n',
  },
  {
    rule: 'lint/no-constant-binary-expression',
    file: LEDGERS,
    good: '  const rate = RATES[level] ?? 0;\n',
    bad: '  const rate = ({ ...RATES } ?? {})[level] ?? 0;\n',
    wrong: '  const rate = RATES[level] ?? 1;\n',
  },
  {
    rule: 'lint/array-callback-return',
    file: LEDGERS,
    good: '  return entries.filter((entry) => entry.owner === owner);\n',
    bad: '  return entries.filter((entry) => { entry.owner === owner; });\n',
    wrong: '  return entries.filter((entry) => entry.owner !== owner);\n',
  },
  {
    rule: 'lint/no-self-compare',
    file: LEDGERS,
    good: 'at % 2 === 1 ? 2 : 1',
    bad: 'at % 2 === at % 2 ? 2 : 1',
    wrong: 'at % 2 === 0 ? 2 : 1',
  },
]);
