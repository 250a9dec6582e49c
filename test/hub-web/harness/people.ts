import type { OrganiserAnswer } from '../../../domain/wire/organiser.ts';
import { delegationOf, event, now, today, uuid, type World } from './world.ts';

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Persons whose name, delegation or code holds every word of the query. */
export function searchAnswer(
  world: World,
  query: string,
  limit: number,
): OrganiserAnswer<'searchRoster'> {
  const words = fold(query).split(/\s+/);
  const found = world.delegates.filter((one) => {
    const name = delegationOf(one.delegation)?.name;
    const text = fold(
      `${one.printedName} ${one.nativeName} ${one.registrationCode} ${name?.en} ${name?.fr}`,
    );
    return words.every((word) => text.includes(word));
  });
  return {
    more: found.length > limit,
    rows: found.slice(0, limit).map((one) => ({
      id: one.id,
      registrationCode: one.registrationCode,
      title: one.title,
      printedName: one.printedName,
      nativeName: one.nativeName,
      jobTitle: one.jobTitle,
      delegation: one.delegation,
      administration: one.administration,
      role: one.role,
      category: one.category,
      status: one.status,
      vip: one.vip,
      presentToday: world.arrivals.has(one.id),
      presentAnyDay: world.arrivals.has(one.id),
    })),
  };
}

/** One person; null where there is none such. */
export function delegateAnswer(world: World, id: string): OrganiserAnswer<'delegate'> | null {
  const person = world.delegates.find((one) => one.id === id);
  if (person === undefined) return null;
  const wall = world.arrivals.get(id);
  const admission = {
    id: uuid(8, 1),
    day: today,
    checkpoint: 'registration',
    wall: wall ?? now,
    kioskName: 'Desk 1',
    operatorName: 'Marie DUPONT',
    badgeSerial: 'A7F30C12-000118',
  };
  return {
    delegate: {
      id: person.id,
      registrationCode: person.registrationCode,
      title: person.title,
      printedName: person.printedName,
      givenName: person.givenName,
      familyName: person.familyName,
      nativeName: person.nativeName,
      jobTitle: person.jobTitle,
      delegation: person.delegation,
      administration: person.administration,
      role: person.role,
      category: person.category,
      status: person.status,
      days: person.days,
      language: person.language,
      vip: person.vip,
      listed: person.listed,
    },
    admissions:
      wall === undefined
        ? []
        : [
            { ...admission, state: 'standing' },
            {
              ...admission,
              id: uuid(8, 2),
              wall: wall + 90_000,
              kioskName: 'Kiosk 2',
              operatorName: null,
              state: 'duplicate',
            },
          ],
    badges:
      wall === undefined
        ? []
        : [
            { serial: 'A7F30C12-000118', state: 'handed-over', valid: true },
            { serial: 'A7F30C12-000097', state: 'destroyed', valid: false },
          ],
  };
}

/** Everything that a hub holds of one person; null where there is none such. */
export function personAnswer(world: World, id: string): OrganiserAnswer<'personReport'> | null {
  const person = world.delegates.find((one) => one.id === id);
  if (person === undefined) return null;
  return {
    formatVersion: 1,
    event: { id: event.id, name: event.name.en },
    made: now,
    source: 'Hub of the venue',
    delegateId: id,
    delegate: person,
    corrections: [{ field: 'printedName', value: person.printedName }],
    facts: [],
    badges: [{ serial: 'A7F30C12-000118', state: 'issued', wall: now }],
    printJobs: [],
    log: [{ kind: 'searched', operatorId: uuid(1, 1), detail: 'lindqvist', wall: now }],
    quarantine: [],
    onStopList: false,
    photo: null,
    recipients: [{ name: 'Desk 1', mode: 'desk', fields: ['printedName'] }],
  };
}
