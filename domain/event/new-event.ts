import { z } from 'zod';
import { eventLanguagesSchema, eventTextSchema } from '../base/language.ts';
import { conferenceCategories as usual } from './conference-categories.ts';
import { type TakenOver, takenOver } from './earlier-event.ts';
import {
  type Category,
  type Checkpoint,
  type Delegation,
  type EventFile,
  localDaySchema,
  makeCheckpoint,
  type Policies,
  timeOfDaySchema,
} from './event-file.ts';
import { type EventSession, sessionCheckpoints } from './event-tables.ts';
import { extraFieldsSchema } from './extra-fields.ts';
import { type GroupWord, groupWords } from './group-words.ts';
import { isTimeZone } from './local-day.ts';
import { toDelegation, wcoMembers } from './wco-members.ts';

export const eventKinds = ['conference', 'meeting', 'training', 'open-day'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Where the delegations of a new event come from. `table` is the organiser's own file. */
export const delegationTables = ['wco-members', 'table', 'none'] as const;

/** A longer event means a typing error in one of the dates. */
const maxDays = 60;

const timing = {
  timeZone: z.string().refine(isTimeZone, 'no such time zone'),
  dayBoundary: timeOfDaySchema,
  firstDay: localDaySchema,
  lastDay: localDaySchema,
};
type Days = Record<'firstDay' | 'lastDay', string>;
const isRowOfDays = ({ firstDay, lastDay }: Days): boolean =>
  daysFrom(firstDay, lastDay).length > 0;
const wrongRow = {
  path: ['lastDay'],
  message: `must be the first day or one of the ${maxDays - 1} after it`,
};

/** When a new event takes place. Its timetable is checked against this. */
export const newEventTimingSchema = z.strictObject(timing).refine(isRowOfDays, wrongRow);
export type NewEventTiming = z.infer<typeof newEventTimingSchema>;

/** What an organiser enters to create an event. The rest follows from its kind. */
export const newEventSchema = z
  .strictObject({
    kind: z.enum(eventKinds),
    languages: eventLanguagesSchema,
    name: eventTextSchema,
    place: eventTextSchema,
    ...timing,
    delegations: z.enum(delegationTables),
    /** What its groups are called; as in events of the kind where it is left out. */
    groupWord: z.enum(groupWords).exactOptional(),
    /** Whether desks check documents; as the kind does where it is left out. */
    idCheck: z.boolean().exactOptional(),
    extraFields: extraFieldsSchema.default([]),
    /** Tickets are signed by the station that creates the event. */
    signedTickets: z.boolean().default(false),
    /** Starts from an earlier event, whose content replaces that of the kind. */
    earlier: z.strictObject({ withSessions: z.boolean() }).exactOptional(),
  })
  .refine(isRowOfDays, wrongRow);
export type NewEvent = z.infer<typeof newEventSchema>;

/** The content of the organiser's files. */
export interface NewEventTables {
  /** Used where the request has `table`. */
  delegations: readonly Delegation[];
  sessions: readonly EventSession[];
}

/**
 * The event file of a new event.
 *
 * @param made its id, the public key of its tickets (raw Ed25519, base64), and the station that has
 * the private key
 * @param earlier the event to start from, where the request asks for it
 */
export function eventFileOf(
  request: NewEvent,
  made: { id: string; ticketKey: string; station?: string },
  tables: NewEventTables = { delegations: [], sessions: [] },
  earlier: EventFile | null = null,
): EventFile {
  const { languages, name, place, timeZone, dayBoundary, firstDay, lastDay } = request;
  const days = daysFrom(firstDay, lastDay);
  const begun =
    earlier === null
      ? presetOf(request, tables)
      : orPreset(takenOver(earlier, days, request.earlier?.withSessions === true), request);
  const { checkpoints } = begun;
  return {
    ...begun,
    formatVersion: 1,
    id: made.id,
    languages,
    name,
    place,
    timeZone,
    dayBoundary,
    days,
    checkpoints: [...checkpoints, ...sessionCheckpoints(tables.sessions, checkpoints)],
    ticketKeys: [made.ticketKey],
    ticketIssuer: request.signedTickets ? (made.station ?? null) : null,
    registrationCodePattern: null,
    ticketHosts: earlier?.ticketHosts ?? [],
    ...(earlier?.emblem === undefined ? {} : { emblem: earlier.emblem }),
  };
}

function presetOf(request: NewEvent, tables: NewEventTables): TakenOver {
  const { categories, checkpoints, idCheck, groupWord } = eventPresets[request.kind];
  return {
    categories: [...categories],
    checkpoints: [...checkpoints],
    groupWord: request.groupWord ?? groupWord,
    delegations: delegationsOf(request.delegations, tables),
    policies: { ...policies, idCheck: request.idCheck ?? idCheck },
    consents: [],
    extraFields: request.extraFields,
  };
}

/** An earlier event may have no entry left in a list that an event must have. */
function orPreset(begun: TakenOver, { kind }: NewEvent): TakenOver {
  const { categories, checkpoints } = eventPresets[kind];
  const or = <T>(list: T[], preset: readonly T[]): T[] => (list.length > 0 ? list : [...preset]);
  return {
    ...begun,
    categories: or(begun.categories, categories),
    checkpoints: or(begun.checkpoints, checkpoints),
  };
}

function delegationsOf(
  source: NewEvent['delegations'],
  { delegations }: NewEventTables,
): Delegation[] {
  if (source === 'table') return [...delegations];
  return source === 'none' ? [] : wcoMembers.map((row) => toDelegation('member', row));
}

/** Days from the first to the last. Empty if the order is wrong or the event is too long. */
export function daysFrom(first: string, last: string): string[] {
  const count = (Date.parse(last) - Date.parse(first)) / dayMilliseconds + 1;
  if (!(count >= 1 && count <= maxDays)) return [];
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * dayMilliseconds).toISOString().slice(0, 10),
  );
}

const dayMilliseconds = 24 * 60 * 60_000;

const policies: Omit<Policies, 'idCheck'> = {
  unknownSignedTicket: 'admit',
  heldBadgeAsksAfterMinutes: 5,
  listsOldAfterMinutes: 15,
};

/** The building: checked-in people are in it, and the exit leads out of it. */
const house = 'building';
const always = { windows: [], categories: null, zone: house };
const registration = makeCheckpoint({
  ...always,
  id: 'registration',
  name: {
    en: 'Registration desk',
    fr: 'Accueil',
    es: 'Acreditación',
    ar: 'التسجيل',
    ru: 'Регистрация',
    pt: 'Acreditação',
  },
  kind: 'registration',
});
const entrance = makeCheckpoint({
  ...always,
  id: 'entrance',
  name: {
    en: 'Entrance',
    fr: 'Entrée',
    es: 'Entrada',
    ar: 'المدخل',
    ru: 'Вход',
    pt: 'Entrada',
  },
  kind: 'session',
  needsCheckIn: true,
  // No one is stopped at the main door because an exit was not scanned.
  reentry: 'admit',
});
const exit = makeCheckpoint({
  ...always,
  id: 'exit',
  name: { en: 'Exit', fr: 'Sortie', es: 'Salida', ar: 'المخرج', ru: 'Выход', pt: 'Saída' },
  kind: 'exit',
});

interface EventPreset {
  categories: readonly Category[];
  checkpoints: readonly Checkpoint[];
  idCheck: boolean;
  groupWord: GroupWord;
  /** Where its delegations may come from; the first is proposed. */
  delegations: readonly [NewEvent['delegations'], ...NewEvent['delegations'][]];
}

const ofMembers: EventPreset['delegations'] = ['wco-members', 'table', 'none'];
const mostlyNone: EventPreset['delegations'] = ['none', 'table'];
/** Only a conference of delegations and its meetings count a quorum. */
const noQuorum = { countsTowardsQuorum: false } as const;

/** What the kind of an event sets. Everything can be changed afterwards. */
export const eventPresets: Record<EventKind, EventPreset> = {
  conference: {
    categories: Object.values(usual),
    checkpoints: [registration, entrance, exit],
    idCheck: true,
    groupWord: 'delegation',
    delegations: ofMembers,
  },
  meeting: {
    categories: [usual.head, usual.delegate, usual.observer, usual.interpreter, usual.secretariat],
    checkpoints: [registration, exit],
    idCheck: true,
    groupWord: 'delegation',
    delegations: ofMembers,
  },
  training: {
    categories: [
      {
        ...usual.delegate,
        ...noQuorum,
        name: {
          en: 'Participant',
          fr: 'Participant',
          es: 'Participante',
          ar: 'مشارك',
          ru: 'Участник',
          pt: 'Participante',
        },
        feminine: { fr: 'Participante', ar: 'مشاركة', ru: 'Участница' },
      },
      {
        ...usual.speaker,
        name: {
          en: 'Trainer',
          fr: 'Formateur',
          es: 'Formador',
          ar: 'مدرب',
          ru: 'Преподаватель',
          pt: 'Formador',
        },
        feminine: { fr: 'Formatrice', es: 'Formadora', ar: 'مدربة', pt: 'Formadora' },
      },
      usual.secretariat,
    ],
    checkpoints: [registration],
    idCheck: false,
    groupWord: 'organisation',
    delegations: mostlyNone,
  },
  'open-day': {
    categories: [
      {
        ...usual.delegate,
        ...noQuorum,
        name: {
          en: 'Visitor',
          fr: 'Visiteur',
          es: 'Visitante',
          ar: 'زائر',
          ru: 'Посетитель',
          pt: 'Visitante',
        },
        feminine: { fr: 'Visiteuse', ar: 'زائرة', ru: 'Посетительница' },
      },
      {
        ...usual.partner,
        name: {
          en: 'Exhibitor',
          fr: 'Exposant',
          es: 'Expositor',
          ar: 'عارض',
          ru: 'Экспонент',
          pt: 'Expositor',
        },
        feminine: { fr: 'Exposante', es: 'Expositora', ar: 'عارضة', pt: 'Expositora' },
      },
      usual.press,
      usual.security,
      usual.secretariat,
    ],
    checkpoints: [registration, exit],
    idCheck: false,
    groupWord: 'company',
    delegations: mostlyNone,
  },
};
