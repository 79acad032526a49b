/** What a GitHub does, seen by asking it twice: before and after, or for what it says of itself. */
import { BEHAVIOURS, type BehaviourId } from '../behaviours.ts';
import { anchored, check, comment, countOf, mark, NAME, outcome, output, OUTSIDE, review } from './probe.ts';
import type { Probe } from './probe.ts';

function observation(row: BehaviourId, asks: string, run: Probe['run']): Probe {
  return { row, asks, run };
}

export const OBSERVATIONS: readonly Probe[] = [
  observation(
    'one-bad-comment-loses-all',
    'a review with a good comment and a bad one: nothing of it may appear',
    async (place) => {
      const list = `GET {repo}/pulls/${place.pull}/comments?per_page=100`;
      const { comments } = anchored(place, {}) as { comments: object[] };
      const bad = { ...comments[0], line: OUTSIDE };
      const before = await place.ask(list);
      const { line, body } = review(place, { comments: [...comments, bad] });
      const { status } = await place.ask(line, body);
      const after = await place.ask(list);
      return outcome(status === 422 && countOf(before) === countOf(after), { status, after: countOf(after) });
    },
  ),
  observation(
    'annotations-append',
    'a check run with one annotation, and an update with one more: two',
    async (place) => {
      const annotations = [{ ...mark, path: place.path }];
      const { line, body } = check(place, output({ annotations }));
      const made = await place.ask(line, body);
      const path = `{repo}/check-runs/${String(made.body['id'])}`;
      await place.ask(`PATCH ${path}`, output({ annotations }));
      const listed = await place.ask(`GET ${path}/annotations`);
      return outcome(countOf(listed) === 2, listed.body);
    },
  ),
  observation(
    'via-app',
    'a comment, which says by which app it was written (it is deleted again)',
    async (place) => {
      const { line, body } = comment(NAME)(place);
      const made = await place.ask(line, body);
      await place.ask(`DELETE {repo}/issues/comments/${String(made.body['id'])}`);
      const app = made.body['performed_via_github_app'] as { slug?: string } | null;
      return outcome(app?.slug === 'github-actions', { user: made.body['user'], app });
    },
  ),
  observation(
    'hiding-moves-updated-at',
    'a comment that is hidden: updated_at moves, lastEditedAt stays null (it is deleted again)',
    async (place) => {
      const { line, body } = comment(NAME)(place);
      const { body: made } = await place.ask(line, body);
      await new Promise((resolve) => setTimeout(resolve, place.run === null ? 0 : 2_000));
      const hide =
        'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }';
      await place.ask('POST /graphql', { query: hide, variables: { id: made['node_id'] } });
      const edited = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { lastEditedAt } } }';
      const nodes = await place.ask('POST /graphql', {
        query: edited,
        variables: { ids: [made['node_id']] },
      });
      const path = `{repo}/issues/comments/${String(made['id'])}`;
      const { body: now } = await place.ask(`GET ${path}`);
      await place.ask(`DELETE ${path}`);
      const unedited = JSON.stringify(nodes.body).includes('"lastEditedAt":null');
      return outcome(unedited && now['updated_at'] !== made['created_at'], {
        now: now['updated_at'],
        nodes: nodes.body,
      });
    },
  ),
  observation('viewer-of-actions', 'whose the token is, by GraphQL', async (place) => {
    const { body } = await place.ask('POST /graphql', { query: 'query { viewer { login } }' });
    return outcome(JSON.stringify(body).includes('github-actions[bot]'), body);
  }),
  observation('rerun-while-running', 'the run that asks, once more', async (place) => {
    if (place.run === null) return { kind: 'skipped', why: 'only a workflow run can ask this' };
    const said = await place.ask(`POST {repo}/actions/runs/${place.run}/rerun`);
    const { status, message } = BEHAVIOURS['rerun-while-running'];
    return outcome(said.status === status && said.body['message'] === message, said);
  }),
];
