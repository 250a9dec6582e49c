import { payloadText } from '../../../domain/attendance-fold.ts';
import type { HelpAnswer, HelpCall } from '../../../domain/help-calls.ts';
import type { HeldFact } from './held-fact.ts';

/** What is only counted, by day. */
export interface DayTally {
  walkIns: number;
  reprints: number;
  overrides: number;
  refusals: number;
}

const nothing: DayTally = { walkIns: 0, reprints: 0, overrides: 0, refusals: 0 };

/** Everything that is counted or listed as it comes; nothing of it is ever taken back. */
export class Tallies {
  readonly #days = new Map<string, DayTally>();
  readonly #facts = new Map<string, number>();
  /** Walk-ins and replacements, for the account of registrations. */
  readonly rosterFacts: Pick<HeldFact, 'type' | 'delegateId'>[] = [];
  /** Admissions that somebody looked into because they were a second one. */
  readonly resolved = new Set<string>();
  /** Admissions that were typed in from paper. */
  readonly fromPaper = new Set<string>();
  readonly #calls = new Map<string, HelpCall[]>();
  readonly answers: HelpAnswer[] = [];

  /** Takes in a fact of any kind, each once. */
  take(fact: HeldFact): void {
    const { type, id, kiosk, wall, operatorId, targetId, localDay } = fact;
    this.#facts.set(localDay, (this.#facts.get(localDay) ?? 0) + 1);
    switch (type) {
      case 'walk-in-registered':
        this.#add(localDay, 'walkIns');
        this.rosterFacts.push({ type, delegateId: fact.delegateId });
        return;
      case 'delegate-replaced':
        this.rosterFacts.push({ type, delegateId: fact.delegateId });
        return;
      case 'badge-issued':
        if ((payloadText(fact, 'reason') ?? 'first') !== 'first') this.#add(localDay, 'reprints');
        return;
      case 'admitted':
        if (fact.payload.includes('"fromPaper":true')) this.fromPaper.add(id);
        if (payloadText(fact, 'override') !== null) this.#add(localDay, 'overrides');
        return;
      case 'refused':
        this.#add(localDay, 'refusals');
        return;
      case 'duplicate-resolved':
        if (targetId !== null) this.resolved.add(targetId);
        return;
      case 'help-called':
        this.#call(fact);
        return;
      case 'help-answered':
        if (targetId !== null) this.answers.push({ targetId, kiosk, operatorId, wall });
        return;
      default:
        return;
    }
  }

  /** How many facts of any kind a day has. */
  factsOf(day: string): number {
    return this.#facts.get(day) ?? 0;
  }

  ofDay(day: string): DayTally {
    return this.#days.get(day) ?? nothing;
  }

  /** Calls for help of a day, in no particular order. */
  callsOf(day: string): readonly HelpCall[] {
    return this.#calls.get(day) ?? [];
  }

  #add(day: string, what: keyof DayTally): void {
    const tally = this.#days.get(day) ?? { ...nothing };
    tally[what] += 1;
    this.#days.set(day, tally);
  }

  #call(fact: HeldFact): void {
    const calls = this.#calls.get(fact.localDay) ?? [];
    const { id, kiosk, wall } = fact;
    const reason = payloadText(fact, 'reason') ?? 'other';
    calls.push({ id, kiosk, reason, code: payloadText(fact, 'code'), wall });
    this.#calls.set(fact.localDay, calls);
  }
}
