/** How the local Anthropic server answers one request: well, or in one of the ways in which servers fail. */
import type { ServerResponse } from 'node:http';

export type Behaviour = (response: ServerResponse) => void;

interface Said {
  readonly stopReason?: string;
  readonly input?: number;
  readonly output?: number;
}

type Event = readonly [type: string, data: Readonly<Record<string, unknown>>];

function events(text: string, { stopReason = 'end_turn', input = 100, output = 50 }: Said): Event[] {
  const usage = {
    input_tokens: input,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: 1,
  };
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-test',
    content: [],
    usage,
  };
  const half = Math.ceil(text.length / 2);
  const delta = (part: string): Event => [
    'content_block_delta',
    { index: 1, delta: { type: 'text_delta', text: part } },
  ];
  return [
    ['message_start', { message: { ...message, stop_reason: null, stop_sequence: null } }],
    // Models that always think begin with a block of another type.
    ['content_block_start', { index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } }],
    ['content_block_stop', { index: 0 }],
    ['ping', {}],
    ['content_block_start', { index: 1, content_block: { type: 'text', text: '' } }],
    delta(text.slice(0, half)),
    delta(text.slice(half)),
    ['content_block_stop', { index: 1 }],
    [
      'message_delta',
      { delta: { stop_reason: stopReason, stop_sequence: null }, usage: { output_tokens: output } },
    ],
    ['message_stop', {}],
  ];
}

const written = ([type, data]: Event): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

function open(response: ServerResponse): ServerResponse {
  return response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'request-id': 'req_stream',
  });
}

/** A whole reply. */
export function says(text: string, said: Said = {}): Behaviour {
  return (response) => void open(response).end(events(text, said).map(written).join(''));
}

export function fails(status: number, type: string, headers: Record<string, string> = {}): Behaviour {
  return (response) => {
    const error = {
      type: 'error',
      error: { type, message: `echo: ${'sk-ant-'}canary \u001b[31m::error::x` },
    };
    response.writeHead(status, {
      'content-type': 'application/json',
      'request-id': 'req_failed',
      ...headers,
    });
    response.end(JSON.stringify(error));
  };
}

/** 200, and then an event that says that all is lost. */
export const errorEvent: Behaviour = (response) => {
  const [start = ''] = events('{}', {}).map(written);
  const error: Event = ['error', { error: { type: 'overloaded_error', message: 'Overloaded' } }];
  open(response).end(start + written(error));
};

/** The connection breaks within an event. */
export function breaksOff(text: string): Behaviour {
  return (response) => {
    const all = events(text, {}).map(written).join('');
    open(response).write(all.slice(0, all.length - 40), () => response.destroy());
  };
}

/** The stream ends in good order, without its last event. */
export function neverStops(text: string): Behaviour {
  return (response) => void open(response).end(events(text, {}).slice(0, -1).map(written).join(''));
}

/** It never ends, and always says something. */
export const pingsForever: Behaviour = (response) => {
  open(response);
  repeat(response, () => void response.write(written(['ping', {}])), 20);
};

/** One byte after another. */
export function trickles(text: string): Behaviour {
  return (response) => {
    const bytes = [...events(text, {}).map(written).join('')];
    open(response);
    repeat(response, () => void response.write(bytes.shift() ?? ''), 100);
  };
}

function repeat(response: ServerResponse, step: () => void, ms: number): void {
  const timer = setInterval(step, ms);
  response.once('close', () => clearInterval(timer));
}

export const hangs: Behaviour = () => {};

export const resets: Behaviour = (response) => void response.socket?.resetAndDestroy();

export const showsAPage: Behaviour = (response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');

export function redirects(to: string): Behaviour {
  return (response) => void response.writeHead(307, { location: to }).end();
}

/** So many bytes of one event, as fast as they are taken. */
export function floods(bytes: number): Behaviour {
  return (response) => {
    open(response).write('event: ping\ndata: "');
    const chunk = Buffer.alloc(65_536, 'x');
    let left = bytes;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= chunk.length;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  };
}
