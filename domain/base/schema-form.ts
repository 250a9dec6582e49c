/**
 * A 31-bit number that identifies a schema: FNV-1a over the statements without comments and white
 * space. It need not resist forgery: it only tells stores of development versions from those of
 * released ones.
 *
 * @param migrations the SQL of the migrations that made the store, in order
 * @returns never 0, which is the value of a store without one
 */
export function schemaForm(migrations: readonly string[]): number {
  const text = migrations
    .join('\n')
    .replaceAll(/--[^\n]*/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  }
  return hash & 0x7fff_ffff || 1;
}
