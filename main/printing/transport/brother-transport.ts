import {
  type BrotherRoll,
  type BrotherSettings,
  brotherRolls,
} from '../../../domain/printing/brother.ts';
import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import { brotherBytes, tooLargeForRoll } from '../languages/brother.ts';
import {
  type BrotherAnswer,
  type BrotherStatus,
  conditionOfBrother,
  createBrotherReader,
  parseBrotherStatus,
} from '../languages/brother-answers.ts';
import { BrotherEvidence } from './brother-evidence.ts';
import { createExchange, type Exchange, tellingReader } from './exchange.ts';
import type { Link, TransportTimings } from './link.ts';
import { isPrintable } from './protocol.ts';
import {
  type Conversation,
  createMemory,
  noteFinished,
  noteTold,
  type Session,
} from './session.ts';
import { createSessionTransport } from './session-transport.ts';
import type { EncodedJob, PrinterCondition, Transport, TransportEvents } from './transport.ts';

/** The 32 bytes of a network printer's status, or null if it does not answer. */
export type ReadNetworkStatus = (milliseconds: number) => Promise<Uint8Array | null>;

/**
 * The status as an octet string, the bytes of `ESC i S`. Source: Brother, developer FAQ "How can I
 * get the status through the network"; philpem/printer-driver-ptouch, issue 14.
 */
const statusOid = '1.3.6.1.4.1.2435.3.3.9.1.6.1.0';

/**
 * A Brother QL printer at the end of a link.
 *
 * @param readNetworkStatus called where the link itself answers nothing: Brother's own network
 *   interfaces answer nothing on port 9100. Null at USB.
 */
export function createBrotherTransport(
  link: Link,
  settings: Pick<PrinterSettings, 'ability' | 'brother' | 'connection'>,
  timings: TransportTimings,
  events: TransportEvents,
  readNetworkStatus: ReadNetworkStatus | null = networkStatusOf(settings.connection),
): Transport {
  const { brother } = settings;
  if (brother === undefined) throw new RangeError('no roll is set up');
  const session = new BrotherSession(link, { ...settings, brother }, timings, {
    ...events,
    readNetworkStatus,
  });
  return createSessionTransport(session, () => () => session.look());
}

function networkStatusOf(connection: PrinterSettings['connection']): ReadNetworkStatus | null {
  if (connection.kind !== 'tcp') return null;
  const host = connection.host.replace(/^\[(.*)\]$/, '$1');
  return (milliseconds) => readSnmp({ host, port: 161, oid: statusOid, milliseconds });
}

/** One Brother QL printer with everything known of it while the app runs. */
class BrotherSession implements Session {
  readonly link: Link;
  readonly conversation: Conversation;
  readonly speaker = 'a Brother QL printer';
  readonly ability: PrinterSettings['ability'];
  readonly timings: TransportTimings;
  readonly memory = createMemory();
  readonly #brother: BrotherSettings;
  readonly #events: TransportEvents & { readNetworkStatus: ReadNetworkStatus | null };
  readonly #printer: Exchange<BrotherAnswer>;
  #answersBy: 'link' | 'network' | null = null;
  /** Nothing was queried on this connection yet. */
  #fresh = true;
  #last: BrotherStatus | null = null;
  /** `performance.now()` since when every answer says "printing"; null if the last does not. */
  #printingSince: number | null = null;
  /** Of the current job, or of the last one, whose end may still be seen. */
  #evidence: BrotherEvidence | null = null;

  constructor(
    link: Link,
    settings: { ability: PrinterSettings['ability']; brother: BrotherSettings },
    timings: TransportTimings,
    events: TransportEvents & { readNetworkStatus: ReadNetworkStatus | null },
  ) {
    this.link = link;
    this.ability = settings.ability;
    this.#brother = settings.brother;
    this.timings = timings;
    this.#events = events;
    const reader = tellingReader(createBrotherReader(), (answer) => {
      if (answer.kind === 'status') this.#note(answer.status);
    });
    this.#printer = createExchange(link, reader, () => {});
    this.conversation = {
      ...this.#printer,
      open: () => this.#open(),
      write: (bytes) => {
        this.#evidence?.noteWrite(bytes.length);
        return this.#printer.write(bytes);
      },
      finished: (_id, milliseconds) => this.#finished(milliseconds),
    };
  }

  async #open(): Promise<void> {
    this.#fresh = true;
    this.#evidence?.noteReopened();
    await this.#printer.open();
  }

  /** Notes every status that comes over the link, requested or not. */
  #note(status: BrotherStatus): void {
    this.#evidence?.noteStatus(status);
    this.#tell(status);
  }

  #tell(status: BrotherStatus): PrinterCondition {
    const condition = this.#conditionOf(status);
    noteTold(this.memory, condition);
    // The badge is spoilt: no later report is its end.
    if (!isPrintable(condition)) this.#evidence = null;
    return condition;
  }

  #conditionOf(status: BrotherStatus): PrinterCondition {
    const { condition, detail } = conditionOfBrother(status, this.#brother);
    const { where } = this.link;
    return { condition, detail: detail === '' ? where : `${where}: ${detail}` };
  }

  async askRound(): Promise<PrinterCondition | null> {
    if (this.#isPrinting()) return this.#stillPrinting();
    this.#last = null;
    const status = await this.#ask();
    if (status === null) return this.#silence();
    this.#last = status;
    this.memory.answered = true;
    await this.#freeFromHalfPage(status);
    return this.#tell(status);
  }

  /**
   * Half a page, left by a connection that broke off, keeps a printer "printing" for ever. ESC @
   * drops it, but would cancel another program's badge too: only after longer than any badge takes.
   */
  async #freeFromHalfPage({ printing }: BrotherStatus): Promise<void> {
    const now = performance.now();
    this.#printingSince = printing ? (this.#printingSince ?? now) : null;
    if (this.#printingSince === null) return;
    if (now - this.#printingSince < 2 * this.timings.confirm) return;
    this.#printingSince = null;
    await this.#printer.write(brotherBytes.restart);
  }

  async #ask(): Promise<BrotherStatus | null> {
    const { readNetworkStatus } = this.#events;
    if (this.#answersBy !== 'network') {
      const status = await this.#askLink();
      if (status !== null) this.#answersBy = 'link';
      const isLost = this.#printer.ended() !== null || this.#printer.isRubbish();
      if (status !== null || isLost || this.#answersBy === 'link') return status;
    }
    const bytes = (await readNetworkStatus?.(this.timings.answer)) ?? null;
    const status = bytes === null ? null : parseBrotherStatus(bytes);
    if (status !== null) this.#answersBy = 'network';
    return status;
  }

  /**
   * ESC i S. On a fresh connection it is sent twice, and the first answer is dropped: at USB it may
   * answer an earlier program, with reports about that program's badge still to come behind it.
   */
  async #askLink(): Promise<BrotherStatus | null> {
    if (this.#fresh) {
      const restart = [...brotherBytes.restart, ...brotherBytes.askStatus];
      if ((await this.#askOnce(Uint8Array.from(restart))) === null) return null;
      this.#fresh = false;
    }
    const asked = performance.now();
    const status = await this.#askOnce(brotherBytes.askStatus);
    const due = this.#evidence?.due ?? null;
    if (status !== null && due !== null && asked >= due) this.#endJob(status);
    return status;
  }

  async #askOnce(question: Uint8Array): Promise<BrotherStatus | null> {
    const answer = await this.#printer.ask(
      question,
      (each) => each.kind === 'status' && each.status.type === 'reply',
      this.timings.answer,
    );
    if (answer?.kind !== 'status' || this.#printer.isRubbish()) return null;
    this.#printer.forgive();
    return answer.status;
  }

  /** The last of the evidence: the printer waits, without a fault. */
  #endJob(status: BrotherStatus): void {
    if (status.printing || !isPrintable(this.#conditionOf(status))) return;
    const id = this.#evidence?.id;
    this.#evidence = null;
    noteFinished(this.memory, (each) => each === id, this.#events.onLateConfirmation);
  }

  /** For no answer. Null where another host or a dead connection may be the reason. */
  #silence(): PrinterCondition | null {
    const { where } = this.link;
    const isLost = this.#printer.ended() !== null || this.#printer.isRubbish();
    if (isLost || this.memory.answered || this.#events.readNetworkStatus === null) return null;
    return {
      condition: 'not-understood',
      detail: `${where} takes the connection, but answers neither there nor by SNMP: switch SNMP on in the printer's web page, or set it to "blind"`,
    };
  }

  /** A fault that spoilt the badge, or null. Uses SNMP only: the link is not for queries now. */
  async look(): Promise<PrinterCondition | null> {
    if (this.#answersBy === 'network') {
      const status = await this.#ask();
      if (status === null) {
        return { condition: 'offline', detail: `${this.link.where} stopped answering` };
      }
      this.#tell(status);
    }
    return this.memory.job?.fault ?? null;
  }

  async #finished(milliseconds: number): Promise<boolean> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const { job } = this.memory;
      if (job?.finished === true) return true;
      if (job?.fault != null || this.#printer.ended() !== null) return false;
      const due = this.#evidence?.due ?? null;
      const now = performance.now();
      if (due !== null && now >= due) {
        await this.#askLink();
        if (this.memory.job?.finished === true) return true;
      }
      const left = end - performance.now();
      if (left <= 0) return false;
      const untilDue = due === null || now >= due ? left : due - now;
      await this.#printer.expect(({ kind }) => kind === 'status', Math.min(left, untilDue));
    }
  }

  #stillPrinting(): PrinterCondition {
    return { condition: 'busy-elsewhere', detail: `${this.link.where} is still printing` };
  }

  beforeJob(condition: PrinterCondition, job: EncodedJob): PrinterCondition {
    const { memory } = this;
    const { where } = this.link;
    const roll: BrotherRoll = brotherRolls[this.#brother.roll];
    const tooLarge = tooLargeForRoll(roll, job.bitmap);
    if (tooLarge !== null) return { condition: 'wrong-medium', detail: `${where}: ${tooLarge}` };
    if (!isPrintable(condition)) return condition;
    if (this.#last?.printing === true || this.#isPrinting()) return this.#stillPrinting();
    this.#evidence = new BrotherEvidence(memory.job?.id ?? '', job, roll.twoColours);
    return condition;
  }

  #isPrinting(): boolean {
    const timeout = this.ability === 'confirm' ? 2 * this.timings.confirm : 0;
    return this.#evidence?.isOpen(timeout) === true;
  }
}

interface SnmpQuery {
  /** Host name or address. */
  host: string;
  /** UDP port; printers listen on 161. */
  port: number;
  /** Object identifier in dots. */
  oid: string;
  milliseconds: number;
}

/**
 * Reads one octet string by SNMP version 1, community "public", as printers are delivered. Null if
 * nothing came in time, or another kind of value. Never throws.
 */
export async function readSnmp(query: SnmpQuery): Promise<Uint8Array | null> {
  // Few printers need it, and no start does.
  const { createSession, Version1 } = await import('net-snmp');
  return await new Promise((resolve) => {
    // Sent twice: a single datagram may get lost.
    const session = createSession(query.host, 'public', {
      port: query.port,
      version: Version1,
      retries: 1,
      timeout: Math.ceil(query.milliseconds / 2),
      backoff: 1,
    });
    let isDone = false;
    const done = (value: unknown): void => {
      if (isDone) return;
      isDone = true;
      session.close();
      resolve(value instanceof Uint8Array ? Uint8Array.from(value) : null);
    };
    // Errors of its socket: no such host, no route, no listener.
    session.on('error', () => done(null));
    session.get([query.oid], (error, values) => done(error === null ? values?.[0]?.value : null));
  });
}
