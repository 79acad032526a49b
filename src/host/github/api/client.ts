/** The client itself: routes, lists and GraphQL over one courier. */
import pLimit, { type LimitFunction } from 'p-limit';
import type { Answer, Api, FaultKind, ListOptions, Parameters } from './api.ts';
import { Courier, type Delivered, type Errand } from './courier.ts';
import { faultOf } from './fault.ts';
import type { ApiOptions } from './open-api.ts';
import { listAll } from './pages.ts';
import { readGraphql, readRest } from './reading.ts';
import { address } from './route.ts';
import { openHider } from '../../../kit/secret.ts';
import type { Clock, Times } from './times.ts';

/** "Make requests serially" (best-practices-for-using-the-rest-api): writes are; a few reads at once do no harm. */
const READS_AT_ONCE = 6;

/** Appends the annotations that it is given (rest/checks/runs, "Update a check run"): twice is not once. */
const APPENDS = new Set(['PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}']);

export class Client implements Api {
  readonly #options: ApiOptions;
  readonly #token: string;
  readonly #hide: (text: string) => string;
  readonly #courier: Courier;
  readonly #reads: LimitFunction = pLimit(READS_AT_ONCE);
  readonly #writes: LimitFunction = pLimit(1);

  constructor(options: ApiOptions, clock: Clock, times: Times) {
    this.#options = options;
    this.#token = options.token.trim();
    this.#hide = openHider(this.#token);
    const { timeLeft, signal } = options;
    this.#courier = new Courier({ token: this.#token, hide: this.#hide, timeLeft, signal, clock, times });
  }

  get sent(): number {
    return this.#courier.sent;
  }

  async request<T>(route: string, parameters: Parameters = {}): Promise<Answer<T>> {
    return dataOf<T>(await this.#ask(route, parameters));
  }

  async list<T>(
    route: string,
    parameters: Parameters = {},
    options: ListOptions = {},
  ): Promise<Answer<readonly T[]>> {
    const answer = await listAll({
      parameters,
      options,
      origin: new URL(this.#options.apiUrl).origin,
      ask: (page) => this.#ask(route, page),
      fail: (why) => this.#fail(route, 'unavailable', why),
    });
    return answer as Answer<readonly T[]>;
  }

  async graphql<T>(query: string, variables: Parameters): Promise<Answer<T>> {
    const write = !/^\s*(?:query\b|\{)/.test(query);
    const name = /^\s*(?:query|mutation)\s+(\w+)/.exec(query)?.[1];
    const body = JSON.stringify({ query, variables });
    const errand: Errand = {
      asked: name === undefined ? 'A GraphQL request' : `The GraphQL request ${name}`,
      message: { method: 'POST', url: this.#options.graphqlUrl, body },
      resource: 'graphql',
      write,
      repeatable: !write,
      read: readGraphql,
    };
    return dataOf<T>(await this.#carry(errand));
  }

  async #ask(route: string, parameters: Parameters): Promise<Answer<Delivered>> {
    const message = address(route, parameters, this.#options);
    if (message === null) return this.#fail(route, 'invalid', 'a name in it cannot stand in a URL');
    const write = message.method !== 'GET';
    const repeatable = message.method !== 'POST' && !APPENDS.has(route);
    return this.#carry({ asked: route, message, resource: 'rest', write, repeatable, read: readRest });
  }

  async #carry(errand: Errand): Promise<Answer<Delivered>> {
    // Node's fetch quotes a header that it refuses, so a token with a line end in it would be in the error.
    if (!/^[\x21-\x7e]+$/.test(this.#token))
      return this.#fail(errand.asked, 'unauthorised', 'the token has characters that no token has');
    return (errand.write ? this.#writes : this.#reads)(() => this.#courier.carry(errand));
  }

  #fail(asked: string, kind: FaultKind, why: string): Answer<never> {
    const trouble = { kind, status: 0, why, said: '', reached: false };
    return { ok: false, fault: faultOf(asked, trouble, this.#hide) };
  }
}

function dataOf<T>(answer: Answer<Delivered>): Answer<T> {
  return answer.ok ? { ok: true, data: answer.data.data as T } : answer;
}
