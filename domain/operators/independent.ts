/**
 * Account id → the person who alone created the account or last chose its secret, and so may know
 * both secrets. Null where no one else can: the configuration, the hub's administrator or two
 * colleagues vouched for the account, or its holder chose the secret.
 */
export type Makers = ReadonlyMap<string, string | null>;

/**
 * Whether two accounts count as two people, because no one person can know the secrets of both.
 * Operators of a station and accounts of the hub share this rule. Each side says how a maker is
 * cleared (docs/reference/roles.md).
 *
 * Two accounts created by one person are not independent, and neither is any account of its maker.
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
