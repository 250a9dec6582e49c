import { zplBytes } from '../languages/zpl.ts';
import { createZplReader, type ErrorFlags, type HostStatus } from '../languages/zpl-answers.ts';
import { createExchange, type Exchange } from './exchange.ts';
import type { Link } from './link.ts';

export interface StatusAnswer {
  /** Number of the query since the connection was opened. */
  question: number;
  status: HostStatus;
  /** `performance.now()` before the query and after the answer. */
  asked: number;
  received: number;
}

/** Labels printed in the printer's life, at the query of that number. */
export interface LabelCount {
  question: number;
  labels: number;
}

export interface ZplConversation extends Omit<Exchange<unknown>, 'ask' | 'expect'> {
  /** Whether an answer to ~HS came on this connection. */
  hasAnswered(): boolean;
  /** ~HS. An answer to an earlier query is ignored; null after the timeout. */
  askStatus(milliseconds: number): Promise<StatusAnswer | null>;
  /** ~HQES; null after the timeout. */
  askErrors(milliseconds: number): Promise<ErrorFlags | null>;
}

/** @param asksCount the label counter is queried with each status, if the printer has one */
export function createZplConversation(
  link: Link,
  asksCount: boolean,
  onCount: (count: LabelCount) => void,
): ZplConversation {
  let questions = 0;
  let counts = asksCount;
  /** Of each kind: answers that came, and queries that will never be answered. */
  let statuses = { came: 0, skipped: 0 };
  let labels = { came: 0, skipped: 0 };
  const { ask, expect, open, ...exchange } = createExchange(link, createZplReader(), (answer) => {
    if (answer.kind === 'status') statuses.came = answer.number;
    if (answer.kind !== 'count') return;
    labels.came = answer.number;
    if (answer.labels === null) counts = false;
    else onCount({ question: answer.number + labels.skipped, labels: answer.labels });
  });
  return {
    ...exchange,
    open: async () => {
      questions = 0;
      counts = asksCount;
      statuses = { came: 0, skipped: 0 };
      labels = { came: 0, skipped: 0 };
      await open();
    },
    hasAnswered: () => statuses.came > 0,
    askStatus: async (milliseconds) => {
      questions += 1;
      const question = questions;
      const asked = performance.now();
      // The counter first: its answer is then there when the status is judged.
      const parts = counts ? [zplBytes.askLabelCount, zplBytes.askStatus] : [zplBytes.askStatus];
      const answer = await ask(
        Uint8Array.from(Buffer.concat(parts)),
        (each) => each.kind === 'status' && each.number + statuses.skipped === question,
        milliseconds,
      );
      if (answer?.kind !== 'status' || exchange.isRubbish()) return null;
      exchange.forgive();
      statuses.came = answer.number;
      return { question, status: answer.status, asked, received: performance.now() };
    },
    askErrors: async (milliseconds) => {
      const answer = await ask(zplBytes.askErrors, (each) => each.kind === 'errors', milliseconds);
      if (answer?.kind !== 'errors') return null;
      // Queries are answered in order: an earlier one without an answer will never get one.
      statuses.skipped = questions - statuses.came;
      labels.skipped = questions - labels.came;
      return answer.errors;
    },
  };
}
