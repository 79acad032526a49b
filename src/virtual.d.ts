/** Modules that the build writes from data (scripts/rules-plugin.ts). */
declare module 'virtual:rules' {
  const rules: readonly import('./domain/rule.ts').Rule[];
  export default rules;
}

/** The text of workflows under docs/workflows (scripts/workflows-plugin.ts). */
declare module 'virtual:workflows' {
  const workflows: Readonly<Record<'simple' | 'hardened', string>>;
  export default workflows;
}

/** The files of prompts/ (scripts/prompts-plugin.ts). */
declare module 'virtual:prompts' {
  const prompts: readonly import('./kit/prompt-file.ts').Prompt[];
  export default prompts;
}

/** Examples of the rules of the pack (scripts/rules-plugin.ts). */
declare module 'virtual:security-examples' {
  const examples: Readonly<Record<string, Pick<import('./domain/rule.ts').Rule, 'bad' | 'good'>>>;
  export default examples;
}

/** The pack in Semgrep's format, packed (scripts/security-files-plugin.ts). */
declare module 'virtual:security-files' {
  const files: string;
  export default files;
}

/** By language, frozen rules, packed (scripts/security-plugin.ts). */
declare module 'virtual:security-pack' {
  const pack: Readonly<Record<string, string>>;
  export default pack;
}
