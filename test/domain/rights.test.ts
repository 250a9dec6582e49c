import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { operatorRoleSchema } from '../../domain/operators/operator.ts';
import { allRights, hasRight, rolesWith } from '../../domain/operators/rights.ts';
import { calls } from '../../preload/contract.ts';

/** The rows of the table in docs/roles.md: right → roles. */
function documented(): Record<string, string[]> {
  const text = readFileSync(new URL('../../docs/roles.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z-]+)` +\| ([a-z, -]+?) +\|/gm)];
  return Object.fromEntries(rows.map(([, right, roles]) => [right, (roles ?? '').split(', ')]));
}

describe('rights', () => {
  it('are those that docs/roles.md tells, right by right', () => {
    expect(documented()).toEqual(Object.fromEntries(allRights.map((r) => [r, rolesWith(r)])));
  });

  it('are all a supervisor’s, and none is an operator’s or nobody’s', () => {
    for (const right of allRights) {
      expect(hasRight('supervisor', right), right).toBe(true);
      expect(hasRight('operator', right), right).toBe(false);
      expect(hasRight(null, right), right).toBe(false);
    }
  });

  it('give every other role something', () => {
    for (const role of operatorRoleSchema.options) {
      const has = allRights.some((right) => hasRight(role, right));
      expect(has, role).toBe(role !== 'operator');
    }
  });

  it.each([
    ['getAlerts', ['protocol', 'security-officer']],
    ['listStops', ['security-officer']],
    ['changeStops', ['security-officer']],
    ['exportStopList', ['security-officer']],
    ['replaceDelegate', ['protocol']],
    ['exportBadgeBalance', ['organiser']],
    ['changeRole', []],
    ['getHelpCalls', 'operator'],
  ] as const)('guard the call %s', (name, access) => {
    expect(calls[name].access).toEqual(access);
  });
});
