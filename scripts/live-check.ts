/**
 * Puts the questions of the local GitHub's table to github.com, on a repository that nobody needs.
 *
 *     GITHUB_TOKEN=… node scripts/live-check.ts <owner/repo> <number of an open pull request>
 *
 * Check runs take the token of an app, so it is best run as a step of a workflow in that repository, with every write
 * permission. Without a token or a repository it says what it would ask. Comments and refs that it makes it deletes;
 * check runs named "Gatewright live check" stay.
 */
import { BEHAVIOURS } from '../test/support/github/behaviours.ts';
import { OBSERVATIONS } from '../test/support/github/live/observations.ts';
import type { Place, Said } from '../test/support/github/live/probe.ts';
import { REFUSALS } from '../test/support/github/live/refusals.ts';
import { WRITING } from '../test/support/github/live/writing.ts';

const PROBES = [...REFUSALS, ...OBSERVATIONS, ...WRITING];
const API = process.env['GITHUB_API_URL'] ?? 'https://api.github.com';
const GRAPHQL = process.env['GITHUB_GRAPHQL_URL'] ?? `${API}/graphql`;
/** GitHub asks for a second between writes. */
const PAUSE = 1_000;

const [name = '', number = ''] = process.argv.slice(2);
const token = process.env['GITHUB_TOKEN'] ?? '';

const ask: Place['ask'] = async (line, body, headers = {}) => {
  const [method = 'GET', path = ''] = line.split(' ');
  if (method !== 'GET') await new Promise((resolve) => setTimeout(resolve, PAUSE));
  const url = path === '/graphql' ? GRAPHQL : `${API}${path.replace('{repo}', `/repos/${name}`)}`;
  const response = await fetch(url, {
    method,
    redirect: 'error',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'user-agent': 'gatewright-live-check',
      'x-github-api-version': '2026-03-10',
      ...headers,
    },
    body: typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Said['body'] };
};

/** The pull request, and a line that it adds. */
async function findPlace(): Promise<Place> {
  const { status, body } = await ask(`GET {repo}/pulls/${number}`);
  const head = (body['head'] as { sha?: string } | undefined)?.sha;
  if (status !== 200 || !head)
    throw new Error(`${name}#${number} cannot be read: ${status} ${String(body['message'])}`);
  const files = (await ask(`GET {repo}/pulls/${number}/files`)).body as unknown as {
    filename: string;
    patch?: string;
  }[];
  for (const { filename, patch = '' } of files) {
    const [hunk, start] = /^@@ -\S+ \+(\d+)\S* @@.*\n([\s\S]*)/.exec(patch)?.toReversed() ?? [];
    const lines = (hunk ?? '').split('\n').filter((each) => !each.startsWith('-'));
    const at = lines.findIndex((each) => each.startsWith('+'));
    if (at === -1) continue;
    const run = Number(process.env['GITHUB_RUN_ID']) || null;
    return { ask, pull: Number(number), head, path: filename, line: Number(start) + at, run };
  }
  throw new Error(`${name}#${number} adds no line of text.`);
}

function plan(): void {
  console.log('Without GITHUB_TOKEN, a repository and a pull request nothing is asked. It would ask:\n');
  for (const { row, asks } of PROBES) console.log(`  ${row}: ${asks}`);
  const asked = new Set(PROBES.map(({ row }) => row as string));
  console.log('\nNot asked; a person has to look:\n');
  for (const [id, { source }] of Object.entries(BEHAVIOURS))
    if (!asked.has(id)) console.log(`  ${id}: ${source}`);
}

async function check(): Promise<void> {
  const place = await findPlace();
  let differing = 0;
  for (const probe of PROBES) {
    const outcome = await probe.run(place);
    if (outcome.kind === 'differs') differing++;
    const more = outcome.kind === 'differs' ? outcome.seen : outcome.kind === 'skipped' ? outcome.why : '';
    console.log(`${outcome.kind.padEnd(8)} ${probe.row} ${more}`.trimEnd());
  }
  console.log(
    `\nWhat agrees was seen live on ${new Date().toISOString().slice(0, 10)}: write that day into its row.`,
  );
  process.exitCode = differing === 0 ? 0 : 1;
}

if (token && name && number) await check();
else plan();
