/** The SARIF log in code scanning: uploaded for the right ref and commit, and followed until it is processed. */
import { gzipSync } from 'node:zlib';
import type { Report } from '../../../domain/report.ts';
import { oneLine } from '../../../report/escape.ts';
import { renderSarif } from '../../../report/sarif.ts';
import { stopped } from '../../../report/words.ts';
import type { Judged } from '../occasion.ts';
import { pause } from './pause.ts';
import { faulted, nothing, shown, type Receipt } from './receipt.ts';
import { mayOnlyRead, type Online } from './showing.ts';

/** Seconds after the upload: as GitHub's own action looks (contracts: poll), once sooner, and not for minutes. */
const LOOKS = [1, 5, 15, 35];
/** The run must end in peace afterwards. */
const RESERVE_MS = 5000;

interface Upload {
  readonly id?: string;
  readonly url?: string;
}

interface Progress {
  readonly processing_status?: 'pending' | 'complete' | 'failed';
  readonly errors?: readonly string[] | null;
}

export async function showCodeScanning(online: Online, report: Report): Promise<Receipt> {
  const { api, run, head, occasion } = online;
  const ref = refOf(occasion);
  const { decision } = report.verdict;
  // An incomplete log, or an outdated one, would close alerts that nobody mended.
  if (ref === null || !['pass', 'block'].includes(decision)) return nothing('code-scanning');
  const log = renderSarif(report, { category: run.job });
  const answer = await api.request<Upload>('POST /repos/{owner}/{repo}/code-scanning/sarifs', {
    commit_sha: head,
    ref,
    sarif: gzipSync(log).toString('base64'),
    tool_name: 'Gatewright',
  });
  if (!answer.ok) return faulted('code-scanning', answer.fault, mayOnlyRead(online));
  // Without a new finding there is nothing to lose, and a clean change does not wait.
  if (!report.author.findings.some(({ standing }) => standing === 'new') || !answer.data.id)
    return shown('code-scanning', undefined);
  return follow(online, answer.data.id);
}

/**
 * What the alerts belong to. A push judges its change alone: its log would close the branch's other alerts. A queue's
 * branch is gone in a minute, and merge protection does not look at it (contracts: ruleset rule).
 */
function refOf(occasion: Judged): string | null {
  if (occasion.kind === 'pull') return `refs/pull/${occasion.number}/head`;
  return occasion.kind === 'audit' ? occasion.ref : null;
}

async function follow(online: Online, id: string): Promise<Receipt> {
  const { api, signal, timeLeft } = online;
  let waited = 0;
  for (const seconds of LOOKS) {
    const wait = (seconds - waited) * 1000;
    if (timeLeft() < wait + RESERVE_MS || !(await pause(wait, signal))) break;
    waited = seconds;
    const route = 'GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}';
    const answer = await api.request<Progress>(route, { sarif_id: id });
    // It may not be there yet.
    if (!answer.ok && answer.fault.kind !== 'absent') break;
    const status = answer.ok ? answer.data.processing_status : 'pending';
    if (status === 'complete') return shown('code-scanning', undefined);
    if (status === 'failed') return rejected(answer.ok ? (answer.data.errors ?? []) : []);
  }
  return shown('code-scanning', undefined, 'Code scanning has the SARIF log and is still working on it.');
}

function rejected(errors: readonly string[]): Receipt {
  const why = oneLine(errors.join('; '), 300) || 'it does not say why';
  const note = `Code scanning could not take the SARIF log: ${stopped(why)}`;
  return { surface: 'code-scanning', outcome: 'failed', note };
}
