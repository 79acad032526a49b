/** A judge that plays the scenario beside it: for each validator, the steps of each judgement and of its end. */
import fs from 'node:fs';
import {
  AT,
  ASK,
  DONE,
  FAULT,
  FILES,
  FOUND,
  JUDGE,
  PARTED,
  REPLY,
  TROUBLE,
  frame,
  listen,
  send,
  write,
} from './protocol.mjs';

const scenario = JSON.parse(fs.readFileSync(new URL('scenario.json', import.meta.url), 'utf8'));
const { judgements = [], end = [], rule } = scenario[process.argv[2]] ?? {};
const replies = new Map();
let files = [];
let count = 0;

const steps = {
  look: async ({ path }, { judgement }) => send(AT, { judgement, path }),
  read: ({ oid }, { head }) =>
    new Promise((resolve) => {
      replies.set(1, resolve);
      send(ASK, { id: 1, tree: head, what: 'bytes', oid });
    }),
  ask: async ({ times = 1, ...ask }) => {
    for (let id = 1; id <= times; id++) send(ASK, { id, ...ask });
  },
  sleep: ({ ms }) => new Promise((resolve) => setTimeout(resolve, ms)),
  exit: ({ code }) => process.exit(code),
  signal: ({ name }) => process.kill(process.pid, name),
  throw: () => {
    throw new TypeError('no such step');
  },
  hang: () => {
    process.on('SIGTERM', () => {});
    for (;;);
  },
  backtrack: () => /^(a+)+$/.test(`${'a'.repeat(60)}!`),
  eat: () => {
    const kept = [];
    for (;;) kept.push(new Array(100_000).fill(Math.random()));
  },
  print: async ({ stream = 'stdout', text, times = 1 }) => {
    for (let n = 0; n < times; n++) {
      if (!process[stream].write(text))
        await new Promise((resolve) => process[stream].once('drain', resolve));
    }
  },
  close: ({ fd }) => fs.closeSync(fd),
  half: (_, { judgement }) =>
    write(frame(DONE, { judgement, observations: 0, failed: 0 }, Buffer.from('[]')).subarray(0, 20)),
  raw: ({ text }) => write(Buffer.from(text)),
  halfJson: (_, { judgement }) => send(FOUND, { judgement }, Buffer.from('[{"rule":"li')),
  fault: ({ message }, { judgement }) => send(FAULT, { judgement, message }),
  part: () => send(PARTED, {}),
  trouble: ({ said }) => send(TROUBLE, said),
  /** Patches the wall clock of this process. */
  clock: () => {
    Date.now = () => 9e15 * Math.random();
  },
  forkWithoutEnd: async () => {
    const { spawn } = await import('node:child_process');
    for (;;) spawn(process.execPath, process.argv.slice(1), { detached: true });
  },
  probe: async ({ what }, header) => {
    const message = await probe(what);
    report([{ rule, at: placeIn(files[0].path), message }], header);
  },
  report: ({ observations = [], failed = [], counted }, header) =>
    report(observations, header, { failed, counted }),
  reportEach: ({ shuffle = false }, header) => {
    const each = files.flatMap(({ path }) =>
      [1, 2].map((line) => ({ rule, at: placeIn(path, line), message: `trouble in ${path}` })),
    );
    report(shuffle ? each.sort(() => Math.random() - 0.5) : each, header);
  },
};

function report(observations, { judgement }, { failed = [], counted = observations.length } = {}) {
  if (observations.length > 0) send(FOUND, { judgement }, Buffer.from(JSON.stringify(observations)));
  send(
    DONE,
    { judgement, observations: counted, failed: failed.length },
    Buffer.from(JSON.stringify(failed)),
  );
}

function placeIn(path, line = 1) {
  return { path, line, column: 1, endLine: line, endColumn: 2 };
}

/** What this process may do, as the code of the error that it met, or "allowed". */
async function probe(what) {
  try {
    if (what === 'spawn') (await import('node:child_process')).spawnSync('/bin/sleep', ['0']);
    else if (what === 'worker') new (await import('node:worker_threads')).Worker('0', { eval: true });
    else if (what === 'environ') fs.readFileSync('/proc/self/environ');
    else if (what === 'write') fs.writeFileSync('/tmp/gatewright-probe', '');
    else if (what === 'mark') return process.env.GATEWRIGHT_RUN;
    else if (what === 'env') return Object.keys(process.env).sort().join(' ');
    else fs.readFileSync(what);
    return 'allowed';
  } catch (error) {
    return String(error.code);
  }
}

async function play(script, header) {
  for (const step of script) await steps[step.do](step, header);
}

listen(
  (kind, header, payload) => {
    if (kind === FILES)
      files.push(...JSON.parse(payload).flatMap(([applies, file]) => (applies ? [file] : [])));
    if (kind === REPLY) replies.get(header.id)?.(header);
    if (kind !== JUDGE) return;
    const script = judgements[Math.min(count++, judgements.length - 1)] ?? [{ do: 'report' }];
    void play(script, header).then(() => (files = []));
  },
  () => play(end, {}).then(() => process.exit(0)),
);
