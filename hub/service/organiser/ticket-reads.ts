import type { CodeMaking } from '../../../domain/issued-codes.ts';
import { ticketVerdict } from '../../../domain/ticket-proof.ts';
import type { HeldFact } from './held-fact.ts';

/** How many admissions of a station were by a ticket, by rule without one, and by neither. */
export type TicketCounts = Record<'proved' | 'byRule' | 'unproved', number>;

const countOf = { proved: 'proved', 'by-rule': 'byRule', unproved: 'unproved' } as const;

/** What admissions prove of tickets, by the station that wrote them; it says something of self-service kiosks alone. */
export class TicketReads {
  readonly #hasSigned: boolean;
  readonly #counts = new Map<string, TicketCounts>();

  /** @param hasSigned whether the event has signed tickets */
  constructor(hasSigned: boolean) {
    this.#hasSigned = hasSigned;
  }

  /** Takes in a fact of any kind, each once; `making` with every secret that the event has had. */
  take(fact: HeldFact, making: CodeMaking): void {
    if (fact.type !== 'admitted') return;
    const counts = this.of(fact.kiosk);
    counts[countOf[ticketVerdict(fact, making, this.#hasSigned)]] += 1;
    this.#counts.set(fact.kiosk, counts);
  }

  of(station: string): TicketCounts {
    return this.#counts.get(station) ?? { proved: 0, byRule: 0, unproved: 0 };
  }
}
