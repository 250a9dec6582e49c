import fc from 'fast-check';
import { streamedDelegateSchema } from '../../../domain/roster/roster-wire.ts';
import { directorySchema } from '../../../domain/sync/directory.ts';
import { streamedEventSchema } from '../../../domain/sync/events.ts';
import { SyncFailure } from '../../../domain/sync/problems.ts';
import {
  handshakeAnswerSchema,
  pageEndSchema,
  pushAnswerSchema,
} from '../../../domain/sync/sync.ts';
import { readAnswer } from '../../../hub/exchange/exchange.ts';
import { readHints, readPage } from '../../../main/hub-client/http-hub.ts';
import { hold, holdPlain } from '../engine/guards.ts';
import { fuzzed, type Target } from '../engine/target.ts';
import { bytesLike, cuts, inPieces } from '../generators/bytes.ts';
import { fromSchema } from '../generators/from-schema.ts';
import { jsonText, mutatedJson } from '../generators/json.ts';
import { mutatedText } from '../generators/text.ts';
import { routeTarget } from './hub-routes.ts';
import { stickTargets } from './sticks.ts';

/** A page of rows as a hub writes it, with its last line. */
function pageOf(rows: readonly unknown[], end: unknown): string {
  return `${[...rows, end].map((line) => jsonText(line)).join('\n')}\n`;
}

interface Page {
  kind: 'events' | 'roster';
  bytes: Uint8Array;
}

/** Answers of a hub, or of an impostor, to a desk's pull: the desk takes all of it, or nothing. */
const pages: Target = {
  name: 'wire/pages',
  share: 40,
  reaches: ['page', 'bad-answer'],
  open: () => {
    const epoch = '00000000-0000-4000-8000-00000000000e';
    const page = (kind: Page['kind'], row: fc.Arbitrary<unknown>): fc.Arbitrary<Page> =>
      fc
        .tuple(fc.array(row, { maxLength: 3 }), fromSchema(pageEndSchema), fc.nat(3))
        .map(([rows, end, change]) => {
          // Rising numbers make a page valid more often than chance would.
          const numbered = rows.map((each, i) =>
            isObject(each) && change > 0 ? { ...each, seq: i + 1 } : each,
          );
          const fitting = isObject(end)
            ? { ...end, epoch, rows: rows.length, next: rows.length, last: rows.length }
            : end;
          return { kind, bytes: Buffer.from(pageOf(numbered, change === 1 ? end : fitting)) };
        });
    const sample = Buffer.from(pageOf([{ seq: 1 }], { rows: 1, next: 1, last: 1 }));
    return fuzzed<Page>({
      cases: fc.oneof(
        { weight: 4, arbitrary: page('events', fromSchema(streamedEventSchema)) },
        { weight: 4, arbitrary: page('roster', mutatedJson(fromSchema(streamedDelegateSchema))) },
        {
          weight: 1,
          arbitrary: bytesLike([sample]).map((bytes): Page => ({ kind: 'events', bytes })),
        },
      ),
      sizeOf: ({ bytes }) => bytes.length,
      run: ({ kind, bytes }) => {
        const request = { epoch, after: 0, limit: 1_000 };
        const read = () =>
          kind === 'events'
            ? readPage(bytes, streamedEventSchema, request)
            : readPage(bytes, streamedDelegateSchema, request);
        return failsAs('bad-answer', () => {
          const { rows, end } = read();
          holdPlain(rows);
          hold(rows.length === end.rows, 'a page that is not whole');
          return 'page';
        });
      },
    });
  },
};

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failsAs(code: string, act: () => string): string {
  try {
    return act();
  } catch (error) {
    if (error instanceof SyncFailure) return code;
    throw error;
  }
}

const answers: Target = {
  name: 'wire/answers',
  share: 50,
  reaches: ['taken', 'bad-answer'],
  open: () => {
    const schemas = [handshakeAnswerSchema, pushAnswerSchema, directorySchema];
    return fuzzed<{ which: number; text: string }>({
      cases: fc.oneof(
        ...schemas.map((schema, which) =>
          fc
            .oneof(
              mutatedJson(fromSchema(schema)).map(jsonText),
              mutatedText(['{"stations":[]}', '[]']),
            )
            .map((text) => ({ which, text })),
        ),
      ),
      sizeOf: ({ text }) => text.length,
      run: ({ which, text }) => {
        const schema = schemas[which] ?? pushAnswerSchema;
        return failsAs('bad-answer', () => {
          holdPlain(readAnswer(Buffer.from(text), schema));
          return 'taken';
        });
      },
    });
  },
};

/** The line of hints: whatever arrives, a desk hears a hint or ignores it. */
const hints: Target = {
  name: 'wire/hints',
  share: 50,
  reaches: ['heard', 'nothing', 'failed'],
  open: () => {
    const line = 'event: hint\ndata: {"stream":"events","seq":7}\n\n';
    const samples = [
      line,
      'data: {"kind":"roster"}\r\n\r\n',
      ': still here\n\n',
      `data: ${'x'.repeat(5_000)}`,
    ].map((text) => Buffer.from(text));
    return fuzzed<{ bytes: Uint8Array; cuts: readonly number[] }>({
      cases: fc.record({
        bytes: fc
          .array(bytesLike(samples, 60), { maxLength: 4 })
          .map((list) => Buffer.concat(list)),
        cuts,
      }),
      sizeOf: ({ bytes }) => bytes.length,
      run: async (one) => {
        let heard = 0;
        const pieces = async function* () {
          yield* inPieces(one.bytes, one.cuts);
        };
        try {
          await readHints(
            pieces(),
            () => {
              heard += 1;
            },
            new AbortController().signal,
          );
        } catch (error) {
          hold(error instanceof SyncFailure, 'no SyncFailure');
          // Only a hint without an end is too long; anything else is ignored.
          hold(one.bytes.length > 4_096, 'a line of hints ended at rubbish');
          return 'failed';
        }
        return heard > 0 ? 'heard' : 'nothing';
      },
    });
  },
};

export const hubTargets: readonly Target[] = [pages, answers, hints, ...stickTargets, routeTarget];
