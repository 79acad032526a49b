import { describe, expect, it } from 'vitest';
import { ask, openShop, type Answer, type Shop } from './asking.ts';

const comment = { path: 'a.txt', line: 2, side: 'RIGHT', body: 'hm' };

const review = ({ github, head }: Shop, ...comments: object[]): Promise<Answer> =>
  ask(github, 'POST {repo}/pulls/7/reviews', { event: 'COMMENT', commit_id: head, comments });

describe('a review', () => {
  it('has comments on lines that the diff shows, context included', async () => {
    const shop = await openShop();
    const left = { ...comment, side: 'LEFT' };
    const file = { ...comment, line: 5 };
    expect((await review(shop, comment, left, file)).status).toBe(200);
    expect(shop.github.reviewComments(7).map((each) => [each.side, each.line])).toEqual([
      ['RIGHT', 2],
      ['LEFT', 2],
      ['RIGHT', 5],
    ]);
  });

  it('is lost whole for one bad comment, which is not named', async () => {
    const shop = await openShop();
    const bad = [
      [{ line: 15 }, 'Line could not be resolved'],
      [{ path: 'c.txt' }, 'Path could not be resolved'],
      [{ start_line: 2, line: 2 }, 'start line must precede'],
      [{ start_line: 2, line: 29 }, 'same hunk'],
    ] as const;
    for (const [change, words] of bad) {
      const answer = await review(shop, comment, { ...comment, ...change });
      expect(answer).toMatchObject({ status: 422, errors: [expect.stringContaining(words)] });
    }
    expect(shop.github.reviewComments(7)).toEqual([]);
    expect(shop.github.reviews(7)).toEqual([]);
  });

  it('says of a single comment which field is wrong', async () => {
    const { github, head } = await openShop();
    const answer = await ask(github, 'POST {repo}/pulls/7/comments', {
      ...comment,
      line: 15,
      commit_id: head,
    });
    expect(answer).toMatchObject({ status: 422, errors: [{ field: 'pull_request_review_thread.line' }] });
  });

  it('approves nothing in the name of the author or of Actions', async () => {
    const { github, head } = await openShop();
    const approve = { event: 'APPROVE', commit_id: head };
    expect(await ask(github, 'POST {repo}/pulls/7/reviews', approve)).toMatchObject({
      errors: ['GitHub Actions is not permitted to approve pull requests.'],
    });
    github.identify('ghp_ada', { login: 'ada' });
    expect((await ask(github, 'POST {repo}/pulls/7/reviews', approve, 'ghp_ada')).status).toBe(422);
    github.identify('ghp_root', { login: 'root' });
    expect((await ask(github, 'POST {repo}/pulls/7/reviews', approve, 'ghp_root')).status).toBe(200);
    expect(github.reviews(7)).toMatchObject([{ state: 'APPROVED', commit_id: head }]);
  });
});

describe('hiding a comment', () => {
  it('takes permission, moves updated_at and is no edit', async () => {
    const { github } = await openShop();
    const { node_id: id } = github.say(7, 'ada', 'hello');
    const graphql = async (query: string, variables: object): Promise<unknown> => {
      const headers = { authorization: `Bearer ${github.token}`, 'user-agent': 'test' };
      const body = JSON.stringify({ query, variables });
      return (await fetch(github.graphqlUrl, { method: 'POST', headers, body })).json();
    };
    const hide =
      'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }';
    github.permit({ 'pull-requests': 'read' });
    expect(await graphql(hide, { id })).toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
    github.permit({ 'pull-requests': 'write' });
    expect(await graphql(hide, { id })).toEqual({
      data: { minimizeComment: { minimizedComment: { isMinimized: true } } },
    });
    const [hidden] = github.comments(7);
    expect(hidden?.minimized).toBe('OUTDATED');
    expect(hidden?.updated_at).not.toBe(hidden?.created_at);
    const edited = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id lastEditedAt } } }';
    expect(await graphql(edited, { ids: [id] })).toEqual({ data: { nodes: [{ id, lastEditedAt: null }] } });
    expect(await graphql('{ viewer { hairColour } }', {})).toHaveProperty('errors');
    expect(github.violations()).toHaveLength(1);
    github.requests.length = 0;
  });
});
