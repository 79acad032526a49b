/** The texts that the process of apply-slowly.ts replaces: large enough to be seen half written, the fourth the largest. */
const lines = (n: number): number => 800 * ((n % 4) + 1);
export const oldText = (n: number): string => `// old ${n}\n`.repeat(lines(n));
export const newText = (n: number): string => `// new text ${n}\n`.repeat(lines(n));
