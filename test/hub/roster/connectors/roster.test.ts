import { expect, test } from 'vitest';
import { isStoredPhoto } from '../../../../domain/roster/photo.ts';
import { emptyRows } from '../../../../hub/privacy/empty.ts';
import { noisePicture, storedPhoto } from '../../../support/photos.ts';
import { pictureBomb } from '../../../support/picture-bomb.ts';
import { describeOnBothStores } from '../../support/test-hub.ts';
import { problemOf } from '../../support/test-requests.ts';
import {
  addIndico,
  addPretix,
  codeOf,
  fakesForEachTest,
  idOf,
  indico,
  pretix,
  runIndico,
  runPretix,
} from './bench.ts';

fakesForEachTest();

describeOnBothStores('connectors: roster', (open) => {
  test('people come, with the ids that every station computes; again changes nothing', async () => {
    const bench = await open();
    await addPretix(bench);
    expect(await runPretix(bench)).toMatchObject({ people: 3, pullError: null, parkedCount: 0 });
    const delegate = await bench.hub.delegate(idOf(codeOf(1)));
    expect(delegate).toMatchObject({ printedName: 'Given0001 FAMILY0001', delegation: 'BEL' });
    const { streams } = await bench.hub.overview();
    await runPretix(bench);
    await runPretix(bench, { again: true, acceptVanished: false });
    expect((await bench.hub.overview()).streams).toEqual(streams);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('what was changed here stands until the other side says something new of it', async () => {
    const bench = await open();
    await addPretix(bench);
    await runPretix(bench);
    const id = idOf(codeOf(1));
    await bench.hub.changeDelegate(id, { status: 'revoked', category: 'press' });
    pretix.touch('A0001', ({ positions: [position] }) => {
      if (position !== undefined) position.company = 'Ministry';
    });
    await runPretix(bench);
    expect(await bench.hub.delegate(id)).toMatchObject({
      administration: 'Ministry',
      status: 'revoked',
      category: 'press',
    });
    await bench.hub.deleteDelegate(idOf(codeOf(2)));
    pretix.touch('A0002', (changed) => {
      changed.status = 'n';
    });
    await runPretix(bench);
    expect((await problemOf(bench.hub.delegate(idOf(codeOf(2))))).code).toBe('not-found');
  });

  test('a ticket whose secret was exchanged: the old one is revoked, the new one comes in', async () => {
    const bench = await open();
    await addPretix(bench);
    await runPretix(bench);
    pretix.revoked.push(codeOf(1));
    pretix.touch('A0001', ({ positions: [position] }) => {
      if (position !== undefined) position.secret = 'exchanged-secret';
    });
    await runPretix(bench);
    expect((await bench.hub.delegate(idOf(codeOf(1)))).status).toBe('revoked');
    expect((await bench.hub.delegate(idOf('exchanged-secret'))).status).toBe('confirmed');
    // Deliberately readmitted here: the list of revoked secrets, which is read each time, does not
    // change that.
    await bench.hub.changeDelegate(idOf(codeOf(1)), { status: 'confirmed' });
    await runPretix(bench);
    expect((await bench.hub.delegate(idOf(codeOf(1)))).status).toBe('confirmed');
  });

  test('who is gone is cancelled, and back with whatever status they come back with', async () => {
    const bench = await open();
    await addIndico(bench);
    await runIndico(bench);
    const [first] = indico.registrations.splice(0, 1);
    if (first === undefined) throw new Error();
    expect(await runIndico(bench)).toMatchObject({ people: 19 });
    expect((await bench.hub.delegate(idOf('I1'))).status).toBe('cancelled');
    indico.registrations.push(first);
    await runIndico(bench);
    expect((await bench.hub.delegate(idOf('I1'))).status).toBe('confirmed');
  });

  test('so many gone at once need somebody’s word', async () => {
    const bench = await open();
    await addIndico(bench);
    await runIndico(bench);
    indico.registrations = indico.registrations.slice(0, 5);
    expect(await runIndico(bench)).toMatchObject({
      people: 20,
      pullError: 'many-vanished: 15 of 20',
    });
    expect((await bench.hub.overview()).delegates).toMatchObject({ confirmed: 20 });
    const entry = await runIndico(bench, { again: false, acceptVanished: true });
    expect(entry).toMatchObject({ people: 5, pullError: null });
    expect((await bench.hub.overview()).delegates).toMatchObject({ confirmed: 5, cancelled: 15 });
  });

  test('who cannot be taken is parked with the reason, and no longer once it is put right', async () => {
    const bench = await open();
    const [first] = indico.registrations;
    if (first === undefined) throw new Error();
    first.country = 'Atlantis';
    await addIndico(bench);
    expect((await runIndico(bench)).parked).toMatchObject([
      { kind: 'person', id: '1', reason: 'unknown-delegation' },
    ]);
    first.country = 'Japan';
    const entry = await runIndico(bench, { again: true, acceptVanished: false });
    expect(entry).toMatchObject({ people: 20, parkedCount: 0 });
  });

  test('names are taken once; a removed one leaves its delegates', async () => {
    const bench = await open();
    await addPretix(bench);
    expect((await problemOf(addPretix(bench))).code).toBe('not-allowed');
    await runPretix(bench);
    await bench.hub.connectors.remove('council');
    expect(await bench.hub.connectors.list()).toEqual([]);
    expect((await problemOf(runPretix(bench))).code).toBe('not-found');
    expect((await bench.hub.overview()).delegates.confirmed).toBe(3);
    expect(await bench.store.db.selectFrom('connector_person').selectAll().execute()).toEqual([]);
  });

  test('a purge ends them: nobody comes back by the next reading', async () => {
    const bench = await open();
    await addPretix(bench);
    await runPretix(bench);
    await bench.store.db.transaction().execute((tx) => emptyRows(tx));
    expect(await bench.hub.connectors.list()).toEqual([]);
    expect((await problemOf(runPretix(bench))).code).toBe('not-found');
    expect(await bench.hub.listDelegates({ after: null, limit: 10 })).toEqual([]);
  });

  test('a picture of the form becomes the photo, drawn anew; a later one replaces it; a desk’s own stays', async () => {
    const bench = await open();
    const id = idOf('I1');
    const row = async () =>
      await bench.store.db
        .selectFrom('photo')
        .where('delegate_id', '=', id)
        .selectAll()
        .executeTakeFirst();
    const show = (photo: Buffer): void => {
      const [first] = indico.registrations;
      if (first !== undefined) first.photo = photo;
    };
    const polyglot = Buffer.concat([
      noisePicture(900, 1_200),
      Buffer.from('<svg onload="alert(1)"/>'),
    ]);
    show(polyglot);
    await addIndico(bench);
    await runIndico(bench);
    const first = Buffer.from((await row())?.picture ?? '', 'base64');
    expect(isStoredPhoto(first)).toBe(true);
    expect(first.includes('svg')).toBe(false);
    const before = await row();
    await runIndico(bench, { again: true, acceptVanished: false });
    expect(await row()).toEqual(before);
    show(noisePicture(90, 120, 2));
    await runIndico(bench);
    const second = await row();
    expect(second?.sha256).not.toBe(before?.sha256);
    // Files that are not photos are left out, without delaying anything.
    for (const bad of [
      Buffer.from('<svg/>'),
      pictureBomb(5_000),
      noisePicture(90, 120, 3).subarray(0, 900),
    ]) {
      show(bad);
      expect(await runIndico(bench)).toMatchObject({ pullError: null });
      expect(await row()).toEqual(second);
    }
    const desk = await bench.enrol('A');
    const own = storedPhoto(9);
    const picture = Buffer.from(own.picture).toString('base64');
    const { epoch } = bench.hub.identity();
    const photos = [{ delegateId: id, picture, sha256: own.sha256, taken: bench.time.now + 10 }];
    await bench.hub.sendPhotos(await desk.caller(), { epoch, photos });
    show(noisePicture(90, 120, 4));
    bench.time.now += 60_000;
    await runIndico(bench);
    expect((await row())?.sha256).toBe(own.sha256);
  });
});
