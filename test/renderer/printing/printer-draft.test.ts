import { describe, expect, it } from 'vitest';
import { type PrinterSettings, printerSettingsSchema } from '../../../domain/printing/print-job.ts';
import { printerModelsFileSchema } from '../../../domain/printing/printer-models.ts';
import modelsFile from '../../../main/printing/printer-models.json' with { type: 'json' };
import type { FoundPrinter } from '../../../preload/contract/printing.ts';
import { hostError, plainHost } from '../../../renderer/printing/address.ts';
import {
  draftErrors,
  errorsOfStep,
  firstWrongStep,
} from '../../../renderer/printing/draft-errors.ts';
import { guessModel } from '../../../renderer/printing/guess-model.ts';
import {
  byHand,
  draftOf,
  emptyDraft,
  newPrinterId,
  type PrinterDraft,
  settingsOf,
  widthDots,
  withConnection,
  withFound,
  withModel,
  withRoll,
  withWidthUnit,
} from '../../../renderer/printing/printer-draft.ts';

const { models } = printerModelsFileSchema.parse(modelsFile);
const good: PrinterDraft = { ...emptyDraft, name: 'Left', host: '10.0.0.9', model: byHand };
const modelOf = (id: string) => {
  const model = models.find((one) => one.id === id);
  if (model === undefined) throw new Error(`no model ${id}`);
  return model;
};

describe('an address', () => {
  it.each([
    '192.168.10.41',
    'printer-2',
    'printer_2.lan',
    'PRINTER.example.org.',
    '10-0-0-9.lan',
    '::1',
    'fe80::26f5:a2ff:fe1c:9b01%eth0',
    '[2001:db8::41]',
    '::ffff:192.168.10.41',
    ' 192.168.10.41 ',
  ])('%s is one', (text) => {
    expect(hostError(text)).toBeNull();
  });

  it.each([
    ['', 'hostForm'],
    ['two words', 'hostForm'],
    ['-printer', 'hostForm'],
    ['x'.repeat(64), 'hostForm'],
    ['192.168.10', 'ipv4Form'],
    ['192.168.10.256', 'ipv4Form'],
    ['192.168.010.41', 'ipv4Form'],
    ['fe80::12345', 'ipv6Form'],
    ['fe80::1::2', 'ipv6Form'],
    ['1:2:3:4:5:6:7:8:9', 'ipv6Form'],
    ['fe80::1%', 'ipv6Form'],
    ['192.168.10.41:9100', 'hostHasPort'],
    ['[::1]:9100', 'hostHasPort'],
    ['http://10.0.0.9', 'hostHasPath'],
    ['10.0.0.9/24', 'hostHasPath'],
  ])('%s is none: %s', (text, error) => {
    expect(hostError(text)).toBe(error);
  });

  it('loses its brackets and the spaces around it', () => {
    expect(plainHost(' [fe80::1%eth0] ')).toBe('fe80::1%eth0');
  });
});

describe('a draft', () => {
  it('becomes settings that main accepts', () => {
    expect(draftErrors(good, [])).toEqual({});
    expect(printerSettingsSchema.parse(settingsOf(good, 'left'))).toMatchObject({
      id: 'left',
      model: '',
      connection: { kind: 'tcp', host: '10.0.0.9', port: 9100 },
    });
  });

  it.each(models.map((model) => [model.id, model] as const))(
    '%s: what the model says is what is saved',
    (_id, model) => {
      const placed: PrinterDraft =
        model.language === 'driver' ? withConnection({ ...good, queue: 'q' }, 'system', []) : good;
      const draft = withModel(placed, model);
      expect(draftErrors(draft, [])).toEqual({});
      const settings = printerSettingsSchema.parse(settingsOf(draft, 'left'));
      expect(settings).toMatchObject({
        model: model.id,
        language: model.language,
        // Brother's network interfaces do not report the end of a badge.
        ability: model.language === 'brother' ? 'status' : model.ability,
        dotsPerMm: model.dotsPerMm,
        widthDots: model.widthDots,
        cut: model.cut,
      });
      expect(settings.starGraphics === 'raster').toBe(model.starGraphics === 'raster');
    },
  );

  it('of a printer that is set up gives the same settings back', () => {
    const settings: PrinterSettings = printerSettingsSchema.parse({
      id: 'left',
      name: 'Left',
      model: 'star-tsp143iii',
      language: 'star',
      starGraphics: 'raster',
      connection: { kind: 'device', path: '/dev/usb/lp0' },
      ability: 'status',
      dotsPerMm: 8,
      widthDots: 576,
      cut: false,
      neighbour: 'right',
      place: { counter: '4', direction: 'right' },
      stock: { name: 'white', categories: ['delegate'], template: 'a6' },
    });
    expect(settingsOf(draftOf(settings), 'left')).toEqual(settings);
  });

  describe('of a Brother', () => {
    const ql820 = withModel(good, modelOf('brother-ql-820nwb'));

    it('knows head, code and roll; at USB it confirms, on the network it does not', () => {
      expect(ql820).toMatchObject({
        brother: { head: 720, modelCode: 0x41, roll: '62' },
        ability: 'status',
        width: '696',
        template: 'roll-62',
      });
      const atUsb = withConnection(ql820, 'device', models);
      expect(atUsb).toMatchObject({ ability: 'confirm', brother: ql820.brother });
    });

    it('takes the width of the chosen roll, which stays while the model does', () => {
      const label = withRoll(ql820, '60x86');
      expect(label).toMatchObject({ brother: { roll: '60x86' }, width: '672' });
      expect(withConnection(label, 'device', models).brother.roll).toBe('60x86');
      expect(withModel(label, modelOf('brother-ql-1110nwb'))).toMatchObject({
        brother: { head: 1296, modelCode: 0x44, roll: '102' },
        width: '1164',
      });
    });

    it('set up by hand: the roll tells the head, and no model is expected', () => {
      const draft = withRoll(withModel(ql820, byHand), '103');
      expect(draft.brother).toEqual({ head: 1296, modelCode: null, roll: '103' });
      expect(printerSettingsSchema.safeParse(settingsOf(draft, 'left')).success).toBe(true);
    });

    it('with a width that the roll does not have is refused', () => {
      const wide = { ...withModel(ql820, byHand), width: '700' };
      expect(draftErrors(wide, [])).toEqual({ width: 'widerThanRoll' });
    });
  });

  it('speaks through the driver where the system has the printer, and only there', () => {
    const zebra = withModel(good, modelOf('zebra-zd421-203'));
    const driven = withConnection(zebra, 'system', models);
    expect(driven).toMatchObject({ language: 'driver', ability: 'blind', width: '832' });
    const back = withConnection(driven, 'tcp', models);
    expect(back).toMatchObject({ language: 'zpl', ability: modelOf('zebra-zd421-203').ability });
    expect(withConnection({ ...driven, model: byHand }, 'device', models).language).toBe('escpos');
  });

  it('speaks its own language through the spooler of Windows, and hears nothing', () => {
    const zebra = withModel(good, modelOf('zebra-zd421-203'));
    const raw = { ...withConnection(zebra, 'spooler', models), queue: 'Badges é' };
    expect(raw).toMatchObject({ language: 'zpl', ability: 'blind', width: '832' });
    expect(withConnection({ ...good, model: byHand }, 'spooler', models).ability).toBe('blind');
    const settings = printerSettingsSchema.parse(settingsOf(raw, 'left'));
    expect(settings.connection).toEqual({ kind: 'spooler', queue: 'Badges é' });
    expect(settingsOf(draftOf(settings), 'left')).toEqual(settings);
    const found: FoundPrinter = {
      kind: 'system',
      connection: settings.connection,
      name: 'Badges é',
      model: 'ZDesigner ZD621-300dpi',
      language: 'zpl',
      alreadyAdded: false,
    };
    expect(withFound(emptyDraft, found, models)).toMatchObject({
      connection: 'spooler',
      queue: 'Badges é',
      language: 'zpl',
      ability: 'blind',
    });
  });

  it.each<[Partial<PrinterDraft>, keyof PrinterDraft, string]>([
    [{ name: '  ' }, 'name', 'nameForm'],
    [{ name: 'x'.repeat(61) }, 'name', 'nameForm'],
    [{ name: 'Right' }, 'name', 'nameTaken'],
    [{ host: '10.0.0' }, 'host', 'ipv4Form'],
    [{ host: '10.0.0.8' }, 'host', 'connectionTaken'],
    [{ port: '0' }, 'port', 'portForm'],
    [{ port: '65536' }, 'port', 'portForm'],
    [{ port: '91e2' }, 'port', 'portForm'],
    [{ connection: 'device', path: 'usb' }, 'path', 'pathForm'],
    [{ connection: 'system', language: 'driver', queue: ' ' }, 'queue', 'queueForm'],
    [{ connection: 'spooler', ability: 'blind', queue: ' ' }, 'queue', 'queueForm'],
    [{ model: '' }, 'model', 'modelMissing'],
    [{ dotsPerMm: '7.5' }, 'dotsPerMm', 'dotsForm'],
    [{ dotsPerMm: '25' }, 'dotsPerMm', 'dotsForm'],
    [{ width: '127' }, 'width', 'widthForm'],
    [{ width: '4097' }, 'width', 'widthForm'],
    [{ width: 'wide' }, 'width', 'widthForm'],
    [{ language: 'star', raster: true }, 'ability', 'rasterConfirms'],
    [{ categories: [] }, 'categories', 'categoriesForm'],
  ])('%o is refused at its field', (part, field, error) => {
    const other = settingsOf({ ...good, name: 'Right', host: '10.0.0.8' }, 'right');
    const errors = draftErrors({ ...good, ...part }, [other]);
    expect(errors).toEqual({ [field]: error });
    const step = firstWrongStep(errors);
    expect(step).not.toBeNull();
    expect(Object.keys(errorsOfStep(errors, step ?? 'test'))).toEqual([field]);
  });

  it('has its width in dots or millimetres, in English or French', () => {
    expect(widthDots({ ...good, width: '72,5', widthUnit: 'mm' })).toBe(580);
    expect(widthDots({ ...good, width: '72.5', widthUnit: 'mm' })).toBe(580);
    const inMm = withWidthUnit(good, 'mm');
    expect(inMm).toMatchObject({ width: '72', widthUnit: 'mm' });
    expect(withWidthUnit(inMm, 'dots')).toMatchObject({ width: '576', widthUnit: 'dots' });
  });
});

describe('a printer that was found', () => {
  const found: FoundPrinter = {
    kind: 'announced',
    connection: { kind: 'tcp', host: '10.0.0.7', port: 9101 },
    name: 'Reception',
    model: 'Zebra Technologies ZTC ZD421-203dpi ZPL',
    language: 'zpl',
    alreadyAdded: false,
  };

  it('fills in address, name and model', () => {
    expect(withFound(emptyDraft, found, models)).toMatchObject({
      name: 'Reception',
      connection: 'tcp',
      host: '10.0.0.7',
      port: '9101',
      model: 'zebra-zd421-203',
      language: 'zpl',
    });
  });

  it('keeps a name that was typed, and a language where the model is not known', () => {
    const draft = withFound({ ...emptyDraft, name: 'Mine' }, { ...found, model: 'X9' }, models);
    expect(draft).toMatchObject({ name: 'Mine', model: '', language: 'zpl' });
  });

  it.each([
    ['EPSON TM-T88VI', 'epson-tm-t88vi'],
    ['EPSON TM-T88VII-M', 'epson-tm-t88vii'],
    ['Star TSP143IV SK', 'star-tsp143iv'],
    ['Star futurePRNT', 'star-tsp100-older'],
    ['ZTC ZD421-300dpi ZPL', 'zebra-zd421-300'],
    ['Zebra Technologies ZTC ZD421', null],
    ['ZTC GK420d', 'zebra-gk420d'],
    ['', null],
    ['HP LaserJet 400', null],
  ])('"%s" is %s', (words, id) => {
    expect(guessModel(words, models)?.id ?? null).toBe(id);
  });
});

describe('the id of a new printer', () => {
  it.each([
    ['Left of desk 2', [], 'left-of-desk-2'],
    ['Étiqueteuse n° 1', [], 'etiqueteuse-n-1'],
    ['プリンター', [], 'printer'],
    ['Left', ['left', 'left-2'], 'left-3'],
  ])('%s', (name, taken, id) => {
    expect(newPrinterId(name, taken)).toBe(id);
  });
});
