import type { ScreenLanguage } from '../base/language.ts';
import { isTheirDay } from '../delegations.ts';
import type { LocalDay } from '../event/event-file.ts';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import type { Attendance } from '../ledger/attendance-fold.ts';
import type { Delegate } from '../roster/delegate.ts';

type GapWords = Readonly<Record<RegistrationGap, string>>;

/** How reports, the day's close and the organiser's page label the people in a gap. */
export const gapWords: Readonly<Record<ScreenLanguage, GapWords>> = {
  en: {
    'cancelled-present': 'present though cancelled',
    'pending-present': 'present though pending',
    'revoked-present': 'present though revoked',
    'replaced-present': 'present though replaced',
    'other-day-present': 'present on a day that is not theirs',
    'deleted-present': 'present, then removed from the roster',
    'unknown-present': 'let in by a signed ticket, not in the roster',
  },
  fr: {
    'cancelled-present': 'présent malgré l’annulation',
    'pending-present': 'présent, inscription en attente',
    'revoked-present': 'présent malgré la révocation',
    'replaced-present': 'présent, puis remplacé',
    'other-day-present': 'présent un jour qui n’est pas le sien',
    'deleted-present': 'présent, puis retiré des inscriptions',
    'unknown-present': 'admis sur billet signé, absent du fichier',
  },
};

/** How the same places label the balance of registrations and its gap. */
export const balanceWords: Readonly<Record<ScreenLanguage, { title: string; gap: string }>> = {
  en: {
    title: 'Balance of registrations',
    gap: 'Whoever came is present, whatever the registration says; the gap names who counts twice or is not registered.',
  },
  fr: {
    title: 'Bilan des inscriptions',
    gap: 'Qui est venu est présent, quoi que dise l’inscription\u202F; l’écart nomme qui compte deux fois ou n’est pas inscrit.',
  },
};

export const registrationRows = [
  'present',
  'notArrived',
  'cancelled',
  'pending',
  'revoked',
  'replaced',
] as const;
export type RegistrationRow = (typeof registrationRows)[number];

/**
 * People who make the sum of the rows exceed the number of registrations. Each is counted once in
 * `present`, as in every list of people who came, but the registration differs.
 */
export const registrationGaps = [
  /** Present by an override, or cancelled later: counts in `present` and in that row too. */
  'cancelled-present',
  'pending-present',
  'revoked-present',
  'replaced-present',
  /** Present on a day that is not theirs: counts in `present` only, not as registered. */
  'other-day-present',
  /** Present, but removed from the roster since: counts in `present` only. */
  'deleted-present',
  /** Admitted with a signed ticket without being in the roster: counts in `present` only. */
  'unknown-present',
] as const;
export type RegistrationGap = (typeof registrationGaps)[number];

/** The balance of one delegation, or of all. All figures count people. */
export interface RegistrationLine extends Record<RegistrationRow, number> {
  /** Registered for the day (or the event), including walk-ins. */
  registered: number;
  /** Of those registered, the people registered at a desk. */
  walkIns: number;
  /** People left out of this balance: in the roster, absent, and the day is not theirs. */
  otherDays: number;
  gaps: Record<RegistrationGap, number>;
}

export interface GapPerson {
  gap: RegistrationGap;
  delegateId: string;
  /** Empty if unknown. */
  delegation: string;
}

export interface RegistrationBalance {
  /** Null for the whole event: a person who came on any day is then present. */
  day: LocalDay | null;
  total: RegistrationLine;
  /** In the order of the codes. The empty code holds unknown people. */
  delegations: { code: string; line: RegistrationLine }[];
  /** Everyone in a gap, in the order of the roster. Unknown people come last, by id. */
  gaps: GapPerson[];
}

export type Registration = Pick<Delegate, 'id' | 'delegation' | 'status' | 'days'>;

/** The input of the balance, all of one event. */
export interface RegistrationQuestion {
  /** Without removed delegates. */
  delegates: readonly Registration[];
  attendance: Pick<Attendance, 'standing'>;
  /** Facts of any kind. Only walk-ins and replacements are used. */
  facts: Iterable<Pick<AttendanceEvent, 'type' | 'delegateId'>>;
  day: LocalDay | null;
  /**
   * Delegates removed from the roster, if still known. They keep their delegation and have a
   * separate gap.
   */
  deleted?: readonly Pick<Delegate, 'id' | 'delegation'>[];
}

/**
 * The balance of registrations of the day (or the event), per delegation and in all:
 * present + not arrived + cancelled + pending + revoked + replaced = registered + the sum of the
 * gaps.
 * A person with a valid admission at any checkpoint is present. Takes time in proportion to its
 * input.
 */
export function registrationBalance(question: RegistrationQuestion): RegistrationBalance {
  const { day } = question;
  const present = presentOn(question);
  const { walkIns, replaced } = desksChanges(question.facts);
  const account = new Account();
  const inRoster = new Set<string>();
  for (const delegate of question.delegates) {
    inRoster.add(delegate.id);
    const isPresent = present.has(delegate.id);
    if (isTheirDay(delegate, day)) {
      account.register(delegate, walkIns.has(delegate.id));
      account.place(delegate, rowOf(delegate, replaced.has(delegate.id)), isPresent);
    } else if (isPresent) account.addGap(delegate, 'other-day-present');
    else account.add(delegate.delegation, 'otherDays');
  }
  const deleted = new Map(question.deleted?.map(({ id, delegation }) => [id, delegation]));
  for (const id of [...present].filter((one) => !inRoster.has(one)).sort()) {
    const delegation = deleted.get(id);
    const gap = delegation === undefined ? 'unknown-present' : 'deleted-present';
    account.addGap({ id, delegation: delegation ?? '' }, gap);
  }
  return account.closed(day);
}

/** The sum of the six rows minus those registered. It always equals the sum of the gaps. */
export function surplusOf(line: RegistrationLine): number {
  return registrationRows.reduce((sum, row) => sum + line[row], 0) - line.registered;
}

type Someone = Pick<Delegate, 'id' | 'delegation'>;

class Account {
  readonly #total = emptyLine();
  readonly #lines = new Map<string, RegistrationLine>();
  readonly #gaps: GapPerson[] = [];

  register({ delegation }: Someone, isWalkIn: boolean): void {
    this.add(delegation, 'registered');
    if (isWalkIn) this.add(delegation, 'walkIns');
  }

  place(person: Someone, row: Exclude<RegistrationRow, 'present'>, isPresent: boolean): void {
    if (!isPresent) {
      this.add(person.delegation, row);
    } else if (row === 'notArrived') {
      this.add(person.delegation, 'present');
    } else {
      this.add(person.delegation, row);
      this.addGap(person, `${row}-present`);
    }
  }

  /** Counts a person as present although the registration differs. */
  addGap({ id, delegation }: Someone, gap: RegistrationGap): void {
    this.add(delegation, 'present');
    for (const line of this.#linesOf(delegation)) line.gaps[gap] += 1;
    this.#gaps.push({ gap, delegateId: id, delegation });
  }

  add(delegation: string, figure: Exclude<keyof RegistrationLine, 'gaps'>): void {
    for (const line of this.#linesOf(delegation)) line[figure] += 1;
  }

  closed(day: LocalDay | null): RegistrationBalance {
    const delegations = Array.from(this.#lines, ([code, line]) => ({ code, line }));
    delegations.sort((a, b) => (a.code < b.code ? -1 : 1));
    return { day, total: this.#total, delegations, gaps: this.#gaps };
  }

  #linesOf(delegation: string): RegistrationLine[] {
    const line = this.#lines.get(delegation) ?? emptyLine();
    this.#lines.set(delegation, line);
    return [this.#total, line];
  }
}

function emptyLine(): RegistrationLine {
  return {
    registered: 0,
    walkIns: 0,
    otherDays: 0,
    present: 0,
    notArrived: 0,
    cancelled: 0,
    pending: 0,
    revoked: 0,
    replaced: 0,
    gaps: {
      'cancelled-present': 0,
      'pending-present': 0,
      'revoked-present': 0,
      'replaced-present': 0,
      'other-day-present': 0,
      'deleted-present': 0,
      'unknown-present': 0,
    },
  };
}

function presentOn({ attendance, day }: RegistrationQuestion): Set<string> {
  const present = new Set<string>();
  for (const { delegateId, localDay } of attendance.standing) {
    if (day === null || localDay === day) present.add(delegateId);
  }
  return present;
}

function desksChanges(facts: RegistrationQuestion['facts']) {
  const walkIns = new Set<string>();
  const replaced = new Set<string>();
  for (const { type, delegateId } of facts) {
    if (delegateId === null) continue;
    if (type === 'walk-in-registered') walkIns.add(delegateId);
    if (type === 'delegate-replaced') replaced.add(delegateId);
  }
  return { walkIns, replaced };
}

/** The row of an absent person. A person confirmed again after a replacement is expected. */
function rowOf(
  { status }: Pick<Delegate, 'status'>,
  wasReplaced: boolean,
): Exclude<RegistrationRow, 'present'> {
  switch (status) {
    case 'confirmed':
      return 'notArrived';
    case 'cancelled':
      return wasReplaced ? 'replaced' : 'cancelled';
    case 'pending':
    case 'revoked':
      return status;
  }
}
