/** A graph: ways, cycles, an order to do things in. */
import { project } from './project.ts';

const GRAPH = `import { Queue } from './queue.js';

export class Graph {
  constructor(edges) {
    this.edges = new Map();
    for (const [from, to] of edges) {
      this.add(from, to);
    }
  }

  add(from, to) {
    if (!this.edges.has(from)) {
      this.edges.set(from, new Set());
    }
    this.edges.get(from).add(to);
  }

  after(node) {
    return [...(this.edges.get(node) ?? [])];
  }

  has(node) {
    return this.edges.has(node);
  }
}

/** Steps of the shortest way; -1 where there is none. */
export function distance(graph, from, to) {
  const queue = new Queue([[from, 0]]);
  const seen = new Set([from]);
  let next = queue.shift();
  while (next !== undefined) {
    const [node, steps] = next;
    if (node === to) {
      return steps;
    }
    for (const neighbour of graph.after(node)) {
      if (!seen.has(neighbour)) {
        seen.add(neighbour);
        queue.push([neighbour, steps + 1]);
      }
    }
    next = queue.shift();
  }
  return -1;
}

/** Nodes, each after all that lead to it; null where they go round in circles. */
export function order(graph, nodes) {
  const done = [];
  const open = new Set();
  function visit(node) {
    if (done.includes(node)) return true;
    if (open.has(node)) return false;
    open.add(node);
    const fine = graph.after(node).every(visit);
    open.delete(node);
    done.unshift(node);
    return fine;
  }
  return nodes.every(visit) ? done : null;
}
`;

const QUEUE = `/** First in, first out. */
export class Queue {
  constructor(items) {
    this.items = [...items];
  }

  push(item) {
    this.items.push(item);
  }

  shift() {
    return this.items.shift();
  }
}

export class Limited extends Queue {
  constructor(items, most) {
    super(items);
    this.most = most;
  }

  push(item) {
    if (this.items.length < this.most) {
      super.push(item);
    }
  }
}
`;

const NAMES = `import path from 'node:path';

const NAME = /^([a-z]+)-(\\d+)$/;

/** The parts of a name such as node-12; null for any other. */
export function partsOf(name) {
  const match = NAME.exec(name);
  if (match === null) {
    return null;
  }
  return { kind: match[1], number: Number(match[2]) };
}

export function fileOf(name) {
  return path.posix.join('nodes', \`\${name}.json\`);
}

export function idOf(name) {
  return Symbol(name);
}

export function compare(a, b) {
  const [left, right] = [partsOf(a)?.number ?? 0, partsOf(b)?.number ?? 0];
  return left - right;
}
`;

const TESTS = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distance, Graph, order } from '../src/graph.js';
import { Limited, Queue } from '../src/queue.js';
import { compare, fileOf, idOf, partsOf } from '../src/names.js';

const graph = new Graph([['a', 'b'], ['b', 'c'], ['a', 'c'], ['c', 'd']]);

test('ways', () => {
  assert.equal(distance(graph, 'a', 'd'), 2);
  assert.equal(distance(graph, 'd', 'a'), -1);
  assert.equal(distance(graph, 'a', 'a'), 0);
  assert.equal(graph.has('a'), true);
  assert.equal(graph.has('d'), false);
  assert.deepEqual(graph.after('a'), ['b', 'c']);
});

test('order', () => {
  assert.deepEqual(order(graph, ['a', 'b', 'c', 'd']), ['a', 'b', 'c', 'd']);
  assert.equal(order(new Graph([['a', 'b'], ['b', 'a']]), ['a', 'b']), null);
});

test('queues', () => {
  const queue = new Queue([1]);
  queue.push(2);
  assert.deepEqual([queue.shift(), queue.shift(), queue.shift()], [1, 2, undefined]);
  const limited = new Limited([1], 2);
  limited.push(2);
  limited.push(3);
  assert.deepEqual(limited.items, [1, 2]);
});

test('names', () => {
  assert.deepEqual(partsOf('node-12'), { kind: 'node', number: 12 });
  assert.equal(partsOf('node'), null);
  assert.equal(fileOf('node-1'), 'nodes/node-1.json');
  assert.equal(typeof idOf('x'), 'symbol');
  assert.deepEqual(['n-2', 'n-10', 'n-1'].sort(compare), ['n-1', 'n-2', 'n-10']);
});
`;

const [GRAPHS, QUEUES, NAMED] = ['src/graph.js', 'src/queue.js', 'src/names.js'] as const;

export const graph = project(
  'graph',
  { [GRAPHS]: GRAPH, [QUEUES]: QUEUE, [NAMED]: NAMES, 'test/graph.test.js': TESTS },
  [
    {
      rule: 'lint/constructor-super',
      file: QUEUES,
      good: '    super(items);\n    this.most = most;\n',
      bad: '    this.items = [...items];\n    this.most = most;\n',
      wrong: '    super([]);\n    this.most = most;\n',
    },
    {
      rule: 'lint/no-dupe-class-members',
      file: GRAPHS,
      good: '  has(node) {\n    return this.edges.has(node);\n  }\n',
      bad: '  has(node) {\n    return this.edges.has(node);\n  }\n\n  after(node) {\n    return this.edges.get(node);\n  }\n',
      wrong: '  has(node) {\n    return this.after(node) !== null;\n  }\n',
    },
    {
      rule: 'lint/no-cond-assign-literal',
      file: GRAPHS,
      good: '    if (node === to) {\n',
      bad: '    if (next = true) {\n',
      wrong: '    if (node === from) {\n',
    },
    {
      rule: 'lint/no-self-compare',
      file: GRAPHS,
      good: '    if (open.has(node)) return false;\n',
      bad: '    if (open.has(node) && node === node) return false;\n',
      wrong: '    if (open.has(node)) return true;\n',
    },
    {
      rule: 'imports/missing-export',
      file: GRAPHS,
      good: "import { Queue } from './queue.js';",
      bad: "import { PriorityHeap as Queue } from './queue.js';",
      wrong: "import { Limited as Queue } from './queue.js';",
    },
    {
      rule: 'lint/no-invalid-regexp',
      file: NAMED,
      good: 'const NAME = /^([a-z]+)-(\\d+)$/;',
      bad: "const NAME = new RegExp('^([a-z]+-(\\\\d+)$');",
      wrong: 'const NAME = /^([a-z]+)-(\\d)$/;',
    },
    {
      rule: 'imports/unknown-builtin',
      file: NAMED,
      good: "import path from 'node:path';",
      bad: "import path from 'node:posixpath';",
      wrong: "import path from 'node:url';",
    },
    {
      rule: 'lint/no-new-native-nonconstructor',
      file: NAMED,
      good: '  return Symbol(name);\n',
      bad: '  return new Symbol(name);\n',
      wrong: '  return String(name);\n',
    },
    {
      rule: 'lint/no-useless-backreference',
      file: NAMED,
      good: '  const match = NAME.exec(name);\n',
      bad: '  const match = NAME.exec(name) ?? /(?:\\1([a-z]+))-(\\d+)$/.exec(name);\n',
      wrong: '  const match = NAME.exec(name.toUpperCase());\n',
    },
    {
      rule: 'lint/no-constant-binary-expression',
      file: NAMED,
      good: '  return left - right;\n',
      bad: "  return left - right + ('' ?? 0);\n",
      wrong: '  return right - left;\n',
    },
  ],
);
