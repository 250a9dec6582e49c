import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listOperators } from '../../../db/operators.ts';
import {
  nameWithNumber,
  numberedName,
  settingsFileSchema,
} from '../../../domain/station/settings-file.ts';
import { applyPresetSettings } from '../../../main/app/start/presets.ts';
import {
  changeStationSettings,
  readPrinters,
  readStationSettings,
  writePrinters,
} from '../../../main/base/config/station-settings.ts';
import { addOperator } from '../../../main/operators/operators.ts';
import { hashPin } from '../../../main/operators/pin.ts';
import { createSettingsChoice } from '../../../main/station/set-up-calls.ts';
import { applySettingsFile, settingsFileOf } from '../../../main/station/settings-file.ts';
import { leaveStation } from '../../../main/station/station-care-calls.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let first: DeskContext;
let second: DeskContext;
let folder: string;
beforeEach(() => {
  first = makeDeskContext();
  second = makeDeskContext();
  folder = mkdtempSync(join(tmpdir(), 'lanyard-settings-'));
  for (const { context } of [first, second]) context.db.prepare('DELETE FROM operator').run();
});
afterEach(() => {
  first.close();
  second.close();
  rmSync(folder, { recursive: true, force: true });
});

const printer = {
  id: 'counter',
  name: 'Counter',
  language: 'escpos' as const,
  connection: { kind: 'tcp' as const, host: '192.0.2.10', port: 9100 },
  ability: 'confirm' as const,
};

async function aStation(): Promise<string> {
  const { db } = first.context;
  changeStationSettings(db, {
    mode: 'kiosk',
    stationName: 'Kiosk 3',
    checkpoint: first.context.checkpoint().id,
    kioskLanguages: ['fr', 'ar'],
    idleSeconds: 90,
    countdownSeconds: 30,
    cameraEnabled: false,
    cameraDeviceId: 'only-on-this-machine',
    functionKeyPrefix: 'F13',
  });
  writePrinters(db, [settingsFileSchema.shape.printers.element.parse(printer)]);
  return (await addOperator(db, { name: 'Anna', pin: '24681', role: 'supervisor' })).id;
}

function chosen(text: string) {
  const path = join(folder, 'settings.json');
  writeFileSync(path, text);
  return createSettingsChoice(second.context).choose(path);
}

describe('the settings file', () => {
  it('makes another station alike, with its own number', async () => {
    const anna = await aStation();
    const text = JSON.stringify(settingsFileOf(first.context.db, {}, anna));
    const file = settingsFileSchema.parse(JSON.parse(text));
    applySettingsFile(second.context.db, file, 17, null);
    const { db } = second.context;
    const { eventId: _, cameraDeviceId, ...rest } = readStationSettings(first.context.db, {});
    expect(readStationSettings(db, {})).toMatchObject({ ...rest, stationName: 'Kiosk 17' });
    // A camera's id differs on every machine.
    expect(cameraDeviceId).toBe('only-on-this-machine');
    expect(readStationSettings(db, {}).cameraDeviceId).toBeNull();
    expect(readPrinters(db, {})).toEqual(readPrinters(first.context.db, {}));
    // Her PIN is valid at the other station.
    expect(await leaveStation(second.context, { pin: '24681', to: 'ask' })).toMatchObject({
      result: 'approved',
      operator: { name: 'Anna' },
    });
  });

  it('holds no operator, no PIN and no secret unless the supervisor is asked for', async () => {
    const anna = await aStation();
    const without = settingsFileOf(first.context.db, {}, null);
    expect(without.supervisor).toBeNull();
    const text = JSON.stringify(without);
    for (const word of ['Anna', 'scrypt', '24681', 'secret', 'token']) {
      expect(text).not.toContain(word);
    }
    expect(settingsFileOf(first.context.db, {}, anna).supervisor?.pinHash).toMatch(/^scrypt\$/);
  });

  it('leaves a supervisor of the same name as they are', async () => {
    const anna = await aStation();
    const { db } = second.context;
    await addOperator(db, { name: 'Anna', pin: '92993', role: 'supervisor' });
    applySettingsFile(db, settingsFileOf(first.context.db, {}, anna), 1, null);
    expect(listOperators(db)).toHaveLength(1);
    const answer = await leaveStation(second.context, { pin: '24681', to: 'ask' });
    expect(answer).toEqual({ result: 'wrong-pin' });
  });

  it.each([
    ['no JSON', '{"format": ', ''],
    ['another format', '{"format":"other"}', 'Kind of file'],
    ['a newer version', '{"format":"lanyard-settings","version":2}', 'Version of the format'],
    ['an unknown field', '{"format":"lanyard-settings","wifi":"x"}', '“wifi”'],
    ['a time that is too short', '{"idleSeconds":1}', 'Seconds until it asks'],
    ['a language twice', '{"kioskLanguages":["en","en"]}', 'Languages at the kiosk'],
    [
      'a PIN in place of its hash',
      '{"supervisor":{"name":"A","pinHash":"2468"}}',
      'Supervisor › PIN',
    ],
    ['a printer without an address', '{"printers":[{"id":"a"}]}', 'Printer “a” › Name'],
  ])('refuses %s, and names the place', (_what, text, field) => {
    const choice = chosen(text);
    expect(choice?.settings).toBeNull();
    expect(choice?.problems.map(({ place }) => place.en)).toContain(field);
  });

  it('is looked at before it applies, and asks for a number only where one is', async () => {
    await aStation();
    const file = { ...settingsFileOf(first.context.db, {}, null), checkpoint: 'elsewhere' };
    expect(chosen(JSON.stringify(file))?.settings).toMatchObject({
      checkpoint: 'elsewhere',
      asksForNumber: true,
    });
    const named = JSON.stringify({ ...file, name: 'Main desk' });
    expect(chosen(named)?.settings).toMatchObject({ asksForNumber: false });
  });

  it('of the configuration applies to a new store and to no other', async () => {
    await aStation();
    const path = join(folder, 'preset.json');
    writeFileSync(path, JSON.stringify(settingsFileOf(first.context.db, {}, null)));
    const config = { settings: { file: path, number: 4 } };
    const { db } = second.context;
    expect(applyPresetSettings(db, config, false)).toBeNull();
    expect(readStationSettings(db, {}).mode).toBe('desk');
    expect(applyPresetSettings(db, config, true)).toBeNull();
    expect(readStationSettings(db, {})).toMatchObject({ mode: 'kiosk', stationName: 'Kiosk 4' });
    writeFileSync(path, '{"format":"lanyard-settings"}');
    expect(applyPresetSettings(db, config, true)).toContain(path);
  });
});

describe('the name with its number', () => {
  it.each([
    ['Kiosk 3', 'Kiosk {number}', 'Kiosk 12'],
    ['Entrance north', 'Entrance north', 'Entrance north'],
    ['K-007', 'K-{number}', 'K-12'],
  ])('%s', (name, pattern, twelfth) => {
    expect(numberedName(name)).toBe(pattern);
    expect(nameWithNumber(numberedName(name), 12)).toBe(twelfth);
  });
});

it('a hash of a PIN has the form that the file asks for', async () => {
  const pinHash = await hashPin('1234');
  expect(settingsFileSchema.shape.supervisor.parse({ name: 'A', pinHash })).toEqual({
    name: 'A',
    pinHash,
  });
});
