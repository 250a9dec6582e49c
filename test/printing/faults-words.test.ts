import { describe, expect, test } from 'vitest';
import { missingLetters } from '../../platform/fonts/letters.ts';
import { bench, clock, heldFor, printerIs, stateIs, whole } from './fault-bench.ts';
import { jobOf, plainContent, plainRenderer, until } from './support.ts';

describe('words of the desk', () => {
  test('a job held longer than the policy asks before it prints', async () => {
    const b = await bench();
    b.printer.takePaper();
    const id = b.print();
    await stateIs(b, id, 'held');
    clock.wall += 5 * 60_000;
    await until('too-old', () => jobOf(b.store.db, id).reason === 'too-old');
    b.printer.repair();
    await printerIs(b, 'ready');
    expect(jobOf(b.store.db, id).state).toBe('held');
    b.queue.release(id, 'print');
    await stateIs(b, id, 'confirmed');
    expect(jobOf(b.store.db, id).stillWantedWall).toBe(clock.wall);
  });

  test('a cancelled job never prints', async () => {
    const b = await bench();
    b.printer.takePaper();
    const id = b.print();
    await stateIs(b, id, 'held');
    b.queue.release(id, 'cancel');
    b.printer.repair();
    await stateIs(b, b.print(1), 'confirmed');
    expect(jobOf(b.store.db, id).state).toBe('cancelled');
    expect(whole(b.printer)).toEqual(['1/1']);
  });

  test('missing glyphs hold the job until somebody accepts them', async () => {
    const b = await bench(
      {},
      {},
      {
        renderer: {
          ...plainRenderer,
          render: async (content, layout) => {
            const badge = await plainRenderer.render(content, layout);
            return { ...badge, missingGlyphs: ['ᠤ'] };
          },
        },
      },
    );
    const id = b.print();
    expect(await heldFor(b, id, 'missing-glyphs')).toMatchObject({ detail: 'U+1824 ᠤ' });
    b.queue.release(id, 'print');
    await stateIs(b, id, 'confirmed');
  });

  test('a name that no font has prints in Latin letters if the desk says so', async () => {
    const b = await bench(
      {},
      {},
      {
        contentOf: (job) =>
          Object.assign(plainContent(job), { nativeName: job.latinOnly ? '' : 'ᠤ' }),
        renderer: {
          ...plainRenderer,
          render: async (content, layout) => {
            const badge = await plainRenderer.render(content, layout);
            const isLatin = 'kind' in content || content.nativeName === '';
            return { ...badge, missingGlyphs: isLatin ? [] : ['ᠤ'] };
          },
        },
      },
    );
    const id = b.print();
    await heldFor(b, id, 'missing-glyphs');
    b.queue.release(id, 'print-latin');
    await stateIs(b, id, 'confirmed');
    expect(jobOf(b.store.db, id).latinOnly).toBe(true);
  });

  test('a name that is put right while its badge is held prints without being asked for', async () => {
    const person = { name: 'Jan 😀 PEETERS' };
    const b = await bench(
      {},
      {},
      {
        contentOf: (job) => Object.assign(plainContent(job), { printedName: person.name }),
        renderer: {
          ...plainRenderer,
          render: async (content, layout) => {
            const badge = await plainRenderer.render(content, layout);
            const text = 'kind' in content ? '' : content.printedName;
            return { ...badge, missingGlyphs: missingLetters(text) };
          },
        },
      },
    );
    const id = b.print();
    const held = await heldFor(b, id, 'missing-glyphs');
    expect(held.detail).toBe('U+1F600 😀');
    // When checked again, the same texts stay held.
    b.queue.wake();
    await stateIs(b, b.print(1), 'held');
    expect(jobOf(b.store.db, id)).toEqual(held);
    person.name = 'Jan PEETERS';
    b.queue.wake();
    await stateIs(b, id, 'confirmed');
  });

  test('a name without any letter that a font has is held for its letters', async () => {
    const b = await bench(
      {},
      {},
      {
        contentOf: (job) => Object.assign(plainContent(job), { printedName: 'ܡܪܝܡ' }),
        renderer: {
          ...plainRenderer,
          render: async () => {
            throw new Error('no font has any character of the name');
          },
        },
      },
    );
    const held = await heldFor(b, b.print(), 'missing-glyphs');
    expect(held.detail).toBe('U+0721 ܡ, U+072A ܪ, U+071D ܝ');
  });

  test('a badge that waits for its data does not block the next', async () => {
    let known = false;
    const b = await bench(
      {},
      {},
      {
        contentOf: (job) =>
          job.badgeSerial === 'TEST-0' && !known ? 'waits-for-data' : plainContent(job),
      },
    );
    const waiting = b.print(0);
    const other = b.print(1);
    await stateIs(b, other, 'confirmed');
    expect(jobOf(b.store.db, waiting)).toMatchObject({ state: 'held', reason: 'waits-for-data' });
    known = true;
    b.queue.wake();
    await stateIs(b, waiting, 'confirmed');
  });

  test('words that do not fit the state are refused', async () => {
    const b = await bench();
    const id = b.print();
    await stateIs(b, id, 'confirmed');
    expect(() => b.queue.answer(id, 'print-again')).toThrow('print job is confirmed');
    expect(() => b.queue.release(id, 'cancel')).toThrow('print job is confirmed');
    expect(() => b.queue.answer('nobody', 'came-out')).toThrow('missing');
  });

  test('a test page prints on the printer that it names', async () => {
    const b = await bench();
    const id = b.queue.enqueueTest('front', '3f0e4f6a-55a4-4c52-9b8f-2d6a1f1c9a01');
    await stateIs(b, id, 'confirmed');
  });
});

describe('a failing store', () => {
  test('a fact that cannot be written with the outcome leaves the job to be asked, not lost', async () => {
    let failures = 1;
    const b = await bench(
      {},
      {},
      {
        recordChange: (job) => {
          if (job.state === 'confirmed' && failures > 0) {
            failures -= 1;
            throw new Error('disk full');
          }
        },
      },
    );
    const id = b.print();
    await stateIs(b, id, 'unknown');
    expect(whole(b.printer)).toEqual(['0/1']);
  });
});
