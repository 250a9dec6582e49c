import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  hintKeeper,
  readStartHint,
  type StartHint,
} from '../../../../main/app/start/start-hint.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-hint-'));
const path = join(folder, 'start-hint.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kiosk: StartHint = {
  mode: 'kiosk',
  face: 'kiosk',
  camera: { enabled: true, deviceId: 'front' },
  language: 'fr',
};
const byItself = { protection: () => 'file' as const };
const bySignIn = { protection: () => 'sign-in' as const };

describe('the hint for the next start', () => {
  it('comes back as it was kept, for every mode and the set-up', () => {
    const off = { enabled: false, deviceId: null };
    const hints: StartHint[] = [
      kiosk,
      { mode: 'desk', face: 'setUp', camera: off, language: 'en' },
      { mode: 'door', face: 'door', camera: off, language: null },
    ];
    for (const hint of hints) {
      hintKeeper(path, byItself, () => hint)();
      expect(readStartHint(path)).toEqual(hint);
    }
  });

  it('goes where a pass phrase opens the store', () => {
    hintKeeper(path, byItself, () => kiosk)();
    hintKeeper(path, bySignIn, () => kiosk)();
    expect(existsSync(path)).toBe(false);
    expect(readStartHint(path)).toBeNull();
  });

  it('holds nothing but what it lists, whatever it is given', () => {
    hintKeeper(path, byItself, () => Object.assign({ operator: 'Marie Dubois' }, kiosk))();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(kiosk);
  });

  it('is read without a language it does not know, as before hints had one', () => {
    const { language: _language, ...older } = kiosk;
    for (const found of [older, { ...older, language: 'de' }]) {
      writeFileSync(path, JSON.stringify(found));
      expect(readStartHint(path)).toEqual({ ...older, language: null });
    }
  });

  it.each([
    ['no JSON', '{"mode":"kio'],
    ['null', 'null'],
    ['another mode', '{"mode":"bar","face":"bar","camera":{"enabled":true,"deviceId":null}}'],
    [
      'another mode’s face',
      '{"mode":"kiosk","face":"desk","camera":{"enabled":true,"deviceId":null}}',
    ],
    ['no camera', '{"mode":"kiosk","face":"kiosk"}'],
    [
      'a camera of text',
      '{"mode":"kiosk","face":"kiosk","camera":{"enabled":"yes","deviceId":null}}',
    ],
    [
      'a device of numbers',
      '{"mode":"kiosk","face":"kiosk","camera":{"enabled":true,"deviceId":7}}',
    ],
  ])('is none with %s', (_name, text) => {
    writeFileSync(path, text);
    expect(readStartHint(path)).toBeNull();
  });

  it('costs nothing where it cannot be written', () => {
    const nowhere = join(folder, 'no', 'such', 'folder.json');
    expect(hintKeeper(nowhere, byItself, () => kiosk)).not.toThrow();
  });
});
