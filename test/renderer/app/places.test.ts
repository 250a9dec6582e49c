import { describe, expect, it } from 'vitest';
import { hasRight, operatorRoleSchema } from '../../../domain/operators/rights.ts';
import { railOf, sidebarOf } from '../../../renderer/app/places.ts';
import { screenNames } from '../../../ui/navigation.tsx';
import { sampleEvent } from '../../support/sample-event.ts';

const roles = operatorRoleSchema.options;
const start = ['desk', 'delegations', 'problems'];

describe('the rail by role', () => {
  it.each([
    ['operator', []],
    ['supervisor', ['roster', 'badges', 'day-close', 'reports']],
    ['organiser', ['roster', 'badges', 'day-close', 'reports']],
    ['protocol', ['roster']],
    ['security-officer', ['roster']],
    ['data-protection-officer', []],
  ] as const)('%s', (role, further) => {
    expect(railOf(role, false, sampleEvent)).toEqual([...start, ...further]);
  });

  it('brings what ends the day forward for everyone after the last session', () => {
    expect(railOf('operator', true, sampleEvent)).toEqual([...start, 'badges', 'day-close']);
    expect(railOf('supervisor', true, sampleEvent)).toEqual([
      ...start,
      'badges',
      'day-close',
      'reports',
      'roster',
    ]);
  });
});

it('has no delegations where the event has none, in no menu', () => {
  const event = { delegations: [] };
  expect(railOf('supervisor', false, event)).not.toContain('delegations');
  const aside = sidebarOf('supervisor', false, event).flatMap(({ places }) => places);
  expect(aside).not.toContainEqual({ screen: 'delegations' });
});

describe('what the rail leaves out', () => {
  const placesOf = (role: (typeof roles)[number], isEvening: boolean) =>
    sidebarOf(role, isEvening, sampleEvent).flatMap(({ places }) => places);

  it.each(roles.flatMap((role) => [[role, false] as const, [role, true] as const]))(
    'is in the sidebar, each screen once: %s, evening %s',
    (role, isEvening) => {
      const aside = placesOf(role, isEvening).flatMap((one) => ('screen' in one ? one.screen : []));
      const open = [...railOf(role, isEvening, sampleEvent), ...aside, 'emergency', 'settings'];
      const expected = screenNames.filter(
        (name) =>
          (name !== 'templates' || role === 'supervisor') &&
          (name !== 'reports' || hasRight(role, 'export')),
      );
      expect(open.toSorted()).toEqual([...expected].sort());
    },
  );

  it.each(roles)('holds each subject of the settings that %s may read', (role) => {
    const subjects = placesOf(role, false).flatMap((one) => ('subject' in one ? one.subject : []));
    expect(subjects).toHaveLength(new Set(subjects).size);
    expect(subjects.includes('activity')).toBe(hasRight(role, 'read-activity'));
    expect(subjects.includes('ready')).toBe(hasRight(role, 'see-readiness'));
    expect(subjects).toEqual(
      expect.arrayContaining(['camera', 'scanner', 'desk', 'station', 'health', 'about']),
    );
  });
});
