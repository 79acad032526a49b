/** Judges a change by a program that a test wrote, in the place of Semgrep or Opengrep. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { OwnRules } from '../../../../src/domain/policy.ts';
import type { RuleId } from '../../../../src/domain/finding.ts';
import type { Rule } from '../../../../src/domain/rule.ts';
import { readRuleFile } from '../../../../src/kit/match/rule-file/read.ts';
import type { Answer } from '../../../../src/prove/judge.ts';
import { EngineSeat, type EngineOptions } from '../../../../src/prove/engine/engine-seat.ts';
import type { Job } from '../../../../src/prove/judgement.ts';
import { security } from '../../../../src/prove/validators/security/security.ts';
import { computedFacts } from '../../../support/facts.ts';
import { install, type Program } from '../../../support/engine-program.ts';
import { changeOf, type Files } from '../../../support/trees.ts';
import { RULES } from '../security/judging.ts';

export interface Given extends Program {
  readonly engine?: EngineOptions['engine'];
  readonly rules?: string;
  readonly base?: Files;
  readonly deadline?: number;
  /** Lays programs out; gets the folder of the PATH, and one that is judged. */
  readonly lay?: (folder: string, judged: string) => void;
}

/** What becomes of the files, by a seat whose judge sits in this process. */
export async function judgeBy(head: Files, given: Given = {}): Promise<Answer> {
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-engine-test-')));
  onTestFinished(() => fs.rmSync(home, { recursive: true, force: true }));
  const [folder, judged] = [path.join(home, 'bin'), path.join(home, 'work')];
  for (const one of [folder, judged]) fs.mkdirSync(one);
  if (given.lay) given.lay(folder, judged);
  else install(folder, given);
  const secrets = { GITHUB_TOKEN: 'secret', HTTPS_PROXY: 'http://secret' };
  const env = { PATH: [folder, path.join(judged, 'bin')].join(path.delimiter), HOME: home, ...secrets };
  const options = {
    engine: given.engine ?? 'semgrep',
    env,
    judged: [judged],
    signal: new AbortController().signal,
  };
  const timing = { deadline: given.deadline ?? 60_000, left: () => Infinity };
  const change = await changeOf(given.base ?? {}, head);
  const own = ownOf(given.rules ?? RULES);
  const files = change.files.filter((file) => security.appliesTo(file, own) === true);
  const seat = new EngineSeat({ judge: judgeInProcess }, options, timing);
  const { answer } = await seat.judge({
    change,
    files,
    sight: { paths: [], ignore: [], generated: [] },
    own,
  });
  return answer;
}

async function judgeInProcess({ change, files, own, sightings }: Omit<Job, 'limit' | 'budget'>) {
  const run = await security.load();
  const said = await run({
    base: change.base,
    head: change.head,
    files,
    changed: change.files,
    sees: () => true,
    facts: computedFacts(),
    at: () => undefined,
    rules: own?.files ?? [],
    ...(sightings && { sightings }),
  });
  return { answer: { kind: 'completed' as const, notes: [], ...said }, judge: null };
}

function ownOf(text: string): OwnRules {
  const { rules } = readRuleFile('rules.yml', text);
  return {
    files: [{ path: 'rules.yml', text, names: rules.map(({ id }) => [id, id] as const) }],
    rules: new Map(rules.map(({ id }) => [`security/${id}` as RuleId, {} as Rule])),
    texts: rules.some(({ languages }) => languages.includes('regex')) ? [{ include: [], exclude: [] }] : [],
    notRun: [],
    problems: [],
  };
}

/** `security/no-shout a.js:1`, and files that failed with their reasons. */
export function told(answer: Answer): string[] {
  if (answer.kind !== 'completed') return [`${answer.kind}: ${answer.message}`];
  return [
    ...answer.observations.map(({ rule, at }) => `${rule} ${at.path}:${at.line}`),
    ...[...answer.failed].map(([file, reason]) => `${file} failed: ${reason}`),
  ];
}
