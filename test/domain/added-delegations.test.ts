import { describe, expect, it } from 'vitest';
import { onScreens } from '../../domain/base/language.ts';
import { newDelegations, withDelegations } from '../../domain/event/added-delegations.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { addDelegations } from '../../domain/roster/import-delegations.ts';
import { sampleEvent } from '../support/sample-event.ts';

const given = (code: string, en: string, fr = en) =>
  ({ code, name: { en, fr }, kind: 'organisation' }) as const;
const [belgium] = sampleEvent.delegations;
if (belgium === undefined) throw new Error('the sample has one');
const { code } = belgium;
const name = onScreens(belgium.name, sampleEvent);

describe('delegations to be added', () => {
  it('go behind those of the event, in their order', () => {
    const after = withDelegations(sampleEvent, [given('UPU', 'Postal'), given('LAS', 'League')]);
    const [upu, las] = after.delegations.slice(-2);
    const last = Math.max(...sampleEvent.delegations.map(({ order }) => order.fr));
    expect([upu?.order.fr, las?.order.fr]).toEqual([last + 1, last + 2]);
    expect(wholeEventFileSchema.safeParse(after).error).toBeUndefined();
  });

  it.each([
    ['the same one', given(code, name.en, name.fr), 'same'],
    ['its code in other letters', given(code.toLowerCase(), 'Somewhere'), 'code'],
    ['its French name under another code', given('ZZZ', 'Somewhere', name.fr), 'name'],
  ])('are refused by name: %s', (_, one, why) => {
    const { added, refused } = newDelegations(sampleEvent, [one, given('UPU', 'Postal')]);
    expect(added.map((each) => each.code)).toEqual(['UPU']);
    expect(refused).toMatchObject([{ given: one, why, known: { code, name } }]);
  });

  it('are refused where the list itself has them twice', () => {
    const twice = [given('UPU', 'Postal'), given('upu', 'Post')];
    expect(newDelegations(sampleEvent, twice)).toMatchObject({
      added: [{ code: 'UPU' }],
      refused: [{ why: 'code', known: { code: 'UPU' } }],
    });
  });
});

describe('delegations that rows name', () => {
  const word = (one: ReturnType<typeof given>, ...words: string[]) => ({ ...one, words });

  it('are added with what the file calls them; a code that is there adds its words alone', () => {
    const done = addDelegations(sampleEvent, [
      word(given('WBG', 'World Bank'), 'World Bank Group'),
      word(given(code.toLowerCase(), 'Kingdom'), 'The Kingdom'),
    ]);
    expect(done).toMatchObject({
      outcome: 'added',
      words: [
        { word: 'World Bank Group', code: 'WBG' },
        { word: 'The Kingdom', code },
      ],
    });
    if (done.outcome !== 'added') throw new Error(done.outcome);
    expect(done.file.delegations).toHaveLength(sampleEvent.delegations.length + 1);
    expect(done.file.delegations.at(-1)).not.toHaveProperty('words');
  });

  it('are all left out where one has the name of another', () => {
    const request = [word(given('UPU', 'Postal'), 'UPU'), word(given('ZZZ', name.en), 'ZZZ')];
    expect(addDelegations(sampleEvent, request)).toEqual({
      outcome: 'name-taken',
      name: name.en,
      code,
    });
  });
});
