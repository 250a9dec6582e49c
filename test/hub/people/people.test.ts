import { expect, test } from 'vitest';
import { jsonOf } from '../../../domain/base/json.ts';
import { peopleRoutes } from '../../../domain/organiser/people.ts';
import type { PeopleFilter } from '../../../domain/people/people-list.ts';
import { entry } from '../http/people.ts';
import { describeOnBothStores, type TestHub } from '../support/test-hub.ts';
import { problemOf, rosterOf, streamOf } from '../support/test-requests.ts';

const people = [
  entry(1, { familyName: 'Zola', printedName: 'Émile ZOLA', email: 'zola@example.org' }),
  entry(2, { familyName: 'Åberg', printedName: 'Eva ÅBERG', delegation: 'JPN' }),
  entry(3, { familyName: 'Éluard', printedName: 'Paul ÉLUARD' }),
];
const [zola, aberg, eluard] = people.map(({ id }) => id);
if (zola === undefined || aberg === undefined || eluard === undefined) throw new Error('three');

/** A hub with three people and a desk. */
async function venue(open: () => Promise<TestHub>) {
  const bench = await open();
  await bench.hub.importRoster(people, 'test');
  const desk = await bench.enrol();
  const list = (filter: Partial<PeopleFilter> = {}, sort: object = {}) =>
    bench.hub.organiser.listPeople(
      peopleRoutes.listPeople.input.parse({ filter, sort, language: 'en' }),
    );
  const names = async (...asked: Parameters<typeof list>): Promise<string[]> =>
    (await list(...asked)).rows.map(({ familyName }) => familyName);
  const push = async (): Promise<void> => {
    await bench.hub.push(await desk.caller(), desk.chain.push());
  };
  return { ...bench, bench, desk, list, names, push };
}

describeOnBothStores('people on the organiser’s page', (open) => {
  test('the list is in the order of names, filtered and paged, also after a change', async () => {
    const { hub, list, names } = await venue(open);
    expect(await names()).toEqual(['Åberg', 'Éluard', 'Zola']);
    expect(await names({}, { by: 'name', descending: true })).toEqual(['Zola', 'Éluard', 'Åberg']);
    expect(await names({ text: 'elu' })).toEqual(['Éluard']);
    expect(await names({ text: 'japan' })).toEqual(['Åberg']);
    expect(await names({ text: '–' })).toEqual([]);
    expect(await names({ delegations: ['BEL'] })).toEqual(['Éluard', 'Zola']);
    expect(await names({ email: true })).toEqual(['Zola']);
    const change = { familyName: 'Adler', printedName: 'Émile ADLER' };
    await hub.changePeople({ changes: [{ ids: [zola], change }] }, 'Marie');
    expect(await names()).toEqual(['Åberg', 'Adler', 'Éluard']);
    expect(await list({ states: ['cancelled'] })).toMatchObject({ total: 0, everybody: 3 });
    const request = peopleRoutes.listPeople.input.parse({
      ...{ filter: {}, sort: {}, from: 1, count: 1, language: 'en' },
    });
    const page = await hub.organiser.listPeople(request);
    expect([page.total, page.rows.map(({ familyName }) => familyName)]).toEqual([3, ['Adler']]);
    expect(await hub.organiser.listPeopleIds(request)).toEqual({ ids: [aberg, zola, eluard] });
  });

  test('presence is that of the day, and a badge counts while it is valid', async () => {
    const { desk, list, names, push } = await venue(open);
    desk.chain.add({ type: 'admitted', delegateId: zola, badgeSerial: 'B-1' });
    desk.chain.add({ type: 'badge-issued', delegateId: zola, badgeSerial: 'B-1' });
    desk.chain.add({ type: 'badge-printed', delegateId: null, badgeSerial: 'B-1' });
    await push();
    expect(await names({ states: ['present'] })).toEqual(['Zola']);
    expect(await names({ states: ['present'], day: '2018-10-03' })).toEqual([]);
    expect(await names({ badgePrinted: true })).toEqual(['Zola']);
    expect((await list({ text: 'zola' })).rows).toMatchObject([
      { state: 'present', badgePrinted: true, ticketSent: null },
    ]);
    const payload = '{"fate":"stale"}';
    desk.chain.add({ type: 'badge-voided', delegateId: null, badgeSerial: 'B-1', payload });
    await push();
    expect(await names({ badgePrinted: true })).toEqual([]);
  });

  test('a change names the account, reaches stations once, and can be undone', async () => {
    const { bench, hub, desk, names } = await venue(open);
    const changes = [{ ids: [zola, eluard], change: { status: 'cancelled' as const } }];
    const done = await hub.changePeople({ changes }, 'Marie');
    expect(done).toEqual({
      changed: 2,
      undo: [{ ids: [zola, eluard], change: { status: 'confirmed' } }],
    });
    expect(await hub.changePeople({ changes }, 'Marie')).toEqual({ changed: 0, undo: [] });
    expect(await names({ states: ['cancelled'] })).toEqual(['Éluard', 'Zola']);
    const { rows } = await streamOf(bench, desk);
    const facts = rows.filter(({ body }) => body.includes('registration-changed'));
    expect(facts.map(({ personal }) => jsonOf(personal?.payload ?? ''))).toEqual(
      facts.map(() => ({ by: 'Marie', change: { status: 'cancelled' } })),
    );
    expect(facts).toHaveLength(2);
    const roster = await rosterOf(bench, desk);
    expect(roster.rows.filter(({ delegate }) => delegate?.status === 'cancelled')).toHaveLength(2);

    expect(await hub.changePeople({ changes: done.undo }, 'Pierre')).toMatchObject({ changed: 2 });
    expect(await names({ states: ['cancelled'] })).toEqual([]);
    const { history } = await hub.organiser.person(zola);
    expect(history).toMatchObject([
      { kind: 'registration-changed', by: 'Pierre', stationName: null },
      { kind: 'registration-changed', by: 'Marie', stationName: null },
    ]);
    expect(history.map(({ fields }) => fields)).toEqual([
      [{ field: 'status', before: 'cancelled', after: 'confirmed', holds: true }],
      [{ field: 'status', before: null, after: 'cancelled', holds: false }],
    ]);
    expect(await hub.checkAll()).toEqual([]);
  });

  test('a badge stays invalid after its person was cancelled and restored', async () => {
    const { bench, hub, desk, names, push } = await venue(open);
    desk.chain.add({ type: 'badge-issued', delegateId: zola, badgeSerial: 'B-1' });
    desk.chain.add({ type: 'badge-printed', delegateId: null, badgeSerial: 'B-1' });
    desk.chain.add({ type: 'badge-issued', delegateId: eluard, badgeSerial: 'B-2' });
    desk.chain.add({ type: 'badge-printed', delegateId: null, badgeSerial: 'B-2' });
    await push();
    expect(await names({ badgePrinted: true })).toEqual(['Éluard', 'Zola']);
    const changes = [{ ids: [zola], change: { status: 'cancelled' as const } }];
    const { undo } = await hub.changePeople({ changes }, 'Marie');
    await hub.changePeople({ changes: undo }, 'Marie');
    expect(await names({ badgePrinted: true })).toEqual(['Éluard']);
    // Cancelled again, the badge is not made invalid a second time.
    await hub.changePeople({ changes }, 'Marie');
    const { rows } = await streamOf(bench, desk);
    const voided = rows.filter(({ body }) => body.includes('badge-voided'));
    expect(voided.map(({ body }) => jsonOf(body))).toMatchObject([
      { badgeSerial: 'B-1', delegateId: zola, operatorId: null, payload: '{"fate":"stale"}' },
    ]);
    expect(await hub.checkAll()).toEqual([]);
  });

  test('a badge that a desk issued apart from the hub stays valid when it arrives later', async () => {
    const { bench, hub, desk, names, push } = await venue(open);
    const changes = [{ ids: [zola], change: { status: 'cancelled' as const } }];
    const { undo } = await hub.changePeople({ changes }, 'Marie');
    // A supervisor may have issued it although the desk knew: the hub cannot tell.
    desk.chain.add({ type: 'badge-issued', delegateId: zola, badgeSerial: 'B-1' });
    desk.chain.add({ type: 'badge-printed', delegateId: null, badgeSerial: 'B-1' });
    await push();
    expect(await names({ states: ['cancelled'], badgePrinted: true })).toEqual(['Zola']);
    const { rows } = await streamOf(bench, desk);
    expect(rows.filter(({ body }) => body.includes('badge-voided'))).toEqual([]);
    // The next end of the registration finds it.
    await hub.changePeople({ changes: undo }, 'Marie');
    await hub.changePeople({ changes }, 'Marie');
    expect(await names({ badgePrinted: true })).toEqual([]);
  });

  test('a list that cancels a person makes the badge invalid', async () => {
    const { hub, desk, names, push } = await venue(open);
    desk.chain.add({ type: 'badge-issued', delegateId: zola, badgeSerial: 'B-1' });
    desk.chain.add({ type: 'badge-printed', delegateId: null, badgeSerial: 'B-1' });
    await push();
    const [first] = people;
    if (first === undefined) throw new Error('three');
    const said = (status: 'cancelled' | 'confirmed') => [
      { ...first, values: { ...first.values, status } },
    ];
    await hub.importRoster(said('cancelled'), 'test');
    await hub.importRoster(said('confirmed'), 'test');
    expect(await names({ states: ['cancelled'] })).toEqual([]);
    expect(await names({ badgePrinted: true })).toEqual([]);
    expect(await hub.checkAll()).toEqual([]);
  });

  test('the file has the chosen people, with the columns and in the order of the list', async () => {
    const { bench, hub, desk, push } = await venue(open);
    desk.chain.add({ type: 'admitted', delegateId: zola, badgeSerial: 'B-1' });
    await push();
    await hub.changePeople(
      { changes: [{ ids: [aberg], change: { status: 'cancelled', administration: '=1+1' } }] },
      'Marie',
    );
    const file = (other: object) =>
      bench.hub.organiser.exportPeople(
        peopleRoutes.exportPeople.input.parse({
          ids: [zola, aberg, zola],
          columns: ['state', 'place', 'email'],
          sort: {},
          day: null,
          language: 'en',
          ...other,
        }),
      );
    expect(await file({})).toEqual({
      text: [
        '\uFEFFName;Organisation;State;E-mail',
        'Eva ÅBERG;Japan;Cancelled;',
        'Émile ZOLA;Belgium;Present;zola@example.org',
        '',
      ].join('\r\n'),
      people: 2,
    });
    await hub.deleteDelegate(aberg);
    expect(await file({ columns: [], language: 'fr', sort: { descending: true } })).toEqual({
      text: '\uFEFFNom\r\nÉmile ZOLA\r\n',
      people: 1,
    });
  });

  test('deleting a person makes the badge invalid, also when a list brings the person back', async () => {
    const { hub, desk, names, push } = await venue(open);
    desk.chain.add({ type: 'badge-issued', delegateId: zola, badgeSerial: 'B-1' });
    desk.chain.add({ type: 'badge-printed', delegateId: null, badgeSerial: 'B-1' });
    await push();
    await hub.deleteDelegate(zola);
    await hub.importRoster(people, 'test');
    expect(await names()).toContain('Zola');
    expect(await names({ badgePrinted: true })).toEqual([]);
    expect(await hub.checkAll()).toEqual([]);
  });

  test('two changes of one person in a request are undone in the reverse order', async () => {
    const { hub } = await venue(open);
    const first = { ids: [zola], change: { jobTitle: 'Writer' } };
    const second = { ids: [zola], change: { jobTitle: 'Author' } };
    const { undo } = await hub.changePeople({ changes: [first, second] }, 'Marie');
    expect(undo.map(({ change }) => change)).toEqual([
      { jobTitle: 'Writer' },
      { jobTitle: 'Officer' },
    ]);
    await hub.changePeople({ changes: undo }, 'Marie');
    expect((await hub.organiser.person(zola)).person.jobTitle).toBe('Officer');
  });

  test('a desk’s later change holds, and the page’s history has both with names', async () => {
    const { hub, desk, push } = await venue(open);
    const said = { change: { jobTitle: 'Poet' } };
    desk.chain.add({ type: 'person-changed', delegateId: zola }, said);
    await push();
    const change = { jobTitle: 'Author' };
    await hub.changePeople({ changes: [{ ids: [zola], change }] }, 'Marie');
    const { person, history } = await hub.organiser.person(zola);
    expect(person.jobTitle).toBe('Author');
    expect(history.map(({ by, stationName, kind }) => [kind, by, stationName])).toEqual([
      ['registration-changed', 'Marie', null],
      ['person-changed', null, 'Desk'],
    ]);
  });

  test('one impossible change refuses all', async () => {
    const { hub } = await venue(open);
    const good = { ids: [zola], change: { vip: true } };
    const refusalOf = async (ids: string[], change: object): Promise<[string, string | null]> => {
      const { code, detail } = await problemOf(
        hub.changePeople({ changes: [good, { ids, change }] }, 'Marie'),
      );
      return [code, detail ?? null];
    };
    const nobody = '0192d3a0-0000-7000-8000-00000000dead';
    expect(await refusalOf([nobody], { vip: true })).toEqual(['not-found', 'delegate']);
    expect(await refusalOf([aberg], { category: 'none' })).toEqual(['bad-request', 'category']);
    expect(await refusalOf([aberg], { jobTitle: 'a\0b' })).toEqual(['bad-request', 'jobTitle']);
    expect((await hub.organiser.person(zola)).person.vip).toBe(false);
    expect((await hub.organiser.person(zola)).history).toEqual([]);
    expect(await problemOf(hub.organiser.person(nobody))).toMatchObject({ code: 'not-found' });
  });
});
