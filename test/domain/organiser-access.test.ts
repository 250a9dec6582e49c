import { describe, expect, it } from 'vitest';
import {
  allOrganiserRights,
  organiserMay,
  organiserRoleSchema,
  rightsOfRole,
} from '../../domain/organiser/access.ts';
import { approvalKinds } from '../../domain/organiser/approvals.ts';

const roles = organiserRoleSchema.options;

describe('rights of the organiser’s page', () => {
  it('are no role’s altogether, and every role has some', () => {
    for (const role of roles) {
      const count = rightsOfRole(role).length;
      expect(count, role).toBeGreaterThan(0);
      expect(count, role).toBeLessThan(allOrganiserRights.length);
    }
  });

  it('keep the audit for the data protection officer, who changes nothing of the event', () => {
    expect(roles.filter((role) => organiserMay(role, 'read-audit'))).toEqual([
      'data-protection-officer',
    ]);
    for (const right of [
      'close-day',
      'change-event',
      'manage-accounts',
      'invite-station',
      'export-persons',
    ] as const)
      expect(organiserMay('data-protection-officer', right), right).toBe(false);
  });

  it('show a viewer no person', () => {
    expect(rightsOfRole('viewer')).toEqual([
      'see-figures',
      'see-stations',
      'see-help-calls',
      'export-figures',
    ]);
  });

  it('let what needs two people be asked for and approved by somebody', () => {
    for (const { request, approve } of Object.values(approvalKinds)) {
      expect(roles.some((role) => organiserMay(role, request))).toBe(true);
      expect(roles.some((role) => organiserMay(role, approve))).toBe(true);
    }
  });
});
