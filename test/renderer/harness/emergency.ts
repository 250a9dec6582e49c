import type { Evacuation, InsidePerson } from '../../../preload/contract/evacuation.ts';
import type { EnterFromPaperAnswer } from '../../../preload/contract/from-paper.ts';
import { day, kioskName, type Model, next, now, runningClock, start } from './model.ts';
import { uuid } from './people.ts';
import type { Verbs } from './station.ts';

interface Options {
  /** How many are inside; 0 nobody. */
  inside: number;
  /** The station works alone. */
  alone: boolean;
  /** The system's printers. */
  printers: number;
  /** Today's pack was prepared. */
  pack: boolean;
  /** How entries from paper end. */
  paper: string;
}

function optionsOf(): Options {
  const params = new URLSearchParams(window.location.search);
  return {
    inside: Number(params.get('inside') ?? '60'),
    alone: params.get('sync') === null,
    printers: Number(params.get('paperPrinters') ?? '2'),
    pack: params.get('pack') === '1',
    paper: params.get('paper') ?? 'entered',
  };
}

function personOf(model: Model, index: number): InsidePerson {
  const person = model.delegates[index % Math.max(1, model.delegates.length)];
  const isUnknown = index === 17;
  return {
    id: isUnknown ? 'A7F30C12-000231' : uuid(14, index),
    printedName: isUnknown ? '' : (person?.printedName ?? ''),
    nativeName: isUnknown ? '' : (person?.nativeName ?? ''),
    delegation: isUnknown ? '' : (person?.delegation ?? ''),
    category: 'delegate',
    checkpoint: 'registration',
    since: start - (index % 90) * 60_000,
    seenAt: null,
  };
}

function byDelegation(people: readonly InsidePerson[]): InsidePerson[] {
  return people.toSorted((a, b) => (a.delegation < b.delegation ? -1 : 1));
}

function listOf(model: Model, { inside, alone }: Options, seen: Map<string, number>): Evacuation {
  const people = Array.from({ length: inside }, (_, index) => personOf(model, index)).map(
    (one) => ({ ...one, seenAt: seen.get(one.id) ?? null }),
  );
  const third = Math.ceil(people.length / 3);
  const gates = ['stce', 'pgs'];
  const zones = gates.map((gate, index) => ({
    zone: `@${gate}`,
    checkpoints: [gate],
    people: byDelegation(people.slice(index * third, (index + 1) * third)),
  }));
  zones.push({ zone: '', checkpoints: [], people: byDelegation(people.slice(2 * third)) });
  const others = [
    { id: uuid(7, 2), name: 'Desk 1', mode: 'desk' as const, heardAt: start - 40_000 },
    { id: uuid(7, 4), name: 'Door STCE', mode: 'door' as const, heardAt: start - 22 * 60_000 },
    { id: uuid(7, 5), name: 'Kiosk hall', mode: 'kiosk' as const, heardAt: null },
  ];
  return {
    day,
    asOf: runningClock(),
    inside: people.length,
    zones: zones
      .filter((zone) => zone.people.length > 0)
      .map((zone) => ({ ...zone, zone: zone.zone === '' ? null : zone.zone })),
    stations: [
      { id: uuid(7, 1), name: kioskName, mode: 'desk', self: true, heardAt: runningClock() },
      ...(alone ? [] : others.map((one) => ({ ...one, self: false }))),
    ],
    hub: alone ? null : { lastContact: start - 3 * 60_000 },
  };
}

/** A pretended main's calls for a bad day. `inside=5000`, `pack=1`, `paper=refused` and the like set the scene. */
export function emergencyVerbs(model: Model): Verbs {
  const options = optionsOf();
  const seen = new Map<string, number>();
  let prepared = options.pack ? { at: start - 3_600_000, badges: 48 } : null;
  return {
    getEvacuation: () => listOf(model, options, seen),
    tickEvacuated: ({ id, seen: isSeen }: { id: string; seen: boolean }) => {
      if (isSeen) seen.set(id, now(model));
      else seen.delete(id);
    },
    clearEvacuated: () => seen.clear(),
    printEvacuation: () => ({ pages: 3 }),
    listPaperPrinters: () =>
      ['Office printer', 'Printer of the Secretariat, second floor']
        .slice(0, options.printers)
        .map((name) => ({ queue: name, name })),
    getEmergencyPack: () => ({
      day,
      prepared: prepared === null ? null : { ...prepared, operatorName: 'Marie DUPONT' },
      due: prepared === null && model.delegates.length > 0 && model.options.warnings,
      people: model.delegates.length === 0 ? 0 : 962,
      rosterAsOf: options.alone ? null : start - 60_000,
    }),
    prepareEmergencyPack: ({ badges }: { badges: number }) => {
      prepared = { at: now(model), badges: (prepared?.badges ?? 0) + badges };
      model.emit('stationChanged');
      return { pages: 41 };
    },
    enterFromPaper: (input: { at: number; number: string }): EnterFromPaperAnswer => {
      if (options.paper === 'refused') return { outcome: 'refused', why: 'cancelled' };
      if (options.paper === 'already-in') return { outcome: 'already-in', at: start - 3_600_000 };
      return {
        outcome: 'entered',
        admissionId: uuid(15, next(model)),
        at: input.at,
        number: input.number === '' ? null : `A7F30C12-1002-${input.number.padStart(3, '0')}`,
        prints: false,
      };
    },
    switchTraining: () => undefined,
  };
}
