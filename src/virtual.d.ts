/** Modules that the build writes from data (scripts/rules-plugin.ts). */
declare module 'virtual:rules' {
  const rules: readonly import('./domain/rule.ts').Rule[];
  export default rules;
}
