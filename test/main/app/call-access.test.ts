import { expect, it } from 'vitest';
import { z } from 'zod';
import type { OperatorRole } from '../../../domain/operators/rights.ts';
import { type Access, deskCall, type Mode } from '../../../preload/contract/base.ts';
import { answererOf } from '../../support/answerer.ts';

/**
 * The answer to a page of this mode for a call of this access, with an operator of this role signed
 * in.
 */
async function answerTo(access: Access, role: OperatorRole | null, mode: Mode = 'desk') {
  const definition = deskCall(access, z.undefined(), z.string());
  const operator = role === null ? null : { id: crypto.randomUUID(), name: 'Ana', role };
  const answerer = answererOf(
    { definition, handler: () => 'done' },
    { mode, caller: () => ({ operator }) },
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
  [['protocol'], 'operator', 'supervisor-needed'],
  [['protocol'], 'organiser', 'supervisor-needed'],
  [['protocol'], 'protocol', 'done'],
  [['protocol'], 'supervisor', 'done'],
])('a call for %j, made by %s: %s', async (access, role, answer) => {
  expect(await answerTo(access, role)).toBe(answer);
});

it('a call of another mode is refused, whoever makes it', async () => {
  expect(await answerTo('anyone', 'supervisor', 'door')).toBe('not-allowed');
});
