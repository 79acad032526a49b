/** A module that no file holds: `virtual:<name>`, whose default export is data read when it is bundled. */

export interface VirtualModule {
  readonly name: string;
  resolveId(source: string): string | undefined;
  load(id: string): Promise<string> | undefined;
}

/** A plugin for rolldown and for vite. */
export function virtualModule(name: string, read: () => unknown): VirtualModule {
  const [asked, id] = [`virtual:${name}`, `\0virtual:${name}`];
  const code = async () => `export default ${JSON.stringify(await read())};`;
  return {
    name,
    resolveId: (source) => (source === asked ? id : undefined),
    load: (loaded) => (loaded === id ? code() : undefined),
  };
}
