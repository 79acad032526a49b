/** Microsoft's SARIF validator and the SARIF 2.1.0 schema that ships beside it. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Log } from 'sarif';

const run = promisify(execFile);
const manifest = createRequire(import.meta.url).resolve(
  `@microsoft/sarif-multitool-${process.platform}/package.json`,
);
const home = path.dirname(manifest);

export interface Complaint {
  readonly file: string;
  readonly rule: string;
  readonly level: string;
  readonly text: string;
}

export function sarifSchema(): Record<string, unknown> {
  return JSON.parse(fs.readFileSync(path.join(home, 'sarif-2.1.0.json'), 'utf8'));
}

/**
 * What the validator says about these texts under the rules of SARIF, GitHub and GitHub Advanced Security.
 * The npm launcher goes through a shell and hides failures, so the binary runs itself, and what counts is its output.
 */
export async function complaintsAbout(
  logs: Readonly<Record<string, string>>,
  { levels = 'Error;Warning;Note' } = {},
): Promise<Complaint[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-sarif-'));
  try {
    const files = Object.entries(logs).map(([name, text]) => {
      const file = path.join(folder, `${name}.sarif`);
      fs.writeFileSync(file, text);
      return file;
    });
    const output = path.join(folder, 'out', 'complaints.sarif');
    fs.mkdirSync(path.dirname(output));
    await validate([...files, '--output', output, '--level', levels]);
    const { runs } = JSON.parse(fs.readFileSync(output, 'utf8')) as Log;
    return runs.flatMap((one) => [...(one.results ?? []).map(complaintOf), ...faultsOf(one)]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function validate(argv: readonly string[]): Promise<void> {
  const binary = path.join(home, process.platform === 'win32' ? 'Sarif.Multitool.exe' : 'Sarif.Multitool');
  if (process.platform !== 'win32') fs.chmodSync(binary, 0o755);
  const options = ['--rule-kind', 'Sarif;Gh;Ghas', '--log', 'ForceOverwrite', '--quiet'];
  // It exits with 1 when it found something: the output says what.
  await run(binary, ['validate', ...argv, ...options]).catch((error: { code?: unknown }) => {
    if (error.code !== 1) throw error;
  });
}

function complaintOf(result: NonNullable<Log['runs'][number]['results']>[number]): Complaint {
  const uri = result.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
  const pointer = result.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName ?? '';
  const said = result.message.text ?? `${result.message.id}: ${result.message.arguments?.join(' | ')}`;
  return {
    file: path.basename(uri, '.sarif'),
    rule: result.ruleId ?? result.rule?.id ?? '',
    level: result.level ?? 'warning',
    text: `${pointer} ${said}`,
  };
}

/** A validator that fell over has complained about nothing, which must not look like praise. */
function faultsOf(one: Log['runs'][number]): Complaint[] {
  return (one.invocations ?? [])
    .flatMap((invocation) => [
      ...(invocation.toolExecutionNotifications ?? []),
      ...(invocation.toolConfigurationNotifications ?? []),
    ])
    .filter(({ level }) => level === 'error')
    .map(({ message }) => ({ file: '', rule: 'validator', level: 'error', text: message.text ?? '' }));
}
