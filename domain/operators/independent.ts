/**
 * Who alone made each account or last chose its secret, by id: that person may hold both secrets.
 * Null where nobody else may: the configuration, the hub's administrator or two colleagues vouched
 * for the account, or its holder chose the secret.
 */
export type Makers = ReadonlyMap<string, string | null>;

/**
 * Whether two accounts count as two people: no one person can hold the secrets of both. The one rule
 * for operators of a station and accounts of the hub; each says how a maker is cleared
 * (docs/reference/roles.md).
 *
 * Two that one person made are not independent, nor is anyone of whoever made them.
 */
export function areIndependent(a: string, b: string, makers: Makers): boolean {
  const behindA = pathOf(a, makers);
  return [...pathOf(b, makers)].every((id) => !behindA.has(id));
}

/** The account, its maker, the maker's maker, and so on. */
function pathOf(id: string, makers: Makers): Set<string> {
  const path = new Set<string>();
  for (let next: string | null = id; next !== null && !path.has(next); ) {
    path.add(next);
    next = makers.get(next) ?? null;
  }
  return path;
}
