/** What a GitHub makes of objects and names that are written to it: all of it is taken away again. */
import type { BehaviourId } from '../behaviours.ts';
import { NAME, NOWHERE, outcome, type Place, type Probe, type Said } from './probe.ts';

const REF = 'refs/gatewright/live-check';
const ZERO = '0'.repeat(40);

interface Update {
  readonly name: string;
  readonly beforeOid: string;
  readonly afterOid: string;
}

/** A commit on top of the head that no name leads to. */
async function makeCommit({ ask, head }: Place): Promise<Said> {
  const { body } = await ask(`GET {repo}/git/commits/${head}`);
  const tree = (body['tree'] as { sha: string }).sha;
  return ask('POST {repo}/git/commits', { message: NAME, tree, parents: [head] });
}

async function update({ ask }: Place, ...refUpdates: Update[]): Promise<string> {
  const { body } = await ask('GET {repo}');
  const query = 'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';
  const variables = { input: { repositoryId: body['node_id'], refUpdates } };
  const said = await ask('POST /graphql', { query, variables });
  return JSON.stringify(said.body['errors'] ?? 'done');
}

async function tipOf({ ask }: Place): Promise<unknown> {
  const { body } = await ask(`GET {repo}/git/ref/${REF.slice('refs/'.length)}`);
  return (body['object'] as { sha?: string } | undefined)?.sha ?? null;
}

/** The name stands at the head while `work` asks, and is gone afterwards. */
function named(
  row: BehaviourId,
  asks: string,
  work: (place: Place, next: string) => Promise<unknown[]>,
): Probe {
  const run: Probe['run'] = async (place) => {
    const next = String((await makeCommit(place)).body['sha']);
    const made = await update(place, { name: REF, beforeOid: ZERO, afterOid: place.head });
    const seen = [made, await tipOf(place), ...(await work(place, next))];
    const now = await tipOf(place);
    const gone = await update(place, { name: REF, beforeOid: String(now), afterOid: ZERO });
    const stayed = seen[1] === place.head && now === place.head;
    return outcome(stayed && gone === '"done"' && seen.slice(2).every(Boolean), [...seen, now, gone]);
  };
  return { row, asks, run };
}

async function signed(place: Place): ReturnType<Probe['run']> {
  const { body } = await makeCommit(place);
  return outcome((body['verification'] as { verified?: boolean }).verified === true, body);
}

const refused = (said: string): boolean => said !== '"done"';

export const WRITING: readonly Probe[] = [
  named('refs-of-ones-own', `updateRefs makes ${REF} and takes it away again`, async () => []),
  named(
    'ref-moved',
    'updateRefs of two names, one of which stands elsewhere: neither moves',
    async (place, next) => {
      const other = { name: `${REF}-other`, beforeOid: ZERO, afterOid: place.head };
      const said = await update(place, other, { name: REF, beforeOid: next, afterOid: next });
      const { status } = await place.ask(`GET {repo}/git/ref/${other.name.slice('refs/'.length)}`);
      return [refused(said), status === 404];
    },
  ),
  named('ref-target-absent', 'updateRefs to a commit that is not there', async (place) => [
    refused(await update(place, { name: REF, beforeOid: place.head, afterOid: NOWHERE })),
  ]),
  named('ref-not-forward', 'updateRefs back to the parent, not forced', async (place) => {
    const { body } = await place.ask(`GET {repo}/git/commits/${place.head}`);
    const [parent] = body['parents'] as { sha: string }[];
    return [
      refused(await update(place, { name: REF, beforeOid: place.head, afterOid: parent?.sha ?? NOWHERE })),
    ];
  }),
  { row: 'apps-sign', asks: 'a commit without an author, by the token of an app', run: signed },
];
