import type { CodeMaking } from '../../domain/tickets/issued-codes.ts';
import { ticketVerdict } from '../../domain/tickets/ticket-proof.ts';
import type { HeldFact } from './held-fact.ts';

/** Number of a station's admissions by a ticket, by rule without one, and by neither. */
export type TicketCounts = Record<'proved' | 'byRule' | 'unproved', number>;

const countOf = { proved: 'proved', 'by-rule': 'byRule', unproved: 'unproved' } as const;

/** What admissions prove about tickets, by station; meaningful only for kiosks. */
export class TicketReads {
  readonly #hasSigned: boolean;
  readonly #counts = new Map<string, TicketCounts>();

  /** @param hasSigned whether the event has signed tickets */
  constructor(hasSigned: boolean) {
    this.#hasSigned = hasSigned;
  }

  /** Adds a fact of any kind, once each; `making` holds every secret that the event has had. */
  take(fact: HeldFact, making: CodeMaking): void {
    if (fact.type !== 'admitted') return;
    const counts = this.of(fact.station);
    counts[countOf[ticketVerdict(fact, making, this.#hasSigned)]] += 1;
    this.#counts.set(fact.station, counts);
  }

  of(station: string): TicketCounts {
    return this.#counts.get(station) ?? { proved: 0, byRule: 0, unproved: 0 };
  }
}
