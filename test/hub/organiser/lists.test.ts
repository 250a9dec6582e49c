import { expect, test } from 'vitest';
import { entry } from '../http/people.ts';
import { describeOnBothStores } from '../support/test-hub.ts';

describeOnBothStores('lists of the organiser’s page', (open) => {
  test('calls for help: of each station the latest, the longest waiting first, who goes by name', async () => {
    const venue = await open();
    const kiosk = await venue.enrol('Kiosk 3', 'kiosk');
    const door = await venue.enrol('Door', 'door');
    const desk = await venue.enrol('Desk 1');
    const call = (payload: string, wall: number) => ({
      ...({ type: 'help-called', delegateId: null, checkpoint: null, payload, wall } as const),
    });
    const { now } = venue.time;
    kiosk.chain.add(call('{"code":"A7","reason":"see-desk"}', now - 120_000));
    door.chain.add(call('{"code":null,"reason":"asked"}', now - 60_000));
    const second = door.chain.add(call('{"code":null,"reason":"brand-new"}', now - 30_000));
    const targetId: string = JSON.parse(second.body).id;
    for (const one of [kiosk, door]) await venue.hub.push(await one.caller(), one.chain.push());
    expect(await venue.hub.organiser.helpCalls({})).toMatchObject({
      open: 2,
      calls: [
        { stationName: 'Kiosk 3', reason: 'see-desk', code: 'A7', quiet: false, answered: null },
        { stationName: 'Door', mode: 'door', reason: 'other', since: now - 60_000, answered: null },
      ],
    });
    desk.chain.add({
      type: 'help-answered',
      delegateId: null,
      checkpoint: null,
      targetId,
      wall: now,
      payload: '{}',
    });
    await venue.hub.push(await desk.caller(), desk.chain.push());
    const { open: left, calls } = await venue.hub.organiser.helpCalls({});
    expect(left).toBe(1);
    expect(calls.map(({ stationName, answered }) => [stationName, answered?.stationName])).toEqual([
      ['Kiosk 3', undefined],
      ['Door', 'Desk 1'],
    ]);
    expect((await venue.hub.organiser.summary({})).openCalls).toBe(1);
    expect(await venue.hub.organiser.helpCalls({ day: '2018-10-03' })).toMatchObject({ calls: [] });
  });

  test('an answer from the organiser’s page reaches every station, once, with who goes', async () => {
    const venue = await open();
    const kiosk = await venue.enrol('Kiosk 3', 'kiosk');
    const called = kiosk.chain.add({
      type: 'help-called',
      delegateId: null,
      checkpoint: 'registration',
      payload: '{"code":"A7","reason":"see-desk"}',
    });
    await venue.hub.push(await kiosk.caller(), kiosk.chain.push());
    const callId: string = JSON.parse(called.body).id;
    const { answerHelp, helpCalls } = venue.hub.organiser;
    await expect(answerHelp(kiosk.id, 'Marie')).rejects.toMatchObject({ code: 'not-found' });
    await answerHelp(callId, 'Marie');
    await answerHelp(callId, 'Pierre');
    expect(await helpCalls({})).toMatchObject({
      open: 0,
      calls: [{ id: callId, answered: { operatorName: 'Marie', wall: venue.time.now } }],
    });
    const rows = await venue.store.db
      .selectFrom('attendance_event')
      .where('type', '=', 'help-answered')
      .select(['checkpoint', 'target_id', 'operator_id', 'seq'])
      .execute();
    expect(rows).toMatchObject([
      { checkpoint: 'registration', target_id: callId, operator_id: null, seq: 2 },
    ]);
    expect((await venue.hub.organiser.summary({})).openCalls).toBe(0);
  });

  test('a duplicate is open until somebody looked into it; the person’s page shows all of it', async () => {
    const venue = await open();
    const [desk, other] = [await venue.enrol('Desk 1'), await venue.enrol('Desk 2')];
    await venue.hub.importRoster([entry(1)], 'test');
    const { id: delegateId } = entry(1);
    desk.chain.add({ delegateId, badgeSerial: 'A7F30C12-000001' });
    desk.chain.add({
      type: 'badge-issued',
      delegateId,
      badgeSerial: 'A7F30C12-000001',
      payload: '{"reason":"first","replaces":null}',
    });
    const further = other.chain.add({ delegateId });
    const undone = other.chain.add({ delegateId, checkpoint: 'stce' });
    other.chain.add({
      type: 'admission-undone',
      delegateId: null,
      checkpoint: null,
      targetId: JSON.parse(undone.body).id,
      payload: '{"reason":"other"}',
    });
    for (const one of [desk, other]) await venue.hub.push(await one.caller(), one.chain.push());
    expect(await venue.hub.organiser.duplicates()).toMatchObject({
      open: 1,
      rows: [
        {
          printedName: 'Sample PERSON 1',
          delegation: 'BEL',
          resolved: null,
          first: { stationName: 'Desk 1' },
          further: { stationName: 'Desk 2' },
        },
      ],
    });
    const view = await venue.hub.organiser.delegate(delegateId);
    expect(view.admissions.map(({ state }) => state).sort()).toEqual([
      'duplicate',
      'standing',
      'undone',
    ]);
    expect(view.badges).toEqual([{ serial: 'A7F30C12-000001', state: 'issued', valid: true }]);
    const resolution = desk.chain.add(
      {
        type: 'duplicate-resolved',
        delegateId,
        checkpoint: 'registration',
        targetId: JSON.parse(further.body).id,
        payload: '{}',
      },
      { note: 'Two lanes.' },
    );
    await venue.hub.push(await desk.caller(), desk.chain.push(resolution.kseq, 1));
    expect(await venue.hub.organiser.duplicates()).toMatchObject({
      open: 0,
      rows: [{ resolved: { stationName: 'Desk 1', note: 'Two lanes.' } }],
    });
    expect((await venue.hub.organiser.summary({})).openDuplicates).toBe(0);
  });

  test('a day is open, closed with the verdicts of its stations, and open again after a late fact', async () => {
    const venue = await open();
    const [desk, late] = [await venue.enrol('Desk 1'), await venue.enrol('Desk 2')];
    desk.chain.add();
    await venue.hub.push(await desk.caller(), desk.chain.push());
    const day = async () => (await venue.hub.organiser.days()).days[0];
    expect(await day()).toMatchObject({ day: '2018-10-02', state: 'open', revision: 0, facts: 1 });
    await venue.hub.closeDay('2018-10-02');
    expect(await day()).toMatchObject({ state: 'closed', revision: 1, closedAt: venue.time.now });
    expect((await day())?.stations.map(({ name }) => name).sort()).toEqual(['Desk 1', 'Desk 2']);
    late.chain.add();
    await venue.hub.push(await late.caller(), late.chain.push());
    // A status is kept for at least ten seconds.
    venue.time.now += 60_000;
    expect(await day()).toMatchObject({ state: 'reopened', revision: 1, facts: 2 });
    const others = (await venue.hub.organiser.days()).days.slice(1);
    expect(others.map(({ state, stations }) => [state, stations])).toEqual([
      ['open', []],
      ['open', []],
    ]);
  });
});
