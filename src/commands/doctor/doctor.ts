/** `gatewright doctor`: why the check on GitHub is worth what it is, and what to change. Asks the network only with a token. */
import { UserError } from '../../errors.ts';
import { visible } from '../../kit/visible.ts';
import { loadPolicy, POLICY_PATH } from '../../policy/load.ts';
import { print, terminal } from '../output.ts';
import { addressOf } from './address.ts';
import { once, renderAdvice, tally, type Advice } from './advice.ts';
import { openClone, originOf, type Clone } from './clone.ts';
import { answers, whatIsMissing, whatItAnswers } from './commands.ts';
import { isRequirable, type Look } from './look.ts';
import { whatItMay } from './may.ts';
import { whatItIsCalled } from './names.ts';
import { whatIsRequired } from './required.ts';
import type { Said } from './said.ts';
import { askServer } from './server.ts';
import { whenItRuns } from './when.ts';

/** Prints what was found; 1 when there is a problem, 0 otherwise. */
export async function doctor(cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const clone = await openClone(cwd, env);
  try {
    const address = addressOf(await originOf(clone.repository), env);
    const said = typeof address === 'string' ? address : await askServer(address, clone.branch);
    const advice = once(await examine(clone, said));
    const { width } = terminal();
    const head = `Gatewright in ${visible(clone.from)}: ${tally(advice)}`;
    const parts = [head, renderAdvice(advice, width).trimEnd(), ending(said)].filter(Boolean);
    await print(`${parts.join('\n\n')}\n`);
    return advice.some(({ weight }) => weight === 'problem') ? 1 : 0;
  } finally {
    await clone.repository.close();
  }
}

async function examine(clone: Clone, said: Said | string): Promise<readonly Advice[]> {
  const rules = typeof said === 'string' ? null : said.rules;
  const look: Look = { workflows: clone.workflows, gates: clone.gates, rules };
  return [
    ...unreadable(clone),
    ...absent(clone),
    ...(await policy(clone, look)),
    ...clone.gates.flatMap((gate) => [
      ...(isRequirable(gate) ? [...whenItRuns(gate, look), ...whatItIsCalled(gate, look)] : []),
      ...(answers(gate) ? whatItAnswers(gate, look) : []),
      ...whatItMay(gate),
    ]),
    ...(typeof said === 'string' ? [] : whatIsRequired({ look, said, branch: clone.branch })),
  ];
}

function unreadable({ workflows }: Clone): readonly Advice[] {
  return workflows.flatMap(({ path, problem }) =>
    problem === undefined ? [] : [{ weight: 'caution', at: path, said: `It cannot be read: ${problem}.` }],
  );
}

function absent({ gates, branch, inWorkingTree }: Clone): readonly Advice[] {
  const at = '.github/workflows';
  if (gates.length === 0) {
    const said = `No workflow of ${branch} runs Gatewright, and none lies ready in the working tree.`;
    return [{ weight: 'problem', at, said, remedy: 'gatewright init writes one.' }];
  }
  if (inWorkingTree) {
    const said = `The workflow is not on ${branch} yet, so nothing is judged by it.`;
    return [{ weight: 'problem', at, said, remedy: 'Commit it and merge it.' }];
  }
  if (gates.some(isRequirable)) return [];
  const said = 'Gatewright runs, and not on pull requests: no job can be required.';
  return [
    {
      weight: 'problem',
      at,
      said,
      remedy: 'Run it on pull_request and merge_group (docs/workflows/simple.yml).',
    },
  ];
}

/** The policy as the gate would read it. */
async function policy({ tree }: Clone, look: Look): Promise<readonly Advice[]> {
  try {
    // Without a commit the complaint has no hint at the command line's --config.
    const found = await loadPolicy({ base: tree, baseCommit: null });
    const missing = whatIsMissing(found, look);
    if (found.mode !== 'observe') return missing;
    const said = '`mode: observe`: everything is reported, and nothing blocks.';
    return [
      ...missing,
      { weight: 'note', at: POLICY_PATH, said, remedy: 'Write `mode: gate` when it may block.' },
    ];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [first = '', ...more] = error.message.split('\n');
    return [{ weight: 'problem', at: POLICY_PATH, said: [first, ...more.slice(0, 3)].join(' ') }];
  }
}

function ending(said: Said | string): string {
  if (typeof said !== 'string') return '';
  return `What the branch requires was not read: ${visible(said).replace(/\.$/, '')}.`;
}
