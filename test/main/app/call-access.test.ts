import { expect, it } from 'vitest';
import { z } from 'zod';
import type { OperatorRole } from '../../../domain/operators/rights.ts';
import { type Access, call, type Mode, none } from '../../../preload/contract/base.ts';
import { answererOf } from '../../support/answerer.ts';

/**
 * The answer to a page of this mode for a call of this access, with an operator of this role signed
 * in.
 */
async function answerTo(
  access: Access,
  role: OperatorRole | null,
  { mode = 'desk', isFirstStart = false }: { mode?: Mode; isFirstStart?: boolean } = {},
) {
  const definition = call({
    access,
    input: z.undefined(),
    output: z.string(),
    activity: none,
  });
  const operator = role === null ? null : { id: crypto.randomUUID(), name: 'Ana', role };
  const answerer = answererOf(
    { definition, handler: () => 'done' },
    { mode, caller: () => ({ operator }), isOpenForSetUp: () => isFirstStart },
  );
  const answer = z
    .union([
      z.object({ ok: z.literal(true) }),
      z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) }),
    ])
    .parse(await answerer.answer('someCall', undefined));
  return answer.ok ? 'done' : answer.error.code;
}

it.each<[Access, OperatorRole | null, string]>([
  ['anyone', null, 'done'],
  ['operator', null, 'sign-in-needed'],
  ['operator', 'operator', 'done'],
  ['supervisor', null, 'sign-in-needed'],
  ['supervisor', 'operator', 'supervisor-needed'],
  ['supervisor', 'protocol', 'supervisor-needed'],
  ['supervisor', 'supervisor', 'done'],
  ['set-up', null, 'sign-in-needed'],
  ['set-up', 'operator', 'supervisor-needed'],
  ['set-up', 'supervisor', 'done'],
  [['protocol'], 'operator', 'supervisor-needed'],
  [['protocol'], 'organiser', 'supervisor-needed'],
  [['protocol'], 'protocol', 'done'],
  [['protocol'], 'supervisor', 'done'],
])('a call for %j, made by %s: %s', async (access, role, answer) => {
  expect(await answerTo(access, role)).toBe(answer);
});

it('a call of another mode is refused, whoever makes it', async () => {
  expect(await answerTo('anyone', 'supervisor', { mode: 'door' })).toBe('not-allowed');
});

it('a call of the set-up is anybody’s during a first start without a supervisor', async () => {
  expect(await answerTo('set-up', null, { isFirstStart: true })).toBe('done');
  expect(await answerTo('supervisor', null, { isFirstStart: true })).toBe('sign-in-needed');
});

it('a call without a right, or without its activity, does not compile', () => {
  const [input, output] = [z.undefined(), z.string()];
  // @ts-expect-error: no activity
  const unlogged = call({ access: 'anyone', input, output });
  // @ts-expect-error: no access
  const unguarded = call({ input, output, activity: none });
  expect([unlogged.activity, unguarded.access]).toEqual([undefined, undefined]);
});
