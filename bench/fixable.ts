/**
 * Small faults that a fixer can mend, end to end: `node bench/fixable.ts REPOSITORY…`. Plants them into 20 real files as one
 * commit, has the bundle judge it, and compares what became of each with what must. Then applies what was kept.
 */
import { FAULTS, type Fault } from './fixable-faults.ts';
import {
  lineOf,
  Throwaway,
  type JsonReport,
  type ReportedFinding,
  type ReportedProposal,
} from './throwaway.ts';

interface Planted extends Fault {
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

/** One commit with four faults in each of 20 files, at their ends and, where nothing has to stay first, at their heads. */
function plant(repository: Throwaway): Planted[] {
  const planted: Planted[] = [];
  for (const [at, { file, text, typed }] of repository.pick(20).entries()) {
    // TypeScript may narrow by the first value; ESLint's rule leaves it alone there.
    const fitting = FAULTS.filter((fault) => (typed ? fault.rule !== 'no-undef-init' : !fault.typed));
    const faults = [0, 1, 2, 3].map((step) => fitting[(at * 4 + step) % fitting.length] as Fault);
    const lines = faults.map((fault, index) => fault.plant(`planted${at}${index}`));
    const first = /^(#!|['"]use )/.test(text);
    const [head, tail] = at % 2 && !first ? [lines.slice(0, 2), lines.slice(2)] : [[], lines];
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    const body = text.endsWith('\n') ? text : `${text}${eol}`;
    repository.write(
      file,
      `${head.map((line) => line + eol).join('')}${body};${eol}${tail.map((line) => line + eol).join('')}`,
    );
    for (const [index, fault] of faults.entries()) {
      planted.push({ ...fault, file, name: `planted${at}${index}`, text: lines[index] ?? '' });
    }
  }
  return planted;
}

/** What must become of a fault; the reason of a roll-back must name the rule that its fix breaks. */
function isRight({ opens }: Planted, proposal: ReportedProposal | undefined): boolean {
  if (!opens) return proposal?.fate === 'kept';
  return proposal?.fate === 'rolled-back' && !!proposal.reason?.includes(`lint/${opens}`);
}

function judgeFates(planted: readonly Planted[], report: JsonReport, repository: Throwaway) {
  const tally = { planted: planted.length, proposed: 0, kept: 0, rolledBack: 0, wrong: 0 };
  const kept: Planted[] = [];
  for (const fault of planted) {
    const line = lineOf(repository.git('show', `HEAD:${fault.file}`), fault.text);
    const finding = report.findings.find(
      (one) => one.path === fault.file && one.line === line && one.rule === `lint/${fault.rule}`,
    );
    const proposal = report.proposals.find((one) => one.addresses.includes(finding?.fingerprint ?? ''));
    if (proposal) tally.proposed++;
    if (proposal?.fate === 'rolled-back') tally.rolledBack++;
    if (proposal?.fate === 'kept') {
      tally.kept++;
      kept.push(fault);
    }
    if (isRight(fault, proposal)) continue;
    tally.wrong++;
    const fate = proposal?.fate ?? (finding ? 'no fix' : 'not found');
    console.log(
      `wrong\t${fault.file}:${line}\t${fault.rule}\t${fate}: ${proposal?.reason ?? ''}\t${fault.text}`,
    );
  }
  return { tally, kept };
}

/** Findings of `after` that `before` had not. Lines moved and neighbours changed, so that only the words can be compared. */
function openedBetween(before: JsonReport, after: JsonReport): ReportedFinding[] {
  const key = ({ path: file, rule, message }: ReportedFinding) => JSON.stringify([file, rule, message]);
  const stood = before.findings.map(key);
  return after.findings.filter((finding) => {
    const at = stood.indexOf(key(finding));
    if (at >= 0) stood.splice(at, 1);
    return at < 0;
  });
}

/** Kept faults whose rule still speaks where the planted name stands. */
function leftOf(kept: readonly Planted[], after: JsonReport, repository: Throwaway): Planted[] {
  return kept.filter(({ file, name, rule }) => {
    const line = lineOf(repository.git('show', `HEAD:${file}`), name);
    return after.findings.some(
      (one) => one.path === file && one.line === line && one.rule === `lint/${rule}`,
    );
  });
}

function measure(source: string): void {
  const repository = new Throwaway(source);
  const base = repository.git('rev-parse', 'HEAD');
  const planted = plant(repository);
  repository.commit('plant');
  const ends = ['--base', base, '--head', 'HEAD', '--two-dot'];
  const before = repository.check(...ends);
  const { tally, kept } = judgeFates(planted, before, repository);
  const applied = repository.run('fix', '--apply', '--base', base, '--offline');
  if (applied.code !== 0 && applied.code !== 1) {
    console.log(`fix --apply: exit ${applied.code}: ${applied.stderr.slice(0, 300)}`);
  }
  repository.commit('fix');
  const after = repository.check(...ends);
  const left = leftOf(kept, after, repository);
  const opened = openedBetween(before, after);
  for (const { rule, file, text } of left) console.log(`left\t${rule}\t${file}\t${text}`);
  for (const { rule, path: file, line } of opened) console.log(`opened\t${rule}\t${file}:${line}`);
  const files = new Set(planted.map(({ file }) => file)).size;
  const sum = { files, ...tally, left: left.length, opened: opened.length };
  const good = tally.wrong + left.length + opened.length === 0 && tally.proposed === tally.planted;
  console.log(`${good ? 'ok' : 'NOT OK'}\t${source}\t${JSON.stringify(sum)}`);
  if (!good) process.exitCode = 1;
}

for (const source of process.argv.slice(2)) measure(source);
