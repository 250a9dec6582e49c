import { describe, expect, it } from 'vitest';
import { limits } from '../../../renderer/kiosk/machine/setup.ts';
import { admitted, empty, makeKiosk, person, type Rig, scanOf } from './rig.ts';

/** A visit up to the question whether this is the right badge. */
async function confirming(): Promise<Rig> {
  const kiosk = makeKiosk();
  await kiosk.send({ type: 'SCAN', target: scanOf('A') });
  expect(kiosk.flow()).toBe('confirm');
  return kiosk;
}

async function printing(): Promise<Rig> {
  const kiosk = await confirming();
  await kiosk.send({ type: 'YES' });
  await kiosk.send({ type: 'CONTINUE' });
  expect(kiosk.flow()).toEqual({ making: 'printing' });
  return kiosk;
}

describe('a visit', () => {
  it('goes from the scan to the badge and forgets everything', async () => {
    const kiosk = await confirming();
    expect(kiosk.context().language).toBe('pt');
    await kiosk.send({ type: 'YES' });
    expect(kiosk.flow()).toBe('consents');
    await kiosk.send({ type: 'CONTINUE' });
    await kiosk.print('printing');
    expect(kiosk.flow()).toEqual({ making: 'printing' });
    await kiosk.print('printed');
    expect(kiosk.flow()).toEqual({ take: 'short' });
    await kiosk.pass(limits.take - 1);
    expect(kiosk.flow()).toEqual({ take: 'short' });
    await kiosk.pass(1);
    expect(kiosk.flow()).toBe('attract');
    expect(kiosk.context()).toEqual(empty);
    expect(kiosk.log).toEqual(['lookUp', 'checkIn', 'wipe']);
  });

  it('prints whatever is refused: nothing is ticked beforehand', async () => {
    const kiosk = await printing();
    expect(kiosk.consented).toEqual([{}]);
  });

  it('hands on exactly what was ticked', async () => {
    const kiosk = await confirming();
    await kiosk.send({ type: 'YES' });
    await kiosk.send({ type: 'CONSENT', id: 'photo', given: true });
    await kiosk.send({ type: 'CONSENT', id: 'list', given: true });
    await kiosk.send({ type: 'CONSENT', id: 'list', given: false });
    await kiosk.send({ type: 'CONTINUE' });
    expect(kiosk.consented).toEqual([{ photo: true, list: false }]);
    await kiosk.print('unclear');
    await kiosk.send({ type: 'LEAVE' });
    expect(kiosk.context()).toEqual(empty);
  });

  it('is not left while the check-in is written', async () => {
    const kiosk = await confirming();
    await kiosk.send({ type: 'YES' });
    kiosk.actor.send({ type: 'CONTINUE' });
    expect(kiosk.flow()).toBe('checkingIn');
    kiosk.actor.send({ type: 'LEAVE' });
    kiosk.actor.send({ type: 'TIME_OUT' });
    expect(kiosk.flow()).toBe('checkingIn');
  });

  it('keeps a language that was chosen, whatever the record says', async () => {
    const kiosk = makeKiosk();
    await kiosk.send({ type: 'LANGUAGE', language: 'ar' });
    expect(kiosk.flow()).toBe('start');
    await kiosk.send({ type: 'SCAN', target: scanOf('A') });
    expect(kiosk.context().language).toBe('ar');
    await kiosk.send({ type: 'LEAVE' });
    expect(kiosk.context().language).toBe('en');
  });

  it('goes on in the language that the first screen was read in, until a record names its own', async () => {
    const kiosk = makeKiosk();
    await kiosk.send({ type: 'TYPE', language: 'ru' });
    expect([kiosk.flow(), kiosk.context().language]).toEqual(['code', 'ru']);
    await kiosk.send({ type: 'SUBMIT', code: 'GSC-1', familyName: 'X' });
    expect([kiosk.flow(), kiosk.context().language]).toEqual(['confirm', 'pt']);
    await kiosk.send({ type: 'LEAVE' });
    expect(kiosk.context()).toEqual(empty);
  });

  it('says "welcome back" without consents and without a print', async () => {
    const kiosk = makeKiosk();
    kiosk.answers.lookUp = () => ({
      outcome: 'found',
      token: 't',
      person,
      language: null,
      returning: true,
    });
    kiosk.answers.checkIn = () => ({ ...admitted, badge: 'none' }) as typeof admitted;
    await kiosk.send({ type: 'SCAN', target: scanOf('A') });
    await kiosk.send({ type: 'YES' });
    expect(kiosk.flow()).toEqual({ take: 'short' });
  });

  it('shows the corrected name, and keeps the old one where it would be another', async () => {
    const kiosk = await confirming();
    await kiosk.send({ type: 'CORRECT' });
    kiosk.answers.correct = () => ({ result: 'too-different' });
    await kiosk.send({ type: 'SAVE', spelling: { printedName: 'Somebody ELSE' } });
    expect([kiosk.flow(), kiosk.context().notice]).toEqual(['correct', 'too-different']);
    kiosk.answers.correct = () => ({
      result: 'corrected',
      person: { ...person, printedName: 'María LINDQVIST' },
    });
    await kiosk.send({ type: 'SAVE', spelling: { printedName: 'María LINDQVIST' } });
    expect(kiosk.flow()).toBe('confirm');
    expect(kiosk.context().visit?.person.printedName).toBe('María LINDQVIST');
    expect(kiosk.context().notice).toBeNull();
  });
});

describe('a scan amid a visit', () => {
  it('is counted and shows nobody else', async () => {
    const kiosk = await confirming();
    const before = kiosk.context().visit;
    await kiosk.send({ type: 'SCAN', target: scanOf('B') });
    expect(kiosk.flow()).toBe('confirm');
    expect(kiosk.context()).toMatchObject({ visit: before, ignoredScans: 1 });
    expect(kiosk.log).toEqual(['lookUp']);
  });

  it('is not kept for after it', async () => {
    const kiosk = await printing();
    await kiosk.send({ type: 'SCAN', target: scanOf('B') });
    await kiosk.print('printed');
    await kiosk.send({ type: 'SCAN', target: scanOf('C') });
    await kiosk.pass(60_000);
    expect(kiosk.flow()).toBe('attract');
    expect(kiosk.log.filter((call) => call === 'lookUp')).toHaveLength(1);
  });

  it('is taken where nobody is on the screen', async () => {
    const kiosk = makeKiosk();
    kiosk.answers.lookUp = () => ({ outcome: 'not-found' });
    await kiosk.send({ type: 'TYPE' });
    await kiosk.send({ type: 'SCAN', target: scanOf('A') });
    expect(kiosk.flow()).toBe('notFound');
    await kiosk.send({ type: 'SCAN', target: scanOf('B') });
    expect(kiosk.log).toEqual(['lookUp', 'lookUp']);
  });
});

describe('answers', () => {
  it.each([
    [{ outcome: 'not-found' }, 'notFound'],
    [{ outcome: 'badge-shown' }, 'notFound'],
    [{ outcome: 'other-event', host: 'tickets.example.org' }, 'notFound'],
    [{ outcome: 'see-desk', code: 'BCDF' }, 'seeDesk'],
    [{ outcome: 'already-in', wall: 1, code: 'BCDF', language: null }, 'alreadyIn'],
    [{ outcome: 'wait', milliseconds: 1 }, 'tooMany'],
    [{ outcome: 'name-needed', code: 'GSC-1' }, 'code'],
  ] as const)('%o shows %s and ends by itself', async (answer, state) => {
    const kiosk = makeKiosk();
    kiosk.answers.lookUp = () => answer;
    await kiosk.send({ type: 'SCAN', target: scanOf('A') });
    expect(kiosk.flow()).toBe(state);
    expect(kiosk.context().visit).toBeNull();
    await kiosk.pass(45_000);
    await kiosk.pass(20_000);
    expect(kiosk.flow()).toBe('attract');
    expect(kiosk.context()).toEqual(empty);
  });

  it('a call that fails leads to the desk', async () => {
    const kiosk = makeKiosk();
    kiosk.answers.lookUp = () => {
      throw new Error('store-unavailable');
    };
    await kiosk.send({ type: 'SCAN', target: scanOf('A') });
    expect(kiosk.flow()).toBe('trouble');
  });

  it('main that does not answer the wiping leaves the screen free all the same', async () => {
    const kiosk = await confirming();
    kiosk.answers.wipe = () => {
      throw new Error('gone');
    };
    await kiosk.send({ type: 'LEAVE' });
    expect(kiosk.flow()).toBe('attract');
    expect(kiosk.context()).toEqual(empty);
  });
});

describe('printing', () => {
  it('shows the printer that took over', async () => {
    const kiosk = await printing();
    await kiosk.print('held');
    expect(kiosk.flow()).toEqual({ making: 'held' });
    const place = { counter: '4', direction: 'right' } as const;
    await kiosk.print('printing', { place, moved: true });
    expect(kiosk.flow()).toEqual({ making: 'printing' });
    expect(kiosk.context().print).toMatchObject({ place, moved: true });
    await kiosk.print('printed', { place, moved: true });
    expect(kiosk.flow()).toEqual({ take: 'short' });
  });

  it('never says "take your badge" for a badge of which nobody knows', async () => {
    const kiosk = await printing();
    await kiosk.print('unclear');
    expect(kiosk.flow()).toBe('unclear');
    expect(kiosk.context().code).toBe('BCDF');
  });

  it('cannot be left, and says after a while that it takes longer', async () => {
    const kiosk = await printing();
    await kiosk.send({ type: 'LEAVE' });
    expect(kiosk.flow()).toEqual({ making: 'printing' });
    await kiosk.pass(limits.printPatience);
    expect(kiosk.flow()).toEqual({ making: 'held' });
    await kiosk.print('printed');
    expect(kiosk.flow()).toEqual({ take: 'short' });
  });

  it('the last screen stays for whoever asks', async () => {
    const kiosk = await printing();
    await kiosk.print('printed');
    for (let time = 0; time < 10; time += 1) {
      await kiosk.send({ type: 'MORE' });
      await kiosk.pass(limits.longer - 1);
      expect(kiosk.flow()).toEqual({ take: 'long' });
    }
    await kiosk.pass(1);
    expect(kiosk.flow()).toBe('attract');
  });
});

describe('idle', () => {
  it('counts down after 45 s and wipes after 20 more', async () => {
    const kiosk = await confirming();
    await kiosk.pass(44_999);
    expect(kiosk.idle()).toBe('watching');
    await kiosk.pass(1);
    expect(kiosk.idle()).toBe('counting');
    await kiosk.pass(19_999);
    expect(kiosk.flow()).toBe('confirm');
    await kiosk.pass(1);
    expect(kiosk.flow()).toBe('attract');
    expect(kiosk.context()).toEqual(empty);
  });

  it('one touch gives more time, twenty times over', async () => {
    const kiosk = await confirming();
    for (let time = 0; time < 20; time += 1) {
      await kiosk.pass(45_000);
      expect(kiosk.idle()).toBe('counting');
      await kiosk.pass(19_000);
      await kiosk.send({ type: 'ACTIVE' });
      expect([kiosk.idle(), kiosk.flow()]).toEqual(['watching', 'confirm']);
    }
  });

  it('does not count while nobody is there or while it prints', async () => {
    const kiosk = makeKiosk();
    await kiosk.send({ type: 'ACTIVE' });
    await kiosk.pass(600_000);
    expect([kiosk.idle(), kiosk.flow()]).toEqual(['resting', 'attract']);
    const other = await printing();
    expect(other.idle()).toBe('resting');
  });
});

describe('help', () => {
  it('is called from every screen, outlives the visit and is answered', async () => {
    const kiosk = await confirming();
    await kiosk.send({ type: 'HELP', reason: 'asked', code: null });
    expect(kiosk.help()).toBe('called');
    expect(kiosk.flow()).toBe('confirm');
    await kiosk.send({ type: 'LEAVE' });
    expect([kiosk.flow(), kiosk.help()]).toEqual(['attract', 'called']);
    await kiosk.helpAnswered();
    expect(kiosk.help()).toBe('coming');
    await kiosk.pass(limits.helpComing);
    expect(kiosk.help()).toBe('off');
  });

  it('falls back on sign and sound where the call cannot be written', async () => {
    const kiosk = makeKiosk();
    kiosk.answers.help = () => {
      throw new Error('disk-full');
    };
    await kiosk.send({ type: 'HELP', reason: 'asked', code: null });
    expect(kiosk.help()).toBe('local');
    await kiosk.pass(limits.helpStands);
    expect(kiosk.help()).toBe('off');
  });
});
