import { describe, expect, it } from 'vitest';
import { readRoute } from '../../../web/organiser/app/route.ts';
import { refusalOf } from '../../../web/organiser/client/failure.ts';
import { browserWords } from '../../../web/organiser/pages/account/browser-words.ts';
import { filterRows } from '../../../web/organiser/pages/delegations/filter-rows.ts';
import { chartScale } from '../../../web/organiser/parts/chart-scale.ts';

describe('the scale of a chart', () => {
  it.each([
    [[], 4, [0, 1, 2, 3, 4]],
    [[3], 4, [0, 1, 2, 3, 4]],
    [[118, 92], 150, [0, 50, 100, 150]],
    [[7], 8, [0, 2, 4, 6, 8]],
    [[1_000], 1_250, [0, 250, 500, 750, 1_000]],
  ])('of %j reaches %i at least', (counts, most, marks) => {
    const scale = chartScale(counts);
    expect(scale.top).toBeGreaterThanOrEqual(Math.max(0, ...counts));
    expect(scale.top).toBeLessThanOrEqual(most);
    expect(scale.marks.slice(0, marks.length)).toEqual(marks);
  });
});

describe('a refusal of the hub', () => {
  const refused = (code: string, detail = '', retryAfter: number | null = null) =>
    refusalOf(400, { code, detail, retryAfter, head: null });
  it('is told apart by what it is about', () => {
    expect(refused('unauthorised', 'sign-in').code).toBe('wrong-sign-in');
    expect(refused('unauthorised', 'session').code).toBe('session-over');
    expect(refused('bad-request', 'confirm').code).toBe('wrong-confirmation');
    expect(refused('not-allowed', 'right').code).toBe('not-allowed');
    expect(refused('not-allowed', 'same-person').code).toBe('same-person');
    expect(refused('not-allowed', 'same-hand').code).toBe('same-hand');
    expect(refused('not-allowed', 'state').code).toBe('approval-over');
    expect(refused('not-allowed', 'event-days').code).toBe('event-days');
    expect(refused('bad-request', 'future-day').code).toBe('day-to-come');
    expect(refused('bad-request', 'revision').code).toBe('day-changed');
    expect(refused('too-many-requests', 'sign-in', 38_000)).toMatchObject({ retryAfter: 38_000 });
  });
  it('that is no problem of a hub is told as one on the way', () => {
    expect(refusalOf(502, '<html>').code).toBe('unreachable');
    expect(refusalOf(404, null).code).toBe('bad-answer');
    expect(refused('epoch-changed').code).toBe('bad-answer');
  });
});

it('a place in the address is read whatever was typed', () => {
  expect(readRoute('')).toEqual({ name: '', argument: null });
  expect(readRoute('#/delegate/a%20b')).toEqual({ name: 'delegate', argument: 'a b' });
  expect(readRoute('#/delegate/%E0%A4%A')).toEqual({ name: 'delegate', argument: '%E0%A4%A' });
});

it('browsers are named by what they call themselves', () => {
  expect(browserWords('Mozilla/5.0 (Windows NT 10.0) Chrome/130 Edg/130')).toBe('Edge, Windows');
  expect(browserWords('curl')).toBeNull();
});

it('delegations are filtered by name without accents, and by who is missing', () => {
  const row = (code: string, en: string, present: number, heads: number) => ({
    code,
    name: { en, fr: en },
    kind: 'member' as const,
    registered: 3,
    present,
    heads: { registered: 1, present: heads },
  });
  const rows = [row('CIV', 'Côte d’Ivoire', 2, 0), row('BEL', 'Belgium', 0, 0)];
  const codes = (text: string, shown: Parameters<typeof filterRows>[2]) =>
    filterRows(rows, text, shown, 'en').map(({ code }) => code);
  expect(codes('cote', 'all')).toEqual(['CIV']);
  expect(codes('bel', 'present')).toEqual([]);
  expect(codes('', 'absent')).toEqual(['BEL']);
  expect(codes('', 'head-missing')).toEqual(['CIV', 'BEL']);
});
