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
