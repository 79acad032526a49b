/** The texts that the process of apply-slowly.ts replaces, large enough that a write could be seen half done. */
export const oldText = (n: number): string => `// old ${n}\n`.repeat(4000);
export const newText = (n: number): string => `// new text ${n}\n`.repeat(5000);
