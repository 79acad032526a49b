/** A throw-away repository made of a real one's newest commit, and the built tool run in it. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { scriptsOf } from './lint-corpus.ts';

const CLI = path.join(import.meta.dirname, '../dist/cli.js');
const BIG = { maxBuffer: 1 << 29 } as const;
/** What proposals may not touch. */
const CONFIGURATION = /^\.github\/|\.config\.\w+$/;
/** Files that silence lint, or are generated: what is planted there is exempt with the rest. */
const EXEMPT = /eslint-disable \*\/|generated/i;
const TEST = /(^|\/)(tests?|__tests__|fixtures?|test-d|types|playground|e2e|bench\w*|runtime-tests)\//;

export interface ReportedFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly message: string;
  readonly blocking: boolean;
  readonly standing: string;
}

export interface ReportedProposal {
  readonly id: string;
  readonly addresses: readonly string[];
  readonly fate: 'kept' | 'refused' | 'rolled-back';
  readonly reason: string | null;
}

export interface JsonReport {
  readonly verdict: { readonly decision: string; readonly reasons: readonly string[] };
  readonly findings: readonly ReportedFinding[];
  readonly proposals: readonly ReportedProposal[];
}

export interface SourceFile {
  readonly file: string;
  readonly text: string;
  readonly typed: boolean;
}

export class Throwaway {
  readonly dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-bench-'));

  /** `source` is a checkout or a bare repository. Its newest commit becomes the base. */
  constructor(source: string) {
    process.on('exit', () => fs.rmSync(this.dir, { recursive: true, force: true }));
    const archive = spawnSync('git', ['-C', source, 'archive', 'HEAD'], BIG).stdout;
    spawnSync('tar', ['-x', '-C', this.dir], { input: archive });
    this.git('init', '-q', '-b', 'main');
    this.commit('base');
  }

  git(...args: string[]): string {
    const ran = spawnSync('git', ['-C', this.dir, ...args], { encoding: 'utf8', ...BIG });
    if (ran.status !== 0) throw new Error(`git ${args[0]}: ${ran.stderr.slice(0, 500)}`);
    return ran.stdout.trim();
  }

  commit(subject: string): string {
    this.git('add', '-A', '-f');
    this.git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-q', '-m', subject);
    return this.git('rev-parse', 'HEAD');
  }

  write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.dir, file), text);
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.dir, file), 'utf8');
  }

  /** Source files of a fair size, half JavaScript and half TypeScript where there are enough, spread over the repository. */
  pick(count: number): SourceFile[] {
    const usable = [...scriptsOf(this.dir)]
      .filter(([, text]) => text.length > 800 && text.length < 40_000 && !EXEMPT.test(text.slice(0, 500)))
      .filter(([file]) => !/\.d\.|\.[jt]sx$/.test(file) && !CONFIGURATION.test(file))
      .map(([file, text]) => ({ file, text, typed: /\.[cm]?ts$/.test(file) }));
    const [typed, plain] = [usable.filter((one) => one.typed), usable.filter((one) => !one.typed)];
    const chosen = [...sourcesFirst(plain, count / 2), ...sourcesFirst(typed, count / 2)];
    const rest = usable.filter((one) => !chosen.includes(one));
    return [...chosen, ...sourcesFirst(rest, count - chosen.length)];
  }

  run(...args: string[]): { code: number | null; stdout: string; stderr: string } {
    const ran = spawnSync(process.execPath, [CLI, ...args], { cwd: this.dir, encoding: 'utf8', ...BIG });
    return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
  }

  check(...args: string[]): JsonReport {
    const ran = this.run('check', ...args, '--offline', '--format', 'json');
    if (ran.code !== 0 && ran.code !== 1) throw new Error(`exit ${ran.code}: ${ran.stderr.slice(0, 500)}`);
    return JSON.parse(ran.stdout) as JsonReport;
  }
}

function sourcesFirst(files: readonly SourceFile[], count: number): SourceFile[] {
  const sources = files.filter(({ file }) => !TEST.test(file));
  return spread(sources.length >= count ? sources : files, count);
}

export function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count);
  return Array.from(
    { length: Math.min(count, all.length) },
    (_, index) => all[Math.floor(index * step)] as T,
  );
}

/** Where a planted statement, or a part of it, stands in a text. */
export const lineOf = (text: string, planted: string): number =>
  text.slice(0, text.indexOf(planted)).split('\n').length;
