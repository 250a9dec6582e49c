import { describe, expect, it } from 'vitest';
import { allRights, hasRight, operatorRoleSchema } from '../../domain/operators/rights.ts';
import { calls } from '../../preload/contract.ts';

describe('rights', () => {
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
