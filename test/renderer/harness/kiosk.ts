import type { Delegate } from '../../../domain/delegate.ts';
import { isFamilyNameOf } from '../../../domain/family-name.ts';
import { kioskLanguageOf, quotableCode } from '../../../domain/kiosk.ts';
import { isSpellingOf } from '../../../domain/spelling.ts';
import type {
  KioskCheckInAnswer,
  KioskLookUp,
  KioskLookUpAnswer,
  KioskPerson,
  KioskPrintView,
} from '../../../preload/contract/kiosk.ts';
import { type Model, next } from './model.ts';
import { uuid } from './people.ts';
import { badgePicture } from './picture.ts';
import { Refusal } from './refusal.ts';
import type { Verbs } from './station.ts';

/** What the kiosk of a scene knows besides the model. */
interface Visit {
  token: string;
  delegate: Delegate;
  checkedIn: boolean;
  startedAt: number;
}

const code = (model: Model): string => quotableCode(uuid(5, 0xb271 + next(model)));

function person(one: Delegate): KioskPerson {
  return {
    title: one.title,
    printedName: one.printedName,
    givenName: one.givenName,
    familyName: one.familyName,
    nativeName: one.nativeName,
    jobTitle: one.jobTitle,
    delegation: one.delegation,
    category: one.category,
    grammaticalGender: one.grammaticalGender,
  };
}

/** The calls of a self-service kiosk over the scene's model. */
export function kioskVerbs(model: Model): Verbs {
  let visit: Visit | null = null;
  let helpCalls = 0;
  const current = (token: string): Visit => {
    if (visit === null || visit.token !== token) throw new Refusal('not-found');
    return visit;
  };
  const lookUp = (input: KioskLookUp): KioskLookUpAnswer => {
    visit = null;
    if (model.options.kioskWaits && input.kind === 'typed') {
      return { outcome: 'wait', milliseconds: 60_000 };
    }
    const texts = input.kind === 'scan' ? input.scan.readings : [input.code];
    for (const text of texts.map((one) => one.trim().toUpperCase())) {
      if (text.startsWith('LB')) return { outcome: 'badge-shown' };
      if (text === 'FORGED') return { outcome: 'see-desk', code: code(model) };
      const isOrganisers = /^GSC-?\d+/.test(text);
      if (isOrganisers && input.kind === 'scan') return { outcome: 'name-needed', code: text };
      const delegate = model.delegates.find(
        ({ ticketCode, registrationCode }) => ticketCode === text || registrationCode === text,
      );
      if (delegate === undefined) continue;
      if (input.kind === 'typed' && !isFamilyNameOf(input.familyName, delegate)) break;
      return found(delegate);
    }
    return { outcome: 'not-found' };
  };
  const found = (delegate: Delegate): KioskLookUpAnswer => {
    const language = kioskLanguageOf(delegate.language);
    const admission = model.admissions.find((one) => one.delegateId === delegate.id && !one.undone);
    if (admission !== undefined && !model.options.kioskReturning) {
      return { outcome: 'already-in', wall: admission.wall, code: code(model), language };
    }
    if (delegate.status !== 'confirmed' || delegate.flagged || delegate.days !== null) {
      return { outcome: 'see-desk', code: code(model) };
    }
    visit = {
      token: uuid(6, next(model)),
      delegate,
      checkedIn: false,
      startedAt: performance.now(),
    };
    return {
      outcome: 'found',
      token: visit.token,
      person: person(delegate),
      language,
      returning: model.options.kioskReturning,
    };
  };
  return {
    kioskLookUp: lookUp,
    kioskPreview: async ({ token }: { token: string }) => {
      const { delegate } = current(token);
      const { png, width, height } = await badgePicture(delegate.printedName, delegate.nativeName);
      return { png, width, height };
    },
    kioskCorrect: ({ token, correction }: { token: string; correction: Partial<Delegate> }) => {
      const { delegate } = current(token);
      const name = correction.printedName ?? delegate.printedName;
      if (!isSpellingOf(name, delegate.printedName)) return { result: 'too-different' };
      Object.assign(delegate, correction);
      return { result: 'corrected', person: person(delegate) };
    },
    kioskCheckIn: ({ token }: { token: string }): KioskCheckInAnswer => {
      const now = current(token);
      now.checkedIn = true;
      now.startedAt = performance.now();
      const { options } = model;
      return {
        outcome: 'admitted',
        badge: options.kioskReturning ? 'none' : options.badge === 'ahead' ? 'ready' : 'printing',
        handOver: options.idCheck ? 'counter' : 'beside',
        sessions: [
          {
            name: {
              en: 'Strategic Trade Controls Enforcement (STCE)',
              fr: 'Mise en œuvre des contrôles du commerce des biens stratégiques (STCE)',
            },
            room: { en: 'Plenary Hall', fr: 'Salle plénière' },
            opens: '09:00',
            closes: '13:00',
          },
          {
            name: { en: 'Programme Global Shield (PGS)', fr: 'Programme Global Shield (PGS)' },
            room: { en: 'Meeting room 1', fr: 'Salle de réunion 1' },
            opens: '13:30',
            closes: '18:00',
          },
        ],
        code: code(model),
      };
    },
    kioskPrinting: ({ token }: { token: string }): KioskPrintView => {
      const { startedAt } = current(token);
      const moved = model.options.badge === 'moved';
      const printer = moved ? 'Counter 3, by the entrance' : 'Counter 2';
      const view = (state: KioskPrintView['state']): KioskPrintView => ({
        state,
        confirmed: state === 'printed' && model.options.printer !== 'blind',
        printer,
        moved,
      });
      switch (model.options.printer) {
        case 'paper-out':
        case 'none':
          return view('held');
        case 'unknown':
          return view('unclear');
        case 'slow':
          return view('printing');
        case 'confirm':
        case 'blind':
          return view(performance.now() - startedAt > 500 ? 'printed' : 'printing');
      }
    },
    kioskWipe: () => {
      visit = null;
    },
    callForHelp: ({ code: known }: { code: string | null }) => {
      helpCalls += 1;
      return { callId: uuid(7, helpCalls), code: known ?? code(model) };
    },
    getHelpCall: () => ({ answered: model.options.helpAnswered }),
  };
}
