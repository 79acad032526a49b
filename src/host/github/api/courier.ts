/** Carries one request after another to GitHub: as often as is safe, no faster than allowed, within the run's time. */
import type { Answer } from './api.ts';
import { faultOf, type Trouble } from './fault.ts';
import type { Reading } from './reading.ts';
import type { Clock, Times } from './times.ts';
import { exchange, type Message, type Reply } from './wire.ts';

type Resource = 'rest' | 'graphql';

export interface Errand {
  /** For people: the route as documented. */
  readonly asked: string;
  readonly message: Omit<Message, 'headers'>;
  readonly resource: Resource;
  readonly write: boolean;
  /** Whether twice has the same effect as once. */
  readonly repeatable: boolean;
  readonly read: (reply: Reply, date: number) => Reading;
}

export interface CourierOptions {
  readonly token: string;
  readonly hide: (text: string) => string;
  /** Milliseconds that the run has left. */
  readonly timeLeft: () => number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly times: Times;
}

type Failed = Exclude<Reading, { kind: 'data' }>;

export interface Delivered {
  readonly data: unknown;
  readonly headers: Headers;
}

const TRIES = 4;
const HOPS = 3;
/** Never waited longer at a stretch, and never to the run's last moment: a limit of an hour is told, not sat out. */
const MOST_WAIT = 600_000;
const RESERVE = 2_000;
/** "Wait at least one second between each" of many writes; a few may go at once (best-practices-for-using-the-rest-api). */
const WRITE_EVERY = 1000;
const WRITES_AT_ONCE = 20;
/** The current one, and the one that enterprise servers know that do not know it yet: those answer 400. */
const VERSIONS = { current: '2026-03-10', older: '2022-11-28' } as const;
const UNKNOWN_VERSION = new RegExp(`${VERSIONS.current}|api-?version`, 'i');

export class Courier {
  sent = 0;
  readonly #options: CourierOptions;
  #version: string = VERSIONS.current;
  /** Before these moments GitHub wants to hear nothing: all requests wait, or fail, together. */
  readonly #quietUntil = { rest: 0, graphql: 0 };
  #writesDue = -Infinity;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  async carry(errand: Errand): Promise<Answer<Delivered>> {
    const { clock, hide } = this.#options;
    let reached = false;
    for (let tries = 1; ; tries++) {
      const held = await this.#wait(errand);
      const reading = held ?? errand.read(await this.#send(errand.message), clock.date());
      if (reading.kind === 'data') return { ok: true, data: reading };
      reached ||= errand.write && reading.trouble.reached;
      const again = held === null && tries < TRIES && this.#mayRepeat(errand, reading);
      if (again && (await this.#pause(errand.resource, reading, tries))) continue;
      return { ok: false, fault: faultOf(errand.asked, { ...reading.trouble, reached }, hide) };
    }
  }

  /** Until it may be sent; the reason where that would be too late. */
  async #wait({ resource, write }: Errand): Promise<Extract<Reading, { kind: 'trouble' }> | null> {
    const { clock, signal, timeLeft } = this.#options;
    const quiet = Math.max(0, this.#quietUntil[resource] - clock.now());
    if (quiet > 0 && quiet > this.#patience())
      return unsent('limited', `GitHub asks to wait ${seconds(quiet)}, which is too long`);
    await this.#sleep(Math.max(quiet, write ? this.#turn() : 0));
    if (signal.aborted) return unsent('unavailable', 'the run was cancelled');
    return timeLeft() > 0 ? null : unsent('unavailable', 'no time is left');
  }

  /** How long a write has to wait for its turn, which is taken. */
  #turn(): number {
    const now = this.#options.clock.now();
    this.#writesDue = Math.max(this.#writesDue, now - WRITES_AT_ONCE * WRITE_EVERY) + WRITE_EVERY;
    return this.#writesDue - now;
  }

  #mayRepeat(errand: Errand, reading: Failed): boolean {
    if (reading.kind === 'limit') return true;
    const { kind, status, reached } = reading.trouble;
    const elsewhere = status >= 300 && status < 400;
    return kind === 'unavailable' && !elsewhere && (errand.repeatable || !reached);
  }

  /** Waits before the next try; false where the time does not allow it. */
  async #pause(resource: Resource, reading: Failed, tries: number): Promise<boolean> {
    const { clock, times } = this.#options;
    const growth = 2 ** (tries - 1);
    if (reading.kind === 'limit') {
      const wait = reading.limit.wait ?? times.limit * growth;
      const quiet = reading.limit.primary ? [resource] : (['rest', 'graphql'] as const);
      for (const each of quiet) this.#quietUntil[each] = Math.max(this.#quietUntil[each], clock.now() + wait);
      return wait <= this.#patience();
    }
    const wait = times.retry * growth * (0.75 + Math.random() / 2);
    if (wait > this.#patience()) return false;
    await this.#sleep(wait);
    return true;
  }

  #patience(): number {
    return Math.min(MOST_WAIT, this.#options.timeLeft() - RESERVE);
  }

  async #sleep(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await this.#options.clock.sleep(milliseconds, this.#options.signal);
  }

  /** One request, its redirects on the same server, and the older version where the current one is not known. */
  async #send(message: Omit<Message, 'headers'>): Promise<Reply> {
    const reply = await this.#follow(message);
    if (reply.kind === 'broken' || ![400, 410].includes(reply.status)) return reply;
    if (this.#version === VERSIONS.older || !UNKNOWN_VERSION.test(reply.body)) return reply;
    this.#version = VERSIONS.older;
    return this.#follow(message);
  }

  /** GitHub redirects what was renamed, and wants the request repeated as it was (best-practices, "Follow redirects"). */
  async #follow(message: Omit<Message, 'headers'>): Promise<Reply> {
    const { times, signal, timeLeft } = this.#options;
    let { url } = message;
    for (let hops = 0; ; hops++) {
      this.sent++;
      const headers = this.#headers(message.body !== undefined);
      const reply = await exchange({ ...message, url, headers }, { times, left: timeLeft(), signal });
      const next = reply.kind === 'reply' ? redirect(reply.status, reply.headers, url) : null;
      if (next === null || hops === HOPS) return reply;
      url = next;
    }
  }

  #headers(body: boolean): Record<string, string> {
    return {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${this.#options.token}`,
      'user-agent': 'gatewright',
      'x-github-api-version': this.#version,
      ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    };
  }
}

/** Where a redirect leads, if it stays on the same server: the token goes nowhere else. */
function redirect(status: number, headers: Headers, from: string): string | null {
  const location = headers.get('location');
  if (![301, 302, 307, 308].includes(status) || location === null || !URL.canParse(location, from))
    return null;
  const to = new URL(location, from);
  return to.origin === new URL(from).origin && to.username === '' ? to.href : null;
}

function unsent(kind: Trouble['kind'], why: string): Extract<Reading, { kind: 'trouble' }> {
  return { kind: 'trouble', trouble: { kind, status: 0, why, said: '', reached: false } };
}

const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1000)} seconds`;
