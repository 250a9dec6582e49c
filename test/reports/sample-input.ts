import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import { firstHlc, nextHlc } from '../../domain/ledger/hlc.ts';
import { defaultCertificates, defaultQuorum } from '../../domain/reports.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { ReportInput } from '../../reports/input.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { demoEvent } from '../../tools/sample/event.ts';
import { seededRandom } from '../../tools/sample/random.ts';
import { fact, uuid } from '../domain/attendance-sample.ts';

/** A local morning of the demo event (02:00 UTC is 04:00 in Brussels), UTC milliseconds. */
export function at(day: string, hour: number, minute = 0): number {
  return Date.parse(`${day}T00:00:00Z`) + ((hour - 2) * 60 + minute) * 60_000;
}

/** Writes facts with ids, places and clocks that ascend in the order of writing. */
export class FactWriter {
  readonly facts: OrderedFact[] = [];
  readonly personal = new Map<string, string>();
  #hlc = firstHlc;

  /** Writes a fact at a time (UTC milliseconds); returns its id. */
  write(wall: number, part: Partial<OrderedFact>, personal?: unknown): string {
    const kseq = this.facts.length + 1;
    const id = uuid(0x10_0000 + kseq);
    this.#hlc = nextHlc(this.#hlc, wall);
    this.facts.push(fact({ id, kseq, wall, hlc: this.#hlc, ...part }));
    if (personal !== undefined) this.personal.set(id, JSON.stringify(personal));
    return id;
  }

  /** Writes a person's admission at registration, or at the checkpoint in `part`. */
  admit(day: string, wall: number, delegateId: string, part: Partial<OrderedFact> = {}): string {
    return this.write(wall, { type: 'admitted', delegateId, localDay: day, ...part });
  }
}

/** The input of reports, empty except for the given parts. */
export function inputOf(part: Partial<ReportInput> = {}): ReportInput {
  return {
    event: demoEvent(),
    delegates: [],
    deleted: [],
    facts: [],
    personal: new Map(),
    stationNames: new Map([[uuid(2), 'Desk 1']]),
    operatorNames: new Map([
      [uuid(4), 'Ana Operator'],
      [uuid(5), 'Sam Supervisor'],
    ]),
    stations: [],
    printJobs: null,
    day: null,
    asOf: at('2018-10-02', 18, 4),
    isClosed: true,
    isTraining: false,
    quorum: defaultQuorum,
    certificates: defaultCertificates,
    ...part,
  };
}

/**
 * The demo's people over three days, with a walk-in, a reprint, an override and a duplicate; always
 * the same.
 */
export function demoInput(part: Partial<ReportInput> = {}): ReportInput {
  const delegates = demoDelegates();
  const event = demoEvent();
  const random = seededRandom(7);
  const book = new FactWriter();
  const sessions = event.checkpoints.filter(({ kind }) => kind === 'session');
  for (const day of event.days) {
    for (const { id, status } of delegates) {
      if (status !== 'confirmed' || random.next() > 0.7) continue;
      const wall = at(day, 8, Math.floor(random.next() * 110));
      book.admit(day, wall, id);
      const session = sessions[Math.floor(random.next() * sessions.length)];
      if (session !== undefined) book.admit(day, wall + 3_600_000, id, { checkpoint: session.id });
    }
  }
  exceptions(book, delegates, event.days[0] ?? '');
  return inputOf({
    event,
    delegates,
    facts: book.facts,
    personal: book.personal,
    stations: [
      {
        id: uuid(2),
        name: 'Desk 1',
        mode: 'desk',
        proof: 'proven',
        asOf: at('2018-10-02', 17),
        facts: book.facts.length,
        waiting: 0,
        lastSeen: at('2018-10-02', 18),
      },
      {
        id: uuid(6),
        name: 'Kiosk 2',
        mode: 'kiosk',
        proof: 'open',
        asOf: null,
        facts: 12,
        waiting: null,
        lastSeen: null,
      },
    ],
    ...part,
  });
}

function exceptions(book: FactWriter, delegates: readonly Delegate[], day: string): void {
  const [first, second] = delegates;
  const cancelled = delegates.find(({ status }) => status === 'cancelled');
  if (first === undefined || second === undefined || cancelled === undefined)
    throw new Error('sample');
  const override = {
    identity: 'passport',
    source: 'search',
    override: 'cancelled',
    reason: 'letter-shown',
    approvedBy: uuid(5),
  };
  book.admit(day, at(day, 11), cancelled.id, { payload: JSON.stringify(override) });
  const admission = book.facts.at(-1)?.id ?? '';
  book.personal.set(admission, JSON.stringify({ note: 'Letter NV/18/77 of "the ministry"' }));
  book.write(
    at(day, 11, 5),
    {
      type: 'walk-in-registered',
      delegateId: second.id,
      localDay: day,
      payload: JSON.stringify({ identity: 'passport', status: 'confirmed' }),
    },
    { delegate: second, approval: { approver: 'Ms Protocol', reference: '' } },
  );
  book.write(at(day, 11, 10), {
    type: 'badge-issued',
    delegateId: first.id,
    localDay: day,
    badgeSerial: 'A7F30C12-00002',
    payload: JSON.stringify({ reason: 'lost', replaces: 'A7F30C12-00001' }),
  });
  book.admit(day, at(day, 12), first.id, { station: uuid(6) });
  book.admit(day, at(day, 12, 1), first.id, { station: uuid(6) });
}
