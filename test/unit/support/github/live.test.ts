import { expect, it } from 'vitest';
import { OBSERVATIONS } from '../../../support/github/live/observations.ts';
import type { Place } from '../../../support/github/live/probe.ts';
import { REFUSALS } from '../../../support/github/live/refusals.ts';
import { WRITING } from '../../../support/github/live/writing.ts';
import { forgive, openShop } from './asking.ts';

it('answers every question of the live check as its table says', async () => {
  const { github, head } = await openShop();
  const run = github.run({ head, status: 'in_progress', conclusion: null });
  const place: Place = {
    ...{ pull: 7, head, path: 'a.txt', line: 2, run: run.id },
    ask: async (line, body, headers = {}) => {
      const [method = 'GET', path = ''] = line.split(' ');
      const url =
        path === '/graphql'
          ? github.graphqlUrl
          : `${github.apiUrl}${path.replace('{repo}', '/repos/acme/shop')}`;
      const response = await fetch(url, {
        method,
        headers: { authorization: `Bearer ${github.token}`, 'user-agent': 'test', ...headers } as Record<
          string,
          string
        >,
        body: typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
    },
  };
  for (const probe of [...REFUSALS, ...OBSERVATIONS, ...WRITING])
    expect([probe.row, await probe.run(place)]).toEqual([probe.row, { kind: 'agrees' }]);
  forgive(github);
});
