import { writeSetting } from '../../../db/base/settings.ts';
import { insertOperator } from '../../../db/operators.ts';
import { savePhoto } from '../../../db/roster/photos.ts';
import { saveTemplate } from '../../../db/templates.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import type { Operator } from '../../../domain/operators/rights.ts';
import { defaultTemplates } from '../../../domain/templates/default-templates.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { changeStationSettings } from '../../../main/base/config/station-settings.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { hashPin } from '../../../main/operators/pin.ts';
import { samplePortrait } from '../../../main/roster/sample-portrait.ts';
import { errorCodeSchema } from '../../../preload/contract/base.ts';
import { printEnds } from '../../support/badge-desk.ts';
import { sampleLogoText } from '../../support/sample-logo.ts';
import { withoutHeads } from '../../support/words-of-kind.ts';
import { answersOf } from './answers.ts';
import {
  admitted,
  badgesOf,
  codeOf,
  crowd,
  fate,
  handedOver,
  marie,
  passed,
  printedAhead,
  stop,
  writePeople,
} from './deeds.ts';
import { type HarnessDesk, openDesk } from './desk.ts';
import { type HarnessOptions, readOptions } from './options.ts';
import { event, people, start, thailand, uuid } from './people.ts';
import { fillFromHub } from './sync-world.ts';

const minute = 60_000;
const dayLength = 24 * 60 * minute;
/** The hall is open from 13:30 in Brussels. */
const afternoon = Date.UTC(2018, 9, 2, 12, 10);

/** The operators' PINs; the last one approves. */
const staff = [
  { name: 'Marie DUPONT', role: 'supervisor', pin: '2018' },
  { name: 'Ahmed EL AMRANI', role: 'operator', pin: '2020' },
  { name: 'Sunniva BERG', role: 'operator', pin: '2021' },
  { name: 'Jo', role: 'operator', pin: '2022' },
  { name: 'Ines CLAES', role: 'supervisor', pin: '4711' },
] as const;
const hashes = new Map<string, Promise<string>>();

/** The station of a scene: the options of its query, and what staff did there before. */
export interface World {
  query?: string;
  prepare?: (desk: HarnessDesk) => void | Promise<void>;
  /** Its page is not reused: it has another clock, for example. */
  ownPage?: boolean;
}

/** Opens a station in its world's state, with its printers running. */
export async function openWorld(query: string, prepare?: World['prepare']): Promise<HarnessDesk> {
  const options = readOptions(query);
  const desk = openDesk(options, eventOf(options));
  try {
    const operators = options.first ? [] : await writeOperators(desk);
    if (options.roster === 'full') writeRoster(desk);
    prepareDesk(desk);
    if (options.filled) fillFromHub(desk);
    if (options.mode === 'door') prepareDoor(desk);
    signIn(desk, operators);
    prepareSetUp(desk);
    desk.desk.link.start();
    desk.answers = { ...answersOf(desk), ...failing(options) };
    await prepare?.(desk);
  } catch (error) {
    await desk.close();
    throw error;
  }
  desk.desk.queue.start();
  desk.desk.batches.nudge();
  return desk;
}

function eventOf(options: HarnessOptions): EventFile {
  if (options.mode === 'door') return doorEvent(options);
  if (options.languages !== undefined) return { ...event, languages: options.languages };
  if (options.company) return { ...withoutHeads(event), delegations: [] };
  if (options.groups !== 'delegation') return { ...withoutHeads(event), groupWord: options.groups };
  if (options.booked) return bookedEvent();
  if (options.emblem) return { ...event, emblem: sampleLogoText() };
  if (!options.noRight) return event;
  return {
    ...event,
    checkpoints: event.checkpoints.map((one) => ({ ...one, categories: ['observer'] })),
  };
}

function bookedEvent(): EventFile {
  const [hours] = event.checkpoints.flatMap(({ windows }) => windows);
  return {
    ...event,
    checkpoints: event.checkpoints.map((one) =>
      one.kind !== 'session'
        ? one
        : {
            ...one,
            passes: 'booked-only',
            capacity: 1,
            windows: hours === undefined ? [] : [hours],
          },
    ),
  };
}

async function writeOperators(desk: HarnessDesk): Promise<Operator[]> {
  const { role, alone } = desk.options;
  const written: Operator[] = [];
  for (const [index, { pin, ...one }] of staff.slice(0, alone ? 1 : staff.length).entries()) {
    const hash = hashes.get(pin) ?? hashPin(pin);
    hashes.set(pin, hash);
    // The second has the role that the scene asks for.
    const isAsked = index === 1 && role !== 'none' && role !== 'supervisor';
    const operator = { ...one, id: uuid(3, index), ...(isAsked ? { role } : {}) };
    insertOperator(desk.context.db, { ...operator, pinHash: await hash, wall: start + index });
    written.push(operator);
  }
  return written;
}

function writeRoster(desk: HarnessDesk): void {
  const { options } = desk;
  const all = [...people(), ...(options.delegation ? thailand() : [])];
  const [first, ...others] = all;
  if (first === undefined) return;
  // A Gujarati letter, which no badge font has.
  const shown = options.badge === 'glyphs' ? { ...first, jobTitle: 'Head of અ' } : first;
  const inOrder = [shown, ...others];
  writePeople(desk, options.company ? inOrder.map((one) => ({ ...one, delegation: '' })) : inOrder);
}

/** The morning so far: so many people came, and most have their badges. */
function prepareDesk(desk: HarnessDesk): void {
  const { options, context } = desk;
  const { db } = context;
  if (options.roster === 'empty' || options.first) return;
  if (options.badge === 'ahead') printedAhead(desk, uuid(1, 0));
  if (options.returning) {
    for (const index of [0, 3]) handedOver(desk, admitted(desk, uuid(1, index)).serial);
    desk.setClock(start + dayLength);
  }
  for (let index = 0; index < options.admitted; index += 1) {
    desk.setClock(start - (60 - index * 7) * minute);
    const { admissionId, serial } = admitted(desk, uuid(1, index + 2));
    if (index === 6) printEnds(context, serial, 'confirmed');
    else handedOver(desk, serial);
    if (index === 3) undoCheckIn(context, marie(desk), { admissionId, reason: 'wrong-person' });
  }
  if (options.admitted > 0) desk.setClock(start);
  if (!options.templates) return;
  const [template] = defaultTemplates();
  if (template === undefined) throw new Error('there is no built-in template');
  const name = 'Delegates of the plenary session and of each committee, 2018';
  saveTemplate(db, { ...template, id: 'plenary', name }, start);
  saveTemplate(db, { ...template, name: `${template.name} (Desk 2)` }, start);
}

function signIn(desk: HarnessDesk, operators: readonly Operator[]): void {
  const { role, mode } = desk.options;
  const who = operators.find((one) => one.role === role);
  if (who !== undefined && mode !== 'kiosk') desk.desk.session.signIn(who);
}

/** The step of a scene's first start; without one the station is set up. */
function prepareSetUp({ options, context }: HarnessDesk): void {
  const { params, first } = options;
  const step = params.get('setUp') ?? (first ? 'supervisor' : null);
  const source = params.get('source') ?? (params.has('setUp') ? 'file' : 'preset');
  const done = step === null;
  writeSetting(context.db, 'set-up', { step: step ?? 'ready', source, given: [], done });
  if (options.mode !== 'door') changeStationSettings(context.db, { checkpoint: 'registration' });
}

function failing({ fails }: HarnessOptions): HarnessDesk['answers'] {
  if (fails === undefined) return {};
  const [call = '', text] = fails.split(':');
  const code = errorCodeSchema.parse(text);
  return { [call]: () => Promise.reject(new CallFailure(code)) };
}

function doorEvent({ params }: HarnessOptions): EventFile {
  const capacity = params.has('open') ? null : Number(params.get('capacity') ?? '180');
  const whenFull = params.get('door') === 'refused' ? 'refuse' : 'ask';
  const seatsPerDelegation = params.get('doubts')?.includes('delegation-full') ? 1 : null;
  const categories = params.get('reason') === 'not-registered' ? ['observer'] : null;
  const change = { capacity, whenFull, seatsPerDelegation, categories } as const;
  return {
    ...event,
    checkpoints: event.checkpoints.map((one) => (one.id === 'pgs' ? { ...one, ...change } : one)),
  };
}

/** People went in, and one of them has what the scene is about. */
function prepareDoor(desk: HarnessDesk): void {
  const { options, context } = desk;
  const { params } = options;
  const { db } = context;
  const inside = Number(params.get('inside') ?? '0');
  for (const id of crowd(desk, inside)) handedOver(desk, admitted(desk, id).serial);
  changeStationSettings(db, { checkpoint: 'pgs' });
  for (const index of (params.get('in') ?? '').split(',').filter((text) => text !== '')) {
    desk.setClock(afternoon - 32 * minute);
    passed(desk, codeOf(desk, Number(index)));
    if (params.get('how') === 'back') passed(desk, codeOf(desk, Number(index)), 'out');
  }
  const photo = params.has('photo') ? samplePortrait() : null;
  for (const index of photo === null ? [] : [0, 1, 3]) {
    const of = { eventId: context.event.file.id, delegateId: uuid(1, index) };
    if (photo !== null) savePhoto(db, of, photo, start);
  }
  if (params.has('returned')) {
    const serialText = badgesOf(desk, Number(params.get('returned')))[0]?.serial ?? '';
    fate(desk, serialText, 'returned');
  }
  if (params.has('stopped')) stop(db, 'delegate', uuid(1, Number(params.get('stopped'))));
  desk.setClock(params.has('closed') ? start : afternoon);
  changeStationSettings(db, { checkpoint: params.get('checkpoint') ?? 'pgs' });
}
