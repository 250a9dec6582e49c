import { assign, fromCallback, fromPromise, raise, setup } from 'xstate';
import type { KioskLookUp, KioskPrintView } from '../../../preload/contract/kiosk.ts';
import {
  type CheckInDone,
  type CorrectDone,
  emptyContext,
  type HelpReason,
  type KioskContext,
  type KioskEvent,
  type KioskInput,
  type LookUpDone,
  type Spelling,
} from './types.ts';

/**
 * The kiosk's times in milliseconds; idle time and countdown are settings of the station. Except on
 * the last screen, a visit ends only after a warning that one touch answers.
 */
export const limits = {
  /** How long "Take your badge" is shown; each "show for longer" adds `longer`. */
  take: 6_000,
  longer: 30_000,
  /** The time to read where to collect the badge. */
  read: 20_000,
  /** How long the printer may report nothing; the screen then says so and keeps checking. */
  printPatience: 40_000,
  /**
   * How long to wait for the main process to forget the person; then the screen is cleared anyway.
   */
  wipe: 3_000,
  /** How long an unanswered call for help stays on the screen. */
  helpStands: 5 * 60_000,
  helpComing: 60_000,
} as const;

const notProvided = (): never => {
  throw new Error('the kiosk machine runs without its actors');
};

/** Types, delays, guards and actions of the machine; the page, or a test, provides its actors. */
export const kioskSetup = setup({
  types: {
    context: {} as KioskContext,
    events: {} as KioskEvent,
    input: {} as KioskInput,
    tags: {} as 'personal',
  },
  delays: {
    ...limits,
    idle: ({ context }) => context.idle,
    countdown: ({ context }) => context.countdown,
  },
  actors: {
    lookUp: fromPromise<LookUpDone, KioskLookUp>(notProvided),
    correct: fromPromise<CorrectDone, { token: string; spelling: Spelling }>(notProvided),
    checkIn: fromPromise<CheckInDone, { token: string; consents: Record<string, boolean> }>(
      notProvided,
    ),
    wipe: fromPromise<void>(notProvided),
    /** Sends PRINT at each change. */
    watchPrint: fromCallback<KioskEvent, { token: string }>(notProvided),
    callHelp: fromPromise<
      { callId: string; code: string },
      { reason: HelpReason; code: string | null }
    >(notProvided),
    /** Sends HELP_ANSWERED once. */
    watchHelp: fromCallback<KioskEvent, { callId: string }>(notProvided),
  },
  guards: {
    asksConsents: ({ context }) => context.asksConsents && context.visit?.returning === false,
    isPrinted: (_, { view }: { view: KioskPrintView }) => view.state === 'printed',
    isHeld: (_, { view }: { view: KioskPrintView }) => view.state === 'held',
    isUnclear: (_, { view }: { view: KioskPrintView }) => view.state === 'unclear',
  },
  actions: {
    /** Removes all data of a person; only a call for help remains. */
    wipe: assign(({ context }) => ({
      ...emptyContext({
        language: context.home,
        asksConsents: context.asksConsents,
        idle: context.idle,
        countdown: context.countdown,
      }),
      help: context.help,
      helpRequest: { reason: 'asked' as const, code: null },
    })),
    speakChosen: assign(({ event }) =>
      event.type === 'LANGUAGE' ? { language: event.language, chosen: true } : {},
    ),
    speakRead: assign(({ event }) =>
      event.type === 'TYPE' && event.language !== undefined ? { language: event.language } : {},
    ),
    speakRecord: assign(
      ({ context }, { language }: { language: KioskContext['language'] | null }) => ({
        language: context.chosen ? context.language : (language ?? context.language),
      }),
    ),
    aimAtScan: assign(({ event }) =>
      event.type === 'SCAN' ? { target: event.target, notice: null, scannedCode: '' } : {},
    ),
    aimAtTyped: assign(({ event }) =>
      event.type === 'SUBMIT'
        ? {
            target: { kind: 'typed' as const, code: event.code, familyName: event.familyName },
            notice: null,
            scannedCode: '',
          }
        : {},
    ),
    /** A look-up keeps its text only until the answer. */
    forgetTarget: assign({ target: null }),
    ignoreScan: assign({ ignoredScans: ({ context }) => context.ignoredScans + 1 }),
    keepPrint: assign((_, { view }: { view: KioskPrintView }) => ({ print: view })),
    /** A person is present: restarts the idle time. */
    watch: raise({ type: 'WATCH' }),
    /** Stops counting the idle time. */
    rest: raise({ type: 'REST' }),
  },
});
