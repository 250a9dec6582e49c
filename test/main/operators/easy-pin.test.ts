import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isEasyPin } from '../../../domain/operators/pins.ts';
import { demoPin } from '../../../main/app/start/seed.ts';
import { configSchema } from '../../../main/base/config/config.ts';
import { changePin, resetPin } from '../../../main/operators/operator-changes.ts';
import { addOperator, createFirstSupervisor, signIn } from '../../../main/operators/operators.ts';
import { root } from '../../../tools/runtime.mjs';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const easy = '1234';
const refused = { code: 'easy-pin' };

describe('a PIN like 1234 is refused', () => {
  it('for the first supervisor, and for whom a supervisor adds in any role', async () => {
    const { db } = desk.context;
    const input = { name: 'Ana', pin: easy };
    await expect(createFirstSupervisor(db, input)).rejects.toMatchObject(refused);
    for (const role of ['supervisor', 'operator'] as const) {
      await expect(addOperator(db, { ...input, role })).rejects.toMatchObject(refused);
    }
  });

  it('for a new PIN, one’s own or another’s, and the old one stays', async () => {
    const { db } = desk.context;
    const operator = await addOperator(db, { name: 'Ana', pin: '4711', role: 'supervisor' });
    const change = changePin(db, { operator }, { pin: '4711', newPin: easy });
    await expect(change).rejects.toMatchObject(refused);
    const reset = resetPin(db, desk.supervisor, { operatorId: operator.id, newPin: easy });
    await expect(reset).rejects.toMatchObject(refused);
    const answer = await signIn(db, { operatorId: operator.id, pin: '4711' });
    expect(answer.result).toBe('signed-in');
  });

  it('in the configuration, where the demo’s own is none', () => {
    const operators = (pin: string) => ({ operators: [{ name: 'Ana', pin, role: 'supervisor' }] });
    expect(configSchema.safeParse(operators(easy)).success).toBe(false);
    expect(configSchema.safeParse(operators('4711')).success).toBe(true);
    expect(isEasyPin(demoPin)).toBe(false);
  });

  it('by the one way into the store: no use case hashes a new PIN past it', () => {
    for (const name of ['operators', 'operator-changes', 'adopt']) {
      const text = readFileSync(join(root, `main/operators/${name}.ts`), 'utf8');
      expect(text).not.toMatch(/\bhashPin\b/);
    }
  });
});
