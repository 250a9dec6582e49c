import { expect, test } from 'vitest';
import { sampleEvent } from '../../support/sample-event.ts';
import { entry } from '../http/people.ts';
import { describeOnBothStores } from '../support/test-hub.ts';

const [day = ''] = sampleEvent.days;

describeOnBothStores('totals of extra fields', (open) => {
  test('follow each import and each check-in, and count nobody who is not expected', async () => {
    const bench = await open();
    const people = [
      entry(1, { extra: { diet: 'Fish' } }),
      entry(2, { extra: { diet: 'Fish' } }),
      entry(3, { extra: { diet: 'Fish' }, status: 'cancelled' }),
      entry(4),
    ];
    await bench.hub.importRoster(people, 'test');
    const totals = async () => {
      const { extraTotals } = await bench.hub.organiser.summary({ day });
      return extraTotals
        .find(({ field }) => field === 'diet')
        ?.answers.map(({ value, expected, present }) => [value, expected, present]);
    };
    const [first, , cancelled] = people;
    const rest = sampleEvent.extraFields
      .find(({ id }) => id === 'diet')
      ?.choices.filter(({ id }) => id !== 'Fish')
      .map(({ id }) => [id, 0, 0]);
    const sorted = async () =>
      (await totals())?.filter(([value]) => value === 'Fish' || value === null);
    expect(await sorted()).toEqual([
      ['Fish', 2, 0],
      [null, 1, 0],
    ]);
    expect(await totals()).toEqual(expect.arrayContaining(rest ?? []));
    const desk = await bench.enrol();
    for (const { id = '' } of [{ ...first }, { ...cancelled }]) {
      desk.chain.add({ type: 'admitted', delegateId: id, localDay: day });
    }
    await bench.hub.push(await desk.caller(), desk.chain.push());
    expect(await sorted()).toEqual([
      // Whoever came is served, whatever the registration says.
      ['Fish', 3, 2],
      [null, 1, 0],
    ]);
    await bench.hub.importRoster([entry(4, { extra: { diet: 'Fish' } })], 'test');
    expect(await sorted()).toEqual([['Fish', 4, 2]]);
  });
});
