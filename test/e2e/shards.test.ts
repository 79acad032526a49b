/** Shards and their merge through the bundle: the union is the whole, and no part is believed that is not one. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { printableJson } from '../../src/kit/printable-json.ts';
import { runBundle, type Ran } from '../support/bundle.ts';
import { makeManyFindings } from '../support/many-findings.ts';
import { makeProject, type Project } from '../support/project.ts';

const CHANGE = ['--base', 'main', '--head', 'feature'];

let project: Project;
/** A folder beside the repository, for parts and reports. */
let out: string;
const gatewright = (...args: string[]): Promise<Ran> => runBundle(args, { cwd: project.dir });

beforeAll(() => {
  project = makeManyFindings();
  out = `${project.dir}.runner`;
  fs.mkdirSync(out);
});
afterAll(() => project.remove());

const partFile = (index: number, of: number, folder = out) =>
  path.join(folder, `part-${index}-of-${of}.json`);

async function judgeShards(of: number, selection: readonly string[], folder = out): Promise<string[]> {
  const files: string[] = [];
  for (let index = 1; index <= of; index++) {
    const file = partFile(index, of, folder);
    const ran = await gatewright('check', ...selection, '--shard', `${index}/${of}`, '--output', file);
    expect([0, 1], ran.stderr).toContain(ran.code);
    expect(ran.stdout).toBe('');
    files.push(file);
  }
  return files;
}

interface Reports {
  readonly code: number | null;
  readonly json: Record<string, unknown>;
  readonly sarif: unknown;
}

async function reportsOf(args: readonly string[]): Promise<Reports> {
  const [json, sarif] = [path.join(out, 'report.json'), path.join(out, 'report.sarif')];
  const { code } = await gatewright(...args, '--output', json, '--output', sarif);
  const read = (file: string) => JSON.parse(fs.readFileSync(file, 'utf8'), withoutTimesAndFixes) as never;
  return { code, json: read(json), sarif: read(sarif) };
}

/** Shards propose nothing, and clocks differ; all else is to be the same, byte by byte and in the same order. */
function withoutTimesAndFixes(key: string, value: unknown): unknown {
  return ['ms', 'timings', 'proposals', 'fixes'].includes(key) ? undefined : value;
}

describe('the union of shards', () => {
  let whole: Reports;
  beforeAll(async () => {
    whole = await reportsOf(['check', ...CHANGE]);
  });

  it('has findings of every validator and every standing to be compared', () => {
    const findings = whole.json['findings'] as Record<
      'validator' | 'standing' | 'severity' | 'path',
      string
    >[];
    const validators = whole.json['validators'] as { id: string }[];
    expect([...new Set(findings.map(({ validator }) => validator))].sort()).toEqual(
      validators.map(({ id }) => id).sort(),
    );
    expect(new Set(findings.map(({ standing }) => standing))).toContain('outside-diff');
    const limited = findings.filter(({ validator }) => validator === 'duplication');
    expect(limited.some(({ severity }) => severity === 'error')).toBe(true);
    const paths = findings.map((finding) => finding.path);
    expect(paths).toEqual(
      expect.arrayContaining(['src/importer-both.js', 'src/importer-one.js', 'src/importer-changed.js']),
    );
    expect((whole.json['files'] as unknown[]).length).toBeGreaterThanOrEqual(40);
    expect(whole.code).toBe(1);
  });

  it.each([1, 2, 3, 4, 5])('is the unsharded report, for N = %i', async (of) => {
    const parts = await judgeShards(of, CHANGE);
    const merged = await reportsOf(['merge', ...parts, ...CHANGE]);
    expect(JSON.stringify(merged.json)).toBe(JSON.stringify(whole.json));
    expect(JSON.stringify(merged.sarif)).toBe(JSON.stringify(whole.sarif));
    expect(merged.code).toBe(whole.code);
  });

  it('is the unsharded report of an audit too, whatever folder the parts lie in', async () => {
    const audit = ['--all', '.'];
    const folder = path.join(out, 'audit');
    fs.mkdirSync(folder);
    const expected = await reportsOf(['check', ...audit]);
    await judgeShards(3, audit, folder);
    const merged = await reportsOf(['merge', folder, ...audit]);
    expect(JSON.stringify(merged.json)).toBe(JSON.stringify(expected.json));
    expect(JSON.stringify(merged.sarif)).toBe(JSON.stringify(expected.sarif));
  });

  it('has a share for every shard, an empty one too', async () => {
    const few = makeProject({ 'a.js': 'export const a = 1;\n' }, { 'a.js': 'export const a = 2;\n' });
    try {
      const run = (...args: string[]) => runBundle(args, { cwd: few.dir });
      const parts = [1, 2, 3, 4].map((index) => `${few.dir}.runner/${index}.json`);
      for (const [at, part] of parts.entries()) {
        expect(await run('check', ...CHANGE, '--shard', `${at + 1}/4`, '--output', part)).toMatchObject({
          code: 0,
        });
      }
      expect(await run('merge', ...parts, ...CHANGE)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('1 file'),
      });
    } finally {
      few.remove();
    }
  });

  it('counts a file as judged whose only reader judges it in another shard', async () => {
    const java = (name: string) => `class ${name} {\n  int one() {\n    return 1;\n  }\n}\n`;
    const policy = { '.github/gatewright.yml': 'must-judge: [java]\n' };
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const few = makeProject(policy, Object.fromEntries(names.map((name) => [`${name}.java`, java(name)])));
    try {
      const run = (...args: string[]) => runBundle(args, { cwd: few.dir });
      const parts = [1, 2, 3].map((index) => `${few.dir}.runner/${index}.json`);
      for (const [at, part] of parts.entries()) {
        const ran = await run('check', ...CHANGE, '--shard', `${at + 1}/3`, '--output', part);
        expect(ran.code, ran.stderr).toBe(0);
      }
      expect((await run('merge', ...parts, ...CHANGE)).code).toBe(0);
    } finally {
      few.remove();
    }
  });

  it('is as red as each share deserves, before anybody merges', async () => {
    const codes: (number | null)[] = [];
    for (let index = 1; index <= 3; index++) {
      codes.push((await gatewright('check', ...CHANGE, '--shard', `${index}/3`, '--output', '-')).code);
    }
    expect(codes).toContain(1);
  });
});

describe('a part that is not to be believed', () => {
  let parts: string[];
  let folder: string;
  let case_ = 0;
  beforeAll(async () => {
    parts = await judgeShards(3, CHANGE);
  });
  beforeEach(() => {
    folder = path.join(out, `case-${++case_}`);
    fs.mkdirSync(folder);
    parts.forEach((part, at) => fs.copyFileSync(part, path.join(folder, `${at + 1}.json`)));
  });

  const at = (index: number) => path.join(folder, `${index}.json`);
  type Part = Record<string, never> & {
    shard: { index: number; of: number };
    change: { files: number };
    statements: Statement[];
  };
  interface Statement {
    validator: string;
    answers: {
      files: string[];
      observations: unknown[];
      failed: unknown[];
      status: string;
      message: string;
    }[];
  }

  /** Rewrites a part as somebody would who knows how it is sealed. */
  function forge(index: number, change: (part: Part) => object): void {
    const { digest: _, ...said } = change(JSON.parse(fs.readFileSync(at(index), 'utf8')) as Part) as Part;
    const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex');
    fs.writeFileSync(at(index), `${printableJson(JSON.stringify({ ...said, digest }))}\n`);
  }

  /** Merges the folder, which must end as could-not-judge with one sentence and no report. */
  async function refusal(): Promise<string> {
    const report = path.join(folder, 'report.sarif');
    const { code, stdout, stderr } = await gatewright('merge', folder, ...CHANGE, '--output', report);
    expect({ code, stdout, written: fs.existsSync(report) }, stderr).toEqual({
      code: 2,
      stdout: '',
      written: false,
    });
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    return lines[0] ?? '';
  }

  it('[T85] is named when it is missing, with what to do', async () => {
    fs.rmSync(at(2));
    expect(await refusal()).toMatch(/Part 2 of 3 is missing.*run that shard again/);
    fs.rmSync(at(1));
    expect(await refusal()).toMatch(/Parts 1 and 2 of 3 are missing/);
    fs.rmSync(at(3));
    expect(await refusal()).toMatch(/No part is in .*Run the shards again/);
    fs.rmdirSync(folder);
    expect(await refusal()).toMatch(/is not there/);
    fs.mkdirSync(folder);
  });

  it('is named when it is given twice', async () => {
    fs.copyFileSync(at(2), at(4));
    expect(await refusal()).toMatch(/2\.json and .*4\.json are both part 2 of 3/);
  });

  it('[T85] [T95] is named when it is damaged: cut off, empty, no JSON, or changed in one place', async () => {
    const text = fs.readFileSync(at(2), 'utf8');
    for (const damaged of ['', '{', text.slice(0, -20), `${text}x`, 'null', '[]', '"part"']) {
      fs.writeFileSync(at(2), damaged);
      expect(await refusal()).toMatch(/2\.json is damaged .*run that shard again/);
    }
    fs.writeFileSync(at(2), text.replace('"ms":', '"ms":1'));
    expect(await refusal()).toMatch(/2\.json is damaged \(its content is not what its digest says\)/);
  });

  it('[T83] is refused when it nests ten megabytes of lists, or has keys that reach a prototype', async () => {
    fs.writeFileSync(at(2), '['.repeat(5_000_000) + ']'.repeat(5_000_000));
    expect(await refusal()).toMatch(/nested deeper/);
    const text = fs.readFileSync(parts[1] ?? '', 'utf8');
    for (const place of ['{"schema"', '"shard":{', '"tool":{', '"change":{', '{"validator"']) {
      fs.writeFileSync(at(2), text.replace(place, place.replace('{', '{"__proto__":{"verdict":"pass"},')));
      expect(await refusal()).toMatch(/2\.json is damaged .*__proto__/);
    }
  });

  it('[T86] is refused when it is a link, a pipe or a folder, whatever lies behind it', async () => {
    fs.rmSync(at(2));
    fs.symlinkSync(parts[1] ?? '', at(2));
    expect(await refusal()).toMatch(/2\.json is no regular file/);
    fs.rmSync(at(2));
    execFileSync('mkfifo', [at(2)]);
    expect(await refusal()).toMatch(/2\.json is no regular file/);
    fs.rmSync(at(2));
    fs.mkdirSync(at(2));
    expect(await refusal()).toMatch(/2\.json is no regular file/);
  });

  it('[T86] is refused when it is larger than any part', async () => {
    fs.truncateSync(at(2), 40 * 1024 * 1024);
    expect(await refusal()).toMatch(/2\.json has 42 MB/);
  });

  it('[T86] is refused when it brings a verdict, a standing or a policy of its own', async () => {
    forge(2, (part) => ({ ...part, verdict: { decision: 'pass' } }));
    expect(await refusal()).toMatch(/2\.json is damaged .*verdict/);
    fs.copyFileSync(parts[1] ?? '', at(2));
    forge(2, (part) => {
      for (const { answers } of part.statements) {
        for (const { observations } of answers) {
          for (const one of observations) Object.assign(one as object, { standing: 'baseline' });
        }
      }
      return part;
    });
    expect(await refusal()).toMatch(/2\.json cannot be relied on.*standing/);
    fs.copyFileSync(parts[1] ?? '', at(2));
    forge(2, (part) => ({ ...part, policy: 'a'.repeat(64) }));
    expect(await refusal()).toMatch(/2\.json was judged under another policy.*--config, --only and --skip/);
  });

  it('[T86] is refused when it leaves out a file, a validator or an answer, or speaks of foreign files', async () => {
    const edits: [(part: Part) => void, RegExp][] = [
      [
        (part) => part.statements.forEach(({ answers }) => answers[0]?.files.pop()),
        /does not say what became of/,
      ],
      [(part) => part.statements.forEach(({ answers }) => answers.splice(0)), /has no word on/],
      [(part) => part.statements.splice(0), /has to speak of lint, imports/],
      [(part) => part.statements.push(...part.statements.slice(0, 1)), /has to speak of lint, imports/],
      [(part) => part.statements.reverse(), /has to speak of lint, imports/],
      [(part) => Object.assign(part.change, { files: 1 }), /is about other files \(1 changed there/],
      [
        (part) => {
          for (const { answers } of part.statements)
            for (const answer of answers) Object.assign(answer, { status: 'crashed', message: '' });
        },
        /does not say why it did not complete/,
      ],
      [
        (part) => {
          const other = JSON.parse(fs.readFileSync(parts[0] ?? '', 'utf8')) as Part;
          const lintOf = ({ statements }: Part) =>
            statements.find(({ validator }) => validator === 'lint')?.answers[0];
          const at = { path: lintOf(other)?.files[0], line: 1, column: 1, endLine: 1, endColumn: 1 };
          lintOf(part)?.observations.push({ rule: 'lint/no-unreachable', message: 'x', at });
        },
        /which is another shard's/,
      ],
      [
        (part) => part.statements.forEach(({ answers }) => answers[0]?.files.push('src/x.js')),
        /more files than/,
      ],
      [(part) => part.statements.forEach(({ answers }) => answers[0]?.failed.push(['x', 'y'])), /not given/],
      [
        (part) => {
          const said = { rule: 'lint/no-unreachable', message: 'x' };
          const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
          for (const { validator, answers } of part.statements) {
            if (validator !== 'lint') continue;
            answers[0]?.observations.push({ ...said, at: { path: '../../etc/passwd', ...place } });
          }
        },
        /no path in a repository/,
      ],
    ];
    for (const [edit, expected] of edits) {
      fs.copyFileSync(parts[1] ?? '', at(2));
      forge(2, (part) => {
        edit(part);
        return part;
      });
      expect(await refusal()).toMatch(expected);
    }
  });

  it('[T85] [T86] is refused when it is of another number of shards, head, base, selection or Gatewright', async () => {
    const four = await judgeShards(4, CHANGE, folder);
    for (const file of four.slice(1)) fs.rmSync(file);
    expect(await refusal()).toMatch(/part 1 of 4, and .*give merge the parts of one run|is one of 4/);
    fs.rmSync(four[0] ?? '');

    const older = ['--base', 'main', '--head', 'main'];
    await gatewright('check', ...older, '--shard', '2/3', '--output', at(2));
    expect(await refusal()).toMatch(
      /2\.json is about another head .*run the shards and merge for the same commits/,
    );

    await gatewright('check', '--base', 'feature', '--head', 'feature', '--shard', '2/3', '--output', at(2));
    expect(await refusal()).toMatch(/2\.json is about another base/);

    await gatewright('check', '--all', 'src', '--shard', '2/3', '--output', at(2));
    expect(await refusal()).toMatch(/2\.json is about another base/);

    await gatewright('check', ...CHANGE, '--skip', 'lint', '--shard', '2/3', '--output', at(2));
    expect(await refusal()).toMatch(/2\.json was judged under another policy/);

    fs.copyFileSync(parts[1] ?? '', at(2));
    forge(2, (part) => ({ ...part, tool: { version: '0.0.1', digest: 'b'.repeat(64) } }));
    expect(await refusal()).toMatch(/2\.json was made by another Gatewright \(0\.0\.1, bbbbbbbbbbbb\)/);
  });

  it('is refused when the working tree that it judged was another', async () => {
    const tree = ['--worktree', '--base', 'main'];
    fs.rmSync(at(1));
    fs.rmSync(at(2));
    fs.rmSync(at(3));
    await judgeShards(2, tree, folder);
    fs.writeFileSync(path.join(project.dir, 'src/plain-1.js'), 'export const other = 1;\n');
    try {
      const { code, stderr } = await gatewright('merge', folder, ...tree);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/is about other files/) });
    } finally {
      project.git('checkout', '--', 'src/plain-1.js');
    }
  });

  it('keeps what others found when one could not do its work', async () => {
    forge(2, (part) => {
      for (const statement of part.statements) {
        if (statement.validator !== 'lint') continue;
        statement.answers.forEach((answer) => {
          Object.assign(answer, {
            status: 'crashed',
            message: 'lint ended badly.',
            observations: [],
            failed: [],
          });
        });
        statement.answers.splice(1);
      }
      return part;
    });
    const json = path.join(folder, 'r.txt');
    const { code } = await gatewright(
      'merge',
      ...[1, 2, 3].map(at),
      ...CHANGE,
      '--format',
      'json',
      '--output',
      json,
    );
    const report = JSON.parse(fs.readFileSync(json, 'utf8'));
    expect(code).toBe(1);
    expect(report.verdict.reasons.join(' ')).toContain('Shard 2 of 3: lint ended badly.');
    expect(report.findings.some((one: { validator: string }) => one.validator === 'lint')).toBe(true);
  });
});

describe('the command line of shards', () => {
  it.each(['0/3', '4/3', '1/65', '1', 'a/b', '1/0', '-1/3', '1/3/5'])('refuses --shard %s', async (shard) => {
    const { code, stderr } = await gatewright('check', '--shard', shard);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringMatching(/such as 2\/3, with N from 1 to 64/),
    });
  });

  it('refuses a format, for a part has one', async () => {
    const { code, stderr } = await gatewright('check', '--shard', '1/2', '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringMatching(/leave out --format/) });
  });

  it('wants parts to merge', async () => {
    const refused = {
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/merge has no part: .* before --all/),
    };
    expect(await gatewright('merge', ...CHANGE)).toEqual(expect.objectContaining(refused));
    expect(await gatewright('merge', '--all', '.', 'parts')).toEqual(expect.objectContaining(refused));
    expect(await gatewright('merge', '', '--all', '.')).toMatchObject({ code: 3 });
  });

  it('prints a part that no terminal and no runner can take for anything else [T62]', async () => {
    const { stdout } = await gatewright('check', ...CHANGE, '--shard', '1/1');
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'gatewright.part/1' });
    expect(stdout.trimEnd()).not.toMatch(/[\u0000-\u001f\u200b\u202e]|##\[/);
  });
});
