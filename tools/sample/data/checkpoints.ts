import { type Checkpoint, makeCheckpoint } from '../../../domain/event/event-file.ts';

const tuesday = '2018-10-02';
const wednesday = '2018-10-03';
const thursday = '2018-10-04';

/**
 * Categories that may attend working sessions; experts' sessions are closed to press, partners and
 * contractors.
 */
const delegations = ['head', 'delegate', 'observer', 'speaker'];
const staff = ['interpreter', 'security', 'secretariat'];

/**
 * The zone of the whole building: a checked-in person is in it, and the main exit leads out of it
 * and of every room.
 */
const house = 'building';

/**
 * Checkpoints of the demo event, the registration desk first. Session doors open half an hour
 * before the session begins; desk, entrance and exit have no windows of their own, so the event's
 * days apply. Each session is a zone: a person who enters the next one has left the one before.
 */
export const checkpoints: readonly Checkpoint[] = [
  makeCheckpoint({
    id: 'registration',
    name: { en: 'Registration desk', fr: 'Accueil et accréditation' },
    kind: 'registration',
    zone: house,
    windows: [],
    categories: null,
  }),
  makeCheckpoint({
    id: 'stce',
    name: {
      en: 'Strategic Trade Controls Enforcement (STCE)',
      fr: 'Mise en œuvre des contrôles du commerce des biens stratégiques (STCE)',
    },
    kind: 'session',
    capacity: 400,
    seatsPerDelegation: 4,
    needsCheckIn: true,
    tickets: 'ask',
    room: { en: 'Plenary Hall', fr: 'Salle plénière' },
    windows: [{ day: tuesday, opens: '09:00', closes: '13:00' }],
    categories: [...delegations, ...staff],
  }),
  makeCheckpoint({
    id: 'pgs',
    name: { en: 'Programme Global Shield (PGS)', fr: 'Programme Global Shield (PGS)' },
    kind: 'session',
    capacity: 60,
    whenFull: 'refuse',
    needsCheckIn: true,
    tickets: 'refuse',
    room: { en: 'Meeting room 1', fr: 'Salle de réunion 1' },
    windows: [{ day: tuesday, opens: '13:30', closes: '18:00' }],
    categories: [...delegations, 'partner', ...staff],
  }),
  makeCheckpoint({
    id: 'passenger-controls',
    name: {
      en: 'Passenger Controls (API and PNR)',
      fr: 'Contrôle des voyageurs (API et PNR)',
    },
    kind: 'session',
    capacity: 400,
    needsCheckIn: true,
    tickets: 'ask',
    room: { en: 'Plenary Hall', fr: 'Salle plénière' },
    windows: [{ day: wednesday, opens: '09:00', closes: '13:00' }],
    categories: [...delegations, 'partner', ...staff],
  }),
  makeCheckpoint({
    id: 'salw',
    name: {
      en: 'Small Arms and Light Weapons (SALW)',
      fr: 'Armes légères et de petit calibre (ALPC)',
    },
    kind: 'session',
    capacity: 80,
    seatsPerDelegation: 2,
    needsCheckIn: true,
    tickets: 'refuse',
    reentry: 'refuse',
    badges: { stale: 'refuse', returned: 'refuse', unheard: 'refuse' },
    room: { en: 'Meeting room 2', fr: 'Salle de réunion 2' },
    windows: [{ day: wednesday, opens: '13:30', closes: '18:00' }],
    categories: [...delegations, ...staff],
  }),
  makeCheckpoint({
    id: 'terrorism-financing',
    name: { en: 'Financing of Terrorism', fr: 'Financement du terrorisme' },
    kind: 'session',
    capacity: 60,
    seatsPerDelegation: 2,
    whenFull: 'refuse',
    needsCheckIn: true,
    tickets: 'refuse',
    room: { en: 'Meeting room 1', fr: 'Salle de réunion 1' },
    windows: [{ day: thursday, opens: '09:00', closes: '12:30' }],
    categories: [...delegations, ...staff],
  }),
  makeCheckpoint({
    id: 'closing-panels',
    name: { en: 'Closing panels', fr: 'Tables rondes de clôture' },
    kind: 'session',
    capacity: 400,
    reentry: 'admit',
    room: { en: 'Plenary Hall', fr: 'Salle plénière' },
    windows: [{ day: thursday, opens: '13:30', closes: '18:00' }],
    categories: null,
  }),
  makeCheckpoint({
    id: 'main-entrance',
    name: { en: 'Main entrance', fr: 'Entrée principale' },
    kind: 'session',
    zone: house,
    capacity: 900,
    needsCheckIn: true,
    // The main entrance stops nobody because an exit was not scanned.
    reentry: 'admit',
    windows: [],
    categories: null,
  }),
  makeCheckpoint({
    id: 'exit',
    name: { en: 'Main exit', fr: 'Sortie principale' },
    kind: 'exit',
    zone: house,
    windows: [],
    categories: null,
  }),
];
