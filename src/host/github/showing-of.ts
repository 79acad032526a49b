/** What a desk has of what showing a verdict needs. */
import type { Desk } from './desk.ts';
import type { Showing } from './show/showing.ts';

type Shown = Pick<Showing, 'occasion' | 'head' | 'branch' | 'headNow' | 'worth'>;

export function showingOf(desk: Desk, shown: Shown): Showing {
  const { api, place, run, env, signal, timeLeft, surfaces } = desk;
  return {
    ...{ api, place, run, signal, timeLeft, surfaces },
    ...shown,
    summaryFile: env['GITHUB_STEP_SUMMARY'],
    print: (text) => void process.stdout.write(text),
  };
}
