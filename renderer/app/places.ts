import { hasGroups } from '../../domain/delegations.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { hasRight, type OperatorRole } from '../../domain/operators/rights.ts';
import type { Screen, SettingsSubject } from '../../ui/navigation.tsx';

/** A line of the settings' sidebar: a screen, or a subject of the settings. */
export type Place = { screen: Exclude<Screen, 'settings'> } | { subject: SettingsSubject };

export interface PlaceGroup {
  name: 'event' | 'devices' | 'station' | 'access';
  places: readonly Place[];
}

/** The screens that registration staff need from the morning on. */
const everyones: readonly Screen[] = ['desk', 'delegations', 'problems'];

/** Day close and what it needs; shown to everyone after the last session. */
const evenings: readonly Screen[] = ['badges', 'day-close', 'reports'];

/** The further screens that a role works with all day. */
const office: Readonly<Record<OperatorRole, readonly Screen[]>> = {
  operator: [],
  supervisor: ['roster', ...evenings],
  organiser: ['roster', ...evenings],
  protocol: ['roster'],
  'security-officer': ['roster'],
  'data-protection-officer': [],
};

function mayOpen(role: OperatorRole, screen: Screen): boolean {
  if (screen === 'templates') return role === 'supervisor';
  return screen !== 'reports' || hasRight(role, 'export');
}

/**
 * The screens of the rail, from top to bottom. The rest is in the settings' sidebar.
 *
 * @param isEvening the day's last session is over
 */
export function railOf(
  role: OperatorRole,
  isEvening: boolean,
  event: Pick<EventFile, 'delegations'>,
): Screen[] {
  const further = isEvening ? [...evenings, ...office[role]] : office[role];
  return [...new Set([...everyones, ...further])].filter(
    (screen) => mayOpen(role, screen) && (screen !== 'delegations' || hasGroups(event)),
  );
}

const screen = (name: Exclude<Screen, 'settings'>): Place => ({ screen: name });
const subject = (name: SettingsSubject): Place => ({ subject: name });

const groups: readonly PlaceGroup[] = [
  {
    name: 'event',
    places: [
      subject('ready'),
      subject('training'),
      screen('sync'),
      screen('roster'),
      screen('badges'),
      screen('day-close'),
      screen('reports'),
    ],
  },
  {
    name: 'devices',
    places: [
      screen('printers'),
      screen('jobs'),
      screen('templates'),
      subject('camera'),
      subject('scanner'),
    ],
  },
  {
    name: 'station',
    places: [subject('desk'), subject('station'), subject('health'), subject('about')],
  },
  {
    name: 'access',
    places: [subject('operators'), subject('security'), subject('privacy'), subject('activity')],
  },
];

/** Everything that a role may open and that its rail does not show. */
export function sidebarOf(
  role: OperatorRole,
  isEvening: boolean,
  event: Pick<EventFile, 'delegations'>,
): PlaceGroup[] {
  const rail = railOf(role, isEvening, event);
  const isShown = (place: Place): boolean => {
    if ('screen' in place) return !rail.includes(place.screen) && mayOpen(role, place.screen);
    if (place.subject === 'activity') return hasRight(role, 'read-activity');
    return place.subject !== 'ready' || hasRight(role, 'see-readiness');
  };
  return groups.map(({ name, places }) => ({ name, places: places.filter(isShown) }));
}
