import { type Checkpoint, makeCheckpoint } from '../../../domain/event-file.ts';

const tuesday = '2018-10-02';
const wednesday = '2018-10-03';
const thursday = '2018-10-04';

/** Who may attend working sessions; experts' sessions are closed to press, partners and contractors. */
const delegations = ['head', 'delegate', 'observer', 'speaker'];
const staff = ['interpreter', 'security', 'secretariat'];

/**
 * Checkpoints of the demo event, the registration desk first. Session doors open half an hour before
 * the session begins; the desk and the exit have no windows of their own, so the event's days decide.
 */
export const checkpoints: readonly Checkpoint[] = [
  makeCheckpoint({
    id: 'registration',
    name: { en: 'Registration desk', fr: 'Accueil et accréditation' },
    kind: 'registration',
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
    room: { en: 'Plenary Hall', fr: 'Salle plénière' },
    windows: [{ day: tuesday, opens: '09:00', closes: '13:00' }],
    categories: [...delegations, ...staff],
  }),
  makeCheckpoint({
    id: 'pgs',
    name: { en: 'Programme Global Shield (PGS)', fr: 'Programme Global Shield (PGS)' },
    kind: 'session',
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
    room: { en: 'Meeting room 2', fr: 'Salle de réunion 2' },
    windows: [{ day: wednesday, opens: '13:30', closes: '18:00' }],
    categories: [...delegations, ...staff],
  }),
  makeCheckpoint({
    id: 'terrorism-financing',
    name: { en: 'Financing of Terrorism', fr: 'Financement du terrorisme' },
    kind: 'session',
    room: { en: 'Meeting room 1', fr: 'Salle de réunion 1' },
    windows: [{ day: thursday, opens: '09:00', closes: '12:30' }],
    categories: [...delegations, ...staff],
  }),
  makeCheckpoint({
    id: 'closing-panels',
    name: { en: 'Closing panels', fr: 'Tables rondes de clôture' },
    kind: 'session',
    room: { en: 'Plenary Hall', fr: 'Salle plénière' },
    windows: [{ day: thursday, opens: '13:30', closes: '18:00' }],
    categories: null,
  }),
  makeCheckpoint({
    id: 'exit',
    name: { en: 'Main exit', fr: 'Sortie principale' },
    kind: 'exit',
    windows: [],
    categories: null,
  }),
];
