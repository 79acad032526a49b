/** The judge's side of the protocol in a few lines, written apart from src/ so that tests do not trust it. */
import fs from 'node:fs';

export const HELLO = 1,
  FILES = 2,
  JUDGE = 3,
  REPLY = 4;
export const ASK = 16,
  AT = 17,
  FOUND = 18,
  DONE = 19,
  FAULT = 20,
  PARTED = 21,
  TROUBLE = 22;

export function frame(kind, header, payload = Buffer.alloc(0)) {
  const json = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(9);
  start.writeUInt32BE(5 + json.length + payload.length, 0);
  start.writeUInt8(kind, 4);
  start.writeUInt32BE(json.length, 5);
  return Buffer.concat([start, json, payload]);
}

export function write(bytes) {
  for (let at = 0; at < bytes.length;) at += fs.writeSync(3, bytes, at);
}

export const send = (kind, header, payload) => write(frame(kind, header, payload));

/** Calls `onFrame(kind, header, payload)` for what the parent sends, `onEnd()` when it sends no more. */
export function listen(onFrame, onEnd) {
  let held = Buffer.alloc(0);
  process.stdin.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 4 && held.length >= 4 + held.readUInt32BE(0)) {
      const body = held.subarray(4, 4 + held.readUInt32BE(0));
      held = held.subarray(4 + body.length);
      const end = 5 + body.readUInt32BE(1);
      onFrame(body.readUInt8(0), JSON.parse(body.subarray(5, end)), body.subarray(end));
    }
  });
  process.stdin.on('end', onEnd);
}
