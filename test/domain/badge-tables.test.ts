import { describe, expect, it } from 'vitest';
import { rowOf, whereaboutsOf } from '../../domain/badges/badge-balance.ts';
import { namesakeKey } from '../../domain/badges/badge-check.ts';
import { wordBefore } from '../../domain/badges/badge-fates.ts';
import { tookBlank } from '../../domain/badges/stock-balance.ts';
import { refusalOfDoubt } from '../../domain/doors/door.ts';
import { payloadText, rightTime } from '../../domain/ledger/attendance-fold.ts';

describe('where a badge is', () => {
  it.each([
    ['handed-over', null, 'with-holder'],
    ['printed', null, 'at-the-desk'],
    ['returned', null, 'at-the-desk'],
    ['not-printed', null, 'never-printed'],
    ['lost', null, 'not-known'],
    ['destroyed', null, 'not-known'],
    ['issued', null, 'not-known'],
    ['issued', 'sending', 'not-known'],
    ['issued', 'cancelled', 'never-printed'],
    ['issued', 'did-not-come-out', 'never-printed'],
  ] as const)('%s, print job %s: %s', (thing, jobState, where) => {
    expect(whereaboutsOf(thing, jobState)).toBe(where);
  });

  it('an issued one is in question only while its print job asks', () => {
    const row = (jobState: Parameters<typeof rowOf>[0]['jobState']) =>
      rowOf({ state: 'issued', jobState });
    expect(row('unknown')).toBe('in-question');
    expect(row('sending')).toBe('waiting');
    expect(row(null)).toBe('waiting');
  });
});

describe('what puts a wrong fate right', () => {
  it.each([
    ['handed-over', 'handed-over'],
    ['returned', 'returned'],
    ['lost', 'lost'],
    ['destroyed', 'destroyed'],
    ['issued', 'printed'],
    ['printed', 'printed'],
    ['not-printed', 'printed'],
  ] as const)('of a badge that was %s: %s', (thing, word) => {
    expect(wordBefore(thing)).toBe(word);
  });
});

describe('a blank', () => {
  it.each([
    ['confirmed', 'confirmed', true],
    ['sent', 'sending', true],
    ['spooled', 'sending', true],
    ['held', 'came-out', false],
    ['retryable', 'came-out', false],
    ['withdrawn', 'came-out', false],
    ['failed-partial', 'came-out', true],
    ['failed-partial', 'did-not-come-out', null],
    ['unknown', 'came-out', true],
    ['unknown', 'confirmed', true],
    ['unknown', 'did-not-come-out', false],
    ['unknown', 'cancelled', null],
  ] as const)('of an attempt that was %s, with the job %s, is taken: %s', (outcome, job, taken) => {
    expect(tookBlank({ outcome, jobState: job })).toBe(taken);
  });
});

describe('namesakes', () => {
  it('are equal but for the order of words, capitals and accents of Latin letters', () => {
    expect(namesakeKey('  Émile-Jean  DUPONT ')).toBe('dupont emile jean');
    expect(namesakeKey('Dupont, Jean Emile')).toBe('dupont emile jean');
    expect(namesakeKey('Иванов Пётр 2')).toBe('2 иванов петр');
    expect(namesakeKey('हिन्दी')).not.toBe('');
    expect(namesakeKey('—')).toBe('');
    expect(namesakeKey('Jean Dupond')).not.toBe(namesakeKey('Jean Dupont'));
  });
});

describe('the refusal for a doubt of a door', () => {
  it.each([
    ['badge-returned', 'badge-not-valid'],
    ['badge-stale', 'badge-not-valid'],
    ['registration-code', 'ticket'],
    ['inside', 'inside'],
    ['badge-unheard', 'badge-unheard'],
    ['ticket', 'ticket'],
    ['full', 'full'],
    ['delegation-full', 'delegation-full'],
  ] as const)('%s: %s', (doubt, refusal) => {
    expect(refusalOfDoubt(doubt)).toBe(refusal);
  });
});

describe('a fact’s payload', () => {
  it('gives a text by name, and nothing else', () => {
    const text = (payload: string, name = 'a'): string | null => payloadText({ payload }, name);
    expect(text('{"a":"x","b":"y"}', 'b')).toBe('y');
    for (const payload of ['{"b":"x"}', '{"a":1}', '{"a":null}', 'null', '"a"', '["x"]', '{']) {
      expect(text(payload)).toBeNull();
    }
    expect(text('"x"', '0')).toBeNull();
    expect(text('{}', 'constructor')).toBeNull();
  });

  it('puts a clock right that was known to be wrong', () => {
    const at = (payload: string): number => rightTime({ wall: 1_000_000, payload });
    expect(at('{}')).toBe(1_000_000);
    expect(at('{"clockOffset":90000}')).toBe(1_090_000);
    expect(at('{"clockOffset":-90000}')).toBe(910_000);
  });
});
