import type { OverrideRequest } from '../../../domain/override.ts';
import { type CheckInAnswer, checkInAnswerSchema } from '../../../preload/contract/check-in.ts';
import type { DelegationView } from '../../../preload/contract/delegation.ts';
import type { OverrideAnswer } from '../../../preload/contract/override.ts';
import { admit } from './check-in.ts';
import { type Model, next, now } from './model.ts';
import { uuid } from './people.ts';
import { Refusal } from './refusal.ts';
import type { Verbs } from './station.ts';
import { listsOf } from './sync-model.ts';

/** The PIN of the pretended second supervisor. */
const secondPin = '4711';
const ownPin = '2018';
const roles = ['head', 'alternate', 'member'];

/** Override, notes, delegations, and what becomes of operators. */
export function deskWorkVerbs(model: Model): Verbs {
  return {
    overrideRefusal: (input: OverrideRequest & { pin: string }) => override(model, input),
    getDelegation: ({ code }: { code: string }) => delegation(model, code),
    writeNote: ({ delegateId, text }: { delegateId: string; text: string }) => {
      const factId = uuid(7, next(model));
      const operatorName = model.operator?.name ?? null;
      const note = { factId, delegateId, text, wall: now(model), kioskName: 'Desk 2' };
      model.notes = [{ ...note, operatorName }, ...model.notes];
      model.emit('countsChanged');
      return { factId };
    },
    changePin: ({ pin }: { pin: string }) => guess(model, pin, ownPin) ?? { result: 'changed' },
    resetPin: () => undefined,
    deactivateOperator: ({ operatorId }: { operatorId: string }) => {
      model.operators = model.operators.filter(({ id }) => id !== operatorId);
      model.emit('stationChanged');
    },
  };
}

function guess(
  model: Model,
  pin: string,
  right: string,
): { result: 'wrong-pin' } | { result: 'wait'; milliseconds: number } | null {
  if (pin === right) return null;
  model.wrongPins += 1;
  return model.wrongPins >= 3 ? { result: 'wait', milliseconds: 30_000 } : { result: 'wrong-pin' };
}

function override(model: Model, input: OverrideRequest & { pin: string }): OverrideAnswer {
  if (input.pin === ownPin) return { result: 'same-person' };
  const wrong = guess(model, input.pin, secondPin);
  if (wrong !== null) return wrong;
  const delegate = model.delegates.find(({ id }) => id === input.delegateId);
  if (delegate === undefined) throw new Refusal('not-found');
  const admitted = admit(model, delegate, false);
  const last = model.admissions.at(-1);
  const { outcome, reason, note } = input;
  if (last !== undefined) last.override = { outcome, reason, note, approverName: 'Ines CLAES' };
  const answer: CheckInAnswer = checkInAnswerSchema.parse({
    ...admitted,
    lists: listsOf(model.options.sync),
  });
  return { result: 'granted', answer };
}

function delegation(model: Model, code: string): DelegationView {
  const members = model.delegates
    .filter((one) => one.delegation === code)
    .toSorted(
      (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.letterOrder - b.letterOrder,
    );
  return {
    code,
    members: members.map((one) => {
      const isIn = model.admissions.some((two) => two.delegateId === one.id && !two.undone);
      const badge = model.badges.find(({ delegateId }) => delegateId === one.id);
      const { id, title, printedName, nativeName, jobTitle, role, category } = one;
      const { grammaticalGender, status, vip } = one;
      const person = { id, title, printedName, nativeName, jobTitle, role, category };
      const { delegateId: _, ...shown } = badge ?? { delegateId: '' };
      return {
        ...person,
        grammaticalGender,
        status,
        vip,
        presentToday: isIn,
        presentEvent: isIn,
        badge: badge === undefined ? null : (shown as DelegationView['members'][number]['badge']),
      };
    }),
  };
}
