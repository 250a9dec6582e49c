import type { Rolldown } from 'vite';

/**
 * A module and everything loaded with it, each after its imports.
 *
 * @param file absolute path
 * @returns ids of modules; none if the build does not have the file
 */
export function loadOrder(file: string, graph: Rolldown.ChunkingContext): string[] {
  const order = new Set<string>();
  const begun = new Set<string>();
  const visit = (id: string): void => {
    const module = begun.has(id) ? null : graph.getModuleInfo(id);
    if (module === null) return;
    begun.add(id);
    for (const next of module.importedIds) visit(next);
    order.add(id);
  };
  visit(file);
  return [...order];
}

/**
 * Returns a test of whether a module is loaded with one of the files: it is the file, or the file
 * imports it directly or indirectly.
 */
export function importedBy(
  ...files: readonly string[]
): (id: string, graph: Rolldown.ChunkingContext) => boolean {
  let found: ReadonlySet<string> = new Set();
  return (id, graph) => {
    // Empty in builds without the files, such as a worker's.
    if (found.size === 0) found = new Set(files.flatMap((file) => loadOrder(file, graph)));
    return found.has(id);
  };
}
