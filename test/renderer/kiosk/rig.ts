import { createActor, fromCallback, fromPromise, SimulatedClock } from 'xstate';
import type {
  KioskCheckInAnswer,
  KioskLookUp,
  KioskLookUpAnswer,
  KioskPrintView,
} from '../../../preload/contract/kiosk.ts';
import { kioskMachine } from '../../../renderer/kiosk/machine/machine.ts';
import {
  type CorrectDone,
  emptyContext,
  type KioskEvent,
  type KioskInput,
  type Spelling,
} from '../../../renderer/kiosk/machine/types.ts';

export const person = {
  title: 'Ms',
  printedName: 'Maria LINDQVIST',
  givenName: '',
  familyName: '',
  nativeName: '',
  jobTitle: 'Officer',
  delegation: 'SE',
  category: 'delegate',
  grammaticalGender: 'feminine' as const,
};

export const admitted: KioskCheckInAnswer = {
  outcome: 'admitted',
  badge: 'printing',
  handOver: 'beside',
  sessions: [],
  code: 'BCDF',
};

export const scanOf = (text: string): KioskLookUp => ({
  kind: 'scan',
  scan: { source: 'hid', readings: [text], seenAt: 0 },
});

const input: KioskInput = { language: 'en', asksConsents: true, idle: 45_000, countdown: 20_000 };
export const empty = emptyContext(input);

/** The kiosk on its own clock, with answers that a test sets. */
export function makeKiosk() {
  const clock = new SimulatedClock();
  const answers = {
    lookUp: (target: KioskLookUp): KioskLookUpAnswer => ({
      outcome: 'found',
      token: JSON.stringify(target),
      person,
      language: 'pt',
      returning: false,
    }),
    correct: (spelling: Spelling): CorrectDone => ({
      result: 'corrected',
      person: { ...person, ...spelling },
    }),
    checkIn: (): KioskCheckInAnswer => admitted,
    wipe: (): void => {},
    help: (): { callId: string; code: string } => ({ callId: 'call', code: 'HJKL' }),
  };
  const consented: Record<string, boolean>[] = [];
  const log: string[] = [];
  let tellPrint: (event: KioskEvent) => void = () => {};
  let tellHelp: (event: KioskEvent) => void = () => {};
  const actor = createActor(
    kioskMachine.provide({
      actors: {
        lookUp: fromPromise(async ({ input: target }) => {
          log.push('lookUp');
          return answers.lookUp(target);
        }),
        correct: fromPromise(async ({ input: query }) => answers.correct(query.spelling)),
        checkIn: fromPromise(async ({ input: asked }) => {
          log.push('checkIn');
          consented.push(asked.consents);
          return answers.checkIn();
        }),
        wipe: fromPromise(async () => {
          log.push('wipe');
          answers.wipe();
        }),
        watchPrint: fromCallback(({ sendBack }) => {
          tellPrint = sendBack;
          return () => {
            tellPrint = () => {};
          };
        }),
        callHelp: fromPromise(async () => answers.help()),
        watchHelp: fromCallback(({ sendBack }) => {
          tellHelp = sendBack;
          return () => {
            tellHelp = () => {};
          };
        }),
      },
    }),
    { clock, input },
  );
  actor.start();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  };
  return {
    actor,
    answers,
    consented,
    log,
    send: async (event: KioskEvent): Promise<void> => {
      actor.send(event);
      await settle();
    },
    print: async (state: KioskPrintView['state'], more: Partial<KioskPrintView> = {}) => {
      tellPrint({
        type: 'PRINT',
        view: { state, confirmed: state === 'printed', place: null, moved: false, ...more },
      });
      await settle();
    },
    helpAnswered: async (): Promise<void> => {
      tellHelp({ type: 'HELP_ANSWERED' });
      await settle();
    },
    /** Lets time pass, in milliseconds. */
    pass: async (milliseconds: number): Promise<void> => {
      clock.increment(milliseconds);
      await settle();
    },
    flow: () => actor.getSnapshot().value.flow,
    idle: () => actor.getSnapshot().value.idle,
    help: () => actor.getSnapshot().value.help,
    context: () => actor.getSnapshot().context,
  };
}
export type Rig = ReturnType<typeof makeKiosk>;
