import { describe, expect, it } from 'vitest';
import { printerStateSchema, printJobStateSchema } from '../../../domain/printing/print-job.ts';
import { conditionTone } from '../../../renderer/printing/condition-tone.ts';
import { filterOf, lastDuration } from '../../../renderer/printing/history.ts';
import { remedyPlace, troubles } from '../../../renderer/printing/test-troubles.ts';
import en from '../../../ui/words/en.json' with { type: 'json' };
import fr from '../../../ui/words/fr.json' with { type: 'json' };

describe('the history of a printer', () => {
  it('calls printed only what was confirmed or seen', () => {
    const printed = printJobStateSchema.options.filter((state) => filterOf(state) === 'printed');
    expect(printed).toEqual(['confirmed', 'came-out']);
  });

  it('says of nothing else that it printed, in neither language', () => {
    for (const words of [en.printers.outcomes, fr.printers.outcomes]) {
      const saying = Object.entries(words).filter(([, text]) => /printed|imprimé/i.test(text));
      expect(saying.map(([state]) => state)).toEqual(['confirmed']);
    }
  });

  it('counts the time of the last attempt', () => {
    const attempt = {
      id: 1,
      startedAt: 1_000,
      endedAt: 2_400,
      outcome: null,
      reason: null,
      detail: '',
    };
    const job = {
      jobId: '0192d3a0-0000-7000-8000-000000000001',
      kind: 'badge' as const,
      state: 'confirmed' as const,
      reason: null,
      serialText: 'A-1',
      createdAt: 0,
    };
    expect(lastDuration({ ...job, attempts: [attempt] })).toBe(1.4);
    expect(lastDuration({ ...job, attempts: [{ ...attempt, endedAt: null }] })).toBeNull();
    expect(lastDuration({ ...job, attempts: [] })).toBeNull();
  });
});

describe('what went wrong with a test print', () => {
  it('has a remedy in both languages, and a place where there is something to change', () => {
    for (const trouble of troubles) {
      expect(en.printers.testing.remedies[trouble].length).toBeGreaterThan(60);
      expect(fr.printers.testing.remedies[trouble].length).toBeGreaterThan(60);
    }
    expect(troubles.filter((trouble) => remedyPlace(trouble) === null)).toEqual([
      'upside-down',
      'blank',
      'not-told',
    ]);
  });
});

describe('the colour of a printer', () => {
  it('is amber for what somebody must mend, and for nothing else', () => {
    const all = printerStateSchema.shape.condition.options.flatMap(({ options }) => options);
    const calm = all.filter((condition) => conditionTone(condition) !== 'look');
    expect(calm.toSorted()).toEqual(
      ['busy-elsewhere', 'paused', 'printing', 'ready', 'unknown'].toSorted(),
    );
  });
});
