import { describe, expect, it } from 'vitest';
import { melodies, type Tone } from '../../ui/sounds.ts';

const tones = Object.keys(melodies) as Tone[];

/**
 * The number of notes, their direction and timbre: what people without perfect pitch can
 * distinguish.
 */
function shapeOf(tone: Tone): string {
  const notes = melodies[tone];
  const steps = notes
    .slice(1)
    .map(({ pitch }, index) => Math.sign(pitch - (notes[index]?.pitch ?? 0)));
  return `${notes.length} notes: ${steps.join(' ')}`;
}

describe('the sounds', () => {
  it('tell themselves apart by their shape, not by pitch alone', () => {
    const shapes = tones.map(
      (tone) => `${shapeOf(tone)} ${melodies[tone][0]?.wave === 'sawtooth' ? 'rough' : 'soft'}`,
    );
    expect(new Set(shapes).size).toBe(tones.length);
  });

  it.each(tones)('%s is over within a second', (tone) => {
    const ends = melodies[tone].map(({ at, lasts }) => at + lasts);
    expect(Math.max(...ends)).toBeLessThan(1);
  });
});
