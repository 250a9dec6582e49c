import type { CallOutput } from '../../../preload/contract.ts';
import type { SyncOptions } from './options.ts';
import { day, people, start, uuid } from './people.ts';

const minute = 60_000;
const at = (minutesAgo: number): number => start - minutesAgo * minute;

type Duplicates = CallOutput<'listDuplicates'>;
type Kiosks = CallOutput<'listKiosks'>;
type Stops = CallOutput<'listStops'>;

/** Two open duplicates, one of them of the longest name, and a settled one. */
export function duplicatesOf({ filled }: SyncOptions): Duplicates {
  if (!filled) return [];
  const all = people();
  return [4, 3, 8].map((index, place) => ({
    delegateId: all[index]?.id ?? '',
    printedName: all[index]?.printedName ?? '',
    delegation: all[index]?.delegation ?? '',
    checkpoint: 'registration',
    localDay: day,
    first: {
      admissionId: uuid(7, place),
      wall: at(44 - place * 7),
      kioskName: 'Desk 1',
      operatorName: 'Ahmed EL AMRANI',
    },
    further: {
      admissionId: uuid(7, 100 + place),
      wall: at(41 - place * 7),
      kioskName: place === 1 ? 'Desk 4, entrance of the interpreters' : 'Desk 2',
      operatorName: place === 1 ? 'Konstantinos PAPAGEORGIOU' : null,
    },
    resolution:
      place === 2
        ? {
            note: 'Went to desk 2 to ask for the cloakroom; was scanned again by mistake.',
            operatorName: 'Marie DUPONT',
            wall: at(12),
          }
        : null,
  }));
}

export function quarantinedOf({ filled }: SyncOptions): CallOutput<'listQuarantined'> {
  if (!filled) return [];
  return [
    { id: uuid(8, 1), where: 'hub', kioskName: 'Door 1', reason: 'revoked', wall: at(18) },
    { id: uuid(8, 2), where: 'here', kioskName: 'Desk 4', reason: 'not-understood', wall: at(9) },
  ];
}

export function rosterChangesOf({ filled }: SyncOptions): CallOutput<'listRosterChanges'> {
  if (!filled) return [];
  const change = (
    index: number,
    kind: CallOutput<'listRosterChanges'>[number]['kind'],
    detail: string,
    confirmed: boolean,
    minutesAgo: number,
  ): CallOutput<'listRosterChanges'>[number] => ({
    id: uuid(9, index),
    kind,
    delegateId: people()[index]?.id ?? '',
    printedName: people()[index]?.printedName ?? '',
    delegation: people()[index]?.delegation ?? '',
    detail,
    kioskName: index === 3 ? 'Desk 2' : 'Desk 1',
    operatorName: index === 8 ? null : 'Sunniva BERG',
    wall: at(minutesAgo),
    confirmed,
  });
  return [
    change(11, 'walk-in-registered', 'H. JANSSENS', false, 19),
    change(8, 'delegate-replaced', 'H. JANSSENS · NV 2018/114', true, 27),
    change(3, 'spelling-corrected', 'Wilhelmina Alexandrina VAN DER HEIJDEN', true, 25 * 60),
  ];
}

export function kiosksOf({ filled, long }: SyncOptions, now: number): Kiosks {
  const self: Kiosks[number] = {
    id: uuid(10, 0),
    name: 'Desk 2',
    mode: 'desk',
    state: 'enrolled',
    lastSeen: now - 2_000,
    self: true,
  };
  if (!filled) return [self];
  const other = (
    index: number,
    name: string,
    mode: Kiosks[number]['mode'],
    state: Kiosks[number]['state'],
    age: number | null,
  ): Kiosks[number] => ({
    id: uuid(10, index),
    name,
    mode,
    state,
    lastSeen: age === null ? null : now - age,
    self: false,
  });
  return [
    self,
    other(1, 'Desk 1', 'desk', 'enrolled', 4_000),
    other(
      2,
      long ? 'Desk 4, entrance of the interpreters and of the press, level −1' : 'Desk 4',
      'desk',
      'enrolled',
      9 * minute,
    ),
    other(3, 'Self-service left', 'kiosk', 'enrolled', 7_000),
    other(4, 'Door 1', 'door', 'revoked', 80 * minute),
    other(5, 'Door 2', 'door', 'enrolled', null),
    other(6, 'Desk 3', 'desk', 'replaced', 50 * 60 * minute),
  ];
}

export function stopsOf({ filled }: SyncOptions): Stops {
  if (!filled) return [];
  const one = people()[10];
  return [
    { kind: 'delegate', value: one?.id ?? '', label: one?.printedName ?? '' },
    { kind: 'badge', value: 'A7F30C12-000124', label: 'A7F30C12-000124' },
  ];
}
