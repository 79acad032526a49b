/** How a secret may be spelt where it leaks: plain, in base64 at any offset, in hex, and each of these backwards. */

export function spellings(secret: string): string[] {
  const base64 = ['', 'a', 'ab'].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(before ? 4 : 0),
  );
  const bytes = Buffer.from(secret);
  const forward = [secret, ...base64, bytes.toString('base64url'), bytes.toString('hex')];
  return [...forward, ...forward.map((text) => [...text].reverse().join(''))];
}
