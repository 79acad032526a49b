/** An API of fixed answers, for whatever only asks. */
import type { Answer, Api, Fault } from '../../../../../src/host/github/api/api.ts';

const FAULT: Fault = {
  kind: 'forbidden',
  status: 403,
  message: 'It may not be read.',
  said: '',
  maybeApplied: false,
};

/** An API that has these answers; what it was asked is told by `asked`. */
export function apiOf(answers: Readonly<Record<string, unknown>>): Api & { readonly asked: string[] } {
  const asked: string[] = [];
  const answer = async <T>(route: string): Promise<Answer<T>> => {
    asked.push(route);
    return route in answers ? { ok: true, data: answers[route] as T } : { ok: false, fault: FAULT };
  };
  return {
    asked,
    request: (route) => answer(route),
    list: (route) => answer(route),
    graphql: () => answer('graphql'),
    sent: 0,
  };
}
