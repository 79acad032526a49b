/** The gate and its peers as command lines, and how to see from what they leave that they did their work. */
import fs from 'node:fs';
import path from 'node:path';
import type { Ran } from './clock.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const ofPackage = (file: string) => [process.execPath, path.join(ROOT, 'node_modules', file)] as const;

export interface Tool {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** What it did, in a few words; throws when it did not do its work. */
  readonly outcome: (ran: Ran) => string;
}

interface GateReport {
  readonly verdict: { readonly decision: string };
  readonly files: readonly { readonly failed: object }[];
  readonly validators: readonly { readonly id: string; readonly status: string; readonly ms: number }[];
  readonly findings: readonly unknown[];
}

/** The gate with its own folder for the cache, so that the caller makes it cold or warm. */
export function gate(name: string, words: readonly string[], cache: string): Tool {
  const outcome = ({ code, stdout, stderr }: Ran) => {
    if (code !== 0 && code !== 1) throw new Error(`exit ${code}: ${stderr.slice(-300)}`);
    const { files, validators, findings, verdict } = JSON.parse(stdout) as GateReport;
    const undone = validators.filter(({ status }) => status !== 'completed');
    if (undone.length > 0) throw new Error(`not completed: ${undone.map(({ id }) => id).join(', ')}`);
    const failed = files.filter((file) => Object.keys(file.failed).length > 0).length;
    const each = validators.map(({ id, ms }) => `${id} ${ms} ms`).join(', ');
    return `${files.length} files, ${failed} not judged, ${findings.length} findings, ${verdict.decision} (${each})`;
  };
  const command = [process.execPath, path.join(ROOT, 'dist/cli.js'), 'check', ...words] as const;
  return {
    name,
    command: [...command, '--offline', '--format', 'json'],
    env: { GATEWRIGHT_CACHE_DIR: cache },
    outcome,
  };
}

/** ESLint's own command line, its rules the recommended ones. */
export function eslint(name: string, files: readonly string[]): Tool {
  const config = path.join(import.meta.dirname, 'eslint.config.js');
  return eslintBy(name, [...ofPackage('eslint/bin/eslint.js'), '--config', config], files);
}

/** The repository's own ESLint under its own configuration; none where its packages are not installed. */
export function ownEslint(name: string, dir: string, files: readonly string[]): Tool[] {
  const bin = path.join(dir, 'node_modules/eslint/bin/eslint.js');
  return fs.existsSync(bin) ? [eslintBy(name, [process.execPath, bin, '--no-warn-ignored'], files)] : [];
}

function eslintBy(name: string, command: readonly [string, ...string[]], files: readonly string[]): Tool {
  const outcome = ({ code, stdout, stderr }: Ran) => {
    if (code !== 0 && code !== 1) throw new Error(`exit ${code}: ${stderr.slice(-300)}`);
    const results = JSON.parse(stdout) as { fatalErrorCount: number; messages: unknown[] }[];
    const fatal = results.filter((result) => result.fatalErrorCount > 0).length;
    const messages = results.reduce((sum, result) => sum + result.messages.length, 0);
    return `${results.length} files, ${fatal} not parsed, ${messages} messages`;
  };
  return { name, command: [...command, '--format', 'json', ...files], outcome };
}

export interface JscpdReport {
  readonly duplicates: readonly {
    readonly format: string;
    readonly lines: number;
    readonly tokens: number;
    readonly firstFile: { readonly name: string; readonly start: number; readonly end: number };
    readonly secondFile: { readonly name: string; readonly start: number; readonly end: number };
  }[];
  readonly statistics: { readonly total: { readonly sources: number; readonly lines: number } };
}

/** jscpd over the working folder, its report into a folder of its own. */
export function jscpd(out: string, ...options: readonly string[]): Tool {
  const file = path.join(out, 'jscpd-report.json');
  const outcome = ({ code, stderr }: Ran) => {
    if (code !== 0) throw new Error(`exit ${code}: ${stderr.slice(-300)}`);
    const { duplicates, statistics } = JSON.parse(fs.readFileSync(file, 'utf8')) as JscpdReport;
    // The report is taken away, so that it cannot stand in for the next run's.
    fs.rmSync(file);
    if (statistics.total.sources === 0) throw new Error('it read no file');
    return `${statistics.total.sources} files, ${statistics.total.lines} lines, ${duplicates.length} clones`;
  };
  const command = [...ofPackage('jscpd/run-jscpd.js'), '.', '--reporters', 'json', '--output', out] as const;
  return { name: 'jscpd', command: [...command, ...options], outcome };
}

/** knip finds its entries in the manifests and in the configurations, which it runs: they need their packages. */
export function knip(): Tool {
  const outcome = ({ code, stdout, stderr }: Ran) => {
    const trouble = /^ERROR: .*/m.exec(`${stdout}\n${stderr}`)?.[0];
    if (trouble) throw new Error(trouble.slice(0, 200));
    if (code !== 0 && code !== 1) throw new Error(`exit ${code}: ${stderr.slice(-300)}`);
    const { issues } = JSON.parse(stdout) as { issues: unknown[] };
    return `issues in ${issues.length} files`;
  };
  const command = [...ofPackage('knip/bin/knip.js'), '--no-progress', '--reporter', 'json'] as const;
  return { name: 'knip', command, outcome };
}

/** dependency-cruiser over the working folder. */
export function dependencyCruiser(): Tool {
  const config = path.join(import.meta.dirname, 'dependency-cruiser.config.js');
  const outcome = ({ code, stdout, stderr }: Ran) => {
    const counts = /(\d+ modules, \d+ dependencies) cruised/.exec(stdout)?.[1];
    if (code !== 0 || !counts) throw new Error(`exit ${code}: ${stderr.slice(-300)}`);
    return counts;
  };
  const bin = ofPackage('dependency-cruiser/bin/dependency-cruiser.mjs');
  return { name: 'dependency-cruiser', command: [...bin, '.', '--config', config], outcome };
}
