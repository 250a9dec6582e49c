import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPassPhraseSchema } from '../../domain/operators/pass-phrase.ts';
import { loadStoreKey, type SafeStorage, type StoreKey } from '../../main/base/store-key.ts';
import { createKeyHolders, type KeyHolders } from '../../main/station/key-holders.ts';
import { createGuessBrake, createUnlocking, openStationKey } from '../../main/station/unlock.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { keychain, noDesktop } from './safe-storages.ts';

/** scrypt as cheap as the file allows: its strength is not tested here. */
const cost = 2 ** 10;
const anna = '6b1f3a52-0d0c-4e56-9c0e-2f5a9f2f0a01';
const bruno = '6b1f3a52-0d0c-4e56-9c0e-2f5a9f2f0a02';
const phrases = { anna: 'seven green bicycles', bruno: 'le canard du mardi' };

let folder: string;
let path: string;
let desk: DeskContext;
let key: StoreKey;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-sign-in-'));
  path = join(folder, 'store-key.json');
  desk = makeDeskContext();
  key = loadStoreKey({ path, safeStorage: noDesktop, requireKeychain: false });
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

function holders(safeStorage: SafeStorage = noDesktop): KeyHolders {
  const { db } = desk.context;
  return createKeyHolders({ db, path, key: key.key, safeStorage, cost, now: () => 7 });
}

async function keyBy(phrase: string, safeStorage = noDesktop): Promise<StoreKey | null> {
  const unlocking = createUnlocking(path, safeStorage);
  await unlocking.attempt(phrase);
  return unlocking.key();
}

describe('a key that needs somebody’s sign-in', () => {
  it('opens by the phrase of each holder and by nothing that lies on the disk', async () => {
    await holders().add(anna, phrases.anna);
    await holders().add(bruno, phrases.bruno);
    expect(() =>
      loadStoreKey({ path, safeStorage: noDesktop, requireKeychain: false }),
    ).toThrowError(expect.objectContaining({ code: 'sign-in-needed', path }));
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain(Buffer.from(key.key).toString('base64'));
    for (const staff of [anna, bruno]) expect(text).not.toContain(staff);
    for (const phrase of Object.values(phrases)) {
      expect(await keyBy(phrase)).toEqual({ key: key.key, protection: 'sign-in' });
    }
  });

  it('opens by the same letters, however a keyboard composes them', async () => {
    await holders().add(anna, 'caf\u00e9 \u30cf\u309a\u30ea \ufb01n');
    expect(await keyBy('cafe\u0301 \u30d1\u30ea fin')).toMatchObject({ protection: 'sign-in' });
  });

  it('asks only where the key takes a phrase', async () => {
    const never = () => Promise.reject(new Error('asked'));
    const options = { path, safeStorage: noDesktop, requireKeychain: false };
    expect((await openStationKey({ ...options, ask: never })).key).toEqual(key.key);
    await holders().add(anna, phrases.anna);
    const opened = await openStationKey({
      ...options,
      ask: async (unlocking) => {
        expect(await unlocking.attempt(phrases.anna)).toEqual({ result: 'unlocked' });
      },
    });
    expect(opened).toEqual({ key: key.key, protection: 'sign-in' });
    await expect(openStationKey({ ...options, ask: async () => {} })).rejects.toMatchObject({
      code: 'sign-in-needed',
    });
  });

  it('refuses a wrong phrase, then makes guesses wait, also after a restart and with the clock set back', async () => {
    await holders().add(anna, phrases.anna);
    let now = 1_000_000;
    const brakePath = join(folder, 'brake.json');
    const attempt = (phrase: string) =>
      createUnlocking(
        path,
        noDesktop,
        createGuessBrake(brakePath, () => now),
      ).attempt(phrase);
    for (let guess = 0; guess < 3; guess += 1) {
      expect(await attempt('three blind mice')).toEqual({ result: 'wrong-phrase' });
    }
    expect(await attempt(phrases.anna)).toEqual({ result: 'wait', milliseconds: 2_000 });
    // A corrected clock does not tell how long ago the last guess was: the wait begins again.
    now -= 86_400_000;
    expect(await attempt(phrases.anna)).toEqual({ result: 'wait', milliseconds: 2_000 });
    now += 2_000;
    expect(await attempt(phrases.anna)).toEqual({ result: 'unlocked' });
    expect(await attempt('three blind mice')).toEqual({ result: 'wrong-phrase' });
  });

  it('many guesses at once are no way around the wait', async () => {
    await holders().add(anna, phrases.anna);
    const unlocking = createUnlocking(path, noDesktop);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => unlocking.attempt(`guess number ${n}`)),
    );
    expect(answers.filter(({ result }) => result === 'wrong-phrase')).toHaveLength(3);
  });

  it('is wrapped by the keychain besides, where there is one: phrase and disk alone do not open it', async () => {
    await holders(keychain).add(anna, phrases.anna);
    expect((await keyBy(phrases.anna, keychain))?.key).toEqual(key.key);
    await expect(keyBy(phrases.anna, noDesktop)).rejects.toMatchObject({ code: 'key-unreadable' });
  });

  it('a changed file opens for nobody', async () => {
    await holders().add(anna, phrases.anna);
    await holders().add(bruno, phrases.bruno);
    const file = JSON.parse(readFileSync(path, 'utf8'));
    const [one, other] = file.sealed;
    file.sealed = [
      { ...one, id: other.id },
      { ...other, id: one.id },
    ];
    writeFileSync(path, JSON.stringify(file));
    expect(await keyBy(phrases.anna)).toBeNull();
  });
});

describe('who holds the key', () => {
  it('is told, a new phrase takes the place of the former one, and the last one to go opens the store for all', async () => {
    expect(holders().list()).toEqual([]);
    await holders().add(anna, phrases.anna);
    await holders().add(anna, 'another phrase altogether');
    expect(holders().list()).toEqual([{ id: expect.any(String), operatorId: anna, since: 7 }]);
    expect(await keyBy(phrases.anna)).toBeNull();
    expect(await keyBy('another phrase altogether')).not.toBeNull();
    holders().remove(holders().list()[0]?.id ?? '');
    expect(holders().list()).toEqual([]);
    expect(loadStoreKey({ path, safeStorage: noDesktop, requireKeychain: false }).key).toEqual(
      key.key,
    );
    expect(() => holders().remove(anna)).toThrowError(
      expect.objectContaining({ code: 'not-found' }),
    );
  });

  it('two first ones at once both open it', async () => {
    const both = holders();
    await Promise.all([both.add(anna, phrases.anna), both.add(bruno, phrases.bruno)]);
    for (const phrase of Object.values(phrases)) expect(await keyBy(phrase)).not.toBeNull();
  });

  it('somebody who leaves loses theirs, but the last one stays: the store would stand open', async () => {
    await holders().add(anna, phrases.anna);
    await holders().add(bruno, phrases.bruno);
    holders().leave(anna);
    expect(await keyBy(phrases.anna)).toBeNull();
    holders().leave(bruno);
    expect(holders().list()).toHaveLength(1);
    expect(await keyBy(phrases.bruno)).not.toBeNull();
  });

  it('one that the store does not know is shown as such', async () => {
    await holders().add(anna, phrases.anna);
    const other = makeDeskContext();
    const list = createKeyHolders({
      db: other.context.db,
      path,
      key: randomBytes(32),
      safeStorage: noDesktop,
    }).list();
    expect(list).toEqual([{ id: expect.any(String), operatorId: null, since: null }]);
    other.close();
  });
});

describe('a new pass phrase', () => {
  it.each(['seven green bicycles', 'un canard, un mardi', '森の中の静かな朝の青い鳥です'])(
    '%s will do',
    (text) => {
      expect(newPassPhraseSchema.safeParse(text).success).toBe(true);
    },
  );

  it.each([
    '',
    'short',
    '123456789012345',
    'aaaaaaaaaaaaaaaa',
    'ababababababab',
    '          a          ',
  ])('"%s" will not', (text) => {
    expect(newPassPhraseSchema.safeParse(text).success).toBe(false);
  });

  it('is the same from every keyboard', () => {
    expect(newPassPhraseSchema.parse(' cafe\u0301 du mardi ')).toBe('café du mardi');
  });
});
